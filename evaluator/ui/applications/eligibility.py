"""The official's decision at the foot of the inspector: chosen, reasoned, then recorded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QFrame, QMenu, QWidget

from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.ui.shared.badges import KeyCaps
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, TextArea, labelled
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, row
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.texts import TEXTS, moment, tr
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from evaluator.domain.call import Named
    from evaluator.ui.applications.model import ApplicationRow

OUTCOMES = (EligibilityOutcome.YES, EligibilityOutcome.NO, EligibilityOutcome.COMPLETE)
_ICONS = ("circle-check", "ban", "circle-dashed")
_DAYS_TO_COMPLETE = 14


class EligibilityForm(QFrame):
    """Three choices, a reason, and for a completion the day by which it must come.

    Nothing is recorded before "record" is pressed; a choice without a reason says so.

    Signals:
        decided: Row, outcome, reason, and the last day to complete or None.
    """

    decided = Signal(object, object, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAccessibleName(tr("eligibility.title"))
        self._row: ApplicationRow | None = None
        choices = [
            Choice(tr(f"eligibility.{outcome.value}"), icon=icon)
            for outcome, icon in zip(OUTCOMES, _ICONS, strict=True)
        ]
        self.choice = Segmented(choices, tr("eligibility.name"), -1)
        self.reason = TextArea(tr("eligibility.reason"), 78, tr("eligibility.reason_hint"))
        self._standard = Button(tr("eligibility.standard"), "link", "chevron-down", small=True)
        self._until = QDateEdit()
        self._until.setCalendarPopup(True)
        self._until.setFont(font("body"))
        self._until.setDisplayFormat("yyyy-MM-dd" if TEXTS.language == "en" else "d.M.yyyy")
        self._until_field = labelled(tr("eligibility.until"), self._until)
        self._take_back = Button(
            tr("eligibility.take_back"), "link", small=True, tip=tr("eligibility.take_back_tip")
        )
        self._take_back.clicked.connect(self.take_back)
        self._complaint = Complaint()
        self._who = label("", "caption", "3", wrap=True)
        self._record = Button(
            tr("eligibility.record"), "secondary", small=True, tip=tr("eligibility.record_tip")
        )
        self._record.clicked.connect(self.record)
        self.choice.chosen.connect(lambda _: self._on_chosen())
        self.reason.textChanged.connect(self._on_edited)
        self._build()

    def _build(self) -> None:
        title = label(tr("eligibility.title"), "smallbold", "2")
        head = row(title, None, self._take_back, KeyCaps(("K",)), KeyCaps(("E",)), gap=4)
        asked = label(tr("eligibility.reason"), "small", "2")
        asked.setBuddy(self.reason)
        above = row(asked, None, self._standard)
        foot = row(self._who, self._record, gap=8)
        foot.setStretch(0, 1)
        parts = (head, self.choice, self._until_field, above, self.reason, self._complaint, foot)
        self.setLayout(col(*parts, gap=6, margins=(16, 12, 16, 12)))

    def set_width(self, width: int) -> None:
        """Fit the segments into an inspector of ``width`` pixels."""
        self.choice.set_width(width - 33)

    def set_standard_reasons(self, reasons: Sequence[Named]) -> None:
        """Offer reasons to insert as text that can be changed."""
        menu = QMenu(self._standard)
        for each in reasons:
            words = each.text.to(TEXTS.language)
            shown = words if len(words) <= 60 else f"{words[:57]}…"
            menu.addAction(shown).triggered.connect(
                lambda _=False, words=words: self.reason.setPlainText(words)
            )
        self._standard.setMenu(menu)
        self._standard.setVisible(bool(reasons))

    def show_row(self, row_: ApplicationRow) -> None:
        """Show what was decided on an application."""
        self._row = row_
        decision = row_.standing.eligibility
        self.choice.set_value(OUTCOMES.index(decision.outcome) if decision else -1)
        with QSignalBlocker(self.reason):
            self.reason.setPlainText(decision.reason if decision else "")
        until = decision.complete_by if decision and decision.complete_by else None
        until = until or date.today() + timedelta(days=_DAYS_TO_COMPLETE)  # noqa: DTZ011 - a day of the wall calendar
        self._until.setDate(QDate(until.year, until.month, until.day))
        self._who.setText(
            tr("eligibility.by_at", by=decision.by, at=moment(decision.at))
            if decision
            else tr("eligibility.open")
        )
        self._complain("")
        self._refresh()

    def choose(self, outcome: EligibilityOutcome) -> None:
        """Choose by key: "yes" is recorded at once with its usual reason, the others want one first."""
        if self._row is None:
            return
        if self._outcome() is not outcome:
            self.reason.setPlainText("")
        self.choice.set_value(OUTCOMES.index(outcome))
        self._on_chosen()
        if outcome is EligibilityOutcome.YES:
            self.record()

    def record(self) -> None:
        """Ask for the decision to be recorded, or say what is missing."""
        outcome, reason = self._outcome(), self.reason.toPlainText().strip()
        if outcome is None:
            self._complain(tr("eligibility.choice_missing"))
        elif not reason:
            self._complain(tr("eligibility.reason_missing"))
            self.reason.setFocus()
        else:
            self._complain("")
            until = self._until.date().toPython() if outcome is EligibilityOutcome.COMPLETE else None
            self.decided.emit(self._row, outcome, reason, until)

    def take_back(self) -> None:
        """Choose none of the answers, and ask why; nothing is recorded yet."""
        self.choice.set_value(-1)
        self.reason.setPlainText("")
        self._refresh()
        self._complain(tr("eligibility.reason_missing"))
        self.reason.setFocus()

    @property
    def changed(self) -> bool:
        """Whether something stands here that is not recorded."""
        decision = self._row.standing.eligibility if self._row else None
        before = (decision.outcome, decision.reason) if decision else (None, "")
        return (self._outcome(), self.reason.toPlainText().strip()) != before

    def _outcome(self) -> EligibilityOutcome | None:
        if self.choice.value >= 0:
            return OUTCOMES[self.choice.value]
        return EligibilityOutcome.UNDECIDED if self._decided else None

    @property
    def _decided(self) -> bool:
        return self._row is not None and self._row.standing.eligibility is not None

    def _on_chosen(self) -> None:
        if not self.reason.toPlainText().strip() and self._outcome() is EligibilityOutcome.YES:
            self.reason.setPlainText(tr("eligibility.usual_reason"))
        self._refresh()
        if not self.reason.toPlainText().strip():
            self._complain(tr("eligibility.reason_missing"))
            self.reason.setFocus()

    def _on_edited(self) -> None:
        if self.reason.toPlainText().strip():
            self._complain("")
        self._refresh()

    def _refresh(self) -> None:
        self._until_field.setVisible(self._outcome() is EligibilityOutcome.COMPLETE)
        self._record.setEnabled(self.changed)
        self._take_back.setVisible(self._decided and self.choice.value >= 0)

    def _complain(self, sentence: str) -> None:
        self._complaint.say(sentence)
        self.reason.mark(bool(sentence))

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.record()
        else:
            super().keyPressEvent(event)
