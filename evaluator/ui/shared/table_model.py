"""The model of every list: rows as values, filtered, found and sorted on plain lists.

It speaks to screen readers and to the clipboard; what one sees is painted by the
columns. Ten thousand rows are filtered in a few milliseconds, which a
``QSortFilterProxyModel`` with a Python predicate is not able to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal

from evaluator.ui.shared.finding import words
from evaluator.ui.shared.narrowing import Narrowing
from evaluator.ui.theme import text_width

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Sequence
    from decimal import Decimal

    from PySide6.QtGui import QPainter

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


class Row(Protocol):
    """What a row has: a stable key, and its text for finding, folded beforehand."""

    @property
    def key(self) -> Hashable:
        """Stays the same when the rows are made anew."""

    @property
    def search(self) -> str:
        """Everything that can be found, folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line between rows, which is a row itself: it scrolls, and it is read out in its place."""

    word: str
    rest: str
    key: str = "line"
    search: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list.

    Attributes:
        title: Its head.
        width: In pixels; the least of a stretched one.
        paint: Paints a cell: painter, rectangle, row, whether the row is chosen.
        speak: What a screen reader says, and what is copied.
        sort: Key to sort by; None where sorting makes no sense.
        right: Figures: everything at the right.
        stretch: Takes the rest of the width.
        paint_head: Paints the head instead of its title (an axis).
        name: Stays the same in every language; where columns can be chosen and moved.
        figure: Gives the cell's number, for a spreadsheet that shall count with it.
    """

    title: str
    width: int
    paint: Callable[[QPainter, QRect, Any, bool], None]
    speak: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    right: bool = False
    stretch: bool = False
    paint_head: Callable[[QPainter, QRect], None] | None = None
    name: str = ""
    figure: Callable[[Any], Decimal] | None = None

    @property
    def known_as(self) -> str:
        """What tells it from the others."""
        return self.name or self.title


def width_of(column: Column) -> int:
    """Give the least width of a column: its own, or what its title and the arrow take."""
    return max(column.width, text_width(column.title, "caption") + (32 if column.sort else 16))


class RowsModel(QAbstractTableModel):
    """Rows in columns.

    Attributes:
        rows: What is shown, in order; may hold a ``LineRow``.
        lines: Where in ``rows`` the lines stand.
        sorted_by: The column, -1 for the order the rows came in.
        descending: Largest first.

    Signals:
        ordered: It is sorted by another column, or the other way round.
    """

    ordered = Signal()

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns: tuple[Column, ...] = tuple(columns)
        self.rows: list[Any] = []
        self.lines: tuple[int, ...] = ()
        self.sorted_by = -1
        self.descending = False
        self._narrowing = Narrowing()
        self._numbers: list[int] = []

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Take other rows; filter, query and order stay."""
        self._narrowing.set_rows(rows)
        self._show()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same rows; the order goes with the column."""
        known = self.columns[self.sorted_by].known_as if self.sorted_by >= 0 else None
        self.beginResetModel()
        self.columns = tuple(columns)
        self.sorted_by = next((i for i, each in enumerate(self.columns) if each.known_as == known), -1)
        self._narrowing.forget()
        self._arrange()
        self.endResetModel()

    def set_filter(self, wanted: Callable[[Any], bool] | None) -> None:
        """Show only the rows that ``wanted`` says yes to.

        Each row is asked once; give another callable when what it looks at has changed. One
        that compares equal to a former one (a bound method of a frozen value) is not asked again.
        """
        self._narrowing.set_filter(wanted)
        self._show()

    def find(self, query: str, also: Collection[Hashable] = ()) -> None:
        """Show only the rows that hold every word of the query, and those with a key in ``also``."""
        self._narrowing.find(words(query), also)
        self._show()

    def order(self, column: int, descending: bool = False) -> None:
        """Sort by a column; -1 gives back the order the rows came in."""
        self.sorted_by, self.descending = column, descending
        self._show()
        self.ordered.emit()

    def line_before(self, _rows: Sequence[Any]) -> tuple[int, LineRow] | None:
        """Give the line that stands among the rows to show, and the row's position it is before."""
        return None

    @property
    def shown(self) -> int:
        """How many rows are shown, lines not counted."""
        return len(self._numbers)

    @property
    def filtered(self) -> bool:
        """Whether a filter hides rows."""
        return self._narrowing.filtered

    def position(self, key: Hashable) -> int:
        """Give where the row with ``key`` stands, -1 when it is not shown."""
        number = self._narrowing.number(key)
        if number < 0:
            return next((at for at in self.lines if self.rows[at].key == key), -1)
        try:
            at = self._numbers.index(number)
        except ValueError:
            return -1
        return at + sum(line <= at for line in self.lines)

    def _show(self) -> None:
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        by = self.columns[self.sorted_by].sort if self.sorted_by >= 0 else None
        self._narrowing.order(by, descending=self.descending)
        self._numbers = self._narrowing.shown()
        self.rows = list(map(self._narrowing.rows.__getitem__, self._numbers))
        found = self.line_before(self.rows)
        self.lines = () if found is None else (found[0],)
        if found is not None:
            self.rows.insert(*found)

    # Qt overrides
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if isinstance(row, LineRow):
                return f"{row.word}: {row.rest}" if index.column() == 0 else ""
            return self.columns[index.column()].speak(row)
        return row if role == ROW_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title if section < len(self.columns) else None
        # The row header is hidden but read out: it gets a name.
        return self.data(self.index(section, 0)) if section < len(self.rows) else None
