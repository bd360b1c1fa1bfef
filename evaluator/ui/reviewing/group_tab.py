"""A group of questions at a glance: its name, its score so far, a cell for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from evaluator.ui.reviewing.score_cells import said
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.painting import RIGHT, draw_text, fill_round
from evaluator.ui.texts import number
from evaluator.ui.theme import THEME, text_width

if TYPE_CHECKING:
    from evaluator.domain.call import Group
    from evaluator.scoring.so_far import GroupSoFar

_NO_SCORE = "–"


class GroupTab(QRadioButton):
    """Goes to the first question of its group."""

    def __init__(self, at: int, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(f"{at}  {said(group.title)}", parent)
        self._so_far: GroupSoFar | None = None
        self._score = _NO_SCORE
        self.setFixedHeight(56)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(said(group.title))

    def show_so_far(self, so_far: GroupSoFar) -> None:
        """Show score and progress."""
        self._so_far = so_far
        self._score = _NO_SCORE if so_far.score is None else number(so_far.score)
        told = {"group": self.text(), "answered": so_far.answered, "questions": so_far.questions}
        self.setAccessibleName(tr("group.spoken", score=self._score, **told))
        self.update()

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(140, 56)

    def minimumSizeHint(self) -> QSize:
        return QSize(90, 56)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        rect = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(QPen(THEME.colour("accent_fill" if on else "soft"), 1.5 if on else 1))
        painter.setBrush(THEME.colour("surface" if on or self.underMouse() else "raised"))
        painter.drawRoundedRect(rect, 6, 6)
        width = text_width(self._score, "smallbold")
        ink = "text" if self._score != _NO_SCORE else "text3"
        draw_text(
            painter, QRect(0, 6, self.width() - 10, 18), self._score, "smallbold", ink, RIGHT, elide=False
        )
        room = QRect(10, 6, self.width() - 30 - width, 18)
        draw_text(painter, room, self.text(), "smallbold", "text" if on else "text2")
        if self._so_far is not None:
            self._paint_progress(painter, self._so_far)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(THEME.colour("ring"), 2))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 5, 5)

    def _paint_progress(self, painter: QPainter, so_far: GroupSoFar) -> None:
        told = f"{so_far.answered}/{so_far.questions}"
        draw_text(painter, QRect(0, 31, self.width() - 10, 18), told, "caption", "text2", RIGHT)
        gap, room = 3, self.width() - 20 - 34
        width = (room - gap * (so_far.questions - 1)) / so_far.questions
        for at in range(so_far.questions):
            cell = QRectF(10 + at * (width + gap), 37, width, 6)
            if at < so_far.answered:
                fill_round(painter, cell, "ok", 2)
            else:
                painter.setPen(QPen(THEME.colour("ctrl"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
