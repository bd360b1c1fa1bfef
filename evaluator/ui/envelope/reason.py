"""The reason at the foot of the inspector: mandatory, and standard ones to start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, TextArea
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, row
from evaluator.ui.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from evaluator.domain.call import Named

_SHOWN = 60


class ReasonForm(QFrame):
    """Field, complaint and the deed.

    Signals:
        recorded: The user wants it recorded.
        edited: The reason was changed.
    """

    recorded = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAccessibleName(tr("reason.title"))
        self.text = TextArea(tr("reason.title"), 62, tr("reason.hint"))
        self.text.textChanged.connect(self._on_edited)
        self._standard = Button(tr("reason.standard"), "link", "chevron-down", small=True)
        self._complaint = Complaint()
        self._note = label("", "caption", "3", wrap=True)
        self.record_button = Button(tr("reason.record"), "secondary", small=True, tip=tr("reason.record_tip"))
        self.record_button.clicked.connect(self.recorded)
        above = row(label(tr("reason.title"), "small", "2"), None, self._standard)
        foot = row(self._note, self.record_button, gap=8)
        foot.setStretch(0, 1)
        self.setLayout(col(above, self.text, self._complaint, foot, gap=6, margins=(16, 10, 16, 12)))

    @property
    def value(self) -> str:
        """The reason without spaces around it."""
        return self.text.toPlainText().strip()

    def set_standard_reasons(self, reasons: Sequence[Named]) -> None:
        """Offer the call's reasons; one is put in as text that can be changed."""
        menu = QMenu(self._standard)
        for each in reasons:
            words = each.text.to(TEXTS.language)
            shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 3]}…"
            menu.addAction(shown).triggered.connect(lambda _=False, words=words: self.insert(words))
        self._standard.setMenu(menu)
        self._standard.setVisible(bool(reasons))

    def insert(self, words: str) -> None:
        """Put words in where the cursor stands."""
        before = self.text.textCursor().position()
        gap = " " if before and not self.text.toPlainText()[before - 1].isspace() else ""
        self.text.insertPlainText(f"{gap}{words}")
        self.text.setFocus()

    def show_value(self, words: str, note: str) -> None:
        """Show a reason, and beside the deed who gave it."""
        with QSignalBlocker(self.text):
            self.text.setPlainText(words)
        self._note.setText(note)
        self.complain("")

    def complain(self, sentence: str, *, about_text: bool = True) -> None:
        """Say why the deed is blocked; an empty sentence says that it is not."""
        self._complaint.say(sentence)
        self.text.mark(bool(sentence) and about_text)

    def _on_edited(self) -> None:
        if self.value:
            self.complain("")
        self.edited.emit()

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.recorded.emit()
        else:
            super().keyPressEvent(event)
