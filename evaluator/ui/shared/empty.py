"""An empty state: says what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, row
from evaluator.ui.theme import THEME


class _Picture(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(72, 72)

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colour("accent_tint"))
        painter.drawEllipse(self.rect())
        THEME.paint_icon(painter, self._icon, "accent", 20, 20, 32)


class EmptyState(QWidget):
    """Icon on tint, one line, two sentences on what happens, and the deed."""

    def __init__(
        self, icon: str, title: str, note: str, *deeds: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        words = label(note, "body", "2", align=centre, wrap=True)
        words.setMinimumWidth(420)
        picture = row(None, _Picture(icon), None)
        parts = (picture, 12, label(title, "title", align=centre), row(None, words, None), 14)
        self.setLayout(col(None, *parts, row(None, *deeds, None), None, None, gap=4))
