"""What would happen: the envelope divided with one thing changed, before anything is done.

Worked out by the very functions that divide it after the deed. Scores are taken from the
outcome as they stand, since no change here touches them; that makes it quick enough to be
worked out at every key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluator.domain.call import AllocationRule
from evaluator.domain.money import Cents
from evaluator.scoring.figures import Verdict
from evaluator.scoring.outcome import divide, share_out
from evaluator.scoring.scenarios import allocation_under

if TYPE_CHECKING:
    from fractions import Fraction

    from evaluator.domain.deviations import Deviation
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.rounds import RoundContents
    from evaluator.domain.scenarios import SavedScenario
    from evaluator.scoring.figures import Allocation, Award, Outcome
    from evaluator.scoring.what_if import WhatIf


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The envelope before and after a change.

    Attributes:
        before: As it is.
        after: As it would be.
        gains: Applications that would get money and get none now.
        loses: Applications that get money now and would get none.
        altered: Applications that would get another sum.
    """

    before: Allocation
    after: Allocation
    gains: tuple[ApplicationId, ...]
    loses: tuple[ApplicationId, ...]
    altered: tuple[ApplicationId, ...]

    def award(self, application: ApplicationId) -> Award:
        """Give what would become of one application."""
        return award_of(self.after, application)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One way to divide the envelope, beside others.

    Attributes:
        rule: The rule alone; None for all others.
        saved: A scenario that was saved by name, or None.
        what_if: The computed optimum, or None.
        allocation: The envelope divided.
        grants: How many get money.
        deviations: How many departures from the rule are in it.
    """

    rule: AllocationRule | None
    allocation: Allocation
    grants: int
    deviations: int
    saved: SavedScenario | None = None
    what_if: WhatIf | None = None

    @property
    def own(self) -> bool:
        """Whether it is the draft as it stands, deviations included."""
        return self.rule is None and self.saved is None and self.what_if is None


def award_of(allocation: Allocation, application: ApplicationId) -> Award:
    """Give one application's award."""
    return next(each for each in allocation.awards if each.application == application)


def with_deviation(outcome: Outcome, deviation: Deviation) -> Effect:
    """Tell what one more entry in the deviation register would do."""
    register = (*outcome.contents.deviations, deviation)
    placings = [each.placing for each in outcome.ranked if each.placing is not None]
    after = share_out(replace(outcome.contents, deviations=register), placings)
    return _effect(outcome.allocation, after)


def with_rule(outcome: Outcome, rule: AllocationRule, threshold: Fraction | None) -> Effect:
    """Tell what another rule and threshold would do, the deviations kept."""
    of = replace(outcome.contents.round, rule=rule, threshold=threshold)
    return _effect(outcome.allocation, _divide(outcome, replace(outcome.contents, round=of)))


def scenarios(outcome: Outcome) -> tuple[Scenario, ...]:
    """Put the draft beside each rule alone, under the threshold in force, and what was saved."""
    drawn = [(None, outcome.allocation)]
    bare = replace(outcome.contents, deviations=())
    alone: list[tuple[AllocationRule | None, Allocation]] = [
        (rule, _divide(outcome, replace(bare, round=replace(bare.round, rule=rule))))
        for rule in AllocationRule
    ]
    computed = tuple(_scenario(rule, allocation) for rule, allocation in [*drawn, *alone])
    saved = tuple(
        replace(_scenario(None, allocation_under(outcome, each)), saved=each)
        for each in outcome.contents.scenarios
    )
    return (*computed, *saved)


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
    return replace(_scenario(None, allocation), what_if=found)


def _scenario(rule: AllocationRule | None, allocation: Allocation) -> Scenario:
    return Scenario(
        rule=rule,
        allocation=allocation,
        grants=sum(each.verdict.granted for each in allocation.awards),
        deviations=sum(each.deviation is not None for each in allocation.awards),
    )


def _divide(outcome: Outcome, contents: RoundContents) -> Allocation:
    scores = {each.application.id: each.score for each in outcome.standings if each.score is not None}
    return divide(contents, scores)[1]


def _effect(before: Allocation, after: Allocation) -> Effect:
    now = {each.application: each.amount for each in before.awards}
    then = {each.application: each.amount for each in after.awards}
    return Effect(
        before=before,
        after=after,
        gains=tuple(each for each, amount in then.items() if amount and not now[each]),
        loses=tuple(each for each, amount in then.items() if now[each] and not amount),
        altered=tuple(each for each, amount in then.items() if now[each] and amount and now[each] != amount),
    )


def overspent(allocation: Allocation) -> Cents:
    """Give by how much the grants exceed the envelope, 0 when they do not."""
    return Cents(max(0, -allocation.unspent))
