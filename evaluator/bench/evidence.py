"""How long the evidence beside the score takes, and what memory a large round needs."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import tempfile
from fractions import Fraction
from pathlib import Path

from evaluator.bench.demo import program
from evaluator.bench.measure import Result, seconds
from evaluator.scoring.evidence.ratings import Rating, RatingScale

SMALL, SMALL_REVIEWERS, SMALL_REVIEWS, SMALL_DRAWS = 61, 14, 4, 10_000
LARGE, LARGE_REVIEWERS, LARGE_REVIEWS, LARGE_DRAWS = 10_000, 600, 5, 1_000
SMALL_GOAL_SECONDS, LARGE_GOAL_SECONDS, LARGE_GOAL_MEGABYTES = 0.2, 5.0, 1000.0
_SCALE = RatingScale(Fraction(0), Fraction(100))
_SMALL_RUNS, _LARGE_RUNS = 9, 5
_KILOBYTES = 1024


def made_up_ratings(applications: int, reviewers: int, reviews: int, seed: int = 1) -> list[Rating]:
    """Invent ratings 0-100 with differences between applications and between reviewers."""
    draw = random.Random(seed)  # noqa: S311 - made-up ratings guard nothing
    worth = [draw.gauss(60, 12) for _ in range(applications)]
    leniency = [draw.gauss(0, 7) for _ in range(reviewers)]
    return [
        Rating(
            application=f"2020-{application:05d}",
            reviewer=f"r{reviewer:03d}",
            score=Fraction(
                round(min(100.0, max(0.0, worth[application] + leniency[reviewer] + draw.gauss(0, 9))))
            ),
        )
        for application in range(applications)
        for reviewer in draw.sample(range(reviewers), reviews)
    ]


def measure(scale: float) -> list[Result]:
    """Measure both posteriors with ranks and shares funded, and the memory of the command.

    Args:
        scale: Share of the full number of applications.
    """
    count_small, count_large = (max(20, round(count * min(1.0, scale))) for count in (SMALL, LARGE))
    small = made_up_ratings(count_small, SMALL_REVIEWERS, SMALL_REVIEWS)
    large = made_up_ratings(count_large, LARGE_REVIEWERS, LARGE_REVIEWS)
    size = f"{count_large} x {LARGE_REVIEWS} of {LARGE_REVIEWERS}, {LARGE_DRAWS} draws"
    return [
        Result(
            name="evidence",
            ours=_median_seconds(small, SMALL_DRAWS, _SMALL_RUNS),
            reference=None,
            unit="s",
            goal=SMALL_GOAL_SECONDS,
            n=_SMALL_RUNS,
            size=f"{count_small} x {SMALL_REVIEWS} of {SMALL_REVIEWERS}, {SMALL_DRAWS} draws",
        ),
        Result(
            name="evidence-large",
            ours=_median_seconds(large, LARGE_DRAWS, _LARGE_RUNS),
            reference=None,
            unit="s",
            goal=LARGE_GOAL_SECONDS,
            n=_LARGE_RUNS,
            size=size,
        ),
        Result(
            name="evidence-memory",
            ours=_megabytes(large, count_large // 2),
            reference=None,
            unit="MB",
            goal=LARGE_GOAL_MEGABYTES,
            n=1,
            size=size,
        ),
    ]


def _median_seconds(ratings: list[Rating], draws: int, runs: int) -> float:
    """Time the posterior with and without leniency, after one run that warms up."""
    from evaluator.scoring.evidence.funded import FirstPlaces  # noqa: PLC0415 - numpy is dear to import
    from evaluator.scoring.evidence.method import PriorName  # noqa: PLC0415
    from evaluator.scoring.evidence.model import Settings, fit  # noqa: PLC0415
    from evaluator.scoring.evidence.panel import panel  # noqa: PLC0415

    settings = Settings(prior=PriorName.DEFAULT, draws=draws, seed=1, scale=_SCALE)

    def deed() -> None:
        data = panel(ratings)
        funding = FirstPlaces(len(data.applications) // 2)
        fit(data, settings, leniency=True, funding=funding)
        fit(data, settings, leniency=False, funding=funding, with_ranks=False)

    deed()
    return statistics.median(seconds(deed) for _ in range(runs))


def _megabytes(ratings: list[Rating], fundable: int) -> float:
    """Run ``evaluator analyse`` as a process of its own and give the most memory it took."""
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as folder:
        path = Path(folder) / "ratings.csv"
        lines = [f"{each.application},{each.reviewer},{each.score}" for each in ratings]
        path.write_text("\n".join(["application,reviewer,score", *lines]), encoding="utf-8")
        words = ["analyse", str(path), "--scale", "0,100", "--json"]
        words += ["--draws", str(LARGE_DRAWS), "--fundable", str(fundable)]
        process = subprocess.Popen(  # noqa: S603 - our own program
            [*program(), *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, words)
    return usage.ru_maxrss / _KILOBYTES
