"""Ratings and reference figures that the tests of the evidence share."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from evaluator.scoring.evidence.ratings import Rating, RatingScale

DATA = Path(__file__).parents[3] / "data" / "scoring"
GRADES = RatingScale(Fraction(1), Fraction(6))


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reference_ratings(name: str) -> list[Rating]:
    """Read one of the two panels with grades from 1 to 6."""
    return [
        Rating(
            application=row["proposal"], reviewer=row["assessor"], score=Fraction(row["num_grade"]), line=at
        )
        for at, row in enumerate(rows(f"{name}.csv"), start=2)
    ]


def some_ratings(given: Iterable[tuple[str, str, int | str | Fraction]]) -> list[Rating]:
    return [
        Rating(application=application, reviewer=reviewer, score=Fraction(score), line=at)
        for at, (application, reviewer, score) in enumerate(given, start=2)
    ]


def crossed(*scores: str) -> list[Rating]:
    """Everybody rates everything: one word of digits for each application, a dot is no rating."""
    return some_ratings(
        (f"a{row}", f"r{column}", digit)
        for row, word in enumerate(scores, start=1)
        for column, digit in enumerate(word, start=1)
        if digit != "."
    )
