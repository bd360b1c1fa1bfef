"""Ways to divide the envelope, side by side, by the scores as they are now.

No change here touches a score, so that all is quick enough to be worked out at every key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluator.domain.call import AllocationRule
from evaluator.domain.money import Cents
from evaluator.domain.scenarios import SavedScenario
from evaluator.scoring.allocation import entries_in_force
from evaluator.scoring.figures import Verdict
from evaluator.scoring.outcome import divide

if TYPE_CHECKING:
    from evaluator.domain.rounds import RoundContents
    from evaluator.scoring.figures import Allocation, Outcome, Placing
    from evaluator.scoring.what_if import WhatIf


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One way to divide the envelope, beside others.

    Attributes:
        rule: The rule alone; None for all others.
        saved: A scenario that was saved by name, or None.
        what_if: The computed optimum, or None.
        allocation: The envelope divided.
    """

    rule: AllocationRule | None
    allocation: Allocation
    saved: SavedScenario | None = None
    what_if: WhatIf | None = None

    @property
    def own(self) -> bool:
        """Whether it is the draft as it stands, deviations included."""
        return self.rule is None and self.saved is None and self.what_if is None

    @property
    def grants(self) -> int:
        """How many get money."""
        return sum(each.verdict.granted for each in self.allocation.awards)

    @property
    def deviations(self) -> int:
        """How many applications depart from the rule in it."""
        return sum(each.deviation is not None for each in self.allocation.awards)


def divided(outcome: Outcome, contents: RoundContents) -> tuple[tuple[Placing, ...], Allocation]:
    """Rank and divide other contents of the same round by the scores that are known."""
    scores = {each.application.id: each.score for each in outcome.standings if each.score is not None}
    return divide(contents, scores)


def allocation_under(outcome: Outcome, scenario: SavedScenario) -> Allocation:
    """Divide the envelope by a scenario's rule, threshold and deviations.

    Scores, eligibility and bounds are those of the outcome: a scenario keeps decisions,
    and what follows from them moves with the scores.
    """
    contents = outcome.contents
    of = replace(contents.round, rule=scenario.rule, threshold=scenario.threshold)
    return divided(outcome, replace(contents, round=of, deviations=scenario.deviations))[1]


def draft_as(name: str, outcome: Outcome, by: str) -> SavedScenario:
    """Write the allocation in force as a scenario; its time is that of its latest entry, or the round's."""
    in_force = entries_in_force(outcome.contents.deviations)
    entries = tuple(entry for each in sorted(in_force) for entry in in_force[each])
    of = outcome.contents.round
    at = max((each.at for each in entries), default=of.created)
    return SavedScenario(name=name, rule=of.rule, threshold=of.threshold, deviations=entries, by=by, at=at)


def side_by_side(outcome: Outcome) -> tuple[Scenario, ...]:
    """Put the draft beside each rule alone, under the threshold in force, and what was saved."""
    bare = replace(outcome.contents, deviations=())
    alone = (
        Scenario(
            rule=rule, allocation=divided(outcome, replace(bare, round=replace(bare.round, rule=rule)))[1]
        )
        for rule in AllocationRule
    )
    return (Scenario(rule=None, allocation=outcome.allocation), *alone, *saved_scenarios(outcome))


def saved_scenarios(outcome: Outcome) -> tuple[Scenario, ...]:
    """Give what was saved, each with what it gives now."""
    return tuple(
        Scenario(rule=None, allocation=allocation_under(outcome, each), saved=each)
        for each in outcome.contents.scenarios
    )


def optimum(outcome: Outcome, found: WhatIf) -> Scenario:
    """Put the computed optimum beside the others; every grant in it is the whole bound."""
    funded = frozenset(found.funded)
    awards = tuple(
        replace(
            each,
            verdict=Verdict.GRANTED if each.application in funded else Verdict.OUTSIDE_ENVELOPE,
            amount=each.bound if each.application in funded else Cents(0),
            deviation=None,
        )
        for each in outcome.allocation.awards
    )
    allocation = replace(
        outcome.allocation,
        awards=awards,
        granted=found.granted,
        held=Cents(0),
        unspent=found.unspent,
        tie_at_line=(),
    )
    return Scenario(rule=None, allocation=allocation, what_if=found)
