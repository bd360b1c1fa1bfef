"""The letter that asks an applicant to complete, before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from evaluator.ui.applications.words import tr
from evaluator.ui.decision.pages import Pages
from evaluator.ui.dialogs import Dialog
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.layout import panel, row
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class LetterDialog(Dialog):
    """Shows the letter's pages.

    Signals:
        save_wanted: Save it.
    """

    save_wanted = Signal()

    def __init__(self, parent: QWidget | None, letter: bytes) -> None:
        holder = panel(row(gap=0))
        holder.setMinimumSize(640, 520)
        self._save = Button(tr("completion.save"), "secondary", "file-down")
        super().__init__(
            parent, tr("completion.letter"), holder, row(self._save, None), accept=window_tr("dialogs.close")
        )
        self.pages = Pages(holder)
        self.pages.setAccessibleName(tr("completion.letter"))
        if (layout := holder.layout()) is not None:
            layout.addWidget(self.pages)
        self.setAccessibleName(tr("completion.letter"))
        self._save.clicked.connect(self.save_wanted)
        self.pages.show_pdf(letter)
