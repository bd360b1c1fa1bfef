"""A dialog whose deed takes long or may be refused: it stays open until the deed is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from evaluator.ui.dialogs import Dialog
from evaluator.ui.shared.fields import Complaint, labelled
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col
from evaluator.ui.texts import explain, say
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from evaluator.errors import EvaluatorError

FIELD_WIDTH = 440
_KEYS = ("keys.missing", "keys.no-keyring", "keys.keyring", "keys.identity.passphrase", "storage.wrong-key")
"""Beginnings of the codes that a passphrase may help against."""


def line_field(text: str = "", *, hidden: bool = False) -> QLineEdit:
    """Make a field of one line; what is typed into a hidden one is never shown."""
    made = QLineEdit(text)
    made.setFont(font("body"))
    made.setMinimumWidth(FIELD_WIDTH)
    if hidden:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


class Passphrases(QWidget):
    """Asks for a passphrase where the keyring does not help; twice for a new one.

    Signals:
        grown: The fields are shown now, and take room.
    """

    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.again = line_field(hidden=True), line_field(hidden=True)
        self._why = label("", "small", "2", wrap=True)
        self._again = labelled(say("ui_people.passphrase.again"), self.again)
        self._new = False
        first = labelled(say("ui_people.passphrase.field"), self.first)
        self.setLayout(col(self._why, first, self._again, gap=8))
        self.hide()

    def ask(self, *, new: bool, why: str = "") -> None:
        """Show the fields; ``why`` in place of the usual reason."""
        self._new = new
        self._why.setText(why or say(f"ui_people.passphrase.{'new_why' if new else 'why'}"))
        self._again.setVisible(new)
        self.show()
        self.first.setFocus()
        self.first.selectAll()
        self.grown.emit()

    @property
    def passphrase(self) -> str | None:
        """What was typed, or None."""
        return (self.first.text() or None) if not self.isHidden() else None

    @property
    def fault(self) -> str:
        """What is wrong with it, or empty."""
        if self.isHidden():
            return ""
        if not self.first.text():
            return say("ui_people.passphrase.missing")
        differ = self._new and self.first.text() != self.again.text()
        return say("ui_people.passphrase.differ") if differ else ""

    def forget(self) -> None:
        """Take what was typed out of the fields."""
        self.first.clear()
        self.again.clear()


class WorkingDialog(Dialog):
    """A dialog that stays open while its deed is done, and says what was refused.

    Signals:
        wanted: The deed shall be done.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None, title: str, *items: QWidget, accept: str) -> None:
        self.complaint = Complaint()
        self.passphrases = Passphrases()
        self._busy = QProgressBar(textVisible=False)
        self._busy.setRange(0, 0)
        self._busy.setAccessibleName(say("ui_people.working"))
        self._busy.hide()
        self._items = items
        super().__init__(
            parent,
            title,
            *items,
            self.passphrases,
            self.complaint,
            self._busy,
            accept=accept,
            reject=window_tr("dialogs.cancel"),
        )
        self.setAccessibleName(title)
        self.passphrases.grown.connect(self.fit)

    def show_working(self, working: bool) -> None:
        """Show that the deed is being done; nothing can be changed meanwhile."""
        self._busy.setVisible(working)
        self.accept_button.setEnabled(not working)
        for each in (*self._items, self.passphrases):
            each.setEnabled(not working)

    def say(self, text: str) -> None:
        """Say what is wrong."""
        self.show_working(working=False)
        self.complaint.say(text)
        self.fit()

    def fault(self) -> str:
        """Give what keeps the deed from being begun, or empty."""
        return self.passphrases.fault

    def accept(self) -> None:
        """Have it done; the dialog closes when it is."""
        if fault := self.fault():
            self.say(fault)
            return
        self.complaint.say("")
        self.show_working(working=True)
        self.wanted.emit()

    def close_done(self) -> None:
        """Close; the deed is done."""
        self.passphrases.forget()
        self.done(int(Dialog.DialogCode.Accepted))

    def reject(self) -> None:
        """Give up."""
        self.passphrases.forget()
        super().reject()

    def tell(self, error: EvaluatorError, *, new: bool) -> None:
        """Say a refusal; where a key is missing, ask for the passphrase.

        Args:
            error: Why the deed was refused.
            new: Whether the passphrase would be a new one, to be typed twice.
        """
        if not error.code.startswith(_KEYS):
            self.say(explain(error))
            return
        tried = self.passphrases.passphrase is not None
        self.show_working(working=False)
        self.passphrases.ask(new=new and not tried)
        if tried:
            self.say(explain(error))
