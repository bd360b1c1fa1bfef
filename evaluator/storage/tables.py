"""The tables of a workspace; rows never leave this package.

No postponed annotations here: SQLModel reads them at run time.
"""

from datetime import date, datetime
from fractions import Fraction
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, UniqueConstraint, event, text
from sqlalchemy.schema import DDL
from sqlmodel import Field, SQLModel

from evaluator.domain.applicants import BodyKind
from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.rounds import Phase
from evaluator.storage.column_types import Day, Exact, Flag, Member, Moment
from evaluator.storage.search import INDEX

# Before the first table: Alembic can only change constraints that have a name.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata

STRICT: dict[str, Any] = {"sqlite_strict": True}
CLUSTERED: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}
"""Rows lie in the order of the primary key, without an index beside them."""


class RoundRow(SQLModel, table=True):
    """The one round that a workspace holds."""

    __tablename__ = "round"
    __table_args__: ClassVar[Any] = (CheckConstraint("slot = 1", name="only_one"), STRICT)

    slot: int = Field(default=1, primary_key=True)
    id: str = Field(sa_type=Text)
    call: str = Field(sa_type=Text)
    phase: Phase = Field(sa_type=Member(Phase))
    envelope: int
    rule: AllocationRule = Field(sa_type=Member(AllocationRule))
    threshold: Fraction | None = Field(default=None, sa_type=Exact)
    created: datetime = Field(sa_type=Moment)
    made_up: bool = Field(sa_type=Flag)


class ApplicationRow(SQLModel, table=True):
    """An application in force."""

    __tablename__ = "application"
    __table_args__: ClassVar[Any] = CLUSTERED

    id: str = Field(sa_type=Text, primary_key=True)
    number: int = Field(index=True)
    title: str = Field(sa_type=Text)
    applicants: str = Field(sa_type=Text)
    lead_repeated: bool = Field(sa_type=Flag)
    requested: int
    received: datetime | None = Field(default=None, sa_type=Moment)
    source: str = Field(sa_type=Text)


class BodyRow(SQLModel, table=True):
    """One body behind an application; position 0 is the lead."""

    __tablename__ = "body"
    __table_args__: ClassVar[Any] = CLUSTERED

    application: str = Field(sa_type=Text, primary_key=True, foreign_key="application.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    name: str = Field(sa_type=Text)
    kind: BodyKind = Field(sa_type=Member(BodyKind))
    code: str | None = Field(default=None, sa_type=Text, index=True)
    as_written: str = Field(sa_type=Text)


class SuggestionRow(SQLModel, table=True):
    """A written name of an application that waits for a confirmation."""

    __tablename__ = "suggestion"
    __table_args__: ClassVar[Any] = CLUSTERED

    application: str = Field(sa_type=Text, primary_key=True, foreign_key="application.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    as_written: str = Field(sa_type=Text)
    suggested: str = Field(sa_type=Text)
    code: str = Field(sa_type=Text)


class ConfirmationRow(SQLModel, table=True):
    """A confirmed name; append-only."""

    __tablename__ = "confirmation"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    as_written: str = Field(sa_type=Text)
    code: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class EligibilityRow(SQLModel, table=True):
    """An eligibility decision; append-only."""

    __tablename__ = "eligibility"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", index=True)
    outcome: EligibilityOutcome = Field(sa_type=Member(EligibilityOutcome))
    reason: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    complete_by: date | None = Field(default=None, sa_type=Day)


class ReviewerRow(SQLModel, table=True):
    """A reviewer."""

    __tablename__ = "reviewer"
    __table_args__: ClassVar[Any] = CLUSTERED

    id: str = Field(sa_type=Text, primary_key=True)
    name: str = Field(sa_type=Text)
    organisation: str = Field(sa_type=Text)
    made_up: bool = Field(sa_type=Flag)


class ReviewRow(SQLModel, table=True):
    """One revision of a review; append-only.

    Two revisions may have one number: histories that fork from one base. What came from
    elsewhere has a name, by which it is known once for all.
    """

    __tablename__ = "review"
    __table_args__: ClassVar[Any] = (
        Index(
            "ix_review_unnamed",
            "application",
            "reviewer",
            "revision",
            unique=True,
            sqlite_where=text("name IS NULL"),
        ),
        STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", index=True)
    reviewer: str = Field(sa_type=Text, foreign_key="reviewer.id", index=True)
    revision: int
    recused: bool = Field(sa_type=Flag)
    recusal_reason: str = Field(sa_type=Text)
    submitted: datetime | None = Field(default=None, sa_type=Moment)
    name: str | None = Field(default=None, sa_type=Text)
    previous: str | None = Field(default=None, sa_type=Text)
    content: str | None = Field(default=None, sa_type=Text)
    recommendation: str | None = Field(default=None, sa_type=Text)
    reason: str = Field(default="", sa_type=Text)
    merge: int | None = Field(default=None, foreign_key="merge.id", index=True)


class ScoreRow(SQLModel, table=True):
    """The state of one criterion in one revision; append-only."""

    __tablename__ = "score"
    __table_args__: ClassVar[Any] = CLUSTERED

    review: int = Field(primary_key=True, foreign_key="review.id")
    criterion: str = Field(sa_type=Text, primary_key=True)
    state: str = Field(sa_type=Text)
    value: Fraction | None = Field(default=None, sa_type=Exact)
    reason: str = Field(sa_type=Text)
    risk: str | None = Field(default=None, sa_type=Text)


class CommentRow(SQLModel, table=True):
    """A reviewer's sentence on one criterion in one revision; append-only."""

    __tablename__ = "comment"
    __table_args__: ClassVar[Any] = CLUSTERED

    review: int = Field(primary_key=True, foreign_key="review.id")
    criterion: str = Field(sa_type=Text, primary_key=True)
    text: str = Field(sa_type=Text)


class DeviationRow(SQLModel, table=True):
    """An entry of the deviation register; append-only."""

    __tablename__ = "deviation"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", index=True)
    kind: DeviationKind | None = Field(default=None, sa_type=Member(DeviationKind))
    reason: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    amount: int | None = None


class ConditionRow(SQLModel, table=True):
    """A condition of a single grant; append-only, the empty text takes one back."""

    __tablename__ = "condition"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", index=True)
    text: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    reason: str | None = Field(default=None, sa_type=Text)
    """None in what was recorded before a condition had a reason of its own."""


class AcceptedCostRow(SQLModel, table=True):
    """The official's word on a line of a budget; append-only."""

    __tablename__ = "accepted_cost"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", index=True)
    line: str = Field(sa_type=Text)
    asked: int
    accepted: int
    reason: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class ImportMappingRow(SQLModel, table=True):
    """Which columns the spreadsheets of a call have."""

    __tablename__ = "import_mapping"
    __table_args__: ClassVar[Any] = CLUSTERED

    call: str = Field(sa_type=Text, primary_key=True)
    mapping: str = Field(sa_type=Text)


class SearchPartRow(SQLModel, table=True):
    """Which row of the search index belongs to which text of which application."""

    __tablename__ = "search_part"
    __table_args__: ClassVar[Any] = (UniqueConstraint("application", "part"), STRICT)

    number: int | None = Field(default=None, primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", ondelete="CASCADE")
    part: str = Field(sa_type=Text)


class LogEntryRow(SQLModel, table=True):
    """A link of the log's chain; neither changed nor deleted, ever."""

    __tablename__ = "log_entry"
    __table_args__: ClassVar[Any] = STRICT

    number: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)
    deed: str = Field(sa_type=Text)
    after: bytes = Field(sa_type=LargeBinary)
    before: bytes = Field(sa_type=LargeBinary)
    by: bytes = Field(sa_type=LargeBinary)
    subject: bytes = Field(sa_type=LargeBinary)
    digest: bytes = Field(sa_type=LargeBinary)


class LogValueRow(SQLModel, table=True):
    """The values that an entry commits to, each with its salt; NULL when it was erased."""

    __tablename__ = "log_value"
    __table_args__: ClassVar[Any] = STRICT

    number: int = Field(primary_key=True, foreign_key="log_entry.number")
    after: str | None = Field(default=None, sa_type=Text)
    after_salt: bytes | None = Field(default=None, sa_type=LargeBinary)
    before: str | None = Field(default=None, sa_type=Text)
    before_salt: bytes | None = Field(default=None, sa_type=LargeBinary)
    by: str | None = Field(default=None, sa_type=Text)
    by_salt: bytes | None = Field(default=None, sa_type=LargeBinary)
    subject: str | None = Field(default=None, sa_type=Text)
    subject_salt: bytes | None = Field(default=None, sa_type=LargeBinary)


APPEND_ONLY = (
    "confirmation",
    "eligibility",
    "review",
    "score",
    "comment",
    "deviation",
    "condition",
    "accepted_cost",
    "log_entry",
)
"""Tables whose rows are history: the file itself refuses to change them."""


def never_updated(table: str) -> str:
    """Give the statement that makes SQLite refuse updates of a table."""
    return (
        f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


NEVER_DELETED = ("log_entry",)
"""Tables whose rows the file refuses to delete, too."""


def never_deleted(table: str) -> str:
    """Give the statement that makes SQLite refuse deletions from a table."""
    return (
        f"CREATE TRIGGER {table}_is_never_deleted BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is never deleted'); END"
    )


for _name in NEVER_DELETED:
    event.listen(metadata.tables[_name], "after_create", DDL(never_deleted(_name)))  # type: ignore[no-untyped-call]
for _name in APPEND_ONLY:
    event.listen(metadata.tables[_name], "after_create", DDL(never_updated(_name)))  # type: ignore[no-untyped-call]

event.listen(metadata.tables["search_part"], "after_create", DDL(INDEX))  # type: ignore[no-untyped-call]
