"""The score: a cell for each step of the scale, how one scored the others under it, and the anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from evaluator.domain.reviews import Scored
from evaluator.ui.reviewing.sentence import tab_step
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.labels import Painted
from evaluator.ui.shared.layout import col
from evaluator.ui.shared.one_of import OneOf
from evaluator.ui.shared.painting import CENTRE, draw_text
from evaluator.ui.texts import TEXTS
from evaluator.ui.theme import THEME, font, metrics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent

    from evaluator.domain.call import Call, CallText, Criterion
    from evaluator.ui.reviewing.model import Other

WIDTH, HEIGHT = 50, 38
_MOST_CELLS = 11
_TEXT_LEFT = 30


class _Cell(QRadioButton):
    def __init__(self, step: int, name: str, parent: ScoreCells) -> None:
        super().__init__(str(step), parent)
        self._cells = parent
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(parent.cell_width, HEIGHT)

    # Qt overrides
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def event(self, event: QEvent) -> bool:
        if (by := tab_step(event)) != 0:
            self._cells.moved.emit(by)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, enabled = self.isChecked(), self.isEnabled()
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(THEME.colour("accent_fill" if on else "ctrl"), 1))
        ground = "hover" if self.underMouse() and enabled else "surface" if enabled else "raised"
        painter.setBrush(THEME.colour("accent_fill" if on else ground))
        painter.drawRoundedRect(rect, 5, 5)
        ink = "on_accent" if on else "text" if enabled else "text3"
        draw_text(painter, self.rect(), self.text(), "score", ink, CENTRE, elide=False)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(THEME.colour("on_accent" if on else "ring"), 2))
            painter.drawRoundedRect(rect.adjusted(2.5, 2.5, -2.5, -2.5), 4, 4)


class ScoreCells(QWidget):
    """One cell for each step; empty until one is chosen.

    Signals:
        chosen: A step was chosen.
        moved: The keyboard shall go to the next or the previous field; +1 or -1.
    """

    chosen = Signal(int)
    moved = Signal(int)

    def __init__(self, call: Call, criterion: Criterion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = list(call.scale.steps)
        self.cell_width = WIDTH if len(self._steps) <= _MOST_CELLS - 3 else 36
        title = said(criterion.title)
        self.setAccessibleName(tr("score.name", number=criterion.number, title=title))
        self._group = OneOf(self)
        anchors = {int(each.value): each.text for each in criterion.anchors if each.value.denominator == 1}
        self.cells: list[_Cell] = []
        for at, step in enumerate(self._steps):
            from_call = anchors.get(step)
            words = said(from_call) if from_call else ""
            cell = _Cell(step, tr("score.cell", step=step, anchor=words).rstrip(": "), self)
            cell.move(at * (self.cell_width + 4), 0)
            self._group.addButton(cell, at)
            self.cells.append(cell)
        self._group.chosen.connect(lambda at: self.chosen.emit(self._steps[at]))
        self.setFixedSize(len(self._steps) * (self.cell_width + 4), HEIGHT)

    def show_score(self, score: object) -> None:
        """Show a score, or none."""
        shown = score.value if isinstance(score, Scored) and score.risk is None else None
        self._group.show_chosen(next((at for at, step in enumerate(self._steps) if step == shown), -1))

    def focus_chosen(self) -> None:
        """Take the keyboard at the chosen cell, else at the first."""
        cell = next((each for each in self.cells if each.isChecked()), self.cells[0])
        cell.setFocus(Qt.FocusReason.TabFocusReason)

    def set_writable(self, writable: bool) -> None:
        """Let the score be changed or only be read."""
        for cell in self.cells:
            cell.setEnabled(writable)


class OthersUnderCells(Painted):
    """Under each cell the numbers of the applications that one gave this score."""

    def __init__(self, cells: ScoreCells, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = cells
        self._numbers: list[str] = []
        self.setFixedHeight(18)
        self.setMinimumWidth(cells.width())

    def show_others(self, others: Sequence[Other], steps: Sequence[int]) -> None:
        """Show how the others were scored."""
        self._numbers = [
            ", ".join(
                str(each.number)
                for each in others
                if isinstance(each.state, Scored) and each.state.risk is None and each.state.value == step
            )
            for step in steps
        ]
        told = "; ".join(
            tr("score.others_of", step=step, numbers=numbers)
            for step, numbers in zip(steps, self._numbers, strict=True)
            if numbers
        )
        self.setAccessibleName(tr("score.others", told=told) if told else "")
        self.setToolTip(tr("score.others", told=told) if told else "")
        if not told:  # never shown here: without a parent yet it would become a window
            self.hide()
        self.update()

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide = self._cells.cell_width
        for at, numbers in enumerate(self._numbers):
            room = QRect(at * (wide + 4), 0, wide, 18)
            draw_text(painter, room, numbers, "caption", "text3", CENTRE)


class Anchor(Painted):
    """What a step means, in words; a click chooses it, the keyboard has the cells.

    To a screen reader it is text: a second button of the cell's name would be one too many.

    Signals:
        clicked: The user chose it with the mouse.
    """

    clicked = Signal()

    def __init__(self, step: int, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step, self._words = step, words
        self._on = False
        self.setAccessibleName(tr("score.cell", step=step, anchor=words))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def on(self) -> bool:
        """Whether it is the anchor of the score."""
        return self._on

    def show_chosen(self, *, on: bool) -> None:
        """Mark it as the anchor of the score, or not."""
        self._on = on
        self.updateGeometry()
        self.update()

    # Qt overrides
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release would go to whom the press was passed on

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(60, width - _TEXT_LEFT - 26), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        role = "smallstrong" if self._on else "small"
        return max(22, metrics(role).boundingRect(room, flags, self._words).height() + 6)

    def sizeHint(self) -> QSize:
        return QSize(380, self.heightForWidth(self.width() if self.width() > 120 else 420))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, height = self._on, self.height()
        if on or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(THEME.colour("accent_tint" if on else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        if on:
            THEME.paint_icon(painter, "check", "accent", self.width() - 20, (height - 14) / 2, 14)
        ink = "accent" if on else "text3"
        draw_text(painter, QRect(10, 3, 18, 17), str(self.step), "smallbold", ink, elide=False)
        painter.setFont(font("smallstrong" if on else "small"))
        painter.setPen(THEME.colour("text" if on else "text2"))
        room = QRect(_TEXT_LEFT, 3, self.width() - _TEXT_LEFT - 26, height - 4)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self._words)


class Anchors(QWidget):
    """The anchors of a criterion, lowest first.

    Signals:
        chosen: A step was chosen.
    """

    chosen = Signal(int)

    def __init__(self, criterion: Criterion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.anchors = [
            Anchor(int(each.value), said(each.text))
            for each in criterion.anchors
            if each.value.denominator == 1
        ]
        for each in self.anchors:
            each.clicked.connect(lambda step=each.step: self.chosen.emit(step))
        self.setLayout(col(*self.anchors, gap=0))

    def show_score(self, score: object) -> None:
        """Mark the anchor of a score."""
        shown = score.value if isinstance(score, Scored) else None
        for each in self.anchors:
            each.show_chosen(on=each.step == shown)

    def set_writable(self, writable: bool) -> None:
        """Let an anchor be chosen or only be read."""
        for each in self.anchors:
            each.setEnabled(writable)


def said(text: CallText) -> str:
    """Give a text of the call in the language in force."""
    return text.to(TEXTS.language)
