"""For whom a paper is: what each version leaves out, always on a named ground."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluator.domain.identifiers import ApplicationId


class Variant(StrEnum):
    """Whose eyes a paper is for."""

    INTERNAL = "internal"
    PARTY = "party"
    PUBLIC = "public"


class OutsideVariant(StrEnum):
    """The versions that leave the authority, of which a call says what they leave out."""

    PARTY = "party"
    PUBLIC = "public"


class Part(StrEnum):
    """What a version of a paper can leave out.

    Attributes:
        REVIEWER_NAMES: Names and organisations of the reviewers.
        REVIEWER_TEXTS: What reviewers wrote: reasons of recusals, of "not applicable" and
            of agreed scores; and why others stood aside.
        REVIEW_SCORES: The figures of single reviewers; in the version for a party those
            of its own application stay, without names.
        OTHER_APPLICANTS: The records on single applications other than the party's:
            eligibility, recusals, questions that did not apply, deviations, conditions.
            Ranking, outcome and reasons stay, as the decision has them.
        MINUTES: The minutes of the consensus meeting, a paper about the reviewers.
    """

    REVIEWER_NAMES = "reviewer-names"
    REVIEWER_TEXTS = "reviewer-texts"
    REVIEW_SCORES = "review-scores"
    OTHER_APPLICANTS = "other-applicants"
    MINUTES = "minutes"


ALWAYS_OMITTED = (Part.REVIEWER_NAMES, Part.REVIEWER_TEXTS, Part.MINUTES)
"""What never leaves the authority, whatever the call says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which version of the papers is made.

    Attributes:
        variant: For whom.
        party: In a version for a party, its application; None leaves out the records on
            every application.
        embed_data: Whether the papers carry their data for programs (PDF/A-3a).
    """

    variant: Variant = Variant.INTERNAL
    party: ApplicationId | None = None
    embed_data: bool = False


WHOLE = Edition()
"""The version for internal use, without embedded data."""
