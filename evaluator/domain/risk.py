"""A risk as an answer: likelihood, severity and preparedness become a value on the scale.

The raw risk is likelihood x severity. Preparedness takes its share of it away: none at
0, all of it at the highest step. What is left, as a share of the greatest possible risk,
is taken from the top of the scale; a high risk gives a low score::

    left  = likelihood x severity x (steps - preparedness) / steps^3        0-1
    value = highest - (highest - lowest) x left

The greatest risk with no preparedness is the lowest value, full preparedness the highest.
The value is exact and need not be a whole step: rounding would make unlike risks equal.
The raw entry is kept by whoever takes it in; only its value is scored.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluator.domain.call import RiskScale, Scale
    from evaluator.domain.reviews import RiskEntry


def beside_its_steps(entry: RiskEntry, risk: RiskScale) -> tuple[str, int, int] | None:
    """Give the first part that is not on its steps: name, value and lowest step; None if all are."""
    for name, value, lowest in (
        ("likelihood", entry.likelihood, 1),
        ("severity", entry.severity, 1),
        ("preparedness", entry.preparedness, 0),
    ):
        if not lowest <= value <= risk.steps:
            return name, value, lowest
    return None


def value_of_risk(entry: RiskEntry, risk: RiskScale, scale: Scale) -> Fraction:
    """Map a risk whose parts are on their steps to the call's scale, exactly; see the module."""
    left = Fraction(entry.likelihood * entry.severity * (risk.steps - entry.preparedness), risk.steps**3)
    return scale.highest - (scale.highest - scale.lowest) * left
