"""How figures are rounded before they are stored, shown or printed.

Floating-point kernels differ in their last bits between processors and numbers of
threads; rounding takes the difference away.
"""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

_DIGITS = 6
_MOST_DIGITS = 15


def rounded(value: float, digits: int = _DIGITS) -> float:
    """Round a figure; there is no minus zero."""
    return round(float(value), digits) + 0.0


def digits_of(range_: float) -> int:
    """Give the decimals that keep a millionth of a scale's range."""
    return min(_MOST_DIGITS, max(0, _DIGITS - floor(log10(range_))))


def plain(value: Fraction) -> str:
    """Write a number of the input for a message."""
    return f"{float(value):g}"
