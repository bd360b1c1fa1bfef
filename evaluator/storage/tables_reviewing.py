"""The tables of assigning, reviewing and merging.

No postponed annotations here: SQLModel reads them at run time.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import LargeBinary, Text, event
from sqlalchemy.schema import DDL
from sqlmodel import Field, SQLModel

from evaluator.domain.conflicts_of_interest import InterestKind, Role
from evaluator.storage.column_types import Flag, Member, Moment
from evaluator.storage.tables import CLUSTERED, STRICT, metadata, never_updated


class ReviewerCardRow(SQLModel, table=True):
    """The identity card of a reviewer, canonically written."""

    __tablename__ = "reviewer_card"
    __table_args__: ClassVar[Any] = CLUSTERED

    reviewer: str = Field(sa_type=Text, primary_key=True, foreign_key="reviewer.id")
    card: str = Field(sa_type=Text)


class AssignmentRow(SQLModel, table=True):
    """Who reads what."""

    __tablename__ = "assignment"
    __table_args__: ClassVar[Any] = CLUSTERED

    application: str = Field(sa_type=Text, primary_key=True, foreign_key="application.id")
    reviewer: str = Field(sa_type=Text, primary_key=True, foreign_key="reviewer.id", index=True)
    by_hand: bool = Field(sa_type=Flag)


class AssignmentPlanRow(SQLModel, table=True):
    """How reviews were distributed; append-only, the last one counts."""

    __tablename__ = "assignment_plan"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    per_application: int
    seed: int
    calibration: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class InterestRow(SQLModel, table=True):
    """A standing interest of a reviewer; append-only, the last word on each counts."""

    __tablename__ = "interest"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    person: str = Field(sa_type=Text, foreign_key="reviewer.id", index=True)
    kind: InterestKind = Field(sa_type=Member(InterestKind))
    body: str = Field(sa_type=Text)
    code: str | None = Field(default=None, sa_type=Text)
    note: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    ended: bool = Field(sa_type=Flag)


class OfficeAnswerRow(SQLModel, table=True):
    """How an official, the chair or a signatory answered; append-only."""

    __tablename__ = "office_answer"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", index=True)
    role: Role = Field(sa_type=Member(Role))
    person: str = Field(sa_type=Text)
    conflict: bool = Field(sa_type=Flag)
    kind: InterestKind | None = Field(default=None, sa_type=Member(InterestKind))
    reason: str = Field(sa_type=Text)
    deputy: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class PackageRow(SQLModel, table=True):
    """A package that was issued or opened; append-only."""

    __tablename__ = "package"
    __table_args__: ClassVar[Any] = CLUSTERED

    id: str = Field(sa_type=Text, primary_key=True)
    reviewer: str = Field(sa_type=Text, foreign_key="reviewer.id", index=True)
    fingerprint: str = Field(sa_type=Text)
    receivers: str = Field(sa_type=Text)
    log_number: int
    log_digest: bytes = Field(sa_type=LargeBinary)
    made: datetime = Field(sa_type=Moment)


class PackageApplicationRow(SQLModel, table=True):
    """An application in a package, in the order in which its reviewer reads; append-only."""

    __tablename__ = "package_application"
    __table_args__: ClassVar[Any] = CLUSTERED

    package: str = Field(sa_type=Text, primary_key=True, foreign_key="package.id")
    position: int = Field(primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", index=True)
    content: str = Field(sa_type=Text)
    calibration: bool = Field(sa_type=Flag)


class DeclarationRow(SQLModel, table=True):
    """A reviewer's answer to the question of disqualification; append-only."""

    __tablename__ = "declaration"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    reviewer: str = Field(sa_type=Text, foreign_key="reviewer.id", index=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", index=True)
    conflict: bool = Field(sa_type=Flag)
    reason: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    number: int
    merge: int | None = Field(default=None, foreign_key="merge.id", index=True)


class DeclinedRow(SQLModel, table=True):
    """An application that a reviewer gave back; append-only."""

    __tablename__ = "declined"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    reviewer: str = Field(sa_type=Text, foreign_key="reviewer.id", index=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", index=True)
    reason: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    merge: int | None = Field(default=None, foreign_key="merge.id", index=True)


class DraftRow(SQLModel, table=True):
    """What was answered but not submitted; overwritten."""

    __tablename__ = "draft"
    __table_args__: ClassVar[Any] = CLUSTERED

    application: str = Field(sa_type=Text, primary_key=True, foreign_key="application.id")
    answers: str = Field(sa_type=Text)
    recommendation: str | None = Field(default=None, sa_type=Text)
    number: int
    previous: str | None = Field(default=None, sa_type=Text)
    reason: str = Field(sa_type=Text)
    saved: datetime = Field(sa_type=Moment)


class ReviewFileRow(SQLModel, table=True):
    """A review file that was exported from here; append-only."""

    __tablename__ = "review_file"
    __table_args__: ClassVar[Any] = STRICT

    revision: int = Field(primary_key=True)
    hash: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class MergeRow(SQLModel, table=True):
    """A merge of review files; append-only."""

    __tablename__ = "merge"
    __table_args__: ClassVar[Any] = STRICT

    id: int | None = Field(default=None, primary_key=True)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class MergedFileRow(SQLModel, table=True):
    """A file that a merge took in; append-only."""

    __tablename__ = "merged_file"
    __table_args__: ClassVar[Any] = CLUSTERED

    merge: int = Field(primary_key=True, foreign_key="merge.id")
    hash: str = Field(sa_type=Text, primary_key=True)
    reviewer: str = Field(sa_type=Text, foreign_key="reviewer.id")
    revision: int


class MergeUndoRow(SQLModel, table=True):
    """A merge that was undone; what it brought is kept and counts no more. Append-only."""

    __tablename__ = "merge_undo"
    __table_args__: ClassVar[Any] = STRICT

    merge: int = Field(primary_key=True, foreign_key="merge.id")
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class SettlementRow(SQLModel, table=True):
    """The chair's word on a forked history; append-only."""

    __tablename__ = "settlement"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id")
    reviewer: str = Field(sa_type=Text, foreign_key="reviewer.id")
    taken: str = Field(sa_type=Text)
    aside: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class StaleWordRow(SQLModel, table=True):
    """The chair's word on a revision of an application that changed; append-only."""

    __tablename__ = "stale_word"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    revision: str = Field(sa_type=Text)
    content: str = Field(sa_type=Text)
    accepted: bool = Field(sa_type=Flag)
    reason: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class ConsensusRow(SQLModel, table=True):
    """What the reviewers agreed on; append-only, the last one of an application counts."""

    __tablename__ = "consensus"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", index=True)
    answers: str = Field(sa_type=Text)
    based_on: str = Field(sa_type=Text)
    rapporteur: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    withdrawn: bool = Field(sa_type=Flag)


REVIEWING_HISTORY = (
    "assignment_plan",
    "interest",
    "office_answer",
    "package",
    "package_application",
    "declaration",
    "declined",
    "review_file",
    "merge",
    "merged_file",
    "merge_undo",
    "settlement",
    "stale_word",
    "consensus",
)
"""Tables whose rows are history: the file itself refuses to change them."""

for _name in REVIEWING_HISTORY:
    event.listen(metadata.tables[_name], "after_create", DDL(never_updated(_name)))  # type: ignore[no-untyped-call]
