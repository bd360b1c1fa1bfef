"""A list with its inspector: side by side, or the inspector over the list where room is scarce."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evaluator.ui.shared.labels import ElidedLabel, label
from evaluator.ui.shared.layout import col, panel, row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QFrame

_BESIDE_FROM = 1120 - 88
"""Least width, without the rail, at which list and inspector stand side by side."""


class ListPage(QWidget):
    """Two panes; ``set_open`` shows and hides the inspector.

    Signals:
        opened: The inspector was shown or hidden.
    """

    opened = Signal(bool)

    def __init__(self, main: QWidget, side: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main, self._side = main, side
        self._side_width = 356
        self._open = True
        self._asked_for = False
        main.setParent(self)
        side.setParent(self)

    @property
    def open(self) -> bool:
        """Whether the inspector is in sight."""
        return self._open and (self._beside or self._asked_for)

    @property
    def _beside(self) -> bool:
        return self.width() >= _BESIDE_FROM

    def set_side_width(self, width: int) -> None:
        """Give the inspector a width in pixels."""
        self._side_width = width
        self._place()

    def set_open(self, value: bool) -> None:
        """Show or hide the inspector."""
        self._open, self._asked_for = value, value
        self._place()
        self.opened.emit(value)

    def _place(self) -> None:
        width, height = self.width(), self.height()
        side = min(self._side_width, width - 40) if self.open else 0
        self._main.setGeometry(0, 0, width - side if self._beside else width, height)
        self._side.setVisible(self.open)
        if self.open:
            self._side.setGeometry(width - side, 0, side, height)
            self._side.raise_()

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


class PageHead(QWidget):
    """The head of a place: title, one sentence, and the deeds at the right."""

    def __init__(self, title: str, *deeds: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sub = ElidedLabel("", "small", "2")
        words = col(label(title, "title"), self._sub, gap=1)
        layout = row(words, *deeds, gap=8, margins=(20, 12, 16, 10))
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFixedHeight(60)

    def say(self, text: str) -> None:
        """Say the sentence under the title."""
        self._sub.setText(text)


def list_pane(*parts: QWidget) -> QFrame:
    """Stack head, filters and table; the last part takes the room."""
    layout = col(*parts, gap=0)
    layout.setStretch(len(parts) - 1, 1)
    return panel(layout, ground="surface")
