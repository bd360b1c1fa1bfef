"""How long the exact transparent ranking of a large round takes."""

from __future__ import annotations

import random
import statistics
from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.bench.measure import Result, seconds
from evaluator.domain.applicants import Applicants, Body, BodyKind
from evaluator.domain.applications import Application
from evaluator.domain.identifiers import ApplicationId, ReviewerId
from evaluator.domain.money import Cents
from evaluator.domain.reviews import Review, Scored
from evaluator.scoring.ranking import rank
from evaluator.scoring.transparent import score_applications

if TYPE_CHECKING:
    from evaluator.domain.call import Call

APPLICATIONS = 10_000
REVIEWS_EACH = 5
REVIEWERS = 600
GOAL_SECONDS = 2.0
_RUNS = 5


def made_up_reviews(
    call: Call, applications: int, seed: int = 1, each: int = REVIEWS_EACH, reviewers: int = REVIEWERS
) -> tuple[Review, ...]:
    """Invent so many reviews of each application, of every criterion; the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311 - made-up scores guard nothing
    steps = [Scored(Fraction(step)) for step in call.scale.steps]
    moment = datetime(2020, 12, 9, tzinfo=UTC)
    return tuple(
        Review(
            application=ApplicationId(f"2020-{number:05d}"),
            reviewer=ReviewerId(f"r{reviewer:03d}"),
            scores={criterion.id: draw.choice(steps) for criterion in call.criteria},
            submitted=moment,
        )
        for number in range(1, applications + 1)
        for reviewer in draw.sample(range(reviewers), each)
    )


def made_up_applications(applications: int) -> tuple[Application, ...]:
    """Invent applications that differ by their number alone."""
    lead = Body(name="Alavus", kind=BodyKind.OTHER, code=None, as_written="Alavus")
    return tuple(
        Application(
            id=ApplicationId(f"2020-{number:05d}"),
            number=number,
            title=f"Hanke {number}",
            applicants=Applicants(as_written="Alavus", lead=lead, partners=()),
            requested=Cents(100_000_00),
        )
        for number in range(1, applications + 1)
    )


def measure(call: Call, scale: float) -> Result:
    """Score and rank; ``scale`` takes a share of the full size."""
    count = max(10, round(APPLICATIONS * scale))
    reviews, applications = made_up_reviews(call, count), made_up_applications(count)

    def deed() -> None:
        scores = score_applications(call, reviews)
        rank(call, scores, applications, threshold=Fraction(60))

    taken = [seconds(deed) for _ in range(_RUNS)]
    return Result(
        name="ranking",
        ours=statistics.median(taken),
        reference=None,
        unit="s",
        goal=GOAL_SECONDS,
        n=_RUNS,
        size=f"{count} x {REVIEWS_EACH} x {len(call.criteria)}",
    )
