"""What would happen: the envelope divided with one thing changed, before anything is done.

Worked out by the very functions that divide it after the deed. Scores are taken from the
outcome as they stand, since no change here touches them; that makes it quick enough to be
worked out at every key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluator.domain.money import Cents
from evaluator.scoring.outcome import share_out
from evaluator.scoring.scenarios import divided

if TYPE_CHECKING:
    from fractions import Fraction

    from evaluator.domain.call import AllocationRule
    from evaluator.domain.deviations import Deviation
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.scoring.figures import Allocation, Award, Outcome


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
    return _effect(outcome.allocation, divided(outcome, replace(outcome.contents, round=of))[1])


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
