"""The question of disqualification: asked before anything of the application is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from evaluator.ui.reviewing.sentence import SentenceField
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.badges import Badge
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint
from evaluator.ui.shared.labels import ElidedLabel, IconLabel, fact, label, section
from evaluator.ui.shared.layout import col, emptied, hline, panel, row, scrolled, stretched
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.texts import money

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from evaluator.domain.applications import Application

FREE, CONFLICT, DECLINED = range(3)
_MOST_NAMES = 40


class DeclarePane(QFrame):
    """Three answers; two of them ask for a reason.

    Signals:
        answered: The reviewer answered; whether there is a conflict, and the reason.
        declined: The application is given back; with the reason.
    """

    answered = Signal(bool, str)
    declined = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAccessibleName(tr("declare.title"))
        answers = [
            Choice(tr("declare.free"), icon="circle-check"),
            Choice(tr("declare.conflict"), icon="circle-slash"),
            Choice(tr("declare.decline"), icon="x"),
        ]
        self.choice = Segmented(answers, tr("declare.title"), -1)
        self.choice.chosen.connect(self._on_chosen)
        self._what = label("", "small", "2", wrap=True)
        self.reason = SentenceField(tr("declare.reason"), 72)
        self.reason.setPlaceholderText(tr("declare.reason_hint"))
        self._above = label(tr("declare.reason"), "small", "2")
        self._above.setBuddy(self.reason)
        self._complaint = Complaint()
        self.reason.refused.connect(self._complaint.say)
        self.confirm = Button(tr("declare.confirm_free"), "primary")
        self.confirm.clicked.connect(self._on_confirm)
        self._count = label("", "body", "2", align=Qt.AlignmentFlag.AlignHCenter, wrap=True)
        self._build()

    def _build(self) -> None:
        head = row(
            IconLabel("scale", "accent", 18),
            label(tr("declare.title"), "heading"),
            None,
            Badge(tr("declare.first"), "info", "lock"),
        )
        note = row(col(1, IconLabel("info", "text3", 14), None, gap=0), self._what, gap=8)
        self._note = panel(stretched(note, 1))
        card = panel(
            col(
                head,
                label(tr("declare.why"), "body", "2", wrap=True),
                label(tr("declare.grounds"), "small", "2", wrap=True),
                2,
                self.choice,
                self._above,
                self.reason,
                self._complaint,
                self._note,
                row(None, self.confirm),
                gap=8,
                margins=(17, 15, 17, 15),
            ),
            "card",
        )
        lock = row(None, IconLabel("lock", "text3", 28), None)
        locked = panel(col(None, lock, self._count, None, gap=10, margins=(24, 24, 24, 24)), "well")
        inner = stretched(col(card, locked, gap=12, margins=(16, 14, 16, 14)), 1)
        area = scrolled(panel(inner))
        self.setLayout(col(area, gap=0, margins=(1, 0, 0, 0)))

    def ask(self, questions: int, width: int) -> None:
        """Ask about another application."""
        self.choice.set_value(-1)
        self.choice.set_width(width - 70)
        self.reason.clear()
        self._complaint.say("")
        self._count.setText(tr("declare.locked", count=questions))
        self._settle()

    def focus_first(self) -> None:
        """Take the keyboard."""
        self.choice.focus_chosen()

    def choose(self, answer: int) -> None:
        """Choose an answer, as a click does."""
        self.choice.set_value(answer)
        self._on_chosen(answer)

    def _settle(self) -> None:
        answer = self.choice.value
        asks = answer in {CONFLICT, DECLINED}
        for each in (self._above, self.reason):
            each.setVisible(asks)
        self._note.setVisible(answer >= 0)
        self.confirm.setVisible(answer >= 0)
        if answer >= 0:
            key = ("free", "conflict", "decline")[answer]
            self._what.setText(tr(f"declare.what_{key}"))
            self.confirm.setText(tr(f"declare.confirm_{key}"))
            self.confirm.setAccessibleName(tr(f"declare.confirm_{key}"))

    def _on_chosen(self, answer: int) -> None:
        self._complaint.say("")
        self._settle()
        (self.confirm if answer == FREE else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_confirm(self) -> None:
        answer, reason = self.choice.value, self.reason.toPlainText().strip()
        if answer in {CONFLICT, DECLINED} and not reason:
            self._complaint.say(tr("declare.reason_missing"))
            self.reason.mark(bad=True)
            self.reason.setFocus()
            return
        self.reason.mark(bad=False)
        if answer == DECLINED:
            self.declined.emit(reason)
        elif answer >= 0:
            self.answered.emit(answer == CONFLICT, reason)

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.choice.value >= 0:
            self._on_confirm()
            return
        super().keyPressEvent(event)


class ClosedPane(QFrame):
    """The application while it may not be read: names and sums alone, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "canvas")
        self.setAccessibleName(tr("closed.name"))
        self._caption = label("", "small", "3")
        self._title = label("", "title", wrap=True)
        self._facts = col(gap=7, margins=(16, 14, 16, 14))
        self._icon = IconLabel("lock", "text3", 16)
        self._note = label("", "body", "2", wrap=True)
        card = panel(self._facts, "card")
        card.setMaximumWidth(560)
        why = stretched(row(col(2, self._icon, None, gap=0), self._note, gap=10), 1)
        layout = col(self._caption, self._title, 8, card, 4, why, None, gap=6, margins=(20, 14, 20, 16))
        self.setLayout(layout)

    def show_application(self, application: Application, icon: str, note: str) -> None:
        """Show who applies and for how much, and why no more."""
        self._caption.setText(tr("text.caption", number=application.number))
        self._title.setText(application.title)
        self._icon.show_icon(icon, "text3")
        self._note.setText(note)
        emptied(self._facts)
        applicants = application.applicants
        self._facts.addLayout(section(tr("text.applicants")))
        names = [applicants.lead.as_written, *(each.as_written for each in applicants.partners)]
        for at, name in enumerate(names[:_MOST_NAMES]):
            mark = label(tr("closed.lead"), "small", "3") if at == 0 else label("", "small")
            words = ElidedLabel(name, "strong" if at == 0 else "body")
            self._facts.addLayout(row(IconLabel("building-2", "text3"), words, mark, None, gap=8))
        if len(names) > _MOST_NAMES:
            self._facts.addWidget(label(tr("closed.more", count=len(names) - _MOST_NAMES), "small", "3"))
        self._facts.addWidget(hline())
        self._facts.addLayout(
            fact(tr("budget.requested"), money(application.requested, cents=True), role="strong")
        )
