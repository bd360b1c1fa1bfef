"""The one help window, and which page belongs to a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evaluator.ui.texts import TEXTS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evaluator.ui.help.window import HelpWindow

FIRST_STEPS = "first-steps"


def for_place(name: str | None) -> str:
    """Give the page of a place, which has its name; the first steps where no round is open."""
    return name or FIRST_STEPS


class Help(QObject):
    """Opens the help window, built when it is first asked for."""

    def __init__(self, owner: QWidget) -> None:
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

    def _on_language(self) -> None:
        if self.window is not None:
            self.window.dress()
