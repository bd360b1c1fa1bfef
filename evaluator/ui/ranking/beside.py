"""The evidence as the ranking shows it: written out by application, on one axis for all rows."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

from evaluator.scoring.evidence.zone import Zone

if TYPE_CHECKING:
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.scoring.evidence.figures import ApplicationFigures, Evidence, Firmness
    from evaluator.scoring.figures import Outcome
    from evaluator.ui.shared.ranked import RankedRow

_STEP, _FULL = 20, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """What the intervals are drawn on, in points.

    Attributes:
        lowest, highest: Its ends.
        ticks: Where figures stand.
        line: The lowest score that the rule funds, or None.
    """

    lowest: int = 0
    highest: int = _FULL
    ticks: tuple[int, ...] = (0, 20, 40, 60, 80, 100)
    line: float | None = None

    def share(self, points: float) -> float:
        """Give where some points lie, from 0 at the lowest end to 1."""
        return (min(self.highest, max(self.lowest, points)) - self.lowest) / (self.highest - self.lowest)


class Beside:
    """The evidence of the round that is shown; nothing while it is being worked out.

    Attributes:
        evidence: All of it, or None.
        axis: Of the intervals.
        zone: The applications in the zone at the line.
    """

    def __init__(self) -> None:
        self.evidence: Evidence | None = None
        self.axis = Axis()
        self.zone: frozenset[str] = frozenset()
        self._figures: dict[str, ApplicationFigures] = {}
        self._firmness: dict[str, Firmness] = {}

    def use(self, evidence: Evidence | None, outcome: Outcome | None) -> None:
        """Take the evidence of a round, or none."""
        self.evidence = evidence
        found = () if evidence is None else evidence.analysis.applications
        self._figures = {each.id: each for each in found}
        self.zone = frozenset(each.id for each in found if each.zone is Zone.LINE)
        self._firmness = {} if evidence is None else {each.application: each for each in evidence.firmness}
        self.axis = Axis() if outcome is None else _axis(list(self._figures.values()), outcome)

    def figures(self, application: ApplicationId) -> ApplicationFigures | None:
        """Give the model's figures of an application."""
        return self._figures.get(application)

    def firmness(self, application: ApplicationId) -> Firmness | None:
        """Give how firm an application's outcome is."""
        return self._firmness.get(application)

    def probability(self, row: RankedRow) -> float | None:
        """Give the probability by the published scores, which makes the zone."""
        found = self._figures.get(row.standing.application.id)
        return found.p_funded_unadjusted if found else None

    def at_line(self, row: RankedRow) -> bool:
        """Tell whether an application is in the zone at the line."""
        return row.standing.application.id in self.zone

    @property
    def count_at_line(self) -> int | None:
        """How many are in the zone at the line; None while nobody knows."""
        known = any(each.zone is not None for each in self._figures.values())
        return len(self.zone) if known else None


def _axis(figures: list[ApplicationFigures], outcome: Outcome) -> Axis:
    ends = [end for each in figures if each.score_90 for end in each.score_90]
    scores = [float(each.score.total) for each in outcome.ranked if each.score is not None]
    values = [*ends, *scores]
    funded = [
        float(each.score.total)
        for each in outcome.ranked
        if each.score is not None and each.award.by_rule.granted
    ]
    line = min(funded, default=None)
    if not values:
        return Axis(line=line)
    lowest = max(0, floor(min(values) / _STEP) * _STEP)
    highest = min(_FULL, max(lowest + _STEP, ceil(max(values) / _STEP) * _STEP))
    lowest = min(lowest, highest - _STEP)
    return Axis(lowest=lowest, highest=highest, ticks=tuple(range(lowest, highest + 1, _STEP)), line=line)
