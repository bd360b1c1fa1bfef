"""How far reviewers of the same application are apart: information for the chair, which decides nothing.

Deviations are sample standard deviations (divisor n - 1) as floats; they order a list and
enter no score.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING

from evaluator.domain.reviews import Scored

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from evaluator.domain.identifiers import ApplicationId, CriterionId, ReviewerId
    from evaluator.domain.reviews import Review
    from evaluator.scoring.figures import ApplicationScore

_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far the reviews of one application are apart.

    Attributes:
        application: Which one.
        reviews: How many count; two or more.
        lowest, highest: The reviewers' totals at the ends, 0-100.
        deviation: Standard deviation of the totals, 0-100.
        criterion: Where they are furthest apart, or None where no two scored the same.
        criterion_deviation: Standard deviation there, on the call's scale.
    """

    application: ApplicationId
    reviews: int
    lowest: Fraction
    highest: Fraction
    deviation: float
    criterion: CriterionId | None = None
    criterion_deviation: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """How one reviewer scored the calibration set against the others.

    Attributes:
        applications: How many of the set both the reviewer and others scored.
        difference: Mean of own total less the mean of the others' totals, 0-100.
    """

    applications: int
    difference: Fraction


def spreads(scores: Iterable[ApplicationScore], reviews: Iterable[Review]) -> tuple[Spread, ...]:
    """Give the spread of each application with two reviews or more, the widest first."""
    apart = _by_criterion(reviews)
    found = [_spread(each, apart.get(each.application, {})) for each in scores if len(each.reviews) >= _PAIR]
    return tuple(sorted(found, key=lambda each: (-each.deviation, each.application)))


def spread_within(values: Sequence[Fraction]) -> float:
    """Give the sample standard deviation; 0.0 for fewer than two values."""
    return sqrt(_variance(values)) if len(values) >= _PAIR else 0.0


def criterion_spreads(reviews: Iterable[Review]) -> tuple[tuple[CriterionId, float], ...]:
    """Give each criterion's standard deviation within applications, pooled, the widest first."""
    squares: defaultdict[CriterionId, Fraction] = defaultdict(Fraction)
    freedom: defaultdict[CriterionId, int] = defaultdict(int)
    for of_application in _by_criterion(reviews).values():
        for criterion, values in of_application.items():
            if len(values) >= _PAIR:
                squares[criterion] += _variance(values) * (len(values) - 1)
                freedom[criterion] += len(values) - 1
    found = [(each, sqrt(squares[each] / freedom[each])) for each in squares]
    return tuple(sorted(found, key=lambda each: (-each[1], each[0])))


def calibration(
    scores: Mapping[ApplicationId, ApplicationScore], wanted: Collection[ApplicationId]
) -> dict[ReviewerId, Calibrated]:
    """Tell how each reviewer scored the calibration set; who shares none of it is left out."""
    apart: defaultdict[ReviewerId, list[Fraction]] = defaultdict(list)
    for application in wanted:
        score = scores.get(application)
        if score is None or len(score.reviews) < _PAIR:
            continue
        whole = sum((each.total for each in score.reviews), Fraction(0))
        others = len(score.reviews) - 1
        for each in score.reviews:
            apart[each.reviewer].append(each.total - (whole - each.total) / others)
    return {
        who: Calibrated(applications=len(values), difference=sum(values, Fraction(0)) / len(values))
        for who, values in apart.items()
    }


def _spread(score: ApplicationScore, criteria: Mapping[CriterionId, Sequence[Fraction]]) -> Spread:
    totals = [each.total for each in score.reviews]
    widest = max(
        ((spread_within(values), each) for each, values in criteria.items() if len(values) >= _PAIR),
        key=lambda each: (each[0], each[1]),
        default=None,
    )
    apart = widest if widest is not None and widest[0] > 0 else None
    return Spread(
        application=score.application,
        reviews=len(totals),
        lowest=min(totals),
        highest=max(totals),
        deviation=spread_within(totals),
        criterion=None if apart is None else apart[1],
        criterion_deviation=0.0 if apart is None else apart[0],
    )


def _by_criterion(reviews: Iterable[Review]) -> dict[ApplicationId, dict[CriterionId, list[Fraction]]]:
    found: defaultdict[ApplicationId, defaultdict[CriterionId, list[Fraction]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for review in reviews:
        if review.counts:
            for criterion, state in review.scores.items():
                if isinstance(state, Scored):
                    found[review.application][criterion].append(state.value)
    return {application: dict(of) for application, of in found.items()}


def _variance(values: Sequence[Fraction]) -> Fraction:
    mean = sum(values, Fraction(0)) / len(values)
    return sum(((each - mean) ** 2 for each in values), Fraction(0)) / (len(values) - 1)
