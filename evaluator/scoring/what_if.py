"""What the largest sum of scores would be: a what-if beside the rule, never a proposal.

The knapsack optimum funds the set of applications with the largest sum of scores that the
envelope can pay. It passes over dear applications for cheap ones below them, and no
published rule allows that: it shows what the rule costs, and no more.

Solved by HiGHS (``scipy.optimize.milp``) in units of the call; what it gives is then
checked in whole cents, because a solver counts in floating point.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.domain.money import Cents
from evaluator.scoring.errors import NoOptimumError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.scoring.figures import Outcome, Standing

LONGEST_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The set with the largest sum of scores.

    Attributes:
        funded: Its applications, best first; each would get its whole bound.
        granted: Their sum, in cents.
        unspent: Envelope - granted, never negative.
        total: Sum of their scores, exact.
        rule_total: Sum of the scores of those whom the rule funds, exact.
        passed_over: Applications that meet the thresholds, are not in the set, and have a
            higher score than the worst that is; best first.
    """

    funded: tuple[ApplicationId, ...]
    granted: Cents
    unspent: Cents
    total: Fraction
    rule_total: Fraction
    passed_over: tuple[ApplicationId, ...]


def knapsack(outcome: Outcome) -> WhatIf:
    """Find the largest sum of scores that the envelope can pay.

    Thresholds and exclusions hold; bounds, deviations and the order of the rule do not
    enter but for each application's bound.

    Raises:
        NoOptimumError: None was found in time.
    """
    able = [
        each
        for each in outcome.ranked
        if each.placing is not None and not each.placing.shortfalls and each.award.bound
    ]
    taken = _solved(able, outcome.allocation.envelope, outcome.contents.round.call.unit_cents)
    chosen = [each for each, wanted in zip(able, taken, strict=True) if wanted]
    granted = sum(each.award.bound for each in chosen)
    if granted > outcome.allocation.envelope:
        raise NoOptimumError(count=len(able))
    least = min((_score(each) for each in chosen), default=Fraction(0))
    return WhatIf(
        funded=tuple(each.application.id for each in chosen),
        granted=Cents(granted),
        unspent=Cents(outcome.allocation.envelope - granted),
        total=sum((_score(each) for each in chosen), Fraction(0)),
        rule_total=sum((_score(each) for each in outcome.ranked if each.award.by_rule.granted), Fraction(0)),
        passed_over=tuple(
            each.application.id
            for each, wanted in zip(able, taken, strict=True)
            if not wanted and _score(each) > least
        ),
    )


def _solved(able: Sequence[Standing], envelope: Cents, unit: Cents) -> list[bool]:
    """Give for each application whether it is in the optimum."""
    costs = [each.award.bound // unit for each in able]
    room = envelope // unit  # bounds are whole units, so that what is left over buys nothing
    if sum(costs) <= room:
        return [True] * len(able)
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - dear to import

    found = milp(
        [-float(_score(each)) for each in able],
        integrality=[1] * len(able),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint([costs], ub=room),
        options={"mip_rel_gap": 0.0, "time_limit": LONGEST_SECONDS},
    )
    if not found.success:
        raise NoOptimumError(count=len(able))
    return [value > 0.5 for value in found.x]  # noqa: PLR2004 - 0 or 1 but for the last digits


def _score(each: Standing) -> Fraction:
    return each.placing.score.total if each.placing is not None else Fraction(0)
