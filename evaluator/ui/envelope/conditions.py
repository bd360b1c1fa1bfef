"""Conditions of one grant: those in force, one more, or the last one taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, TextArea
from evaluator.ui.shared.labels import label, section
from evaluator.ui.shared.layout import col, emptied, row
from evaluator.ui.texts import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.deviations import Condition


class Conditions(QWidget):
    """The conditions of the chosen grant.

    Signals:
        wanted: One more condition; with its text.
        withdrawn: The last condition shall go.
    """

    wanted = Signal(str)
    withdrawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = Button(tr("condition.add"), "link", small=True)
        self._open.clicked.connect(lambda: self.set_open(True))
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.text = TextArea(tr("condition.title"), 66, tr("condition.hint"))
        self._complaint = Complaint()
        self._add = Button(tr("condition.record"), "secondary", small=True)
        self._add.clicked.connect(self._on_add)
        cancel = Button(tr("condition.cancel"), "link", small=True)
        cancel.clicked.connect(lambda: self.set_open(False))
        self._form = QWidget()
        self._form.setLayout(col(self.text, self._complaint, row(None, cancel, self._add, gap=8), gap=6))
        self.setLayout(col(section(tr("condition.title"), self._open), self._list, self._form, gap=6))
        self.set_open(False)

    def show_conditions(self, conditions: Sequence[Condition], *, possible: bool) -> None:
        """Show what is in force; ``possible`` whether one more makes sense."""
        emptied(self._list)
        for at, each in enumerate(conditions):
            who = label(tr("by_at", by=each.by, at=moment(each.at)), "caption", "3", wrap=True)
            foot = row(who, gap=8)
            foot.setStretch(0, 1)
            if at == len(conditions) - 1:
                remove = Button(tr("condition.remove"), "link", small=True)
                remove.clicked.connect(self.withdrawn)
                foot.addWidget(remove)
            self._list.addLayout(col(label(each.text, "small", wrap=True, selectable=True), foot, gap=1))
        self._open.setEnabled(possible)
        self._open.setToolTip("" if possible else tr("condition.grants_only"))
        self.setVisible(possible or bool(conditions))
        self.text.clear()
        self.set_open(False)

    def set_open(self, value: bool) -> None:
        """Show or hide the field for one more."""
        self._form.setVisible(value)
        self._open.setVisible(not value)
        self._complain("")
        if value:
            self.text.setFocus()

    def _on_add(self) -> None:
        text = self.text.toPlainText().strip()
        if text:
            self.wanted.emit(text)
        else:
            self._complain(tr("condition.missing"))
            self.text.setFocus()

    def _complain(self, sentence: str) -> None:
        self._complaint.say(sentence)
        self.text.mark(bool(sentence))
