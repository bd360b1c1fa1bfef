"""Reviews: the five states of a score, and what one reviewer says of one application."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from fractions import Fraction

    from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId, ReviewerId


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskEntry:
    """A risk as a reviewer enters it.

    Attributes:
        likelihood: How likely it comes true, 1 to the call's steps.
        severity: How bad it would be, 1 to the call's steps.
        preparedness: How well the applicant is prepared, 0 to the call's steps.
    """

    likelihood: int
    severity: int
    preparedness: int


@dataclass(frozen=True, slots=True)
class Scored:
    """A value on the call's scale; 0 is a score.

    Attributes:
        value: On the scale, exact.
        risk: What was entered, where the call asks for a risk; kept and shown, and
            counted only through ``value``.
    """

    value: Fraction
    risk: RiskEntry | None = None


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The criterion does not fit this application, for a reason; counts nowhere."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Not yet scored; blocks the submission of the review."""


@dataclass(frozen=True, slots=True)
class Recused:
    """The reviewer is disqualified (esteellinen); recorded, counts nowhere."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Taken back by the reviewer; recorded, counts nowhere."""


ScoreState = Scored | NotApplicable | Unanswered | Recused | Withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """A person who scores.

    Attributes:
        id: Stable within the round.
        name: As shown.
        organisation: Where the person works.
        made_up: Invented for a demonstration, which every paper then says.
    """

    id: ReviewerId
    name: str
    organisation: str = ""
    made_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One reviewer's answers on one application, in one revision.

    Attributes:
        application: What was read.
        reviewer: Who read it.
        revision: Grows by one each time it is submitted; the highest counts.
        scores: The state of each criterion; one that is missing is unanswered.
        comments: Sentences by criterion or by group, without empty ones; the call
            sees to it that no criterion has a group's id.
        recused: The reviewer is disqualified from this application.
        recusal_reason: Why, when recused.
        submitted: When it was submitted, aware UTC; None is a draft, which no
            figure counts.
    """

    application: ApplicationId
    reviewer: ReviewerId
    revision: int = 1
    scores: Mapping[CriterionId, ScoreState] = field(default_factory=dict)
    comments: Mapping[CriterionId | GroupId, str] = field(default_factory=dict)
    recused: bool = False
    recusal_reason: str = ""
    submitted: datetime | None = None

    @property
    def counts(self) -> bool:
        """Whether any figure may use it: submitted and not recused."""
        return self.submitted is not None and not self.recused

    def by(self, reviewer: ReviewerId) -> Review:
        """Give the same under another id of its reviewer."""
        return Review(
            application=self.application,
            reviewer=reviewer,
            revision=self.revision,
            scores=self.scores,
            comments=self.comments,
            recused=self.recused,
            recusal_reason=self.recusal_reason,
            submitted=self.submitted,
        )
