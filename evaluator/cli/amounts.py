"""Figures that people type into options."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.cli.errors import NotANumberError
from evaluator.domain.money import parse_euros

if TYPE_CHECKING:
    from evaluator.domain.money import Cents


def euros(text: str, option: str) -> Cents:
    """Read an amount in euros that is not negative.

    Raises:
        NotANumberError: It is none.
    """
    try:
        amount = parse_euros(text)
    except ValueError as error:
        raise NotANumberError(option=option, value=text) from error
    if amount < 0:
        raise NotANumberError(option=option, value=text)
    return amount


def exact(text: str, option: str) -> Fraction:
    """Read a number exactly, with a decimal comma or point.

    Raises:
        NotANumberError: It is none.
    """
    try:
        return Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError) as error:
        raise NotANumberError(option=option, value=text) from error
