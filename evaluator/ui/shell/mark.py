"""The program's mark: four falling bars, the last one pale, the way a ranking meets its line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from evaluator.ui.theme import THEME

_BARS = (14, 11, 7, 4)


def paint_mark(painter: QPainter, size: int) -> None:
    """Paint the mark into a square of ``size`` pixels."""
    unit = size / 28
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(THEME.colour("accent_fill"))
    painter.drawRoundedRect(QRectF(0, 0, size, size), 7 * unit, 7 * unit)
    painter.setBrush(THEME.colour("on_accent"))
    for at, height in enumerate(_BARS):
        painter.setOpacity(0.55 if at == len(_BARS) - 1 else 1)
        bar = QRectF((6.5 + at * 4) * unit, (21 - height) * unit, 3 * unit, height * unit)
        painter.drawRoundedRect(bar, unit, unit)
    painter.setOpacity(1)


def window_icon() -> QIcon:
    """Give the mark as the window's icon."""
    icon = QIcon()
    for size in (16, 32, 64, 128):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_mark(painter, size)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


class Mark(QWidget):
    """The mark as a widget."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_mark(QPainter(self), self.width())
