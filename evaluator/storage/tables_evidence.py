"""The tables of what was worked out and kept: the evidence, and saved scenarios.

No postponed annotations here: SQLModel reads them at run time.
"""

from datetime import datetime
from fractions import Fraction
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

from evaluator.domain.call import AllocationRule
from evaluator.storage.column_types import Exact, Member, Moment
from evaluator.storage.tables import CLUSTERED, STRICT


class EvidenceRow(SQLModel, table=True):
    """The evidence that was worked out last; another state of the scores takes its place."""

    __tablename__ = "evidence"
    __table_args__: ClassVar[Any] = (CheckConstraint("slot = 1", name="only_one"), STRICT)

    slot: int = Field(default=1, primary_key=True)
    state: str = Field(sa_type=Text)
    method: str = Field(sa_type=Text)
    computed: datetime = Field(sa_type=Moment)
    figures: str = Field(sa_type=Text)


class ScenarioRow(SQLModel, table=True):
    """A way to divide the envelope, saved by name."""

    __tablename__ = "scenario"
    __table_args__: ClassVar[Any] = CLUSTERED

    name: str = Field(sa_type=Text, primary_key=True)
    rule: AllocationRule = Field(sa_type=Member(AllocationRule))
    threshold: Fraction | None = Field(default=None, sa_type=Exact)
    deviations: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


EVIDENCE_TABLES = ("evidence", "scenario")
