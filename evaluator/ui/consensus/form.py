"""The record of the application in sight: rapporteur, reason, and the two deeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from evaluator.ui.actions import ActionId, hint
from evaluator.ui.consensus.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, TextArea, labelled
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, panel, row, stretched
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.ui.actions import Actions


class RecordForm(QWidget):
    """Who answers for it, why, and the buttons; stays in sight at the foot.

    Signals:
        typed: Something was typed.
    """

    typed = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rapporteur = QComboBox()
        self.rapporteur.setEditable(True)
        self.rapporteur.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.rapporteur.setFont(font("body"))
        if (line := self.rapporteur.lineEdit()) is not None:
            line.setAccessibleName(tr("form.rapporteur"))
        self.reason = TextArea(tr("form.reason"), 62, tr("form.reason_hint"))
        self.complaint = Complaint()
        self.discard = Button(tr("form.discard"), "link", small=True, tip=hint(ActionId.MEETING_DISCARD))
        self.discard.follow(actions[ActionId.MEETING_DISCARD])
        words = label(tr("form.draft"), "small", "2", wrap=True)
        self._draft = panel(stretched(row(words, self.discard, gap=8), 0))
        self._draft.hide()
        self._state = label("", "small", "2", wrap=True)
        self.discussed = Button(tr("form.discussed"), "secondary", tip=hint(ActionId.MEETING_DISCUSSED))
        self.discussed.follow(actions[ActionId.MEETING_DISCUSSED])
        self.record = Button(tr("form.record"), "primary", tip=hint(ActionId.MEETING_RECORD))
        self.record.follow(actions[ActionId.MEETING_RECORD])
        self.setLayout(
            col(
                self._state,
                self._draft,
                labelled(tr("form.rapporteur"), self.rapporteur),
                labelled(tr("form.reason"), self.reason),
                self.complaint,
                row(self.discussed, None, self.record, gap=8),
                gap=6,
                margins=(16, 8, 16, 10),
            )
        )
        self.reason.textChanged.connect(self._on_typed)
        self.rapporteur.editTextChanged.connect(self._on_typed)

    def show_record(self, people: Sequence[str], rapporteur: str, reason: str, state: str) -> None:
        """Show what is typed or recorded, without a signal.

        Args:
            people: Who can be chosen; another name can be typed.
            rapporteur: Who answers for it.
            reason: Why.
            state: What is recorded already, in a sentence.
        """
        for each in (self.reason, self.rapporteur):
            each.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.rapporteur.clear()
        self.rapporteur.addItems([*people])
        self.rapporteur.setCurrentIndex(-1)
        self.rapporteur.setEditText(rapporteur)
        self.reason.setPlainText(reason)
        for each in (self.reason, self.rapporteur):
            each.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self.say("")

    def set_writable(self, writable: bool) -> None:
        """Let the fields be typed into, or only be read."""
        self.rapporteur.setEnabled(writable)
        self.reason.setReadOnly(not writable)

    def show_draft(self, typed: bool) -> None:
        """Say that something is typed that is not on record, or no more."""
        self._draft.setVisible(typed)

    def say(self, text: str) -> None:
        """Say what is missing; an empty text takes it away."""
        self.complaint.say(text)
        self.reason.mark(bad=False)

    def _on_typed(self) -> None:
        self.say("")
        self.typed.emit()
