"""The tables of what is private or only typed: passages, officials' notes, drafts of a consensus.

No postponed annotations here: SQLModel reads them at run time.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from evaluator.storage.column_types import Moment
from evaluator.storage.tables import CLUSTERED


class PassageRow(SQLModel, table=True):
    """Words of an application that its reviewer marked; changed and deleted at will."""

    __tablename__ = "passage"
    __table_args__: ClassVar[Any] = CLUSTERED

    id: str = Field(sa_type=Text, primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", index=True)
    field: str = Field(sa_type=Text)
    start: int
    quoted: str = Field(sa_type=Text)
    criterion: str | None = Field(default=None, sa_type=Text)
    note: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class OfficialNoteRow(SQLModel, table=True):
    """What officials noted on an application; overwritten."""

    __tablename__ = "official_note"
    __table_args__: ClassVar[Any] = CLUSTERED

    application: str = Field(sa_type=Text, primary_key=True, foreign_key="application.id")
    text: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class ConsensusDraftRow(SQLModel, table=True):
    """What the meeting typed and has not recorded; overwritten."""

    __tablename__ = "consensus_draft"
    __table_args__: ClassVar[Any] = CLUSTERED

    application: str = Field(sa_type=Text, primary_key=True, foreign_key="application.id")
    answers: str = Field(sa_type=Text)
    rapporteur: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    left: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


PRIVATE_TABLES = ("consensus_draft", "official_note", "passage")
"""Tables that are erased with the round and in no archive."""

NEVER_HANDED_OVER = ("consensus_draft", "passage")
"""Tables that are empty in a copy that leaves the machine."""
