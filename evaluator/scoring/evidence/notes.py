"""Why a figure is missing or has to be read with care: a code and plain facts.

The sentences stand in the messages (``analyse.note.<code>``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class NoteCode(StrEnum):
    """What keeps a figure from being had, or qualifies it."""

    NO_RATINGS = "no-ratings"
    SINGLE_APPLICATION = "single-application"
    SINGLE_REVIEWER = "single-reviewer"
    ALL_EQUAL = "all-equal"
    NO_REPEATS = "no-repeats"
    REVIEWERS_ONCE = "reviewers-once"
    DISCONNECTED = "disconnected"
    TOO_LARGE = "too-large"
    NO_RESIDUAL = "no-residual"
    NO_RESIDUAL_VARIANCE = "no-residual-variance"
    EXACT_IN_PARTS = "exact-in-parts"
    NO_LENIENCY_VARIANCE = "no-leniency-variance"
    NO_APPLICATION_VARIANCE = "no-application-variance"
    FEW_REVIEWS = "few-reviews"
    PAIRS_EQUAL = "pairs-equal"
    NO_SCALE = "no-scale"
    CONTINUOUS = "continuous"
    SCALE_FROM_DATA = "scale-from-data"
    NOTHING_TO_FUND = "nothing-to-fund"
    SINGLE_GROUP = "single-group"
    ENVELOPE_ENOUGH = "envelope-enough"
    NOT_RANKED = "not-ranked"
    NO_REVIEWS_BY = "no-reviews-by"
    CONSENSUS = "consensus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One statement about figures.

    Attributes:
        code: Which.
        figures: Names of the figures it is about.
        facts: Values for its sentence.
        missing: Whether the figures are missing because of it.
    """

    code: NoteCode
    figures: tuple[str, ...]
    facts: Mapping[str, str | int] = field(default_factory=dict)
    missing: bool = True
