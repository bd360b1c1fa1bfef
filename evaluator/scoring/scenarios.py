"""What a saved scenario gives by the scores as they are now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.scoring.outcome import divide

if TYPE_CHECKING:
    from evaluator.domain.scenarios import SavedScenario
    from evaluator.scoring.figures import Allocation, Outcome


def allocation_under(outcome: Outcome, scenario: SavedScenario) -> Allocation:
    """Divide the envelope by a scenario's rule, threshold and deviations.

    Scores, eligibility and bounds are those of the outcome: a scenario keeps decisions,
    and what follows from them moves with the scores.
    """
    contents = outcome.contents
    of = replace(contents.round, rule=scenario.rule, threshold=scenario.threshold)
    scores = {each.application.id: each.score for each in outcome.standings if each.score is not None}
    return divide(replace(contents, round=of, deviations=scenario.deviations), scores)[1]
