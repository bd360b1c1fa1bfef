"""Money: integer cents everywhere, never a binary float."""

from __future__ import annotations

import re
from typing import NewType

Cents = NewType("Cents", int)
"""An amount in euro cents."""

LARGEST = Cents(1_000_000_000_00)
"""A thousand million euros; a grant application that asks for more is a misprint."""

_AMOUNT = re.compile(r"[-\u2212]?[0-9]+(?:[.,][0-9]{1,2})?")
_SPACES = re.compile(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?:[^0-9]|$))")


def parse_euros(text: str) -> Cents:
    """Read an amount in euros as people and programs write it.

    Takes a decimal comma or point, spaces (also no-break) between thousands and
    a trailing euro sign: ``111 350,00 €``, ``111350.00``.

    Raises:
        ValueError: The text is no amount with at most two decimals.
    """
    bare = text.strip().removesuffix("€").strip()
    bare = _SPACES.sub("", bare)
    if not _AMOUNT.fullmatch(bare):
        raise ValueError(text)
    negative = bare[0] in "-\u2212"
    whole, _, fraction = bare.lstrip("-\u2212").replace(",", ".").partition(".")
    cents = int(whole) * 100 + int(fraction.ljust(2, "0") or 0)
    return Cents(-cents if negative else cents)


def rounded_down(amount: Cents, unit: Cents) -> Cents:
    """Round an amount down to a full unit (the 2020 call: 100 euros)."""
    return Cents(amount // unit * unit)
