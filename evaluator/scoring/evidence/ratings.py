"""Ratings: one number by one reviewer for one application, and the scale they are on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What one reviewer gave one application.

    Attributes:
        application: Which one.
        reviewer: Whose.
        score: Exact, high is good, in the input's own units.
        line: Where in a file it stands, for messages; 0 if nowhere.
    """

    application: str
    reviewer: str
    score: Fraction
    line: int = 0


@dataclass(frozen=True, slots=True)
class RatingScale:
    """The ends of the scale, in the input's units; ``lowest`` is below ``highest``."""

    lowest: Fraction
    highest: Fraction

    @property
    def range(self) -> Fraction:
        """Highest - lowest."""
        return self.highest - self.lowest
