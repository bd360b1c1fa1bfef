"""A large choice of the start screen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from evaluator.ui.shared.painting import RIGHT, draw_text, fill_round
from evaluator.ui.theme import RADIUS_CARD, THEME


class StartChoice(QAbstractButton):
    """A large choice: icon, title, one line on what happens, its keys."""

    def __init__(
        self,
        icon: str,
        title: str,
        note: str,
        keys: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(title)
        self._icon, self._note, self._keys, self._main = icon, note, keys, False
        self.setFixedHeight(64)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_main(self, main: bool) -> None:
        """Show it as the first step, or as one of the others."""
        self._main = main
        self.update()

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(520, 64)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus, enabled = self.hasFocus(), self.isEnabled()
        inset = 1.0 if focus else 0.5
        painter.setPen(QPen(THEME.colour("ring" if focus else "soft"), 2 if focus else 1))
        painter.setBrush(THEME.colour("hover" if self.underMouse() and enabled else "surface"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_CARD, RADIUS_CARD
        )
        lit = self._main and enabled
        fill_round(painter, QRectF(14, 14, 36, 36), "accent_fill" if lit else "neutral_tint", RADIUS_CARD)
        THEME.paint_icon(painter, self._icon, "on_accent" if lit else "text2", 22, 22, 20)
        room = self.width() - 64 - (90 if self._keys else 18)
        draw_text(painter, QRect(64, 12, room, 20), self.text(), "bold", "text" if enabled else "text3")
        draw_text(painter, QRect(64, 32, room, 20), self._note, "small", "text2" if enabled else "text3")
        draw_text(painter, QRect(0, 0, self.width() - 18, 64), self._keys, "caption", "text3", RIGHT)
