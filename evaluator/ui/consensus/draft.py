"""What the meeting has agreed on so far for one application, before it is recorded."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.domain.identifiers import CriterionId
from evaluator.domain.reviews import NotApplicable, Scored
from evaluator.services.reviewing import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluator.domain.call import Call
    from evaluator.domain.consensus import Consensus
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.reviews import Review, ScoreState

_NOT_APPLICABLE = "-"


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

    def written(self) -> str:
        """Write it down."""
        told = {
            str(criterion): str(state.value) if isinstance(state, Scored) else _NOT_APPLICABLE
            for criterion, state in self.scores.items()
        }
        return json.dumps([told, self.reason, self.rapporteur, self.left])

    @classmethod
    def read(cls, written: str) -> AgreedDraft:
        """Read what was written down."""
        told, reason, rapporteur, left = json.loads(written)
        scores: dict[CriterionId, ScoreState] = {
            CriterionId(criterion): NotApplicable("") if value == _NOT_APPLICABLE else Scored(Fraction(value))
            for criterion, value in told.items()
        }
        return cls(scores=scores, reason=reason, rapporteur=rapporteur, left=left)


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
