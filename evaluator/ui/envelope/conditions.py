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
        wanted: One more condition; with its text and its reason.
        withdrawn: The last condition shall go; with the reason.
    """

    wanted = Signal(str, str)
    withdrawn = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = Button(tr("condition.add"), "link", small=True)
        self._open.clicked.connect(lambda: self.set_open(True))
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.text = TextArea(tr("condition.title"), 66, tr("condition.hint"))
        self.reason = TextArea(tr("reason.title"), 48, tr("condition.reason_hint"))
        self._complaint = Complaint()
        self._record = Button(tr("condition.record"), "secondary", small=True)
        self._record.clicked.connect(self._on_record)
        cancel = Button(tr("condition.cancel"), "link", small=True)
        cancel.clicked.connect(lambda: self.set_open(False))
        self._form = QWidget()
        self._removing = False
        foot = row(None, cancel, self._record, gap=8)
        self._form.setLayout(col(self.text, self.reason, self._complaint, foot, gap=6))
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
                remove.clicked.connect(lambda: self.set_open(True, removing=True))
                foot.addWidget(remove)
            text = label(each.text, "small", wrap=True, selectable=True)
            why = "" if each.speaks_for_itself else each.reason
            reason = [label(why, "small", "2", wrap=True, selectable=True)] if why else []
            self._list.addLayout(col(text, *reason, foot, gap=1))
        self._open.setEnabled(possible)
        self._open.setToolTip("" if possible else tr("condition.grants_only"))
        self.setVisible(possible or bool(conditions))
        self.text.clear()
        self.reason.clear()
        self.set_open(False)

    def set_open(self, value: bool, *, removing: bool = False) -> None:
        """Show or hide the fields for one more, or the one for why the last shall go."""
        self._removing = removing
        self._form.setVisible(value)
        self.text.setVisible(not removing)
        self._open.setVisible(not value)
        words = tr("condition.remove" if removing else "condition.record")
        self._record.setText(words)
        self._record.setAccessibleName(words)
        self._complain("")
        if value:
            (self.reason if removing else self.text).setFocus()

    def _on_record(self) -> None:
        text, reason = self.text.toPlainText().strip(), self.reason.toPlainText().strip()
        if not text and not self._removing:
            self._complain(tr("condition.missing"), self.text)
        elif not reason:
            self._complain(tr("condition.reason_missing"), self.reason)
        elif self._removing:
            self.withdrawn.emit(reason)
        else:
            self.wanted.emit(text, reason)

    def _complain(self, sentence: str, field: TextArea | None = None) -> None:
        """Say what is missing, at its field; an empty sentence says that nothing is."""
        self._complaint.say(sentence)
        for each in (self.text, self.reason):
            each.mark(each is field)
        if field is not None:
            field.setFocus()
