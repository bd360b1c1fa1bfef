"""The dialogs of keeping a round: reopening with a reason, locking, and another key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.ui.dialogs import Dialog
from evaluator.ui.keeping.key_choice import KeyChoice
from evaluator.ui.keeping.words import tr
from evaluator.ui.shared.fields import Complaint, TextArea, labelled
from evaluator.ui.shared.labels import fact, label
from evaluator.ui.shared.layout import col, panel
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.working import FIELD_WIDTH, Passphrases, WorkingDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evaluator.domain.rounds import Phase


class LockDialog(Dialog):
    """What locking does, before it is done."""

    def __init__(self, parent: QWidget | None) -> None:
        words = label(tr("lock.what"), "body", "2", wrap=True)
        words.setMinimumWidth(FIELD_WIDTH)
        super().__init__(
            parent, tr("lock.title"), words, accept=tr("lock.accept"), reject=window_tr("dialogs.cancel")
        )
        self.setAccessibleName(tr("lock.title"))
        self.setAccessibleDescription(tr("lock.what"))


class AdvanceDialog(Dialog):
    """Where the round stands, what comes next, and what that asks for."""

    def __init__(self, parent: QWidget | None, now: Phase, then: Phase) -> None:
        what = tr(f"advance.what.{then.value}")
        words = label(what, "body", "2", wrap=True)
        words.setMinimumWidth(FIELD_WIDTH)
        phases = (
            fact(tr("advance.now"), window_tr(f"phases.{now.value}")),
            fact(tr("advance.then"), window_tr(f"phases.{then.value}")),
        )
        super().__init__(
            parent,
            tr("advance.title"),
            panel(col(*phases, gap=6, margins=(12, 10, 12, 10)), "well"),
            words,
            accept=tr("advance.accept"),
            reject=window_tr("dialogs.cancel"),
        )
        self.setAccessibleName(tr("advance.title"))
        self.setAccessibleDescription(what)


class ReopenDialog(Dialog):
    """Asks why a locked round is opened again, or why one is taken back.

    Args:
        about: Which of them: "reopen" or "back".
    """

    def __init__(self, parent: QWidget | None, about: str = "reopen") -> None:
        self._about = about
        self.reason = TextArea(tr(f"{about}.reason"), 84, tr(f"{about}.hint"))
        self.complaint = Complaint()
        words = label(tr(f"{about}.what"), "body", "2", wrap=True)
        words.setMinimumWidth(FIELD_WIDTH)
        super().__init__(
            parent,
            tr(f"{about}.title"),
            words,
            labelled(tr(f"{about}.reason"), self.reason),
            self.complaint,
            accept=tr(f"{about}.accept"),
            reject=window_tr("dialogs.cancel"),
        )
        self.setAccessibleName(tr(f"{about}.title"))
        self.setAccessibleDescription(tr(f"{about}.what"))
        self.reason.textChanged.connect(lambda: self._complain("") if self.value else None)
        self.reason.setFocus()

    @property
    def value(self) -> str:
        """The reason without spaces around it."""
        return self.reason.toPlainText().strip()

    def accept(self) -> None:
        """Close; without a reason, say so instead."""
        if self.value:
            super().accept()
        else:
            self._complain(tr(f"{self._about}.missing"))
            self.reason.setFocus()

    def _complain(self, sentence: str) -> None:
        self.complaint.say(sentence)
        self.reason.mark(bool(sentence))


class ChangeKeyDialog(WorkingDialog):
    """Which key a workspace gets; the present one is asked for where the keyring does not have it.

    Args:
        recovered: The recovery key opened it just now.
    """

    def __init__(self, parent: QWidget | None, file: str, *, recovered: bool = False) -> None:
        self.new_passphrases = Passphrases()
        self.key = KeyChoice(self.new_passphrases)
        what = panel(
            col(
                fact(tr("rekey.file"), file),
                label(tr("rekey.recovered" if recovered else "rekey.what"), "small", "2", wrap=True),
                gap=6,
                margins=(12, 10, 12, 10),
            ),
            "well",
        )
        what.setMinimumWidth(FIELD_WIDTH)
        super().__init__(
            parent, tr("rekey.title"), what, self.key, self.new_passphrases, accept=tr("rekey.accept")
        )
        self.new_passphrases.grown.connect(self.fit)

    @property
    def new_passphrase(self) -> str | None:
        """The new passphrase, or None where the keyring keeps the key."""
        return None if self.key.keyring else self.new_passphrases.passphrase

    def fault(self) -> str:
        """Give what is wrong with the new passphrase or the present one, or empty."""
        return self.new_passphrases.fault or super().fault()

    def ask_present(self) -> None:
        """Ask for the passphrase that opens the workspace now."""
        self.show_working(working=False)
        self.passphrases.ask(new=False, why=tr("rekey.present_why"))
