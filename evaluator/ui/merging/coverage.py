"""The heat map of coverage: reviewers down, applications across, a shape and words for every state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from evaluator.services.coverage import Covered
from evaluator.ui.merging.words import tr
from evaluator.ui.shared.labels import Painted
from evaluator.ui.shared.painting import CENTRE, LEFT, draw_text
from evaluator.ui.texts import number
from evaluator.ui.theme import THEME, text_width

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.ui.shared.chair_board import Board
    from evaluator.ui.shared.table_model import Index
    from evaluator.ui.theme import Role

    Pair = tuple[ApplicationId, ReviewerId]

LOWEST, STEP = 42, 12
"""Points from which a darker tint begins, and how many each tint spans; five tints."""

_ROOT = QModelIndex()
_LEAST, _MOST, _ROW = 11, 30, 20
_GIVEN = {Covered.SCORED, Covered.STALE, Covered.CONFLICTING}


def tint(total: float) -> int:
    """Give the tint of a total, 0 to 4."""
    return min(4, max(0, int((total - LOWEST) // STEP) + 1))


class CoverageModel(QAbstractTableModel):
    """Cells that say in words what they show; the last row counts the reviews.

    Attributes:
        board: What is shown, or None.
        fresh: Reviews that the merge in sight brings.
    """

    def __init__(self) -> None:
        super().__init__()
        self.board: Board | None = None
        self.fresh: frozenset[Pair] = frozenset()
        self.applications: list[ApplicationId] = []
        self.reviewers: list[ReviewerId] = []
        self._counts: dict[ApplicationId, int] = {}

    def show_board(self, board: Board, fresh: frozenset[Pair]) -> None:
        """Show another state of the round."""
        self.beginResetModel()
        self.board, self.fresh = board, fresh
        self.applications = list(board.applications)
        self.reviewers = list(board.names)
        self._counts = dict.fromkeys(self.applications, 0)
        for (application, _), covered in board.pairs.items():
            if covered in _GIVEN and application in self._counts:
                self._counts[application] += 1
        self.endResetModel()

    def pair(self, index: Index) -> Pair | None:
        """Give the review that a cell stands for; None in the row of counts."""
        if not index.isValid() or index.row() >= len(self.reviewers):
            return None
        return self.applications[index.column()], self.reviewers[index.row()]

    def index_of(self, pair: Pair) -> QModelIndex:
        """Give the cell of a review."""
        application, reviewer = pair
        if application not in self._counts or reviewer not in self.reviewers:
            return QModelIndex()
        return self.index(self.reviewers.index(reviewer), self.applications.index(application))

    def state(self, pair: Pair) -> Covered | None:
        """Give where a review stands; None where it was not assigned."""
        return self.board.pairs.get(pair) if self.board is not None else None

    def count(self, column: int) -> int:
        """Give how many reviews an application has."""
        return self._counts[self.applications[column]]

    def spoken(self, pair: Pair) -> str:
        """Say a cell in words."""
        board = self.board
        if board is None:
            return ""
        state = board.pairs.get(pair)
        said = tr("state.none") if state is None else tr(f"state.{state.value}")
        if (total := board.totals.get(pair)) is not None:
            said = tr("state.points", state=said, points=_points(total))
        if pair in self.fresh:
            said = tr("state.fresh", state=said)
        return tr("coverage.cell", reviewer=board.name(pair[1]), number=board.number(pair[0]), state=said)

    # Qt overrides
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or not self.reviewers else len(self.reviewers) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.applications)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        roles = {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        }
        if not index.isValid() or role not in roles or self.board is None:
            return None
        pair = self.pair(index)
        if pair is None:
            where = self.board.number(self.applications[index.column()])
            return tr("coverage.count", number=where, count=self.count(index.column()))
        return self.spoken(pair)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self.board is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            if section >= len(self.reviewers):
                return tr("coverage.reviews")
            return self.board.name(self.reviewers[section])
        return str(self.board.number(self.applications[section]))


def _points(total: float) -> str:
    from fractions import Fraction  # noqa: PLC0415 - one figure

    return number(Fraction(total), 1)


def paint_state(
    painter: QPainter, cell: QRectF, state: Covered | None, total: float | None, *, fresh: bool = False
) -> None:
    """Paint the shape of a state; the tint of a score is the least of its carriers."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colour("ctrl"))
        painter.drawEllipse(cell.center(), 1.2, 1.2)
        return
    if state in {Covered.MISSING, Covered.SENT_BACK}:
        _outline(painter, cell, "bad", 1.3, Qt.PenStyle.DashLine)
        if state is Covered.SENT_BACK:
            _mark(painter, cell, "↩", "bad")
    elif state in {Covered.RECUSED, Covered.DECLINED}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colour("neutral_tint"))
        painter.drawRoundedRect(cell, 2, 2)
        painter.setPen(QPen(THEME.colour("text2"), 1.4))
        if state is Covered.RECUSED:
            painter.drawLine(cell.bottomLeft() + QPointF(2, -2), cell.topRight() + QPointF(-2, 2))
        else:
            middle = cell.center().y()
            painter.drawLine(QPointF(cell.left() + 3, middle), QPointF(cell.right() - 3, middle))
    elif state in {Covered.CONFLICTING, Covered.STALE}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colour("warn_tint"))
        painter.drawRoundedRect(cell, 2, 2)
        _outline(painter, cell, "warn", 2)
        _mark(painter, cell, "!" if state is Covered.CONFLICTING else "~", "warn")
    else:
        shade = tint(total) if total is not None else 2
        painter.setPen(QPen(THEME.colour("h3"), 1) if shade < 3 else Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colour(f"h{shade}"))
        painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    if fresh:
        _corner(painter, cell)


def _outline(
    painter: QPainter,
    cell: QRectF,
    role: str,
    width: float,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(THEME.colour(role), width, style))
    painter.drawRoundedRect(cell.adjusted(0.7, 0.7, -0.7, -0.7), 2, 2)


def _mark(painter: QPainter, cell: QRectF, mark: str, role: str) -> None:
    draw_text(painter, cell.toRect(), mark, "smallbold", role, CENTRE, elide=False)


def _corner(painter: QPainter, cell: QRectF) -> None:
    """Mark what a merge brings: a dot with a ring in the corner."""
    at = QPointF(cell.right() - 3.5, cell.top() + 3.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(THEME.colour("surface"))
    painter.drawEllipse(at, 3.2, 3.2)
    painter.setBrush(THEME.colour("text"))
    painter.drawEllipse(at, 1.8, 1.8)


class _Cells(QStyledItemDelegate):
    """Paints a cell; the one the keyboard is on has a ring."""

    def __init__(self, map_: CoverageMap) -> None:
        super().__init__(map_)
        self._map = map_

    # Qt overrides
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, rect = self._map.cells, option.rect
        here = index == self._map.currentIndex()
        column = index.column() == self._map.currentIndex().column() and self._map.hasFocus()
        painter.fillRect(rect, THEME.colour("accent_tint" if column or here else "surface"))
        pair = model.pair(index)
        if pair is None:
            count = model.count(index.column())
            role = "bad" if count == 0 else "text2"
            draw_text(painter, rect, str(count), "caption", role, CENTRE, elide=False)
            return
        total = model.board.totals.get(pair) if model.board is not None else None
        cell = QRectF(rect).adjusted(1.5, 2, -1.5, -2)
        paint_state(painter, cell, model.state(pair), total, fresh=pair in model.fresh)
        if here:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(THEME.colour("ring"), 2 if self._map.hasFocus() else 1))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))


class _Head(QHeaderView):
    """Numbers across, every fifth where they do not all fit; names down."""

    # Qt overrides
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, THEME.colour("surface"))
        words = str(self.model().headerData(section, self.orientation()) or "")
        if self.orientation() == Qt.Orientation.Vertical:
            last = section == self.model().rowCount() - 1
            role: Role = "smallbold" if last else "small"
            draw_text(painter, rect.adjusted(20, 0, -6, 0), words, role, "text2", LEFT)
            return
        every = text_width("00", "caption") + 6 <= rect.width()
        if every or section == 0 or int(words or 0) % 5 == 0:
            draw_text(painter, rect.adjusted(-8, 0, 8, 0), words, "caption", "text2", CENTRE, elide=False)


class CoverageMap(QTableView):
    """The heat map; arrows move, and every cell is read out as a sentence.

    Signals:
        chosen: Another review is current; with the pair, or None.
        entered_pair: Enter was pressed on a review.
    """

    chosen = Signal(object)
    entered_pair = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = CoverageModel()
        self._delegate = _Cells(self)
        self.setModel(self.cells)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("coverage.title"))
        across, down = _Head(Qt.Orientation.Horizontal, self), _Head(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(across)
        self.setVerticalHeader(down)
        for head in (across, down):
            head.setMinimumSectionSize(8)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setFixedHeight(20)
        down.setFixedWidth(132)
        down.setDefaultSectionSize(_ROW)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def current(self) -> Pair | None:
        """The review the keyboard is on."""
        return self.cells.pair(self.currentIndex())

    def show_board(self, board: Board, fresh: frozenset[Pair] = frozenset()) -> None:
        """Show the coverage; the review that was chosen stays chosen."""
        former = self.current
        self.cells.show_board(board, fresh)
        widest = max((text_width(name, "small") for name in board.names.values()), default=60)
        self.verticalHeader().setFixedWidth(min(200, max(96, widest + 30)))
        self._fit()
        if former is not None:
            self.go_to(former)

    def go_to(self, pair: Pair) -> None:
        """Go to a review."""
        index = self.cells.index_of(pair)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _fit(self) -> None:
        count = max(1, self.cells.columnCount())
        room = self.width() - self.verticalHeader().width() - 20
        self.horizontalHeader().setDefaultSectionSize(min(_MOST, max(_LEAST, room // count)))

    def _on_current(self) -> None:
        self.viewport().update()
        self.chosen.emit(self.current)

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.current is not None:
                self.entered_pair.emit(self.current)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are deeds, not a search."""


class Legend(Painted):
    """The key of the heat map, in shapes and words."""

    _STATES = (
        Covered.SCORED,
        Covered.CONFLICTING,
        Covered.STALE,
        Covered.MISSING,
        Covered.SENT_BACK,
        Covered.RECUSED,
        Covered.DECLINED,
        None,
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = [tr(f"state.{each.value}") if each else tr("state.none") for each in self._STATES]
        self._items = (
            (Covered.SCORED, words[0], False),
            (Covered.SCORED, tr("legend.fresh"), True),
            *((state, word, False) for state, word in zip(self._STATES[1:], words[1:], strict=True)),
        )
        self.setFixedHeight(20)
        self.setMinimumWidth(100)
        self.setAccessibleName(tr("coverage.key", states=", ".join(words)))

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0
        for state, word, fresh in self._items:
            width = 20 + text_width(word, "caption") + 12
            if x + width > self.width():
                return
            paint_state(painter, QRectF(x, 3, 14, 14), state, LOWEST + 2.0 * STEP, fresh=fresh)
            draw_text(painter, QRect(x + 19, 0, width, 20), word, "caption", "text2", elide=False)
            x += width
        ramp = text_width("< 42", "caption") + 5 * 14 + text_width("≥ 78", "caption") + 20
        if x + ramp <= self.width():
            x += draw_text(painter, QRect(x, 0, 40, 20), f"< {LOWEST}", "caption", "text2", elide=False) + 5
            for shade in range(5):
                painter.fillRect(QRectF(x, 5, 13, 10), THEME.colour(f"h{shade}"))
                x += 14
            most = f"≥ {LOWEST + 3 * STEP}"
            draw_text(painter, QRect(x + 4, 0, 60, 20), most, "caption", "text2", elide=False)
