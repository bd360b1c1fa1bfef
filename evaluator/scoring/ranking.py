"""The order: places by the exact score, ties by the call's rule, thresholds beside it.

Places are 1, 2, 2, 4: equals share a place and the next is skipped. The rule
``groups_in_order`` parts equal totals by the score of the first-named group, then the
next, and only then are they equal; ``shared`` lets equal totals share at once. A group
that no reviewer could apply gives no precedence: it stands below every score. The row
order never decides: equals are listed by application number, for printing alone.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from math import lcm
from typing import TYPE_CHECKING

from evaluator.domain.call import TieRule
from evaluator.scoring.figures import Placing, Shortfall

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.scoring.figures import ApplicationScore

_NO_PRECEDENCE = Fraction(-1)

_Key = tuple[int, tuple[Fraction, ...]]


def rank(
    call: Call,
    scores: Mapping[ApplicationId, ApplicationScore],
    among: Iterable[Application],
    *,
    threshold: Fraction | None,
) -> tuple[Placing, ...]:
    """Give the places of the applications that have a score, best first.

    Args:
        call: Gives the tie rule and the thresholds of criteria and groups.
        scores: The figures by application.
        among: Who takes part, in any order; those without a score have no place.
        threshold: Least total, 0-100, in force in the round (it may differ from the
            call's), or None.

    Returns:
        One placing for each; equals stand by application number, then id.
    """
    listed = sorted((each for each in among if each.id in scores), key=lambda each: (each.number, each.id))
    keys = _keys(call, [scores[each.id] for each in listed])
    ordered = sorted(listed, key=lambda each: keys[each.id], reverse=True)  # stable: equals stay by number
    placings: list[Placing] = []
    for _, equals in groupby(ordered, key=lambda each: keys[each.id]):
        together = [scores[each.id] for each in equals]
        place = len(placings) + 1
        placings += [
            Placing(
                place=place,
                score=score,
                shared=len(together) > 1,
                shortfalls=shortfalls(call, score, threshold),
            )
            for score in together
        ]
    return tuple(placings)


def shortfalls(
    call: Call, score: ApplicationScore, threshold: Fraction | None
) -> tuple[tuple[Shortfall, str], ...]:
    """Give the thresholds that a score misses: criteria, groups, then the total.

    Each is compared with the mean of the reviewers, exactly; meeting a threshold is
    not missing it. What nobody could apply was not measured and misses nothing.
    The id beside ``TOTAL`` is empty.
    """
    missed: list[tuple[Shortfall, str]] = []
    for criterion in call.criteria:
        of_criterion = score.criteria.get(criterion.id)
        if (
            criterion.threshold is not None
            and of_criterion is not None
            and of_criterion < criterion.threshold
        ):
            missed.append((Shortfall.CRITERION, criterion.id))
    for group in call.groups:
        of_group = score.groups.get(group.id)
        if group.threshold is not None and of_group is not None and of_group < group.threshold:
            missed.append((Shortfall.GROUP, group.id))
    if threshold is not None and score.total < threshold:
        missed.append((Shortfall.TOTAL, ""))
    return tuple(missed)


def _keys(call: Call, scores: list[ApplicationScore]) -> dict[ApplicationId, _Key]:
    """Make what is compared; totals become integers, which sort many times faster."""
    common = lcm(*(score.total.denominator for score in scores))
    by_groups = call.tie_rule is TieRule.GROUPS_IN_ORDER
    parting = [group.id for group in call.groups] if by_groups else []
    return {
        score.application: (
            score.total.numerator * (common // score.total.denominator),
            tuple(score.groups.get(group, _NO_PRECEDENCE) for group in parting),
        )
        for score in scores
    }
