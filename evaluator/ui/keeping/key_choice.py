"""Where a workspace's key comes from: this machine's keyring, or a passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from evaluator.ui.keeping.words import tr
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col
from evaluator.ui.shared.segmented import Choice, Segmented

if TYPE_CHECKING:
    from evaluator.ui.working import Passphrases

KEYRING, PASSPHRASE = range(2)


class KeyChoice(QWidget):
    """Two choices; the second shows the fields for a new passphrase.

    Args:
        passphrases: The dialog's fields.
    """

    def __init__(self, passphrases: Passphrases, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passphrases = passphrases
        choices = [Choice(tr("key.keyring"), icon="lock"), Choice(tr("key.passphrase"), icon="key-round")]
        self.choice = Segmented(choices, tr("key.name"), KEYRING)
        self._note = label(tr("key.keyring_note"), "caption", "3", wrap=True)
        self.choice.chosen.connect(self._on_chosen)
        name = label(tr("key.name"), "small", "2")
        self.setLayout(col(name, self.choice, self._note, gap=4))

    @property
    def keyring(self) -> bool:
        """Whether the keyring shall keep the key."""
        return self.choice.value == KEYRING

    def use_passphrase(self) -> None:
        """Choose the passphrase, where there is no keyring."""
        self.choice.set_value(PASSPHRASE)
        self._on_chosen(PASSPHRASE)

    def _on_chosen(self, at: int) -> None:
        self._note.setText(tr("key.keyring_note" if at == KEYRING else "key.passphrase_note"))
        if at == PASSPHRASE:
            self._passphrases.ask(new=True, why=tr("key.new_why"))
        else:
            self._passphrases.forget()
            self._passphrases.hide()
