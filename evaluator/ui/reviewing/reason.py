"""Asks for a reason before a deed that needs one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from evaluator.ui.dialogs import Dialog
from evaluator.ui.reviewing.sentence import SentenceField
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.fields import Complaint, labelled
from evaluator.ui.shared.labels import label
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ReasonDialog(Dialog):
    """What will happen, and why it shall.

    Signals:
        given: A reason was given.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget | None, title: str, what: str, accept: str) -> None:
        self.field = SentenceField(tr("declare.reason"), 84)
        self.complaint = Complaint()
        self.field.refused.connect(self.complaint.say)
        self.field.setMinimumWidth(420)
        super().__init__(
            parent,
            title,
            label(what, "body", "2", wrap=True),
            labelled(tr("declare.reason"), self.field),
            self.complaint,
            accept=accept,
            reject=window_tr("dialogs.cancel"),
        )
        self.field.moved.connect(self._on_moved)
        self.field.setFocus()

    def accept(self) -> None:
        """Close with a reason, or say that it is missing."""
        reason = self.field.toPlainText().strip()
        if not reason:
            self.field.mark(bad=True)
            self.complaint.say(tr("declare.reason_missing"))
            self.field.setFocus()
            return
        super().accept()
        self.given.emit(reason)

    def _on_moved(self, by: int) -> None:
        (self.accept_button if by > 0 else self.field).setFocus()
