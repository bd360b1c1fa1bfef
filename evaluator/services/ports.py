"""What services need from the outside, as protocols."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from evaluator.domain.applicants import NameConfirmation
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.column_mapping import ColumnMapping
    from evaluator.domain.costs import AcceptedCost
    from evaluator.domain.deviations import Condition, Deviation
    from evaluator.domain.eligibility import EligibilityDecision
    from evaluator.domain.identifiers import CallId
    from evaluator.domain.language import Language
    from evaluator.domain.money import Cents
    from evaluator.domain.reviews import Review, Reviewer
    from evaluator.domain.rounds import Round, RoundContents
    from evaluator.scoring.figures import Outcome


class UnitOfWork(Protocol):
    """One transaction on a workspace; leaving it without ``commit`` undoes it all."""

    def round(self) -> Round:
        """Give the round's own facts."""

    def put_round(self, value: Round) -> None:
        """Store the round's own facts in place of the former."""

    def applications(self) -> tuple[Application, ...]:
        """Give the applications in force, by number."""

    def put_applications(self, values: Iterable[Application]) -> None:
        """Store applications; one with the same id takes the former's place."""

    def confirmations(self) -> tuple[NameConfirmation, ...]:
        """Give the confirmed names, oldest first."""

    def add_confirmations(self, values: Iterable[NameConfirmation]) -> None:
        """Append confirmed names."""

    def eligibility(self) -> tuple[EligibilityDecision, ...]:
        """Give every eligibility decision ever made, oldest first."""

    def add_eligibility(self, values: Iterable[EligibilityDecision]) -> None:
        """Append eligibility decisions; the latest of an application counts."""

    def reviewers(self) -> tuple[Reviewer, ...]:
        """Give the reviewers, by id."""

    def put_reviewers(self, values: Iterable[Reviewer]) -> None:
        """Store reviewers; one with the same id takes the former's place."""

    def reviews(self) -> tuple[Review, ...]:
        """Give the highest revision of each review, by application and reviewer."""

    def add_reviews(self, values: Iterable[Review]) -> None:
        """Append revisions; nothing stored is changed."""

    def deviations(self) -> tuple[Deviation, ...]:
        """Give the whole deviation register, oldest first."""

    def add_deviations(self, values: Iterable[Deviation]) -> None:
        """Append entries to the deviation register."""

    def conditions(self) -> tuple[Condition, ...]:
        """Give the conditions of single grants, oldest first."""

    def add_conditions(self, values: Iterable[Condition]) -> None:
        """Append conditions of single grants; an empty text takes the former back."""

    def accepted_costs(self) -> tuple[AcceptedCost, ...]:
        """Give every word on a line of a budget, oldest first."""

    def add_accepted_costs(self, values: Iterable[AcceptedCost]) -> None:
        """Append words on lines of budgets; the latest of a line counts."""

    def import_mapping(self, call: CallId) -> ColumnMapping | None:
        """Give how the spreadsheets of a call are read, or None."""

    def put_import_mapping(self, call: CallId, value: ColumnMapping) -> None:
        """Remember how the spreadsheets of a call are read."""

    def contents(self) -> RoundContents:
        """Give everything at once, as the figures need it."""

    def commit(self) -> None:
        """Make what was done in this unit last."""


class Workspace(Protocol):
    """An open workspace file."""

    @property
    def path(self) -> Path:
        """Where the file lies, absolute."""

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """Start a transaction that may write; it waits for another one to end."""

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Start a transaction that only reads, one moment of the whole file; waits for nobody."""

    def close(self) -> None:
        """Let go of the file."""


class Secret(Protocol):
    """Where the key of a workspace comes from."""

    def key_for_new(self, salt: bytes) -> bytes:
        """Give the 32-byte key for a workspace that is being created."""

    def key_of(self, salt: bytes) -> bytes:
        """Give the 32-byte key of the workspace with this 16-byte salt.

        Raises:
            StorageError: There is none, or it cannot be had.
        """

    def forget(self, salt: bytes) -> None:
        """Take back what ``key_for_new`` kept: the workspace was not made."""


class Workspaces(Protocol):
    """Makes and opens workspace files."""

    def create(self, path: Path, secret: Secret, first: Round) -> Workspace:
        """Make a new workspace that holds one round; an existing file is refused."""

    def open(self, path: Path, secret: Secret) -> Workspace:
        """Open a workspace."""


class Paper(Protocol):
    """A paper that was written."""

    @property
    def kind(self) -> str:
        """memo, decision or annex."""

    @property
    def path(self) -> Path:
        """Where it lies, absolute."""

    @property
    def language(self) -> Language:
        """The language it is in."""

    @property
    def pages(self) -> int:
        """How many pages it has."""

    @property
    def conforms(self) -> Sequence[str]:
        """The standards it is made to conform to."""


class Missing(Protocol):
    """Something that the law requires of the decision and the round lacks."""

    @property
    def key(self) -> str:
        """Key of its sentence in the messages."""

    @property
    def facts(self) -> Mapping[str, str | int]:
        """Values for the sentence."""


class WritePapers(Protocol):
    """Makes the papers of a round that was worked out."""

    def missing(self, outcome: Outcome) -> tuple[Missing, ...]:
        """Tell what the decision draft still lacks; nothing when it may be drafted."""

    def __call__(
        self, outcome: Outcome, folder: Path, *, language: Language, order: PaperOrder
    ) -> tuple[Paper, ...]:
        """Write memo, annex and, when nothing is missing, the decision draft into ``folder``."""


class PaperOrder(StrEnum):
    """In which order the decision lists its grants."""

    RANKED = "ranked"
    ALPHABETICAL = "alphabetical"


class TableRow(Protocol):
    """One application as a table gives it, before it is understood."""

    @property
    def number(self) -> int:
        """The application's number."""

    @property
    def applicants(self) -> str:
        """Lead and partners as written."""

    @property
    def title(self) -> str:
        """The project's name as written."""

    @property
    def requested(self) -> Cents:
        """The sum asked."""


class ReadTable(Protocol):
    """Reads a table of applications; a faulty one is refused whole."""

    def __call__(self, path: Path) -> Sequence[TableRow]:
        """Give its rows in the order of the file.

        Raises:
            InputError: The file, or a cell of it, cannot be used.
        """


class CallLibrary(Protocol):
    """The call definitions that ship with the program or lie in a file."""

    def all(self) -> tuple[Call, ...]:
        """Give the shipped calls, by id."""

    def get(self, call_id: str) -> Call:
        """Give a shipped call.

        Raises:
            InputError: There is none by that id.
        """


class Clock(Protocol):
    """Tells the time."""

    def __call__(self) -> datetime:
        """Give the present moment, aware UTC."""


class Progress(Protocol):
    """Hears how far long work has come; may raise to stop it."""

    def __call__(self, done: int, total: int) -> None:
        """Note that ``done`` of ``total`` steps are done."""
