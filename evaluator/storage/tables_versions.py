"""The table of versions of the decision draft.

No postponed annotations here: SQLModel reads them at run time.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import LargeBinary, Text, event
from sqlalchemy.schema import DDL
from sqlmodel import Field, SQLModel

from evaluator.domain.language import Language
from evaluator.storage.column_types import Member, Moment
from evaluator.storage.tables import STRICT, metadata, never_updated


class DraftVersionRow(SQLModel, table=True):
    """What a decision draft said when it left the program; append-only."""

    __tablename__ = "draft_version"
    __table_args__: ClassVar[Any] = STRICT

    number: int = Field(primary_key=True)
    language: Language = Field(sa_type=Member(Language))
    digest: str = Field(sa_type=Text)
    outcome: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    content: bytes = Field(sa_type=LargeBinary)


VERSION_TABLES = ("draft_version",)
"""Tables whose rows are history: the file itself refuses to change them."""

for _name in VERSION_TABLES:
    event.listen(metadata.tables[_name], "after_create", DDL(never_updated(_name)))  # type: ignore[no-untyped-call]
