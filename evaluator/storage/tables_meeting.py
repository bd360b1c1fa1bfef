"""The table of the consensus meeting: who was there for which application.

No postponed annotations here: SQLModel reads them at run time.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Text, event
from sqlalchemy.schema import DDL
from sqlmodel import Field, SQLModel

from evaluator.storage.column_types import Flag, Moment
from evaluator.storage.tables import STRICT, metadata, never_updated


class HandlingRow(SQLModel, table=True):
    """How the meeting handled an application; append-only, the last one of an application counts."""

    __tablename__ = "handling"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    application: str = Field(sa_type=Text, foreign_key="application.id", index=True)
    present: str = Field(sa_type=Text)
    left: str = Field(sa_type=Text)
    discussed: bool = Field(sa_type=Flag)
    note: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


MEETING_TABLES = ("handling",)

event.listen(metadata.tables["handling"], "after_create", DDL(never_updated("handling")))  # type: ignore[no-untyped-call]
