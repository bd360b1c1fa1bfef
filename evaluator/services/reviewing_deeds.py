"""The deeds of assigning, reviewing and merging, put together from their ports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from evaluator.services.assign import Assign, AssignPairs, RestoreAssignments, ShowAssignments
from evaluator.services.assignment_board import ShowBoard
from evaluator.services.canonical_form import CanonicalForm
from evaluator.services.chair_desk import ReadChairDesk
from evaluator.services.consensus_drafts import SaveConsensusDrafts
from evaluator.services.coverage import ShowCoverage
from evaluator.services.export_reviews import ExportReviews
from evaluator.services.merge_reviews import MergeReviews
from evaluator.services.open_package import OpenPackage, RestoreReviews
from evaluator.services.passages import ChangePassages, ReadPassages
from evaluator.services.reading import ReadApplication, ReadAttachment, ReadDesk, TellDesk
from evaluator.services.record_consensus import RecordConsensus, ShowConsensus, WithdrawConsensus
from evaluator.services.record_handling import RecordHandling
from evaluator.services.review_desk import ShowDesk
from evaluator.services.reviewers import AddReviewers, AnswerForOffice, DeclareInterest
from evaluator.services.reviewing import (
    DeclareConflict,
    Decline,
    Entry,
    ReopenReview,
    SaveEntries,
    SubmitReviews,
)
from evaluator.services.settle_merge import SettleFork, SpeakOnStale, UndoMerge, WithdrawSettlement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId
    from evaluator.domain.people import Card, Person
    from evaluator.domain.reviews import ScoreState
    from evaluator.services.exchange_ports import (
        ContactBook,
        OpenedReview,
        ReadPackage,
        ReadReview,
        WriteReview,
    )
    from evaluator.services.ports import Clock, Workspace, Workspaces
    from evaluator.services.reviewers import Understand


class ScoreLine(Protocol):
    """One answer, as a table gives it."""

    @property
    def application(self) -> ApplicationId:
        """Which application."""

    @property
    def about(self) -> CriterionId | GroupId:
        """A criterion or a group."""

    @property
    def state(self) -> ScoreState | None:
        """The answer, or None where there is a sentence alone."""

    @property
    def comment(self) -> str | None:
        """The sentence, or None where there is none."""


class ReadScores(Protocol):
    """Reads a table of scores; a faulty one is refused whole."""

    def __call__(self, path: Path, call: Call, applications: Iterable[Application], /) -> Sequence[ScoreLine]:
        """Give its answers.

        Raises:
            InputError: The first error, which carries all of them as ``problems``.
        """


@dataclass(frozen=True)
class ReviewingPorts:
    """What the deeds need from the outside."""

    workspaces: Workspaces
    contacts: ContactBook
    read_card: Callable[[Path], Card]
    read_package: ReadPackage
    read_review: ReadReview
    write_review: WriteReview
    restore_review: Callable[[Path, Person], OpenedReview]
    read_scores: ReadScores
    read_pairs: Callable[[Path], Sequence[tuple[str, str]]]
    understand: Understand


@dataclass(frozen=True)
class ReviewingDeeds:
    """Everything people do between the eligibility and the ranking of applications.

    Attributes:
        ports: The outside.
        clock: Tells the time.
    """

    ports: ReviewingPorts
    clock: Clock

    @cached_property
    def add_reviewers(self) -> AddReviewers:
        """Takes reviewers in by their cards."""
        return AddReviewers(self.ports.read_card, self.ports.understand, self.ports.contacts, self.clock)

    @cached_property
    def declare_interest(self) -> DeclareInterest:
        """Records a standing interest."""
        return DeclareInterest(self.ports.understand, self.clock)

    @cached_property
    def answer_for_office(self) -> AnswerForOffice:
        """Records how an official, the chair or a signatory answered."""
        return AnswerForOffice(self.clock)

    @cached_property
    def assign(self) -> Assign:
        """Distributes applications evenly."""
        return Assign(self.clock)

    @cached_property
    def assign_pairs(self) -> AssignPairs:
        """Assigns by hand."""
        return AssignPairs(self.clock)

    def assign_table(self, workspace: Workspace, table: Path, by: str) -> None:
        """Assign what a table lists, all of it or nothing."""
        self.assign_pairs(workspace, self.ports.read_pairs(table), by)

    @cached_property
    def restore_assignments(self) -> RestoreAssignments:
        """Brings former assignments back."""
        return RestoreAssignments(self.clock)

    @cached_property
    def board(self) -> ShowBoard:
        """Reads everything that the assignment board shows."""
        return ShowBoard()

    @cached_property
    def assignments(self) -> ShowAssignments:
        """Tells who reads what."""
        return ShowAssignments()

    @cached_property
    def open_package(self) -> OpenPackage:
        """Opens a package into the reviewer's workspace."""
        ports = self.ports
        return OpenPackage(ports.workspaces, ports.read_package, ports.contacts, self.clock)

    @cached_property
    def restore(self) -> RestoreReviews:
        """Restores from one's own review file."""
        return RestoreReviews(self.ports.restore_review, self.clock)

    @cached_property
    def desk(self) -> ShowDesk:
        """Tells what lies on the reviewer's desk."""
        return ShowDesk()

    @cached_property
    def tell_desk(self) -> TellDesk:
        """Tells whose desk a workspace is."""
        return TellDesk()

    @cached_property
    def read_desk(self) -> ReadDesk:
        """Reads the reviewer's desk whole."""
        return ReadDesk()

    @cached_property
    def read_application(self) -> ReadApplication:
        """Gives what a reviewer reads of an application."""
        return ReadApplication()

    @cached_property
    def read_attachment(self) -> ReadAttachment:
        """Gives an attachment's bytes."""
        return ReadAttachment()

    @cached_property
    def passages(self) -> ReadPassages:
        """Gives what the reviewer marked in an application."""
        return ReadPassages()

    @cached_property
    def change_passages(self) -> ChangePassages:
        """Keeps and deletes what the reviewer marked."""
        return ChangePassages(self.clock)

    @cached_property
    def declare(self) -> DeclareConflict:
        """Answers the question of disqualification."""
        return DeclareConflict(self.clock)

    @cached_property
    def decline(self) -> Decline:
        """Gives an application back."""
        return Decline(self.clock)

    @cached_property
    def save(self) -> SaveEntries:
        """Saves what was typed."""
        return SaveEntries(self.clock)

    def save_table(self, workspace: Workspace, table: Path) -> tuple[ApplicationId, ...]:
        """Save the scores of a table into the drafts."""
        return self.save(workspace, self.entries(workspace, table))

    @cached_property
    def submit(self) -> SubmitReviews:
        """Submits reviews."""
        return SubmitReviews(self.clock)

    @cached_property
    def reopen(self) -> ReopenReview:
        """Reopens a submitted review."""
        return ReopenReview(self.clock)

    @cached_property
    def export(self) -> ExportReviews:
        """Writes the review file."""
        return ExportReviews(self.ports.write_review, self.clock)

    @cached_property
    def merge(self) -> MergeReviews:
        """Merges review files."""
        return MergeReviews(self.ports.read_review, self.ports.contacts, self.clock)

    @cached_property
    def undo_merge(self) -> UndoMerge:
        """Undoes the latest merge."""
        return UndoMerge(self.clock)

    @cached_property
    def settle(self) -> SettleFork:
        """Settles a forked history."""
        return SettleFork(self.clock)

    @cached_property
    def unsettle(self) -> WithdrawSettlement:
        """Takes back what was said of a forked history."""
        return WithdrawSettlement(self.clock)

    @cached_property
    def speak_on_stale(self) -> SpeakOnStale:
        """Accepts a stale review or sends it back."""
        return SpeakOnStale(self.clock)

    @cached_property
    def coverage(self) -> ShowCoverage:
        """Tells who scored what."""
        return ShowCoverage()

    @cached_property
    def chair_desk(self) -> ReadChairDesk:
        """Reads what waits for the chair."""
        return ReadChairDesk()

    @cached_property
    def consensus(self) -> RecordConsensus:
        """Records a consensus."""
        return RecordConsensus(self.clock)

    @cached_property
    def save_consensus_drafts(self) -> SaveConsensusDrafts:
        """Keeps what the meeting typed and has not recorded."""
        return SaveConsensusDrafts(self.clock)

    @cached_property
    def handle(self) -> RecordHandling:
        """Records how the meeting handled an application."""
        return RecordHandling(self.clock)

    @cached_property
    def withdraw_consensus(self) -> WithdrawConsensus:
        """Takes a consensus back."""
        return WithdrawConsensus(self.clock)

    @cached_property
    def show_consensus(self) -> ShowConsensus:
        """Shows individual reviews beside the consensus."""
        return ShowConsensus()

    @cached_property
    def canonical(self) -> CanonicalForm:
        """Gives a round's canonical form."""
        return CanonicalForm()

    def entries(self, workspace: Workspace, table: Path) -> tuple[Entry, ...]:
        """Read a table of scores of the round's applications."""
        with workspace.read() as unit:
            call, applications = unit.round().call, unit.applications()
        return tuple(
            Entry(application=each.application, about=each.about, state=each.state, comment=each.comment)
            for each in self.ports.read_scores(table, call, applications)
        )
