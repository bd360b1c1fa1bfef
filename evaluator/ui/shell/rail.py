"""The rail: the places of the work, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QRadioButton, QWidget

from evaluator.ui.actions import hint
from evaluator.ui.shared.labels import Painted, label
from evaluator.ui.shared.layout import col, row
from evaluator.ui.shared.one_of import OneOf
from evaluator.ui.shared.painting import CENTRE, RIGHT, draw_text, fill_round
from evaluator.ui.shell.mark import Mark
from evaluator.ui.texts import tr
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.ui.places import Place
    from evaluator.ui.theme import Role

NARROW, WIDE = 88, 208


class RailButton(QRadioButton):
    """One place: icon over its word, or icon, word and count in a wide window."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(tr(f"places.{place.name}"), parent)
        self.place = place
        self.count = ""
        self._wide = False
        self.setAccessibleName(self.text())
        self.setToolTip(hint(place.action))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_wide(False)

    def set_wide(self, wide: bool) -> None:
        """Lay out for a wide or a narrow rail."""
        self._wide = wide
        self.setFixedHeight(36 if wide else 56)
        self.update()

    def _paint_wide(self, painter: QPainter, ink: str) -> None:
        on, height = self.isChecked(), self.height()
        THEME.paint_icon(painter, self.place.icon, ink, 20, (height - 18) / 2, 18)
        role: Role = "bold" if on else "strong"
        draw_text(painter, QRect(48, 0, 120, height), self.text(), role, "accent" if on else "text")
        if self.count:
            draw_text(painter, QRect(0, 0, self.width() - 20, height), self.count, "caption", "text3", RIGHT)

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize((WIDE if self._wide else NARROW) - 1, self.height())  # the rail has a border

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        rect = QRectF(self.rect()).adjusted(*((8, 1, -8, -1) if self._wide else (6, 2, -6, -2)))
        if on or self.underMouse():
            fill_round(painter, rect, "accent_tint" if on else "neutral_tint", 6)
        if on:  # a shape, not only a colour
            left = rect.left() if self._wide else 0
            fill_round(painter, QRectF(left, rect.top() + 8, 3, rect.height() - 16), "accent_fill", 1.5)
        ink = "accent" if on else "text2"
        if self._wide:
            self._paint_wide(painter, ink)
        else:
            THEME.paint_icon(painter, self.place.icon, ink, (self.width() - 20) / 2, 9, 20)
            draw_text(painter, QRect(2, 32, self.width() - 4, 18), self.text(), "caption", ink, CENTRE)
        if self.hasFocus():
            painter.setPen(QPen(THEME.colour("ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)


class _Foot(Painted):
    """What can be relied on: everything stays on this machine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wide = False
        self.setFixedHeight(42)
        self.setAccessibleName(tr("rail.safe"))
        self.setToolTip(tr("rail.safe_tip"))

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.wide:
            THEME.paint_icon(painter, "shield-check", "text3", 20, 12, 16)
            draw_text(painter, QRect(48, 10, 150, 20), tr("rail.safe"), "small", "text2")
        else:
            THEME.paint_icon(painter, "shield-check", "text3", (self.width() - 16) / 2, 2, 16)
            draw_text(painter, QRect(0, 20, self.width(), 16), tr("rail.offline"), "caption", "text3", CENTRE)


class Rail(QFrame):
    """The places of the work.

    Signals:
        gone_to: The user chose a place; with its position.
    """

    gone_to = Signal(int)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(tr("rail.name"))
        self._group = OneOf(self)
        self.buttons = [RailButton(place) for place in places]
        for at, button in enumerate(self.buttons):
            self._group.addButton(button, at)
        self._group.chosen.connect(self.gone_to)
        self._name: QLabel = label("Evaluator", "heading")
        self._head = row(Mark(28), self._name, None, gap=10)
        self._foot = _Foot()
        self.setLayout(col(self._head, 12, *self.buttons, None, self._foot, gap=2, margins=(0, 12, 1, 8)))
        self.set_wide(False)

    def set_place(self, at: int) -> None:
        """Show which place is in sight."""
        self._group.show_chosen(at)

    def show_places(self, places: Sequence[int]) -> None:
        """Show these places and no others."""
        for at, button in enumerate(self.buttons):
            button.setVisible(at in places)

    def set_count(self, at: int, count: str) -> None:
        """Show a number beside a place of the wide rail."""
        self.buttons[at].count = count
        self.buttons[at].update()

    def set_wide(self, wide: bool) -> None:
        """Lay out for a window from 1440 pixels, or for a narrower one."""
        self.setFixedWidth(WIDE if wide else NARROW)
        self._name.setVisible(wide)
        self._head.setContentsMargins(14 if wide else 30, 0, 0, 0)
        self._foot.wide = wide
        for button in self.buttons:
            button.set_wide(wide)
