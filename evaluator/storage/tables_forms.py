"""The tables of what bundles bring: submissions, their files, and what was refused.

No postponed annotations here: SQLModel reads them at run time.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Text, UniqueConstraint, event
from sqlalchemy.schema import DDL
from sqlmodel import Field, SQLModel

from evaluator.storage.column_types import Moment
from evaluator.storage.tables import CLUSTERED, STRICT, metadata, never_updated


class SubmissionRow(SQLModel, table=True):
    """One submission of an application; append-only, the latest is in force."""

    __tablename__ = "submission"
    __table_args__: ClassVar[Any] = (UniqueConstraint("application", "digest"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id")
    submitted: datetime = Field(sa_type=Moment)
    digest: bytes = Field(sa_type=LargeBinary)
    source: str = Field(sa_type=Text)
    imported: datetime = Field(sa_type=Moment)
    # Last, so that a list of submissions never reads it: long rows spill into pages of their own.
    form: str = Field(sa_type=Text)


class AttachmentRow(SQLModel, table=True):
    """A file of a submission; append-only."""

    __tablename__ = "attachment"
    __table_args__: ClassVar[Any] = CLUSTERED

    submission: int = Field(primary_key=True, foreign_key="submission.id")
    path: str = Field(sa_type=Text, primary_key=True)
    content: int = Field(foreign_key="content.id", index=True)


class ContentRow(SQLModel, table=True):
    """Bytes under the name of their SHA-512, kept once however many submissions have them."""

    __tablename__ = "content"
    __table_args__: ClassVar[Any] = (UniqueConstraint("digest"), STRICT)

    id: int = Field(primary_key=True)
    digest: bytes = Field(sa_type=LargeBinary)
    size: int


class ChunkRow(SQLModel, table=True):
    """A piece of some bytes; append-only.

    Its content is named only after the last piece, hence the check at the end of the
    transaction.
    """

    __tablename__ = "chunk"
    __table_args__: ClassVar[Any] = (UniqueConstraint("content", "position"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    content: int = Field(
        sa_column=Column(
            "content",
            Integer,
            ForeignKey("content.id", deferrable=True, initially="DEFERRED"),
            nullable=False,
        )
    )
    position: int
    piece: bytes = Field(sa_type=LargeBinary)


class RefusedBundleRow(SQLModel, table=True):
    """A bundle that was refused, without its bytes; append-only."""

    __tablename__ = "refused_bundle"
    __table_args__: ClassVar[Any] = (UniqueConstraint("digest", "name", "findings"), STRICT)

    sequence: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text)
    digest: bytes = Field(sa_type=LargeBinary)
    findings: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


FORM_TABLES = ("submission", "attachment", "content", "chunk", "refused_bundle")
"""All of them are history: the file itself refuses to change their rows."""

for _name in FORM_TABLES:
    event.listen(metadata.tables[_name], "after_create", DDL(never_updated(_name)))  # type: ignore[no-untyped-call]
