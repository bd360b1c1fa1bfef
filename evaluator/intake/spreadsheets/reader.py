"""The entrance: a file in, its applications and its errors out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from evaluator.domain.column_mapping import SheetField
from evaluator.intake.spreadsheets import limits
from evaluator.intake.spreadsheets.cells import Place
from evaluator.intake.spreadsheets.columns import Columns, fits, guessed, known_headers, mapped
from evaluator.intake.spreadsheets.csv_grid import csv_grid
from evaluator.intake.spreadsheets.grid import address, texts
from evaluator.intake.spreadsheets.rows import Row, RowReader
from evaluator.intake.spreadsheets.xlsx_grid import ZIP_MARK, xlsx_grid
from evaluator.intake.table_errors import (
    ApplicantsCellError,
    CellCountError,
    EmptyTableError,
    HeaderRowError,
    NoRowsError,
    RepeatedNumberError,
    RepeatedRowError,
    TableError,
    TooManyRowsError,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from evaluator.domain.column_mapping import ColumnMapping
    from evaluator.domain.money import Cents
    from evaluator.intake.spreadsheets.grid import Grid, GridRow

_HEADERS_WITHIN = 20
_TEXTS = frozenset((".csv", ".tsv", ".txt"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file holds.

    Attributes:
        file: Its name, without folders.
        sheet: The sheet that was read; empty for a CSV file.
        rows: The applications, in the order of the file; those without errors only.
        problems: The errors of all other rows, from top to bottom.
        columns: Where everything is.
    """

    file: str
    sheet: str
    rows: tuple[Row, ...]
    problems: tuple[TableError, ...]
    columns: Columns

    @property
    def mapping(self) -> ColumnMapping:
        """Which columns were read, to be remembered."""
        return self.columns.mapping

    @property
    def unused(self) -> tuple[str, ...]:
        """Headers of columns that were not."""
        return self.columns.unused

    def all_problems(self, without_applicants: Collection[int]) -> tuple[TableError, ...]:
        """Give all errors from top to bottom, with those of rows whose applicants nobody understands.

        Args:
            without_applicants: The numbers of such rows.
        """
        more = [
            self._place(row, SheetField.APPLICANTS).fault(ApplicantsCellError)
            for row in self.rows
            if row.number in without_applicants
        ]
        return tuple(sorted([*self.problems, *more], key=lambda each: int(each.facts["line"])))

    def refuse(self, without_applicants: Collection[int] = ()) -> None:
        """Refuse the whole file if anything is wrong with it.

        Raises:
            TableError: The first error; it carries all of them.
        """
        if problems := self.all_problems(without_applicants):
            problems[0].problems = problems
            raise problems[0]

    def _place(self, row: Row, field: SheetField) -> Place:
        index = self.columns.at[field][0]
        return Place(self.file, row.line, row.row, index + 1, self.columns.headers[index])


def read_spreadsheet(
    path: Path, mapping: ColumnMapping | None = None, remembered: ColumnMapping | None = None
) -> Reading:
    """Read the applications of an ``.xlsx`` or CSV file.

    Args:
        path: The file.
        mapping: Which columns to read; without one the headers are understood by
            themselves.
        remembered: Which columns were read the last time; taken where there is no
            mapping and the file has them all.

    Raises:
        TableError: The file cannot be read as a whole. Errors of cells are given, not
            raised.
    """
    known = mapping or remembered
    headers = [each for names in known.columns.values() for each in names] if known else []
    if _is_workbook(path):
        grid = xlsx_grid(path, mapping.sheet if mapping else "", headers)
    else:
        grid = csv_grid(path, headers)
    columns, width, rows = _head(grid, mapping, remembered)
    found, problems = _body(grid.file, columns, rows, 0 if grid.sheet else width)
    if not found and not problems:
        raise NoRowsError(file=grid.file)
    return Reading(
        file=grid.file,
        sheet=grid.sheet,
        rows=tuple(found),
        problems=tuple([*problems, *_repetitions(grid.file, columns, found)][: limits.MOST_PROBLEMS]),
        columns=columns,
    )


def read_headers(path: Path) -> tuple[str, ...]:
    """Give the headers of a file, understood or not, for a person to say what they mean.

    Raises:
        TableError: The file cannot be read as a whole.
    """
    grid = xlsx_grid(path, "", []) if _is_workbook(path) else csv_grid(path, [])
    first = list(islice(grid.rows, _HEADERS_WITHIN))
    if not first:
        raise EmptyTableError(file=grid.file)
    worth = [known_headers(texts(row.cells)) for row in first]
    return tuple(each for each in texts(first[worth.index(max(worth))].cells) if each)


def _is_workbook(path: Path) -> bool:
    if path.suffix.lower() in _TEXTS:
        return False
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(ZIP_MARK)) == ZIP_MARK
    except (OSError, ValueError):
        return False  # the reader of texts says what is wrong


def _head(
    grid: Grid, mapping: ColumnMapping | None, remembered: ColumnMapping | None
) -> tuple[Columns, int, Iterator[GridRow]]:
    """Find the headers; give the columns, how many there are, and the rows below."""
    first = list(islice(grid.rows, _HEADERS_WITHIN))
    if not first:
        raise EmptyTableError(file=grid.file)
    known = mapping or remembered
    expected = [each for names in known.columns.values() for each in names] if known else []
    if mapping and mapping.header_row:
        at = next((at for at, row in enumerate(first) if row.row == mapping.header_row), None)
        if at is None:
            raise HeaderRowError(file=grid.file, row=mapping.header_row)
    else:
        worth = [known_headers(texts(row.cells), expected) for row in first]
        at = worth.index(max(worth))
    headers = texts(first[at].cells)

    def below() -> Iterator[GridRow]:
        yield from first[at + 1 :]
        yield from grid.rows

    if mapping is None and remembered is not None and fits(headers, remembered):
        mapping = remembered
    columns = mapped(grid.file, headers, mapping) if mapping else guessed(grid.file, headers, grid.sheet)
    return columns, len(headers), below()


def _body(
    file: str, columns: Columns, rows: Iterable[GridRow], width: int
) -> tuple[list[Row], list[TableError]]:
    """Read the rows; a ``width`` other than 0 is how many cells each must have."""
    reader = RowReader(file, columns)
    found: list[Row] = []
    problems: list[TableError] = []
    for count, row in enumerate(rows, start=1):
        if count > limits.MOST_ROWS:
            raise TooManyRowsError(file=file, limit=limits.MOST_ROWS)
        if width and len(row.cells) != width:
            problems.append(CellCountError(file=file, line=row.line, cells=len(row.cells), expected=width))
            continue
        read, wrong = reader.read(row)
        problems += wrong
        if read is not None:
            found.append(read)
        if len(problems) >= limits.MOST_PROBLEMS:
            break
    return found, problems


def _repetitions(file: str, columns: Columns, rows: Sequence[Row]) -> Iterator[TableError]:
    """Name every row whose number, or whole content, stands above it already."""
    numbers: dict[int, int] = {}
    contents: dict[tuple[str, str, Cents], int] = {}
    for row in rows:
        content = (row.applicants.casefold(), row.title.casefold(), row.requested)
        error: TableError | None = None
        if row.number in numbers:
            first = numbers[row.number]
            error = RepeatedNumberError(file=file, line=row.line, first_line=first, number=row.number)
        elif content in contents:
            error = RepeatedRowError(file=file, line=row.line, first_line=contents[content])
        if error is not None:
            error.cell = address(row.row, columns.at[SheetField.NUMBER][0] + 1)
            yield error
        numbers.setdefault(row.number, row.line)
        contents.setdefault(content, row.line)
