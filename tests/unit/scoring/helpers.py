"""Shapes that the scoring tests share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.rounds import Round
from evaluator.scoring.figures import Allocation, ApplicationScore, Award, Placing, ReviewScore
from evaluator.scoring.ranking import rank
from tests.builders import a_call, a_reviewer, a_round, an_application


def a_score(
    application: str,
    total: Fraction | int | str,
    groups: Mapping[str, Fraction | int] | None = None,
    criteria: Mapping[str, Fraction | int] | None = None,
) -> ApplicationScore:
    """Build figures that no review has to give."""
    exact = Fraction(total)
    of_groups = {name: Fraction(value) for name, value in (groups or {}).items()}
    return ApplicationScore(
        application=ApplicationId(application),
        total=exact,
        groups=of_groups,  # type: ignore[arg-type]
        criteria={name: Fraction(value) for name, value in (criteria or {}).items()},  # type: ignore[misc]
        reviews=(ReviewScore(reviewer=a_reviewer().id, groups=of_groups, total=exact),),  # type: ignore[arg-type]
    )


def placed(totals: Sequence[Fraction | int | str], threshold: int | None = None) -> tuple[Placing, ...]:
    """Rank applications 1, 2, 3 … of these totals by the default call."""
    applications = [an_application(number) for number in range(1, len(totals) + 1)]
    scores = {each.id: a_score(each.id, total) for each, total in zip(applications, totals, strict=True)}
    return rank(a_call(), scores, applications, threshold=None if threshold is None else Fraction(threshold))


def a_round_of(euros: int, **changes: object) -> Round:
    """Build a round with an envelope in whole euros."""
    return a_round(envelope=euros * 100, **changes)


def by_number(allocation: Allocation) -> dict[int, Award]:
    """Give the awards by the number at the end of the application id."""
    return {int(each.application[-3:]): each for each in allocation.awards}
