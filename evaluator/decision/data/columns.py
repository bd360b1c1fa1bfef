"""What a table of raw data is: typed columns, rows, and what a copy for outside leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evaluator.scoring.whole_round import WholeRound

Value = str | int | Fraction | float | bool | date | datetime | None
"""A cell: amounts in cents, times aware."""

DECIMALS = 10
"""How exactly a rational number is written; beyond that no figure here means anything."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    PROSE = "prose"
    CODE = "code"
    INTEGER = "integer"
    NUMBER = "number"
    AMOUNT = "amount"
    SHARE = "share"
    BOOLEAN = "boolean"
    DAY = "day"
    MOMENT = "moment"


class Ground(StrEnum):
    """Why a copy for outside leaves something out; ``export.grounds.<ground>`` of the messages says it.

    SCORES and RECORDS are in force where the round's call leaves single reviewers' scores, or
    the records on other applications, out of the papers of that version; the others always.
    A party gets its own scores, records and texts (APPLICANT).
    """

    PERSON = "person"
    WORDS = "words"
    SCORES = "scores"
    RECORDS = "records"
    APPLICANT = "applicant"


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: Stable, as programs read it; its title and meaning are
            ``export.columns.<name>`` of the messages.
        kind: What it holds.
        values: For codes the set of values, ``export.values.<values>`` of the messages.
        left_out: Why a copy for outside does without it; None where each has it.
    """

    name: str
    kind: Kind = Kind.TEXT
    values: str = ""
    left_out: Ground | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of raw data.

    Attributes:
        name: Stable, as programs read it; ``export.tables.<name>`` of the messages.
        columns: From left to right.
        rows: Gives its rows, a value for each column; read once for each export.
        left_out: Why a copy for outside does without the whole table, or None.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[WholeRound], Iterable[tuple[Value, ...]]]
    left_out: Ground | None = None

    @property
    def about(self) -> int | None:
        """The place of the column that says which application a row is about, or None."""
        return next((at for at, each in enumerate(self.columns) if each is APPLICATION), None)


def rounded(value: Fraction | float) -> Decimal:
    """Write a number with at most ``DECIMALS`` decimals, half away from zero, exactly worked out."""
    scaled = abs(Fraction(value)) * 10**DECIMALS
    whole = int(scaled) + (scaled - int(scaled) >= Fraction(1, 2))
    exact = Decimal(-whole if value < 0 else whole).scaleb(-DECIMALS)
    return exact.normalize() if exact else Decimal(0)


APPLICATION = Column("application")
BY = Column("by", left_out=Ground.PERSON)
AT = Column("at", Kind.MOMENT)
REASON = Column("reason", Kind.PROSE)
IN_FORCE = Column("in_force", Kind.BOOLEAN)
