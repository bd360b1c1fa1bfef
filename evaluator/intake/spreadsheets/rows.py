"""From a row of cells to an application, or to the errors of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from evaluator.domain.column_mapping import SheetField
from evaluator.intake.spreadsheets import cells
from evaluator.intake.spreadsheets.cells import Place
from evaluator.intake.table_errors import TableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from evaluator.domain.money import Cents
    from evaluator.intake.spreadsheets.columns import Columns
    from evaluator.intake.spreadsheets.grid import GridRow, Value

    Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One application as the table gives it, before it is understood.

    Attributes:
        line: Where it begins in the file, the first line being 1.
        number: The application's number, 1 and up.
        applicants: Lead and partners as written.
        title: The project's name as written.
        requested: The sum asked, in cents.
        received: When it came, aware UTC; None where the table does not say.
        row: Its row as a spreadsheet program counts.
    """

    line: int
    number: int
    applicants: str
    title: str
    requested: Cents
    received: datetime | None = None
    row: int = field(default=0, compare=False)


class RowReader:
    """Reads the rows of one file; what is wrong is collected, not raised."""

    def __init__(self, file: str, columns: Columns) -> None:
        self._file = file
        self._columns = columns
        self._row: GridRow
        self._problems: list[TableError] = []

    def read(self, row: GridRow) -> tuple[Row | None, list[TableError]]:
        """Give the application of a row and no errors, or none and the errors of its cells."""
        self._row, self._problems = row, []
        number = self._cell(SheetField.NUMBER, cells.number)
        applicants = self._applicants()
        title = self._cell(SheetField.TITLE, cells.text)
        requested = self._cell(SheetField.REQUESTED, cells.amount)
        received = None
        if SheetField.RECEIVED in self._columns.at:
            received = self._cell(SheetField.RECEIVED, cells.moment)
        if self._problems or number is None or title is None or requested is None:
            return None, self._problems
        found = Row(
            line=row.line,
            number=number,
            applicants=applicants,
            title=title,
            requested=requested,
            received=received,
            row=row.row,
        )
        return found, []

    def _applicants(self) -> str:
        """Join the lead with partners that stand in columns of their own."""
        lead = self._cell(SheetField.APPLICANTS, cells.text) or ""
        others: list[str] = []
        for index in self._columns.at.get(SheetField.PARTNERS, ()):
            found = self._at(index, lambda value, place: cells.text(value, place, required=False))
            if found:
                others.append(found)
        return f"{lead} ({', '.join(others)})" if others else lead

    def _cell(self, wanted: SheetField, read: Callable[[Value, Place], Read]) -> Read | None:
        return self._at(self._columns.at[wanted][0], read)

    def _at(self, index: int, read: Callable[[Value, Place], Read]) -> Read | None:
        value = self._row.cells[index] if index < len(self._row.cells) else None
        try:
            return read(value, self._place(index))
        except TableError as error:
            self._problems.append(error)
            return None

    def _place(self, index: int) -> Place:
        return Place(self._file, self._row.line, self._row.row, index + 1, self._columns.headers[index])
