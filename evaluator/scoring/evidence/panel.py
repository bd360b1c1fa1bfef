"""Ratings as arrays, in an order that no file can influence."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.scoring.evidence.arrays import Floats, Ints
    from evaluator.scoring.evidence.ratings import Rating


@dataclass(frozen=True, slots=True)
class Panel:
    """N ratings of n applications by R reviewers, sorted by application, then reviewer.

    Attributes:
        applications: Ids, sorted; n of them.
        reviewers: Ids, sorted; R of them.
        application: Index of each rating's application, shape (N,).
        reviewer: Index of each rating's reviewer, shape (N,).
        score: The ratings above the origin, in input units, shape (N,). Subtracted exactly,
            so that small differences between large numbers survive.
        origin: The least rating; 0 without ratings.
    """

    applications: tuple[str, ...]
    reviewers: tuple[str, ...]
    application: Ints
    reviewer: Ints
    score: Floats
    origin: Fraction

    @property
    def reviews(self) -> Ints:
        """Ratings of each application, shape (n,)."""
        return np.bincount(self.application, minlength=len(self.applications))

    @property
    def loads(self) -> Ints:
        """Ratings by each reviewer, shape (R,)."""
        return np.bincount(self.reviewer, minlength=len(self.reviewers))

    @property
    def means(self) -> Floats:
        """Mean rating of each application above the origin, in input units, shape (n,)."""
        sums = np.bincount(self.application, weights=self.score, minlength=len(self.applications))
        return np.asarray(sums / self.reviews)


def panel(ratings: Iterable[Rating]) -> Panel:
    """Arrange ratings; at most one for each pair of application and reviewer."""
    ordered = sorted(ratings, key=lambda each: (each.application, each.reviewer))
    applications = sorted({each.application for each in ordered})
    reviewers = sorted({each.reviewer for each in ordered})
    origin = min((each.score for each in ordered), default=Fraction(0))
    at_application = {name: at for at, name in enumerate(applications)}
    at_reviewer = {name: at for at, name in enumerate(reviewers)}
    return Panel(
        applications=tuple(applications),
        reviewers=tuple(reviewers),
        application=np.array([at_application[each.application] for each in ordered], dtype=np.int64),
        reviewer=np.array([at_reviewer[each.reviewer] for each in ordered], dtype=np.int64),
        score=np.array([float(each.score - origin) for each in ordered], dtype=np.float64),
        origin=origin,
    )
