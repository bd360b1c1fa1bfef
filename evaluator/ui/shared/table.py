"""The table of every list: painted cells, quiet head, one row chosen, made for ten thousand rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from evaluator.ui.shared.copying import copy_table
from evaluator.ui.shared.painting import LEFT, RIGHT, draw_text, paint_line
from evaluator.ui.shared.table_model import LineRow, RowsModel, width_of
from evaluator.ui.theme import THEME, text_width

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from evaluator.ui.shared.table_model import Column

_LINE_HEIGHT = 28
_MEASURED, _WIDEST = 1_000, 600
"""Rows that a column is measured by, and how wide that can make it."""
_ONE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class _Head(QHeaderView):
    """A quiet head: caption face, hairline below, an arrow at the column sorted by."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(32)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)

    def let_adjust(self) -> None:
        """Let columns be dragged to another place and width; the right button offers the rest."""
        self.setSectionsMovable(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    # Qt overrides
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, RowsModel):
            return
        column = model.columns[section]
        painter.fillRect(rect, THEME.colour("raised"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), THEME.colour("line"))
        if column.paint_head is not None:
            column.paint_head(painter, rect)
            return
        sorted_here = section == model.sorted_by
        inner = rect.adjusted(20 if section == 0 and not column.right else 8, 0, -8, 0)
        ink = "text" if sorted_here else "text2"
        width = draw_text(painter, inner, column.title, "caption", ink, RIGHT if column.right else LEFT)
        if sorted_here:
            x = inner.right() - width - 15 if column.right else inner.left() + width + 3
            arrow = "arrow-down" if model.descending else "arrow-up"
            THEME.paint_icon(painter, arrow, "text", x, rect.center().y() - 5, 12)


class Table(QTableView):
    """A list.

    Signals:
        chosen: Another row is the current one; with the row, or None.
        entered_row: The user pressed Enter on a row or double-clicked it; with the row.
        escaped: The user pressed Esc.
        arranged: The user dragged a column; with the columns' names in their new order.
        resized: The user made a column wider or narrower; with its name and width.
        head_asked: A menu of the head is wanted; with the column's name and the place on screen.
    """

    chosen = Signal(object)
    entered_row = Signal(object)
    escaped = Signal()
    arranged = Signal(object)
    resized = Signal(str, int)
    head_asked = Signal(str, QPoint)

    def __init__(
        self,
        model: RowsModel,
        name: str,
        row_height: int,
        parent: QWidget | None = None,
        *,
        adjustable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._adjustable = adjustable
        self._widths: Mapping[str, int] = {}
        self._settling = False
        self.rows_model = model
        self.pointed_row = -1
        self.chosen_rows: set[int] = set()
        self.focused = False
        self._key: Hashable | None = None
        self._row_height = row_height
        self._lines: list[int] = []
        self._head = _Head(self)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setHorizontalHeader(self._head)
        self._calm()
        self._head.sectionClicked.connect(self._on_head_clicked)
        if adjustable:
            self._let_adjust()
        self.selectionModel().selectionChanged.connect(self._on_selected)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda _: self._enter())
        model.modelReset.connect(self._on_reset)
        self._on_reset()

    def _calm(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(20)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        # The table paints its own ground: Qt then moves the picture when one scrolls, and only
        # the rows that come into sight are painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _let_adjust(self) -> None:
        self._head.let_adjust()
        self._head.sectionMoved.connect(self._on_moved)
        self._head.sectionResized.connect(self._on_resized)
        self._head.sectionHandleDoubleClicked.connect(self._fit)
        self._head.customContextMenuRequested.connect(self._on_menu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    @property
    def current(self) -> object | None:
        """The row the user is on, or None."""
        at = self.currentIndex().row()
        row = self.rows_model.rows[at] if 0 <= at < len(self.rows_model.rows) else None
        return None if isinstance(row, LineRow) else row

    def use(self, columns: Sequence[Column], row_height: int) -> None:
        """Show other columns at another density."""
        self._row_height = row_height
        self.rows_model.set_columns(columns)

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Give columns the widths that the user dragged them to; the others have their own."""
        self._widths = widths
        self._lay_columns()

    def choose(self, key: Hashable) -> bool:
        """Go to the row with ``key``; False when it is not shown."""
        at = self.rows_model.position(key)
        if at < 0:
            return False
        self._choose_row(at)
        self.scrollTo(self.rows_model.index(at, 0), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def step(self, by: int) -> None:
        """Go ``by`` rows on, over lines."""
        rows = self.rows_model.rows
        at = self.currentIndex().row() + by
        while 0 <= at < len(rows) and isinstance(rows[at], LineRow):
            at += 1 if by > 0 else -1
        if 0 <= at < len(rows):
            self.choose(rows[at].key)

    def scroll_to_line(self) -> None:
        """Bring the line into the middle and go to the row above it."""
        for at in self.rows_model.lines:
            self._choose_row(max(0, at - 1))
            self.scrollTo(self.rows_model.index(at, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def copy_chosen(self) -> int:
        """Put the chosen rows on the clipboard as a table; give their number."""
        rows = [self.rows_model.rows[at] for at in sorted(self.chosen_rows)]
        wanted = [each for each in rows if not isinstance(each, LineRow)]
        copy_table(self.rows_model.columns, wanted)
        return len(wanted)

    def _choose_row(self, at: int) -> None:
        # Not setCurrentIndex(): under ExtendedSelection that looks at the keyboard, and with Ctrl it toggles.
        self.selectionModel().setCurrentIndex(self.rows_model.index(at, 0), _ONE_ROW)

    def _on_moved(self, *_: int) -> None:
        """Take the columns over in the order that they were dragged into."""
        if not self._settling:
            order = [self._head.logicalIndex(at) for at in range(self._head.count())]
            names = [self.rows_model.columns[at].known_as for at in order]
            QTimer.singleShot(0, self, lambda: self._on_arranged(names))  # the head is at work still

    def _on_arranged(self, names: list[str]) -> None:
        self._settling = True
        try:
            for at in range(self._head.count()):
                self._head.moveSection(self._head.visualIndex(at), at)
        finally:
            self._settling = False
        self.arranged.emit(names)

    def _on_resized(self, section: int, _before: int, now: int) -> None:
        if not self._settling:
            name = self.rows_model.columns[section].known_as
            self._widths = {**self._widths, name: now}
            self._stretch()
            self.resized.emit(name, now)

    def _fit(self, section: int) -> None:
        """Make a column as wide as what it says."""
        column = self.rows_model.columns[section]
        rows = [each for each in self.rows_model.rows[:_MEASURED] if not isinstance(each, LineRow)]
        widest = max((text_width(column.speak(each), "strong") for each in rows), default=0)
        self._head.resizeSection(section, min(_WIDEST, max(width_of(column), widest + 20)))

    def _on_menu(self, at: QPoint) -> None:
        section = self._head.logicalIndexAt(at)
        name = self.rows_model.columns[section].known_as if section >= 0 else ""
        self.head_asked.emit(name, self._head.mapToGlobal(at))

    def _on_head_clicked(self, section: int) -> None:
        model = self.rows_model
        if model.columns[section].sort is not None:
            model.order(section, not model.descending if section == model.sorted_by else False)

    def _on_selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.chosen_rows = {index.row() for index in self.selectionModel().selectedRows()}
        self.viewport().update()

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self.rows_model.rows[now.row()] if now.isValid() else None
        if row is not None and not isinstance(row, LineRow):
            self._key = row.key
            self.chosen.emit(row)

    def _on_reset(self) -> None:
        self.chosen_rows = set()
        self.pointed_row = -1
        self.clearSpans()
        self.verticalHeader().setDefaultSectionSize(self._row_height)
        for at in self._lines:  # a line that moves leaves its height behind
            if at < len(self.rows_model.rows):
                self.setRowHeight(at, self._row_height)
        self._lines = list(self.rows_model.lines)
        for at in self._lines:
            self.setSpan(at, 0, 1, len(self.rows_model.columns))
            self.setRowHeight(at, _LINE_HEIGHT)
        self._lay_columns()
        if self._key is None or not self.choose(self._key):
            first = next((each for each in self.rows_model.rows if not isinstance(each, LineRow)), None)
            if first is None:
                self._key = None
                self.chosen.emit(None)
            else:
                self.choose(first.key)
        elif self.current is not None:
            self.chosen.emit(self.current)  # the same row, but made anew

    def _lay_columns(self) -> None:
        mode = QHeaderView.ResizeMode.Interactive if self._adjustable else QHeaderView.ResizeMode.Fixed
        self._settling = True
        try:
            for at, column in enumerate(self.rows_model.columns):
                self._head.setSectionResizeMode(at, mode)
                self._head.resizeSection(at, self._width(column))
        finally:
            self._settling = False
        self._stretch()

    def _width(self, column: Column) -> int:
        return self._widths.get(column.known_as) or width_of(column)

    def _stretch(self) -> None:
        columns = self.rows_model.columns
        stretched = [
            at for at, each in enumerate(columns) if each.stretch and each.known_as not in self._widths
        ]
        fixed = sum(self._width(each) for at, each in enumerate(columns) if at not in stretched)
        self._settling = True
        try:
            for at in stretched:
                room = (self.viewport().width() - fixed) // len(stretched)
                self._head.resizeSection(at, max(width_of(columns[at]), room))
        finally:
            self._settling = False

    def _enter(self) -> None:
        if self.current is not None:
            self.entered_row.emit(self.current)

    def _paint_row(self, painter: QPainter, at: int, cells: Sequence[tuple[int, int, int]]) -> None:
        """Paint a row: ground, choice and hairline; the columns paint the rest.

        Args:
            painter: On the viewport.
            at: The row.
            cells: Column, left edge and width of each column that is to be painted.
        """
        row = self.rows_model.rows[at]
        top, height, across = self.rowViewportPosition(at), self.rowHeight(at), self.viewport().width()
        if isinstance(row, LineRow):
            paint_line(painter, QRect(0, top, across, height), row.word, row.rest)
            return
        chosen = at in self.chosen_rows
        left = min(x for _, x, _ in cells)
        width = max(x + wide for _, x, wide in cells) - left
        if chosen or at == self.pointed_row:
            painter.fillRect(left, top, width, height, THEME.colour("accent_tint" if chosen else "hover"))
        focused = chosen and self.focused
        painter.fillRect(left, top + height - 1, width, 1, THEME.colour("ring" if focused else "line"))
        if focused:
            painter.fillRect(left, top, width, 1, THEME.colour("ring"))
        if chosen:
            painter.fillRect(
                self._head.sectionViewportPosition(0), top, 3, height, THEME.colour("accent_fill")
            )
        columns = self.rows_model.columns
        for column, x, wide in cells:
            columns[column].paint(painter, QRect(x, top, wide, height), row, chosen)

    # Qt overrides
    def paintEvent(self, event: QPaintEvent) -> None:
        # Not through a delegate: Qt's way to each cell takes as long as painting it.
        area, head = event.rect(), self._head
        painter = QPainter(self.viewport())
        painter.fillRect(area, THEME.colour("surface"))
        places = ((at, head.sectionViewportPosition(at), head.sectionSize(at)) for at in range(head.count()))
        cells = [
            (at, x, wide) for at, x, wide in places if wide and x <= area.right() and x + wide > area.left()
        ]
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first >= 0 and cells:
            for at in range(first, (last if last >= 0 else len(self.rows_model.rows) - 1) + 1):
                self._paint_row(painter, at, cells)
        painter.end()

    def keyboardSearch(self, search: str) -> None:
        """Letters are deeds here, not a search; finding has its own field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Home and self.rows_model.rows:
            self.choose(self.rows_model.rows[0].key)
        elif event.key() == Qt.Key.Key_End and self.rows_model.rows:
            self.choose(self.rows_model.rows[-1].key)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.rowAt(int(event.position().y()))
        if at != self.pointed_row:
            self.pointed_row = at
            self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed_row = -1
        self.viewport().update()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.focused = event.type() == QEvent.Type.FocusIn
            self.viewport().update()
        return super().event(event)
