"""Review on one's own machine: declare, score, submit, reopen, export."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluator.domain.exchanged import (
    Declaration,
    Declined,
    SubmittedRevision,
)
from evaluator.domain.identifiers import CriterionId
from evaluator.domain.log import Change
from evaluator.domain.merging import Sayings
from evaluator.domain.review_rules import Answered, Draft, lacks
from evaluator.domain.reviews import Review, Unanswered
from evaluator.services.guards import require_open, require_reason
from evaluator.services.log_round import record
from evaluator.services.review_desk import read_desk
from evaluator.services.review_errors import (
    AlreadySubmittedError,
    CalibrationFirstError,
    ConflictDeclaredError,
    DeclinedError,
    IncompleteReviewError,
    NothingToSubmitError,
    NotSubmittedError,
    UndeclaredError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from evaluator.domain.exchanged import Recommendation
    from evaluator.domain.identifiers import ApplicationId, GroupId
    from evaluator.domain.log import LogValue
    from evaluator.domain.reviews import ScoreState
    from evaluator.services.ports import Clock, UnitOfWork, Workspace
    from evaluator.services.review_desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was entered for one criterion or group of one application.

    Attributes:
        application: Which application.
        about: A criterion, or a group for its sentence alone.
        state: The answer; None leaves the former, or is a group's.
        comment: The sentence; None leaves the former, the empty text takes it away.
    """

    application: ApplicationId
    about: CriterionId | GroupId
    state: ScoreState | None = None
    comment: str | None = None


class DeclareConflict:
    """Answers the question of disqualification; a conflict removes the content at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self, workspace: Workspace, application: ApplicationId, *, conflict: bool, reason: str = ""
    ) -> None:
        """Record the answer.

        Raises:
            ConflictDeclaredError: A conflict was declared before; a new package is needed.
            ReasonMissingError: A conflict needs a reason.
            UnknownApplicationError: It is not on this desk.
        """
        with workspace.begin() as unit:
            require_open(unit)
            desk = read_desk(unit, workspace.path)
            desk.require(application)
            before = desk.answered(application)
            if before is Answered.CONFLICT:
                if conflict:
                    return
                raise ConflictDeclaredError(id=application)
            if before is Answered.FREE and not conflict:
                return
            number = sum(each.application == application for each in desk.said.declarations) + 1
            declaration = Declaration(
                application=application,
                conflict=conflict,
                reason=require_reason(reason, application) if conflict else reason.strip(),
                at=self._clock(),
                number=number,
            )
            unit.sayings.add(desk.reviewer, Sayings(declarations=frozenset({declaration})), None)
            if conflict:
                unit.drafts.drop(application)
                unit.remove_content([application])
            told: dict[str, LogValue] = {"conflict": conflict, "reason": declaration.reason}
            log_review(unit, "review.declare", application, told, desk, declaration.at, before.value)
            unit.commit()


class Decline:
    """Gives an application back with a reason, without a conflict."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, application: ApplicationId, reason: str) -> None:
        """Record that the application was given back; its draft and what was marked in it go.

        Raises:
            AlreadySubmittedError: A review was submitted.
            ReasonMissingError: No reason was given.
            UnknownApplicationError: It is not on this desk.
        """
        with workspace.begin() as unit:
            require_open(unit)
            desk = read_desk(unit, workspace.path)
            desk.require(application)
            if desk.submitted(application) is not None:
                raise AlreadySubmittedError(id=application)
            if desk.declined(application):
                return
            declined = Declined(
                application=application, reason=require_reason(reason, application), at=self._clock()
            )
            unit.sayings.add(desk.reviewer, Sayings(declined=frozenset({declined})), None)
            unit.drafts.drop(application)
            unit.passages.drop_of(application)
            log_review(unit, "review.decline", application, {"reason": declined.reason}, desk, declined.at)
            unit.commit()


class SaveEntries:
    """Saves what was typed into the drafts; overwritten, and never in the log."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        entries: Iterable[Entry],
        recommendations: Mapping[ApplicationId, Recommendation | None] | None = None,
    ) -> tuple[ApplicationId, ...]:
        """Save entries of any applications, all or none; give the applications.

        Raises:
            UndeclaredError: The question of disqualification comes first.
            ConflictDeclaredError: The reviewer is disqualified.
            DeclinedError: The application was given back.
            AlreadySubmittedError: The review is submitted; reopen it first.
            UnknownApplicationError: An application is not on this desk.
        """
        now = self._clock()
        given = dict(recommendations or {})
        by_application: dict[ApplicationId, list[Entry]] = {each: [] for each in given}
        for entry in entries:
            by_application.setdefault(entry.application, []).append(entry)
        with workspace.begin() as unit:
            require_open(unit)
            desk = read_desk(unit, workspace.path)
            for application, of_it in by_application.items():
                draft = _with_entries(_draft_for(desk, application, now), of_it, now)
                if application in given:
                    draft = replace(draft, recommendation=given[application])
                unit.drafts.put(draft)
            unit.commit()
        return tuple(by_application)


class SubmitReviews:
    """Turns complete drafts into submitted revisions, which only grow."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self, workspace: Workspace, wanted: Sequence[ApplicationId] = ()
    ) -> tuple[SubmittedRevision, ...]:
        """Submit the named reviews, or every draft; all or none.

        Raises:
            IncompleteReviewError: A review still lacks something.
            CalibrationFirstError: The calibration set is not submitted.
            NothingToSubmitError: There is no draft.
            AlreadySubmittedError: A named review has no draft.
            UndeclaredError: The question of disqualification was not answered.
            ConflictDeclaredError: The reviewer is disqualified.
            DeclinedError: The application was given back.
            UnknownApplicationError: An application is not on this desk.
        """
        now = self._clock()
        with workspace.begin() as unit:
            require_open(unit)
            desk = read_desk(unit, workspace.path)
            chosen = list(wanted) or [each for each in desk.packed if each in desk.drafts]
            if not chosen:
                raise NothingToSubmitError
            _require_calibration(desk, chosen)
            made = [_submitted(desk, each, now) for each in dict.fromkeys(chosen)]
            said = Sayings(revisions={each.hash: each for each in made})
            unit.sayings.add(desk.reviewer, said, None)
            for each in made:
                application = each.review.application
                unit.drafts.drop(application)
                told: dict[str, LogValue] = {"revision": each.review.revision, "name": each.hash}
                log_review(unit, "review.submit", application, told, desk, now, each.previous)
            unit.commit()
        return tuple(made)


class ReopenReview:
    """Takes a submitted review up again; the submitted revision stays as it is."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, application: ApplicationId, reason: str) -> Draft:
        """Give the draft of the next revision, filled with the last one.

        Raises:
            NotSubmittedError: Nothing was submitted.
            ConflictDeclaredError: The reviewer is disqualified.
            ReasonMissingError: No reason was given.
            UnknownApplicationError: It is not on this desk.
        """
        now = self._clock()
        with workspace.begin() as unit:
            require_open(unit)
            desk = read_desk(unit, workspace.path)
            desk.require(application)
            if desk.answered(application) is Answered.CONFLICT:
                raise ConflictDeclaredError(id=application)
            former = desk.submitted(application)
            if former is None:
                raise NotSubmittedError(id=application)
            said = require_reason(reason, application)
            if application in desk.drafts:
                return desk.drafts[application]
            draft = Draft(
                application=application,
                saved=now,
                scores=former.review.scores,
                comments=former.review.comments,
                recommendation=former.recommendation,
                number=former.review.revision + 1,
                previous=former.hash,
                reason=said,
            )
            unit.drafts.put(draft)
            log_review(unit, "review.reopen", application, {"reason": said}, desk, now, former.hash)
            unit.commit()
        return draft


def _draft_for(desk: Desk, application: ApplicationId, now: datetime) -> Draft:
    desk.require(application)
    _require_free(desk, application)
    draft = desk.drafts.get(application)
    if draft is not None:
        return draft
    if desk.submitted(application) is not None:
        raise AlreadySubmittedError(id=application)
    return Draft(application=application, saved=now)


def _with_entries(draft: Draft, entries: Iterable[Entry], now: datetime) -> Draft:
    scores = dict(draft.scores)
    comments = dict(draft.comments)
    for entry in entries:
        if isinstance(entry.state, Unanswered):
            scores.pop(CriterionId(entry.about), None)
        elif entry.state is not None:
            scores[CriterionId(entry.about)] = entry.state
        if entry.comment is not None:
            comments[entry.about] = entry.comment.strip()
    kept = {about: said for about, said in comments.items() if said}
    return replace(draft, scores=scores, comments=kept, saved=now)


def _require_free(desk: Desk, application: ApplicationId) -> None:
    match desk.answered(application):
        case Answered.CONFLICT:
            raise ConflictDeclaredError(id=application)
        case Answered.NOT_YET:
            raise UndeclaredError(id=application)
    if desk.declined(application) and desk.submitted(application) is None:
        raise DeclinedError(id=application)


def _require_calibration(desk: Desk, chosen: Sequence[ApplicationId]) -> None:
    """Let nothing be submitted before the calibration set, unless it goes along."""
    waiting = [
        each.application
        for each in desk.packed.values()
        if each.calibration
        and each.application not in chosen
        and desk.submitted(each.application) is None
        and desk.answered(each.application) is not Answered.CONFLICT
        and not desk.declined(each.application)
    ]
    later = [each for each in chosen if not desk.require(each).calibration]
    if waiting and later:
        raise CalibrationFirstError(id=later[0], first=waiting[0])


def _submitted(desk: Desk, application: ApplicationId, now: datetime) -> SubmittedRevision:
    packed = desk.require(application)
    _require_free(desk, application)
    draft = desk.drafts.get(application)
    if draft is None and desk.submitted(application) is not None:
        raise AlreadySubmittedError(id=application)
    draft = draft or Draft(application=application, saved=now)
    owed = lacks(desk.call, draft.scores, draft.comments)
    if owed:
        first = owed[0].number or str(owed[0].of)
        raise IncompleteReviewError(id=application, count=len(owed), first=first)
    return SubmittedRevision(
        review=Review(
            application=application,
            reviewer=desk.reviewer,
            revision=draft.number,
            scores=draft.scores,
            comments=draft.comments,
            submitted=now,
        ),
        content=packed.content,
        recommendation=draft.recommendation,
        previous=draft.previous,
        reason=draft.reason,
    )


def log_review(
    unit: UnitOfWork,
    deed: str,
    subject: str,
    after: dict[str, LogValue],
    desk: Desk,
    now: datetime,
    before: LogValue = None,
) -> None:
    """Log a deed of the reviewer whose desk it is."""
    change = Change(deed=deed, subject=subject, before=before, after=after, by=desk.reviewer, at=now)
    record(unit, [change])
