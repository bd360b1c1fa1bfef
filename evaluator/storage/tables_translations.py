"""The table of translations of what officials typed.

No postponed annotations here: SQLModel reads them at run time.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Text, event
from sqlalchemy.schema import DDL
from sqlmodel import Field, SQLModel

from evaluator.domain.language import Language
from evaluator.storage.column_types import Member, Moment
from evaluator.storage.tables import STRICT, metadata, never_updated


class TranslationRow(SQLModel, table=True):
    """What a text is in another language; append-only."""

    __tablename__ = "translation"
    __table_args__: ClassVar[Any] = STRICT

    sequence: int | None = Field(default=None, primary_key=True)
    text: str = Field(sa_type=Text)
    language: Language = Field(sa_type=Member(Language))
    translation: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


TRANSLATION_TABLES = ("translation",)
"""Tables whose rows are history: the file itself refuses to change them."""

for _name in TRANSLATION_TABLES:
    event.listen(metadata.tables[_name], "after_create", DDL(never_updated(_name)))  # type: ignore[no-untyped-call]
