"""Which departures from the allocation rule can have an effect, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.deviations import DeviationKind
from evaluator.scoring.figures import Verdict

if TYPE_CHECKING:
    from evaluator.domain.money import Cents
    from evaluator.scoring.figures import Standing


def possible(standing: Standing) -> frozenset[DeviationKind | None]:
    """Give the kinds of deviation that make sense for an application; None is "by the rule".

    What is in force stays possible. An application without a place cannot be funded by
    a deviation: first its eligibility has to change, or a review come. A sum can be
    reduced where there is one: by the rule, at a tie, or by a lift in force.
    """
    award = standing.award
    kinds: set[DeviationKind | None] = {None}
    if award.deviation is not None:
        kinds.add(award.deviation.kind)
    if standing.placing is None:
        return frozenset(kinds)
    rule_or_tie = award.by_rule.granted or award.by_rule is Verdict.TIE_AT_LINE
    kinds.add(DeviationKind.HOLD)
    if award.bound > 0 and not award.by_rule.granted:
        kinds.add(DeviationKind.LIFT)
    if rule_or_tie:
        kinds.add(DeviationKind.DROP)
    if award.bound > 0 and (rule_or_tie or award.verdict is Verdict.GRANTED_LIFTED):
        kinds.add(DeviationKind.REDUCE)
    return frozenset(kinds)


def sum_to_reduce(standing: Standing) -> Cents | None:
    """Give what a reduction has to stay below to take anything off, in cents.

    None at a tie, which a sum of any size settles.
    """
    award = standing.award
    if award.by_rule is Verdict.TIE_AT_LINE:
        return None
    return award.by_rule_amount if award.by_rule.granted else award.bound
