"""One's own applications: reading order, progress of each, and the way out as a review file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evaluator.domain.review_rules import ReviewState
from evaluator.ui.actions import ActionId
from evaluator.ui.reviewing.model import done
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, hline, row, stretched
from evaluator.ui.shared.painting import draw_text, fill_round
from evaluator.ui.theme import THEME, text_width

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    Index = QModelIndex | QPersistentModelIndex
    from collections.abc import Sequence

    from evaluator.services.review_desk import ReviewTask
    from evaluator.ui.actions import Actions

WIDTH = 240
_HEIGHT = 54
_ICONS = {
    ReviewState.SUBMITTED: ("circle-check", "ok"),
    ReviewState.RECUSED: ("circle-slash", "text3"),
    ReviewState.DECLINED: ("circle-x", "text3"),
    ReviewState.READY: ("circle-dot", "accent"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A task as it is shown; the answered of the one being scored change as one types."""

    task: ReviewTask
    answered: int

    @property
    def lead(self) -> str:
        return self.task.application.applicants.lead.as_written

    @property
    def under(self) -> str:
        words = tr(f"state.{self.task.state.value}")
        if self.task.state in {ReviewState.OPEN, ReviewState.REOPENED}:
            words = tr("queue.answered", answered=self.answered, questions=self.task.criteria)
        elif self.task.state is ReviewState.UNDECLARED:
            words = self.task.application.title
        return tr("queue.changed") if self.task.changed else words

    @property
    def spoken(self) -> str:
        parts = [
            tr("queue.spoken", number=self.task.application.number, lead=self.lead),
            self.task.application.title,
            tr(f"state.{self.task.state.value}"),
            tr("queue.answered", answered=self.answered, questions=self.task.criteria),
        ]
        if self.task.calibration:
            parts.insert(1, tr("queue.calibration"))
        if self.task.changed:
            parts.append(tr("queue.changed"))
        return ", ".join(parts)


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Line] = []

    def show(self, tasks: Sequence[ReviewTask]) -> None:
        """Show other tasks; the rows stay where only their contents changed."""
        fresh = [_Line(each, each.answered) for each in tasks]
        if [each.task.application.id for each in self.lines] == [each.application.id for each in tasks]:
            self.lines = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.lines = fresh
        self.endResetModel()

    def set_answered(self, at: int, answered: int) -> None:
        self.lines[at] = _Line(self.lines[at].task, answered)
        self.dataChanged.emit(self.index(at), self.index(at))

    # Qt overrides
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.lines[index.row()].spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            line = self.lines[index.row()]
            return f"{line.task.application.number}  {line.lead}\n{line.task.application.title}"
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: _Model, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    # Qt overrides
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(WIDTH - 1, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect = self._model.lines[index.row()], option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        pointed = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(rect, THEME.colour("accent_tint" if chosen else "hover" if pointed else "surface"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), THEME.colour("accent_fill"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(THEME.colour("ring"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        _paint_mark(painter, line, rect.left() + 16, rect.top() + 18)
        over = line.task.state in {ReviewState.RECUSED, ReviewState.DECLINED}
        left, right = rect.left() + 44, rect.right() - 10
        number = f"{line.task.application.number}"
        width = text_width(number, "small")
        room = QRect(left, rect.top() + 9, right - left, 18)
        draw_text(painter, QRect(right - width, room.top(), width + 2, 18), number, "small", "text3")
        draw_text(
            painter, room.adjusted(0, 0, -width - 8, 0), line.lead, "strong", "text3" if over else "text"
        )
        under = QRect(left, rect.top() + 28, right - left, 16)
        if line.task.calibration:
            under.setLeft(left + _paint_calibration(painter, left, rect.top() + 28) + 6)
        tone = "warn" if line.task.changed else "text2" if chosen else "text3"
        draw_text(painter, under, line.under, "small", tone)
        painter.restore()


def _paint_calibration(painter: QPainter, x: int, y: int) -> int:
    words = tr("queue.calibration")
    width = text_width(words, "caption") + 10
    fill_round(painter, QRectF(x, y, width, 17), "neutral_tint", 4)
    draw_text(painter, QRect(x + 5, y, width, 17), words, "caption", "text2", elide=False)
    return width


def _paint_mark(painter: QPainter, line: _Line, x: int, y: int) -> None:
    """Paint the state as a shape: a ring that fills, a tick, a slash, a cross."""
    if (icon := _ICONS.get(line.task.state)) is not None:
        THEME.paint_icon(painter, icon[0], icon[1], x, y, 18)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = QRectF(x + 1.5, y + 1.5, 15, 15)
    painter.setPen(QPen(THEME.colour("ctrl"), 1.6))
    painter.drawEllipse(ring)
    if line.answered and line.task.criteria:
        painter.setPen(QPen(THEME.colour("accent"), 3))
        painter.drawArc(ring, 90 * 16, -int(line.answered / line.task.criteria * 360 * 16))


class Queue(QFrame):
    """The list and its foot.

    Signals:
        chosen: An application is wanted; with its id.
        read: The user wants to go on to the text or the form (Enter).
    """

    chosen = Signal(str)
    read = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leftside")
        self.setAccessibleName(tr("queue.name"))
        self.setFixedWidth(WIDTH)
        self.setAutoFillBackground(True)
        self._model = _Model()
        self.list = QListView()
        self.list.setModel(self._model)
        self._delegate = _Delegate(self._model, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(tr("queue.name"))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(lambda _: self.read.emit())
        self._count = label("", "caption", "3")
        self.export = Button(tr("export.button"), "secondary", "file-check")
        self.export.follow(actions[ActionId.REVIEW_EXPORT])
        self.export.setToolTip(actions[ActionId.REVIEW_EXPORT].toolTip())
        self._note = label("", "caption", "3", wrap=True)
        head = row(label(tr("queue.title"), "smallbold", "2"), None, self._count, margins=(16, 14, 12, 8))
        foot = col(self.export, self._note, gap=6, margins=(16, 10, 12, 12))
        self.setLayout(stretched(col(head, self.list, hline(), foot, gap=0, margins=(0, 0, 1, 0)), 1))
        THEME.changed.connect(self.list.viewport().update)

    def show_tasks(self, tasks: Sequence[ReviewTask], note: str) -> None:
        """Show the applications, how many are through, and what an export would hold."""
        self._model.show(tasks)
        self._count.setText(tr("queue.done", done=done(tasks), all=len(tasks)))
        self._note.setText(note)

    def show_current(self, application: str) -> None:
        """Mark the application in sight; says nothing."""
        for at, line in enumerate(self._model.lines):
            if line.task.application.id == application:
                index = self._model.index(at)
                quiet = QSignalBlocker(self.list.selectionModel())
                how = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.list.selectionModel().setCurrentIndex(index, how)
                quiet.unblock()
                self.list.scrollTo(index)
                self.list.viewport().update()

    def show_answered(self, application: str, answered: int) -> None:
        """Show how far the application being scored is."""
        for at, line in enumerate(self._model.lines):
            if line.task.application.id == application and line.answered != answered:
                self._model.set_answered(at, answered)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.lines[index.row()].task.application.id)
