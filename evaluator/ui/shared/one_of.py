"""A group of buttons of which one is chosen, however it was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class OneOf(QButtonGroup):
    """An exclusive group that tells of a choice made by mouse, key or a screen reader.

    Qt's own ``idClicked`` is silent when assistive technology toggles a button, because that
    is no click; ``idToggled`` speaks also when the program only shows what is stored.

    Signals:
        chosen: The user chose, also what was chosen already; with the button's id.
    """

    chosen = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shows = False
        self._told = False
        self.idToggled.connect(self._on_toggled)
        self.idClicked.connect(self._on_clicked)

    def show_chosen(self, at: int) -> None:
        """Show what is chosen, without a signal; -1 chooses none."""
        self._shows = True
        try:
            self.setExclusive(False)
            for button in self.buttons():
                button.setChecked(self.id(button) == at)
            self.setExclusive(True)
        finally:
            self._shows = False

    def _on_toggled(self, at: int, on: bool) -> None:
        if not on or self._shows:
            return
        self._told = True  # a click goes on with idClicked at once, a screen reader's toggle does not
        QTimer.singleShot(0, self, self._forget)
        self.chosen.emit(at)

    def _on_clicked(self, at: int) -> None:
        if not self._told:
            self.chosen.emit(at)
        self._forget()

    def _forget(self) -> None:
        self._told = False
