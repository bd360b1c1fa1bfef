"""A risk as it is entered: the rule is ``evaluator.domain.risk``'s, and what breaks it is refused here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.reviews import RiskEntry
from evaluator.domain.risk import beside_its_steps, value_of_risk
from evaluator.scoring.errors import RiskOutsideStepsError

if TYPE_CHECKING:
    from fractions import Fraction

    from evaluator.domain.call import RiskScale, Scale

__all__ = ["RiskEntry", "risk_value"]


def risk_value(entry: RiskEntry, risk: RiskScale, scale: Scale) -> Fraction:
    """Map a risk to the call's scale, exactly.

    Raises:
        RiskOutsideStepsError: An entry is not on its steps.
    """
    beside = beside_its_steps(entry, risk)
    if beside is not None:
        name, value, lowest = beside
        raise RiskOutsideStepsError(entry=name, value=value, lowest=lowest, highest=risk.steps)
    return value_of_risk(entry, risk, scale)
