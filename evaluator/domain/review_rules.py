"""The rules of reviewing: what may be answered, what is still owed, and what may be submitted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from evaluator.domain.call import SentenceDuty
from evaluator.domain.reviews import NotApplicable, Review, Scored, Unanswered
from evaluator.domain.risk import beside_its_steps, value_of_risk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from evaluator.domain.call import Call, Criterion, Group
    from evaluator.domain.exchanged import Declaration, Recommendation, RevisionHash
    from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId
    from evaluator.domain.reviews import ScoreState


class Answered(StrEnum):
    """How the reviewer answered the question of disqualification."""

    NOT_YET = "not_yet"
    FREE = "free"
    CONFLICT = "conflict"


class ReviewState(StrEnum):
    """Where the review of one application stands on the reviewer's machine."""

    UNDECLARED = "undeclared"
    OPEN = "open"
    READY = "ready"
    SUBMITTED = "submitted"
    REOPENED = "reopened"
    RECUSED = "recused"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was answered but not submitted; overwritten as it is typed, it never leaves the machine.

    Attributes:
        application: Which one.
        scores: The state of each criterion that was answered.
        comments: Sentences by criterion or group, without empty ones.
        recommendation: Beside the score, or None.
        number: The revision that it will be.
        previous: The revision that it was made from, or None for the first.
        reason: Why that was reopened; empty for the first.
        saved: When it was last typed at, aware UTC.
    """

    application: ApplicationId
    saved: datetime
    scores: Mapping[CriterionId, ScoreState] = field(default_factory=dict)
    comments: Mapping[CriterionId | GroupId, str] = field(default_factory=dict)
    recommendation: Recommendation | None = None
    number: int = 1
    previous: RevisionHash | None = None
    reason: str = ""


class Owed(StrEnum):
    """What a review still lacks."""

    ANSWER = "answer"
    SENTENCE = "sentence"
    GROUP_SENTENCE = "group_sentence"
    REASON = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One thing that a review still lacks; its sentence is ``reviewing.owed.<what>``.

    Attributes:
        what: What is owed.
        of: The criterion or group.
        number: The criterion's number as printed; empty for a group.
    """

    what: Owed
    of: CriterionId | GroupId
    number: str = ""


def answered(declarations: Iterable[Declaration], application: ApplicationId) -> Answered:
    """Tell how the question of disqualification was answered; once declared, a conflict stays."""
    of_it = [each for each in declarations if each.application == application]
    if any(each.conflict for each in of_it):
        return Answered.CONFLICT
    return Answered.FREE if of_it else Answered.NOT_YET


def lacks(
    call: Call, scores: Mapping[CriterionId, ScoreState], comments: Mapping[CriterionId | GroupId, str]
) -> tuple[Lack, ...]:
    """Give what a review still lacks before it may be submitted, in the order of the call.

    An answer to every criterion, a reason for each that is not applicable, and the
    sentences that the call asks for: to ``each`` score, to each ``group``, or for
    ``extremes`` to each group and every score at an end of the scale. A group has its
    sentence when it, or one of its criteria, has one; a group in which nothing was
    scored owes none.
    """
    found: list[Lack] = []
    for group in call.groups:
        for criterion in group.criteria:
            state = scores.get(criterion.id, Unanswered())
            if isinstance(state, NotApplicable) and not state.reason.strip():
                found.append(Lack(what=Owed.REASON, of=criterion.id, number=criterion.number))
            elif not isinstance(state, Scored | NotApplicable):
                found.append(Lack(what=Owed.ANSWER, of=criterion.id, number=criterion.number))
            elif _owes_sentence(call, state) and not comments.get(criterion.id, "").strip():
                found.append(Lack(what=Owed.SENTENCE, of=criterion.id, number=criterion.number))
        if _group_owes(call, group, scores) and not _has_sentence(group, comments):
            found.append(Lack(what=Owed.GROUP_SENTENCE, of=group.id))
    return tuple(found)


def fault_of(call: Call, review: Review) -> CriterionId | GroupId | None:
    """Give the first criterion or group at which a submitted review breaks the rules, or None.

    For reviews that come from elsewhere: unknown or unanswered criteria, scores off the
    scale, what may not be "not applicable", and sentences that are owed.
    """
    return FaultFinder(call)(review)


class FaultFinder:
    """Finds what ``fault_of`` does, in many reviews of one call."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._known = {criterion.id: criterion for criterion in call.criteria}
        self._lowest, self._highest = call.scale.lowest, call.scale.highest
        # By identity, as files share their states; each is kept so that no other takes its place.
        self._plain: dict[int, ScoreState] = {}

    def __call__(self, review: Review) -> CriterionId | GroupId | None:
        """Give the first fault of a review, or None."""
        scores, comments = review.scores, review.comments
        if scores.keys() == self._known.keys() == comments.keys() and all(map(str.strip, comments.values())):
            # The most common review: a step of the scale with a sentence at each criterion.
            if self._plain.keys() >= set(map(id, scores.values())):
                return None
            if all(self._is_plain(state) for state in scores.values()):
                self._plain |= {id(state): state for state in scores.values()}
                return None
        for name, state in scores.items():
            criterion = self._known.get(name)
            if criterion is None or not allowed(self._call, criterion, state):
                return name
        owed = lacks(self._call, scores, comments)
        return owed[0].of if owed else None

    def _is_plain(self, state: ScoreState) -> bool:
        """Tell whether an answer is a step of the scale, which every criterion takes."""
        return (
            type(state) is Scored
            and state.risk is None
            and state.value.denominator == 1
            and self._lowest <= state.value.numerator <= self._highest
        )


def allowed(call: Call, criterion: Criterion, state: ScoreState) -> bool:
    """Tell whether the call allows an answer to a criterion.

    A score is a step of the scale; only one that was entered as a risk may lie between,
    and it is what follows from the risk.
    """
    if isinstance(state, NotApplicable):
        return criterion.may_be_not_applicable
    if not isinstance(state, Scored):
        return True
    if state.risk is None:
        return state.value.denominator == 1 and state.value.numerator in call.scale.steps
    if criterion.risk is None or beside_its_steps(state.risk, criterion.risk) is not None:
        return False
    return state.value == value_of_risk(state.risk, criterion.risk, call.scale)


def progress(call: Call, scores: Mapping[CriterionId, ScoreState]) -> int:
    """Count the criteria that are answered."""
    return sum(isinstance(scores.get(criterion.id), Scored | NotApplicable) for criterion in call.criteria)


def _owes_sentence(call: Call, state: ScoreState) -> bool:
    if not isinstance(state, Scored):
        return False
    if call.sentence_duty is SentenceDuty.EXTREMES:
        return state.value.denominator == 1 and state.value.numerator in {
            call.scale.lowest,
            call.scale.highest,
        }
    return call.sentence_duty is SentenceDuty.EACH


def _group_owes(call: Call, group: Group, scores: Mapping[CriterionId, ScoreState]) -> bool:
    if call.sentence_duty is SentenceDuty.EACH:
        return False
    return any(isinstance(scores.get(each.id), Scored) for each in group.criteria)


def _has_sentence(group: Group, comments: Mapping[CriterionId | GroupId, str]) -> bool:
    names: list[CriterionId | GroupId] = [group.id, *(each.id for each in group.criteria)]
    return any(comments.get(name, "").strip() for name in names)
