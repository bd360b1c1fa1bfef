"""How figures are rounded before they are stored, shown or printed.

Floating-point kernels differ in their last bits between processors and numbers of
threads; rounding takes the difference away.
"""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from fractions import Fraction

    from evaluator.scoring.evidence.arrays import Floats

_DIGITS = 6
_MOST_DIGITS = 20


def rounded(value: float, digits: int = _DIGITS) -> float:
    """Round a figure; there is no minus zero."""
    return round(float(value), digits) + 0.0


def digits_of(scores: Floats) -> int:
    """Give the decimals that keep a millionth of the range of scores that are not all equal."""
    range_ = float(np.ptp(scores))
    return min(_MOST_DIGITS, max(0, _DIGITS - floor(log10(range_))))


def plain(value: Fraction) -> str:
    """Write a number of the input for a message."""
    return f"{float(value):g}"
