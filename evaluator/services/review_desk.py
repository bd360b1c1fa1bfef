"""The reviewer's desk: what every deed of reviewing reads first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.histories import tip_in
from evaluator.domain.review_rules import Answered, Draft, ReviewState, answered, lacks, progress
from evaluator.services.errors import UnknownApplicationError
from evaluator.services.review_errors import (
    ConflictDeclaredError,
    NotAReviewDeskError,
    UndeclaredError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.exchanged import SubmittedRevision
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.merging import Sayings
    from evaluator.domain.packages import KnownPackage, PackedApplication
    from evaluator.domain.review_rules import Lack
    from evaluator.services.ports import UnitOfWork, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTask:
    """One application on the reviewer's desk.

    Attributes:
        application: Which one.
        state: Where its review stands.
        answered: How many criteria are answered.
        criteria: How many there are.
        calibration: Everybody scores it first.
        changed: The application changed after it was scored; the review wants revising.
        draft: What was typed and not submitted, or None.
        submitted: The last submitted revision, or None.
        lacks: What the draft still lacks.
    """

    application: Application
    state: ReviewState
    answered: int
    criteria: int
    calibration: bool
    changed: bool = False
    draft: Draft | None = None
    submitted: SubmittedRevision | None = None
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A reviewer's workspace, read at one moment.

    Attributes:
        reviewer: Whose it is.
        call: The criteria.
        package: The latest package; answers go to it.
        packed: The latest content of each application that any package brought, in
            reading order.
        said: What was submitted, declared and given back.
        drafts: What was typed and not submitted.
    """

    reviewer: ReviewerId
    call: Call
    package: KnownPackage
    packed: Mapping[ApplicationId, PackedApplication]
    said: Sayings
    drafts: Mapping[ApplicationId, Draft]

    def require(self, wanted: ApplicationId) -> PackedApplication:
        """Give an application of the desk.

        Raises:
            UnknownApplicationError: No package brought it.
        """
        if wanted not in self.packed:
            raise UnknownApplicationError(id=wanted)
        return self.packed[wanted]

    def answered(self, application: ApplicationId) -> Answered:
        """Tell how the question of disqualification was answered."""
        return answered(self.said.declarations, application)

    def declined(self, application: ApplicationId) -> bool:
        """Tell whether an application was given back."""
        return any(each.application == application for each in self.said.declined)

    def submitted(self, application: ApplicationId) -> SubmittedRevision | None:
        """Give the last submitted revision on an application."""
        known = self.said.of(application)
        head = tip_in({name: each.previous for name, each in known.items()}).head
        return None if head is None else known[head]

    def state(self, application: ApplicationId) -> ReviewState:
        """Tell where a review stands."""
        declared = self.answered(application)
        if declared is Answered.CONFLICT:
            return ReviewState.RECUSED
        draft, submitted = self.drafts.get(application), self.submitted(application)
        if self.declined(application) and submitted is None:
            return ReviewState.DECLINED
        if declared is Answered.NOT_YET:
            return ReviewState.UNDECLARED
        if draft is not None:
            if submitted is not None:
                return ReviewState.REOPENED
            return ReviewState.OPEN if lacks(self.call, draft.scores, draft.comments) else ReviewState.READY
        return ReviewState.OPEN if submitted is None else ReviewState.SUBMITTED

    def task(self, application: Application) -> ReviewTask:
        """Give what the desk shows of an application."""
        state = self.state(application.id)
        recused = state is ReviewState.RECUSED
        draft = None if recused else self.drafts.get(application.id)
        submitted = None if recused else self.submitted(application.id)
        packed = self.packed[application.id]
        scores = draft.scores if draft else submitted.review.scores if submitted else {}
        owed = lacks(self.call, draft.scores, draft.comments) if draft else ()
        return ReviewTask(
            application=application,
            state=state,
            answered=progress(self.call, scores),
            criteria=len(self.call.criteria),
            calibration=packed.calibration,
            changed=submitted is not None and submitted.content != packed.content,
            draft=draft,
            submitted=submitted,
            lacks=owed,
        )


class ShowDesk:
    """Tells what lies on the reviewer's desk."""

    def __call__(self, workspace: Workspace) -> tuple[ReviewTask, ...]:
        """Give the tasks in reading order.

        Raises:
            NotAReviewDeskError: The workspace holds no package.
        """
        with workspace.read() as unit:
            return tasks_of(unit, workspace.path)


def tasks_of(unit: UnitOfWork, path: Path) -> tuple[ReviewTask, ...]:
    """Give the tasks in reading order, in an open transaction."""
    desk = read_desk(unit, path)
    applications = {each.id: each for each in unit.applications()}
    return tuple(desk.task(applications[each]) for each in desk.packed)


def is_round_of_official(unit: UnitOfWork) -> bool:
    """Tell whether packages are made here rather than answered.

    Whoever leads the round keeps the reviewers' cards, and a reviewer's workspace holds
    none. Nobody reviews in the round itself: what is not signed by the reviewer is no review.
    """
    return bool(unit.cards.all())


def read_desk(unit: UnitOfWork, path: Path) -> Desk:
    """Read a reviewer's workspace.

    Raises:
        NotAReviewDeskError: The workspace holds no package that was opened.
    """
    # By the log of the round that made them; they may have been opened in another order.
    packages = sorted(unit.packages.all(), key=lambda each: each.log_head.number)
    if not packages or is_round_of_official(unit):
        raise NotAReviewDeskError(file=path.name)
    latest = packages[-1]
    packed = {each.application: each for package in packages for each in package.applications}
    order = [each.application for each in latest.applications]
    order += [each for each in packed if each not in set(order)]
    return Desk(
        reviewer=latest.reviewer,
        call=unit.round().call,
        package=latest,
        packed={each: packed[each] for each in order},
        said=unit.sayings.of(latest.reviewer),
        drafts=unit.drafts.all(),
    )


def require_readable(unit: UnitOfWork, path: Path, application: ApplicationId) -> Desk:
    """Give the desk if its reviewer may read an application: declared to be free, and nobody else.

    Raises:
        UndeclaredError: The question of disqualification was not answered.
        ConflictDeclaredError: The reviewer is disqualified.
        UnknownApplicationError: It is not on this desk.
    """
    desk = read_desk(unit, path)
    desk.require(application)
    match desk.answered(application):
        case Answered.CONFLICT:
            raise ConflictDeclaredError(id=application)
        case Answered.NOT_YET:
            raise UndeclaredError(id=application)
    return desk
