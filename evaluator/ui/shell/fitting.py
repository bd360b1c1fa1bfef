"""Keeps the whole desk in reach on a screen that is smaller than it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from evaluator.ui.shared.spoken import hide_bars

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent


class Fitting(QScrollArea):
    """Holds the desk; scrolls only where the window is smaller than the desk can be.

    The control with the keyboard is brought into sight, so that Tab reaches everything.
    """

    def __init__(self, desk: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        hide_bars(self)
        self.setWidget(desk)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        desk = self.widget()
        smaller = self.horizontalScrollBar().maximum() or self.verticalScrollBar().maximum()
        if smaller and new is not None and desk is not None and desk.isAncestorOf(new):
            self.ensureWidgetVisible(new)

    # Qt overrides
    def closeEvent(self, event: QCloseEvent) -> None:
        if (desk := self.widget()) is not None:
            desk.close()
        super().closeEvent(event)
