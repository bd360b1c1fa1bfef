"""Rows of a workbook's sheet: the values that the spreadsheet program last computed."""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from evaluator.errors import EvaluatorError
from evaluator.intake.spreadsheets import limits
from evaluator.intake.spreadsheets.columns import known_headers
from evaluator.intake.spreadsheets.grid import Broken, Grid, GridRow, texts
from evaluator.intake.spreadsheets.workbook_guard import SheetFacts, inspect
from evaluator.intake.table_errors import (
    EmptyTableError,
    LockedWorkbookError,
    SeveralSheetsError,
    SheetMissingError,
    TableTooLargeError,
    TableUnreadableError,
    WorkbookError,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from evaluator.intake.spreadsheets.grid import Value

ZIP_MARK = b"PK\x03\x04"
_OLD_MARK = b"\xd0\xcf\x11\xe0"
"""Workbooks of before 2007, and those that need a password, begin like this."""

_HEADERS_WITHIN = 20


def xlsx_grid(path: Path, sheet: str = "", headers: Collection[str] = ()) -> Grid:
    """Open a sheet of a workbook.

    Args:
        path: The file.
        sheet: Its name; empty for the one visible sheet with headers that are understood.
        headers: Headers that are expected besides those that are known everywhere.

    Raises:
        TableError: The workbook cannot be read, or does not have one such sheet.
    """
    import openpyxl  # noqa: PLC0415 - dear to import, and most commands read no workbook

    data = _read(path)
    facts = inspect(io.BytesIO(data), path.name)
    with _understood(path.name):
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [each for each in book.worksheets if hasattr(each, "iter_rows")]
        names = [each.title for each in sheets]
        if sheet and sheet not in names:
            raise SheetMissingError(file=path.name, sheet=sheet, found=", ".join(names)[:200])
        # Hidden sheets hold lists and drafts: they are read only when a mapping asks for one.
        wanted = [
            each for each in sheets if each.title == sheet or (not sheet and each.sheet_state == "visible")
        ]
        chosen = [each for each in wanted if _has_headers(each, _facts(each, facts), headers)]
        if len(chosen) > 1:
            raise SeveralSheetsError(file=path.name, sheets=", ".join(each.title for each in chosen)[:200])
        chosen = chosen or [each for each in wanted if _facts(each, facts).last_row]
        if not chosen:
            raise EmptyTableError(file=path.name)
        return Grid(
            path.name, chosen[0].title, _guarded(path.name, _rows(chosen[0], _facts(chosen[0], facts)))
        )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limits.LARGEST_WORKBOOK + 1)
    except (OSError, ValueError) as error:
        raise TableUnreadableError(file=path.name) from error
    if len(data) > limits.LARGEST_WORKBOOK:
        raise TableTooLargeError(file=path.name, limit_mb=limits.LARGEST_WORKBOOK // limits.MEGABYTE)
    if not data:
        raise EmptyTableError(file=path.name)
    if data.startswith(_OLD_MARK):
        raise LockedWorkbookError(file=path.name)
    if not data.startswith(ZIP_MARK):
        raise WorkbookError(file=path.name)
    return data


@contextmanager
def _understood(name: str) -> Iterator[None]:
    """Turn whatever openpyxl stumbles over into one error: it checks little and raises anything."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which nobody here looks at
            yield
    except EvaluatorError:
        raise
    except Exception as error:
        raise WorkbookError(file=name) from error


def _guarded(name: str, rows: Iterator[GridRow]) -> Iterator[GridRow]:
    while True:
        with _understood(name):
            row = next(rows, None)
        if row is None:
            return
        yield row


def _facts(sheet: Any, facts: dict[str, SheetFacts]) -> SheetFacts:
    # The part's name has no public way out of openpyxl; titles do not lead to it.
    return facts.get(str(sheet._worksheet_path), SheetFacts())  # noqa: SLF001


def _has_headers(sheet: Any, facts: SheetFacts, headers: Collection[str]) -> bool:
    rows = zip(range(_HEADERS_WITHIN), _rows(sheet, facts), strict=False)
    return max((known_headers(texts(row.cells), headers) for _, row in rows), default=0) > 1


def _rows(sheet: Any, facts: SheetFacts) -> Iterator[GridRow]:
    """Give the rows that are not empty; what the sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    merged = {(area[0], area[1]) for area in facts.merged if area[2] > area[0]}
    rows = sheet.iter_rows(max_row=max(facts.last_row, 1), max_col=max(facts.last_column, 1))
    for number, cells in enumerate(rows, start=1):
        values = tuple(_value(cell, (number, at), facts, merged) for at, cell in enumerate(cells, start=1))
        found = GridRow(number, number, values)
        if not found.empty:
            yield found


def _value(
    cell: Any, place: tuple[int, int], facts: SheetFacts, merged: Collection[tuple[int, int]]
) -> Value:
    value = cell.value
    if place in facts.uncomputed:
        return Broken("formula", "")
    if place in merged:  # a value for several rows: nobody can tell whose it is
        return Broken("merged", str(value or ""))
    if cell.data_type == "e":
        return Broken("error", str(value))
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float):
        return Decimal(repr(value))
    plain = value is None or isinstance(value, int | datetime | date | time)
    return value if plain and not isinstance(value, bool) else str(value)
