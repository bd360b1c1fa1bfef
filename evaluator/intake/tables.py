"""Reads a table of applications: the annex of 2020, or what an e-form tool exports as CSV."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.money import LARGEST, Cents, parse_euros
from evaluator.intake.table_errors import (
    AbsurdAmountError,
    AmountError,
    CellCountError,
    CellTooLongError,
    EmptyCellError,
    MissingColumnError,
    NegativeAmountError,
    NoRowsError,
    NotATableError,
    NumberError,
    QuotingError,
    RepeatedColumnError,
    RepeatedNumberError,
    RepeatedRowError,
    TooManyRowsError,
)
from evaluator.intake.table_text import COLUMN_NAMES, COLUMNS, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

NUMBER, APPLICANTS, TITLE, REQUESTED = COLUMNS

MOST_ROWS = 50_000
LONGEST_CELL = 10_000
"""Characters."""

_DELIMITERS = (",", ";", "\t")
_NUMBER = re.compile(r"[0-9]{1,9}")
_SHOWN = 40
"""A faulty value is shown up to this many characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One application as the table gives it, before it is understood.

    Attributes:
        line: Where it begins in the file, the header's line being 1.
        number: The application's number, 1 and up.
        applicants: Lead and partners as written.
        title: The project's name as written.
        requested: The sum asked, in cents.
    """

    line: int
    number: int
    applicants: str
    title: str
    requested: Cents


def read_table(path: Path) -> tuple[Row, ...]:
    """Read the applications of a CSV file, in the order of the file.

    Commas, semicolons or tabs part the cells; amounts have a decimal point or
    comma. Empty lines are passed over. Nothing is returned from a faulty table.

    Raises:
        TableError: The first thing that is wrong, and where.
    """
    text = read_text(path)
    table = _Table(path.name, text, _delimiter(text))
    rows = tuple(table.rows())
    if not rows:
        raise NoRowsError(file=path.name)
    _refuse_repetitions(path.name, rows)
    return rows


def _delimiter(text: str) -> str:
    """Choose the delimiter that finds the most columns in the first line."""
    first = next(line for line in text.splitlines() if line.strip())
    return max(_DELIMITERS, key=lambda each: sum(_plain(name) in COLUMNS for name in first.split(each)))


def _plain(name: str) -> str:
    return name.strip().strip('"').strip().casefold()


class _Table:
    """One table while it is read."""

    def __init__(self, file: str, text: str, delimiter: str) -> None:
        self._file = file
        self._text = text
        self._delimiter = delimiter

    def rows(self) -> Iterator[Row]:
        records = self._records()
        header = next(records, (0, []))[1]
        at = self._columns(header)
        for count, (line, cells) in enumerate(records, start=1):
            if count > MOST_ROWS:
                raise TooManyRowsError(file=self._file, limit=MOST_ROWS)
            if len(cells) != len(header):
                raise CellCountError(file=self._file, line=line, cells=len(cells), expected=len(header))
            yield self._row(line, {name: cells[index].strip() for name, index in at.items()})

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Give each record that is not empty, with the line on which it begins."""
        # Only real line ends end a record; a line separator inside a title does not.
        reader = csv.reader(io.StringIO(self._text, newline=""), delimiter=self._delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(each.strip() for each in cells):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            raise QuotingError(file=self._file, line=line) from error

    def _columns(self, header: Sequence[str]) -> dict[str, int]:
        names = [_plain(name) for name in header]
        found = [name for name in names if name in COLUMNS]
        if not found:
            raise NotATableError(file=self._file, columns=COLUMN_NAMES)
        for column in COLUMNS:
            if column not in names:
                shown = ", ".join(name for name in names if name)[:200]
                raise MissingColumnError(file=self._file, column=column, found=shown)
            if names.count(column) > 1:
                raise RepeatedColumnError(file=self._file, column=column)
        return {column: names.index(column) for column in COLUMNS}

    def _row(self, line: int, cells: Mapping[str, str]) -> Row:
        for column, text in cells.items():
            if not any(map(str.isalnum, text)):
                raise EmptyCellError(file=self._file, line=line, column=column)
            if len(text) > LONGEST_CELL:
                raise CellTooLongError(file=self._file, line=line, column=column, limit=LONGEST_CELL)
        return Row(
            line=line,
            number=self._number(line, cells[NUMBER]),
            applicants=cells[APPLICANTS],
            title=cells[TITLE],
            requested=self._amount(line, cells[REQUESTED]),
        )

    def _number(self, line: int, text: str) -> int:
        if not _NUMBER.fullmatch(text) or int(text) < 1:
            raise NumberError(file=self._file, line=line, column=NUMBER, value=text[:_SHOWN])
        return int(text)

    def _amount(self, line: int, text: str) -> Cents:
        value = text[:_SHOWN]
        try:
            amount = parse_euros(text)
        except ValueError as error:
            raise AmountError(file=self._file, line=line, column=REQUESTED, value=value) from error
        if amount < 0:
            raise NegativeAmountError(file=self._file, line=line, column=REQUESTED, value=value)
        if amount > LARGEST:
            raise AbsurdAmountError(file=self._file, line=line, column=REQUESTED, value=value)
        return amount


def _refuse_repetitions(file: str, rows: Sequence[Row]) -> None:
    numbers: dict[int, int] = {}
    contents: dict[tuple[str, str, Cents], int] = {}
    for row in rows:
        if row.number in numbers:
            raise RepeatedNumberError(
                file=file, line=row.line, first_line=numbers[row.number], number=row.number
            )
        content = (row.applicants.casefold(), row.title.casefold(), row.requested)
        if content in contents:
            raise RepeatedRowError(file=file, line=row.line, first_line=contents[content])
        numbers[row.number] = row.line
        contents[content] = row.line
