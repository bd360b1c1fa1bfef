"""What services need from the outside, as protocols."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from evaluator.services.baton_ports import BatonUnit, BatonWorkspace
from evaluator.services.bundle_ports import SubmissionUnit
from evaluator.services.evidence_ports import EvidenceUnit
from evaluator.services.private_ports import PrivateUnit
from evaluator.services.reviewing_ports import ReviewingUnit
from evaluator.services.version_ports import VersionUnit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    from evaluator.domain.identifiers import ApplicationId, CallId, MunicipalityCode
    from evaluator.domain.language import Language
    from evaluator.domain.log import Change, Digest, LoggedEntry
    from evaluator.domain.money import Cents
    from evaluator.domain.reviews import Review, Reviewer
    from evaluator.domain.rounds import Round, RoundContents
    from evaluator.errors import InputError, StorageError


class UnitOfWork(SubmissionUnit, BatonUnit, EvidenceUnit, ReviewingUnit, VersionUnit, PrivateUnit, Protocol):
    """One transaction on a workspace; leaving it without ``commit`` undoes it all."""

    def round(self) -> Round:
        """Give the round's own facts."""

    def put_round(self, value: Round) -> None:
        """Store the round's own facts in place of the former."""

    def applications(self) -> tuple[Application, ...]:
        """Give the applications in force, by number."""

    def put_applications(self, values: Iterable[Application]) -> None:
        """Store applications; one with the same id takes the former's place."""

    def find_applications(self, text: str) -> tuple[ApplicationId, ...]:
        """Give the applications, by number, in which every word of a text begins a word; all for none."""

    def applications_of(self, code: MunicipalityCode) -> tuple[ApplicationId, ...]:
        """Give the applications that a municipality leads or takes part in, by number."""

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
        """Give the reviews that stand, by application and reviewer.

        Of each review the revision that counts; of a reviewer who is disqualified, a
        recused one without scores.
        """

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

    def log(self, changes: Iterable[Change]) -> None:
        """Append changes to the log; ``services.log_round.record`` does it for a deed."""

    def log_entries(self) -> tuple[LoggedEntry, ...]:
        """Give the whole log with what is left of its values, oldest first."""

    def log_head(self) -> tuple[int, Digest]:
        """Give number and digest of the last entry; what is printed and signed."""

    def erase_log(self, numbers: Iterable[int]) -> None:
        """Erase the values of these entries; the chain still holds."""

    def tables(self) -> Mapping[str, int]:
        """Give every table that an archive holds, with the number of its rows."""

    def rows(self, table: str) -> Iterator[Mapping[str, int | str | None]]:
        """Give the rows of a table one by one, as JSON can hold them; bytes as Base64."""

    def stored_files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give every stored file by its SHA-512 in hexadecimal, piece by piece."""

    def erase_round(self) -> Mapping[str, int]:
        """Erase everything but the round's own facts and the log; give tables and rows erased."""

    def contents(self) -> RoundContents:
        """Give everything at once, as the figures need it."""

    def commit(self) -> None:
        """Make what was done in this unit last."""


class Workspace(BatonWorkspace, Protocol):
    """An open workspace file."""

    @property
    def path(self) -> Path:
        """Where the file lies, absolute."""

    @property
    def hindrance(self) -> StorageError | None:
        """Why nothing can be changed; None when everything can. Reading works all the same."""

    @property
    def place(self) -> str:
        """What kind of place the file lies in: local, network or synchronised."""

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """Start a transaction that may write; it waits for another one to end."""

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Start a transaction that only reads, one moment of the whole file; waits for nobody."""

    def compact(self) -> None:
        """Write the file anew without what was erased, and empty the log beside it."""

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

    def create(self, path: Path, secret: Secret, first: Round, changes: Iterable[Change] = ()) -> Workspace:
        """Make a new workspace that holds one round and its first log entries; an existing file is left."""

    def open(self, path: Path, secret: Secret) -> Workspace:
        """Open a workspace."""

    def change_key(self, path: Path, old: Secret, new: Secret, change: Change) -> None:
        """Give a workspace that nobody has open another key, and log it."""


class Paper(Protocol):
    """A paper that was written."""

    @property
    def kind(self) -> str:
        """memo, decision, annex, summary, minutes, extract or letter."""

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

    @property
    def about(self) -> str:
        """The id of the application that it is about, or empty."""

    @property
    def untranslated(self) -> int:
        """How many texts a decision draft prints in the other language."""


class Missing(Protocol):
    """Something that the law requires of the decision and the round lacks."""

    @property
    def key(self) -> str:
        """Key of its sentence in the messages."""

    @property
    def facts(self) -> Mapping[str, str | int]:
        """Values for the sentence."""


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

    @property
    def received(self) -> datetime | None:
        """When it came, aware UTC; None where the table does not say."""

    @property
    def line(self) -> int:
        """Where it stands in the file."""


class SpreadsheetReading(Protocol):
    """A spreadsheet that was read: its rows, and the errors of those that cannot be used."""

    @property
    def file(self) -> str:
        """Its name, without folders."""

    @property
    def sheet(self) -> str:
        """The sheet that was read; empty for a CSV file."""

    @property
    def rows(self) -> Sequence[TableRow]:
        """The rows without errors, in the order of the file."""

    @property
    def mapping(self) -> ColumnMapping:
        """Which columns were read."""

    @property
    def unused(self) -> Sequence[str]:
        """Headers of columns that were not read."""

    def all_problems(self, without_applicants: Collection[int]) -> Sequence[InputError]:
        """Give all errors, with those of rows (by number) whose applicants nobody understands."""

    def refuse(self, without_applicants: Collection[int]) -> None:
        """Refuse the whole file if anything is wrong with it.

        Raises:
            InputError: The first error, which carries all of them as ``problems``.
        """


class ReadSpreadsheet(Protocol):
    """Reads a spreadsheet of applications."""

    def __call__(
        self, path: Path, mapping: ColumnMapping | None, remembered: ColumnMapping | None
    ) -> SpreadsheetReading:
        """Read it by the mapping, else by the one remembered where it fits, else by its headers.

        Raises:
            InputError: The file cannot be read as a whole.
        """


class ReadMapping(Protocol):
    """Reads a file that says which column of a spreadsheet holds what."""

    def __call__(self, path: Path) -> ColumnMapping:
        """Give the mapping.

        Raises:
            InputError: The file cannot be used.
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
