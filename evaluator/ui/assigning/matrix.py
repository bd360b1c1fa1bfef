"""The matrix on the screen: heads that stay in sight, cells told apart by shape, edited by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from evaluator.ui.assigning.model import ASSIGNED, CLOSED, Cell, MatrixModel, short_name
from evaluator.ui.shared.labels import Painted
from evaluator.ui.shared.painting import CENTRE, RIGHT, draw_text
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from evaluator.ui.shared.table_model import Index

ROW, COLUMN, HEAD, SIDE = 28, 44, 46, 286
_MARK = 18
_ONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_ICON = {
    Cell.HARD: ("ban", "text3"),
    Cell.HARD_ASSIGNED: ("ban", "bad"),
    Cell.SOFT: ("triangle-alert", "warn"),
    Cell.SOFT_ASSIGNED: ("triangle-alert", "warn"),
    Cell.RECUSED: ("circle-slash", "text2"),
    Cell.DECLINED: ("undo-2", "text2"),
    Cell.LOOK: ("circle-dot", "warn"),
    Cell.BACK: ("check", "on_accent"),
    Cell.HAND: ("hand", "accent"),
}


def paint_cell(painter: QPainter, rect: QRect, cell: Cell) -> None:
    """Paint a mark into the middle of a rectangle."""
    box = QRectF(rect.center().x() - _MARK / 2 + 0.5, rect.center().y() - _MARK / 2 + 0.5, _MARK, _MARK)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if cell in ASSIGNED:
        edge = {Cell.SOFT_ASSIGNED: "warn", Cell.LOOK: "warn", Cell.HARD_ASSIGNED: "bad"}.get(cell, "h3")
        painter.setPen(QPen(THEME.colour(edge), 1.4))
        painter.setBrush(THEME.colour("accent_fill" if cell is Cell.BACK else "h0"))
        painter.drawRoundedRect(box, 4, 4)
    elif cell in {Cell.NONE, Cell.OUT}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colour("soft"))
        if cell is Cell.NONE:
            painter.drawEllipse(QRectF(box.center().x() - 1.5, box.center().y() - 1.5, 3, 3))
        else:
            painter.drawRect(QRectF(box.center().x() - 4, box.center().y() - 0.5, 8, 1))
    if cell in _ICON:
        name, ink = _ICON[cell]
        THEME.paint_icon(painter, name, ink, box.center().x() - 6, box.center().y() - 6, 12)


class _Cells(QStyledItemDelegate):
    """Paints ground, choice, mark and the frame of the keyboard."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        matrix = self.parent()
        rect: QRect = option.rect
        if not isinstance(matrix, Matrix):
            return
        now = matrix.currentIndex()
        chosen = matrix.selectionModel().isSelected(index)
        crossed = index.row() == now.row() or index.column() == now.column()
        ground = "accent_tint" if chosen else "hover" if crossed else "surface"
        painter.fillRect(rect, THEME.colour(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, THEME.colour("line"))
        paint_cell(painter, rect, matrix.matrix_model.cell(index))
        if index == now and matrix.hasFocus():
            painter.setPen(QPen(THEME.colour("ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -2.5), 4, 4)


class _People(QHeaderView):
    """Over the columns: a short name, and the load under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(HEAD)
        self.setMinimumSectionSize(COLUMN)
        self.setDefaultSectionSize(COLUMN)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # Qt overrides
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, MatrixModel) or model.board is None:
            return
        who = model.board.reviewers[section].reviewer
        view = self.parent()
        here = isinstance(view, Matrix) and view.currentIndex().column() == section
        painter.fillRect(rect, THEME.colour("accent_tint" if here else "raised"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, THEME.colour("line"))
        upper = QRect(rect.left() + 2, rect.top() + 6, rect.width() - 4, 16)
        draw_text(painter, upper, short_name(who.name), "caption", "accent" if here else "text2", CENTRE)
        lower = upper.translated(0, 17)
        draw_text(painter, lower, str(model.board.load(who.id)), "smallbold", "text", CENTRE)


class _Applications(QHeaderView):
    """Beside the rows: number, lead, and how many read it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setFixedWidth(SIDE)
        self.setMinimumSectionSize(ROW)
        self.setDefaultSectionSize(ROW)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(SIDE, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, MatrixModel) or model.board is None:
            return
        board, application = model.board, model.rows[section]
        view = self.parent()
        here = isinstance(view, Matrix) and view.currentIndex().row() == section
        painter.fillRect(rect, THEME.colour("accent_tint" if here else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, THEME.colour("line"))
        if here:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), THEME.colour("accent_fill"))
        out = application.id not in board.told.to_review
        number = QRect(rect.left() + 8, rect.top(), 36, rect.height())
        draw_text(painter, number, str(application.number), "small", "text3", RIGHT)
        lead = rect.adjusted(52, 0, -56, 0)
        ink = "text3" if out else "text"
        draw_text(painter, lead, application.applicants.lead.as_written, "strong", ink)
        count, short = board.readers.get(application.id, 0), application.id in board.short
        told = "–" if out else f"{count}/{board.wanted}"
        tail = QRect(rect.right() - 52, rect.top(), 40, rect.height())
        used = draw_text(
            painter, tail, told, "smallbold" if short else "small", "warn" if short else "text2", RIGHT
        )
        if short:  # a shape, not only a colour
            THEME.paint_icon(
                painter, "triangle-alert", "warn", tail.right() - used - 15, rect.center().y() - 5, 12
            )


class Matrix(QTableView):
    """Who reads what.

    Signals:
        moved: The user went to another cell.
        toggled: The chosen pairs shall be assigned or taken back, whichever the cell under the
            keyboard is not.
        escaped: The user pressed Esc.
    """

    moved = Signal()
    toggled = Signal()
    escaped = Signal()

    def __init__(self, model: MatrixModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix_model = model
        self._cells = _Cells(self)
        self._people, self._applications = _People(self), _Applications(self)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(self._people)
        self.setVerticalHeader(self._applications)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._on_moved)
        self.doubleClicked.connect(lambda _: self.toggled.emit())
        model.modelReset.connect(self._on_reset)
        self._place: tuple[object, object] | None = None

    @property
    def chosen(self) -> Sequence[Index]:
        """The chosen cells, the current one among them."""
        found = list(self.selectionModel().selectedIndexes())
        now = self.currentIndex()
        return found or ([now] if now.isValid() else [])

    @property
    def wants(self) -> bool:
        """Whether the chosen pairs would be assigned; else they would be taken back."""
        now = self.currentIndex()
        return now.isValid() and self.matrix_model.cell(now) not in ASSIGNED

    @property
    def possible(self) -> bool:
        """Whether the pair under the keyboard can be changed."""
        now = self.currentIndex()
        return now.isValid() and self.matrix_model.cell(now) not in CLOSED | {Cell.BACK, Cell.LOOK}

    def go(self, row: int, column: int) -> None:
        """Go to a cell."""
        index = self.matrix_model.index(row, column)
        self.selectionModel().setCurrentIndex(index, _ONE)
        self.scrollTo(index)

    def step_person(self, by: int) -> None:
        """Go to the next reviewer of the same application."""
        now = self.currentIndex()
        column = now.column() + by
        if 0 <= column < self.matrix_model.columnCount():
            self.go(max(0, now.row()), column)

    def _on_moved(self, now: Index, _before: Index) -> None:
        if now.isValid():
            application, who = self.matrix_model.pair(now)
            self._place = (application.id, who.reviewer.id)
        self._people.viewport().update()
        self._applications.viewport().update()
        self.viewport().update()
        self.moved.emit()

    def _on_reset(self) -> None:
        """Go where one was: to the same pair, if it is still shown."""
        model = self.matrix_model
        if not model.rows or not model.columnCount() or model.board is None:
            self.moved.emit()
            return
        application, reviewer = self._place or (None, None)
        row = next((at for at, each in enumerate(model.rows) if each.id == application), 0)
        people = model.board.reviewers
        column = next((at for at, each in enumerate(people) if each.reviewer.id == reviewer), 0)
        self.go(row, column)

    # Qt overrides
    def keyboardSearch(self, search: str) -> None:
        """Letters are no search here; finding has its own field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        takes = event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not self.wants
        if takes or event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.toggled.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class Legend(Painted):
    """What the marks mean."""

    _SHOWN = (Cell.AUTO, Cell.HAND, Cell.BACK, Cell.SOFT, Cell.HARD, Cell.RECUSED)

    def __init__(self, word: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = [(cell, str(word(f"legend.{cell.value}"))) for cell in self._SHOWN]  # type: ignore[operator]
        self.setFixedHeight(26)
        self.setAccessibleName(", ".join(text for _, text in self._words))

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 20
        for cell, text in self._words:
            paint_cell(painter, QRect(x, 2, 20, 20), cell)
            x += (
                25 + draw_text(painter, QRect(x + 25, 0, 220, 24), text, "caption", "text2", elide=False) + 16
            )
