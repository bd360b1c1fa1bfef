"""What the meeting has agreed on so far for one application, before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.domain.consensus import ConsensusDraft
from evaluator.domain.reviews import NotApplicable, Scored
from evaluator.services.reviewing import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from evaluator.domain.call import Call
    from evaluator.domain.consensus import Consensus
    from evaluator.domain.identifiers import ApplicationId, CriterionId
    from evaluator.domain.reviews import Review, ScoreState


@dataclass
class AgreedDraft:
    """Answers, sentence and names that are typed and not recorded yet.

    Attributes:
        scores: Answers that the meeting gave; what all reviewers said alike is not among them.
        reason: Why.
        rapporteur: Who answers for it.
        left: Who left, beside those who must; by name.
    """

    scores: dict[CriterionId, ScoreState] = field(default_factory=dict)
    reason: str = ""
    rapporteur: str = ""
    left: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, record: Consensus | None) -> AgreedDraft:
        """Begin from the record in force, or from nothing."""
        if record is None:
            return cls()
        return cls(scores=dict(record.scores), reason=record.reason, rapporteur=record.rapporteur)

    def entries(self, application: ApplicationId) -> list[Entry]:
        """Give the answers as they are recorded; not applicable is so for the record's reason."""
        return [
            Entry(
                application=application,
                about=criterion,
                state=NotApplicable(self.reason.strip()) if isinstance(state, NotApplicable) else state,
            )
            for criterion, state in self.scores.items()
        ]

    def stored(self, application: ApplicationId, at: datetime) -> ConsensusDraft:
        """Give it as it is kept on this machine."""
        return ConsensusDraft(
            application=application,
            scores=dict(self.scores),
            rapporteur=self.rapporteur,
            reason=self.reason,
            left=tuple(self.left),
            at=at,
        )

    @classmethod
    def kept(cls, draft: ConsensusDraft) -> AgreedDraft:
        """Go on with what was kept."""
        return cls(
            scores=dict(draft.scores),
            reason=draft.reason,
            rapporteur=draft.rapporteur,
            left=list(draft.left),
        )


def alike(call: Call, reviews: Sequence[Review]) -> dict[CriterionId, ScoreState]:
    """Give what all reviewers said alike; the meeting need not say it again."""
    found: dict[CriterionId, ScoreState] = {}
    for criterion in call.criteria:
        states = [each.scores.get(criterion.id) for each in reviews]
        first = states[0] if states else None
        if first is not None and all(each == first for each in states):
            found[criterion.id] = first
    return found


def mean_of(reviews: Sequence[Review], criterion: CriterionId) -> Fraction | None:
    """Give the reviewers' mean on the call's scale, or None where none of them scored it."""
    values = [state.value for each in reviews if isinstance(state := each.scores.get(criterion), Scored)]
    return sum(values, Fraction(0)) / len(values) if values else None


def nearest(mean: Fraction) -> Fraction:
    """Give the step nearest to a mean; halves go up."""
    return Fraction((mean + Fraction(1, 2)).__floor__())


def whole(
    call: Call, agreed: Mapping[CriterionId, ScoreState], common: Mapping[CriterionId, ScoreState]
) -> list[CriterionId]:
    """Give the questions that still lack an agreed answer."""
    return [each.id for each in call.criteria if each.id not in agreed and each.id not in common]
