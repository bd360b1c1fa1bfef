"""Figures that people type into options."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.errors import NotANumberError
from evaluator.domain.money import parse_euros

if TYPE_CHECKING:
    from evaluator.domain.money import Cents

_NUMBER = re.compile(r"[+\-\u2212]?[0-9]{1,12}([.,](?P<decimals>[0-9]{1,12}))?")
_SHOWN = 40


def euros(text: str, option: str) -> Cents:
    """Read an amount in euros that is not negative.

    Raises:
        NotANumberError: It is none.
    """
    try:
        amount = parse_euros(text)
    except ValueError as error:
        raise NotANumberError(option=option, value=text[:_SHOWN]) from error
    if amount < 0:
        raise NotANumberError(option=option, value=text[:_SHOWN])
    return amount


def exact(text: str, option: str, *, decimals: int = 12) -> Fraction:
    """Read a number exactly, as people write one: 60, 60,5, 60.5 or −2.

    Powers of ten, shares such as 60/1 and more than twelve figures are none.

    Raises:
        NotANumberError: It is none, or has more decimals than there may be.
    """
    bare = text.strip()
    found = _NUMBER.fullmatch(bare)
    if found is None or len(found["decimals"] or "") > decimals:
        raise NotANumberError(option=option, value=text[:_SHOWN])
    return Fraction(bare.replace(",", ".").replace("\u2212", "-"))


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
