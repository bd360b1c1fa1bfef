"""Ways to divide the envelope that were saved by name, to be compared later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from evaluator.domain.call import AllocationRule
    from evaluator.domain.deviations import Deviation


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedScenario:
    """What an allocation followed from when it was saved; no sums, which follow from the scores.

    Attributes:
        name: Given by the official; unique in the round.
        rule: How the envelope walked the ranking.
        threshold: Least total score that could be funded, 0-100, or None.
        deviations: Those in force, one for an application at most.
        by: Who saved it.
        at: When, aware UTC.
    """

    name: str
    rule: AllocationRule
    threshold: Fraction | None
    deviations: tuple[Deviation, ...]
    by: str
    at: datetime
