"""The table of every list: painted cells, quiet head, one row chosen, made for ten thousand rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from evaluator.ui.shared.copying import copy_table
from evaluator.ui.shared.painting import LEFT, RIGHT, draw_text, paint_line
from evaluator.ui.shared.table_model import LineRow, RowsModel, width_of
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent

    from evaluator.ui.shared.table_model import Column, Index

_LINE_HEIGHT = 28
_ONE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class _Head(QHeaderView):
    """A quiet head: caption face, hairline below, an arrow at the column sorted by."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(32)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)

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


class _Cells(QStyledItemDelegate):
    """Paints ground, choice and hairline; the column paints the rest."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table

    # Qt overrides
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self._table
        rect: QRect = option.rect
        at, column = index.row(), index.column()
        row = table.rows_model.rows[at]
        if isinstance(row, LineRow):
            if column == 0:
                paint_line(
                    painter, QRect(0, rect.top(), table.viewport().width(), rect.height()), row.word, row.rest
                )
            return
        chosen = at in table.chosen_rows
        ground = "accent_tint" if chosen else "hover" if at == table.pointed_row else "surface"
        left, top, width, bottom = rect.left(), rect.top(), rect.width(), rect.bottom()
        painter.fillRect(rect, THEME.colour(ground))
        focused = chosen and table.focused
        painter.fillRect(left, bottom, width, 1, THEME.colour("ring" if focused else "line"))
        if focused:
            painter.fillRect(left, top, width, 1, THEME.colour("ring"))
        if chosen and column == 0:
            painter.fillRect(left, top, 3, rect.height(), THEME.colour("accent_fill"))
        table.rows_model.columns[column].paint(painter, rect, row, chosen)


class Table(QTableView):
    """A list.

    Signals:
        chosen: Another row is the current one; with the row, or None.
        entered_row: The user pressed Enter on a row or double-clicked it; with the row.
        escaped: The user pressed Esc.
    """

    chosen = Signal(object)
    entered_row = Signal(object)
    escaped = Signal()

    def __init__(self, model: RowsModel, name: str, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = model
        self.pointed_row = -1
        self.chosen_rows: set[int] = set()
        self.focused = False
        self._key: Hashable | None = None
        self._row_height = row_height
        self._lines: list[int] = []
        self._cells = _Cells(self)
        self._head = _Head(self)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(self._head)
        self._calm()
        self._head.sectionClicked.connect(self._on_head_clicked)
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
        for at, column in enumerate(self.rows_model.columns):
            self._head.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
            self._head.resizeSection(at, width_of(column))
        self._stretch()
        if self._key is None or not self.choose(self._key):
            first = next((each for each in self.rows_model.rows if not isinstance(each, LineRow)), None)
            if first is None:
                self._key = None
                self.chosen.emit(None)
            else:
                self.choose(first.key)
        elif self.current is not None:
            self.chosen.emit(self.current)  # the same row, but made anew

    def _stretch(self) -> None:
        columns = self.rows_model.columns
        fixed = sum(width_of(each) for each in columns if not each.stretch)
        stretched = [at for at, each in enumerate(columns) if each.stretch]
        for at in stretched:
            room = (self.viewport().width() - fixed) // len(stretched)
            self._head.resizeSection(at, max(width_of(columns[at]), room))

    def _enter(self) -> None:
        if self.current is not None:
            self.entered_row.emit(self.current)

    # Qt overrides
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
