"""Figures that people type into options."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
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


def share(text: str) -> float:
    """Read a share of a size, above 0 and at most 1.

    Raises:
        ValueError: It is none.
    """
    value = float(text.replace(",", "."))
    if not 0 < value <= 1:
        raise ValueError(text)
    return value


def folder(text: str) -> Path:
    """Read the name of a folder.

    Raises:
        ValueError: It is empty.
    """
    if not text.strip():
        raise ValueError(text)
    return Path(text)
