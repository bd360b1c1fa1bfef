"""What one cell means: a number, a sum, a time, a text; or the error with its address."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from evaluator.domain.helsinki import HELSINKI
from evaluator.domain.money import LARGEST, Cents, parse_euros
from evaluator.intake.spreadsheets import limits
from evaluator.intake.spreadsheets.grid import Broken, address
from evaluator.intake.table_errors import (
    AbsurdAmountError,
    AmountError,
    BrokenCellError,
    CellTooLongError,
    EmptyCellError,
    FormulaError,
    ImpossibleDayError,
    MergedCellError,
    MomentError,
    NegativeAmountError,
    NumberError,
)

if TYPE_CHECKING:
    from evaluator.intake.spreadsheets.grid import Value
    from evaluator.intake.table_errors import TableError

_NUMBER = re.compile(r"[0-9]{1,9}")
_FINNISH = re.compile(
    r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})"
    r"(?:[ ,]*(?:klo|kl\.?|at)? ?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:](?P<second>\d{2}))?)?"
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:[.,][0-9]+)?")
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 1, 1)
_SHOWN = 40
"""A faulty value is shown up to this many characters."""

_HALF_A_CENT = Decimal("0.00001")
"""What a spreadsheet's binary arithmetic may leave beside a full cent, in euros."""


class Place(NamedTuple):
    """Where a cell is; made for every cell, so it works nothing out before it is asked.

    Attributes:
        file: Name of the file.
        line: Its line.
        row, column: Counted from 1, as a spreadsheet program does.
        header: What stands above it.
    """

    file: str
    line: int
    row: int
    column: int
    header: str

    @property
    def cell(self) -> str:
        """Its address: "C17"."""
        return address(self.row, self.column)

    def fault(self, kind: type[TableError], **facts: str | int) -> TableError:
        """Make an error about this cell."""
        return kind(file=self.file, line=self.line, cell=self.cell, column=self.header, **facts)


def text(value: Value, place: Place, *, required: bool = True) -> str:
    """Read a text; a required one has a letter or a figure in it.

    Raises:
        TableError: It is empty, too long, or the cell is broken.
    """
    if isinstance(value, Broken):
        _refuse(value, place)
    found = str(value).strip() if value is not None else ""
    if required and not any(map(str.isalnum, found)):
        raise place.fault(EmptyCellError)
    if len(found) > limits.LONGEST_CELL:
        raise place.fault(CellTooLongError, limit=limits.LONGEST_CELL)
    return found


def number(value: Value, place: Place) -> int:
    """Read an application's number, also one that is stored as text or as 7.0.

    Raises:
        TableError: It is no whole number from 1 up.
    """
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value) if abs(value) < 10**9 else str(value)
    found = text(value, place)
    if not _NUMBER.fullmatch(found) or int(found) < 1:
        raise place.fault(NumberError, value=found[:_SHOWN])
    return int(found)


def amount(value: Value, place: Place) -> Cents:
    """Read a sum in euros, from nothing to a thousand million.

    Raises:
        TableError: It is none.
    """
    found = text(_cents(value), place)
    shown = found[:_SHOWN]
    try:
        cents = parse_euros(found)
    except ValueError as error:
        raise place.fault(AmountError, value=shown) from error
    if cents < 0:
        raise place.fault(NegativeAmountError, value=shown)
    if cents > LARGEST:
        raise place.fault(AbsurdAmountError, value=shown)
    return cents


def moment(value: Value, place: Place) -> datetime | None:
    """Read a time of arrival in Helsinki's clock; a day alone is its last second. Empty is None.

    Takes what a spreadsheet keeps as a date, "5.10.2020", "5.10.2020 klo 16.15",
    ISO 8601, and the serial number that is left of a date without its format.

    Raises:
        TableError: It is none of these, or lies where no application can come from.
    """
    if isinstance(value, datetime | date):
        found = _local(value)
    else:
        written = text(value, place, required=False)
        if not written:
            return None
        try:
            found = _written(written)
        except (ValueError, OverflowError) as error:
            raise place.fault(MomentError, value=written[:_SHOWN]) from error
    if not _EARLIEST <= found.date() < _LATEST:
        raise place.fault(ImpossibleDayError, value=found.date().isoformat())
    return found.astimezone(UTC)


def _cents(value: Value) -> Value:
    """Take away what binary arithmetic leaves of 134487.45 (134487.45000000001)."""
    if not isinstance(value, Decimal) or not value.is_finite() or abs(value) >= 10**15:
        return value
    rounded = value.quantize(Decimal("0.01"))
    return f"{rounded:f}" if abs(rounded - value) <= _HALF_A_CENT else f"{value:f}"


def _written(written: str) -> datetime:
    if found := _FINNISH.fullmatch(written):
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        if found["hour"] is None:
            return _local(day)
        clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
        return datetime.combine(day, clock, tzinfo=HELSINKI)
    if _ISO.fullmatch(written):
        parsed = datetime.fromisoformat(written)
        return _local(parsed if len(written) > len("2020-10-05") else parsed.date())
    if _SERIAL.fullmatch(written):  # days since the end of 1899, as spreadsheets count
        days = Decimal(written.replace(",", "."))
        whole = datetime(1899, 12, 30) + timedelta(days=int(days))  # noqa: DTZ001 - given its zone below
        seconds = round((days - int(days)) * 86_400)
        return _local(whole + timedelta(seconds=seconds) if seconds else whole.date())
    raise ValueError(written)


def _local(value: date) -> datetime:
    """Give a day's last second, or a time, in Helsinki; a time with a zone keeps its moment."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(23, 59, 59), tzinfo=HELSINKI)
    if value.tzinfo is None:
        if value.time() == time():  # a spreadsheet keeps a day as its midnight
            return datetime.combine(value.date(), time(23, 59, 59), tzinfo=HELSINKI)
        return value.replace(tzinfo=HELSINKI)
    return value


def _refuse(value: Broken, place: Place) -> NoReturn:
    match value.why:
        case "formula":
            raise place.fault(FormulaError)
        case "merged":
            raise place.fault(MergedCellError)
        case _:
            raise place.fault(BrokenCellError, value=value.shown[:_SHOWN])
