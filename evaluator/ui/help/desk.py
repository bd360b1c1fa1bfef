"""The one help window, and which page belongs to a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evaluator.ui.texts import TEXTS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evaluator.ui.desk import Desk
    from evaluator.ui.help.window import HelpWindow

FIRST_STEPS = "first-steps"


def for_place(name: str | None) -> str:
    """Give the page of a place, which has its name; the first steps where no round is open."""
    return name or FIRST_STEPS


class Help(QObject):
    """Opens the help window, built when it is first asked for."""

    def __init__(self, owner: Desk) -> None:
        super().__init__(owner)
        self._owner = owner
        self.window: HelpWindow | None = None
        TEXTS.changed.connect(self._on_language)

    def show(self, page: str) -> None:
        """Show a page of the manual."""
        from evaluator.ui.help.window import HelpWindow  # noqa: PLC0415 - after the first paint

        if self.window is None:
            self.window = HelpWindow(self._owner)
        self.window.show_page(page)

    def show_here(self, over: QWidget | None = None) -> None:
        """Show the page of the place in sight.

        Args:
            over: A dialog that lets nothing behind it be used; it gets a window of its own.
        """
        from evaluator.ui.help.window import HelpWindow  # noqa: PLC0415 - after the first paint

        place = self._owner.place
        page = for_place(place.objectName() if place is not None else None)
        if over is None:
            self.show(page)
        else:
            (over.findChild(HelpWindow) or HelpWindow(over)).show_page(page)

    def _on_language(self) -> None:
        if self.window is not None:
            self.window.dress()
