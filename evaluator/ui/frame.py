"""The frame around the places; made after the first paint, which shows the start only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QMenu, QMenuBar, QStackedWidget, QWidget

from evaluator.ui.menus import fill_menus
from evaluator.ui.places import PLACES
from evaluator.ui.shared.layout import col, row, stretched
from evaluator.ui.shell.bars import StatusBar, Toast, TopBar
from evaluator.ui.shell.rail import Rail

if TYPE_CHECKING:
    from evaluator.ui.actions import Actions


class Frame(QFrame):
    """Rail at the left, top bar, the place in sight, status bar, and the toast over it.

    Attributes:
        rail, top, pages, status, toast: Its parts.
        menu: What stands behind the menu button.
    """

    def __init__(self, actions: Actions, bar: QMenuBar, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "canvas")
        self.menu = QMenu(self)
        fill_menus(self.menu, bar, actions, size)
        self.rail = Rail(PLACES)
        self.top = TopBar(actions, self.menu)
        self.pages = QStackedWidget()
        self.status = StatusBar()
        right = stretched(col(self.top, self.pages, self.status, gap=0), 1)
        self.setLayout(stretched(row(self.rail, right, gap=0), 1))
        self.toast = Toast(actions, self)

    def set_wide(self, wide: bool) -> None:
        """Lay out for a window from 1440 pixels, or for a narrower one."""
        self.rail.set_wide(wide)
        self.top.set_wide(wide)
        self.place_toast()

    def place_toast(self) -> None:
        """Put the toast at the lower left, over the status bar."""
        self.toast.move(self.rail.width() + 16, self.height() - 28 - self.toast.height() - 12)
