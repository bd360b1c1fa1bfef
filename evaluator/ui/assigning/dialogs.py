"""Dialogs of the board: cards before they are taken in, a distribution before it is made, an interest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from evaluator.domain.conflicts_of_interest import InterestKind
from evaluator.domain.people import spoken
from evaluator.ui.assigning.words import tr
from evaluator.ui.dialogs import Dialog
from evaluator.ui.shared.fields import Complaint, labelled
from evaluator.ui.shared.labels import PairList, fact, label
from evaluator.ui.shared.layout import col, emptied, panel, row, scrolled
from evaluator.ui.texts import say
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.people import Card
    from evaluator.services.assign import AssignmentReport
    from evaluator.ui.assigning.model import Board

_WIDTH = 460
_REST_MS = 200
_LARGEST_SEED = 2**31 - 1
_LISTED = 260


class CardsDialog(Dialog):
    """Whose cards these are, with the digits that are compared before anybody is taken in."""

    def __init__(self, parent: QWidget | None, cards: Sequence[Card]) -> None:
        listed = [self._card(each) for each in cards]
        why = label(tr("cards.why"), "body", "2", wrap=True)
        why.setMinimumWidth(_WIDTH)
        body = scrolled(panel(col(*listed, None, gap=8)))
        body.setMinimumHeight(min(_LISTED, 96 * len(listed)))
        super().__init__(
            parent,
            tr("cards.title", count=len(listed)),
            why,
            body,
            accept=tr("cards.accept", count=len(listed)),
            reject=window_tr("dialogs.cancel"),
        )
        told = "; ".join(f"{each.name}: {spoken(each.fingerprint)}" for each in cards)
        self.setAccessibleDescription(f"{tr('cards.why')} {told}")

    def _card(self, card: Card) -> QWidget:
        digits = label(spoken(card.fingerprint), "bold", selectable=True)
        digits.setAccessibleName(tr("fingerprint_spoken", digits=spoken(card.fingerprint)))
        name = fact(card.name, card.organisation or "–")
        return panel(col(name, digits, gap=4, margins=(12, 10, 12, 10)), "well")


class DistributeDialog(Dialog):
    """How many read each application, and what that would give, shown before it is done.

    Signals:
        changed: Other numbers: a preview is wanted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None, board: Board) -> None:
        self._board = board
        plan = board.told.plan
        most = max(1, len(board.reviewers))
        self.per_application = _number(1, most, plan.per_application if plan else min(2, most))
        self.seed = _number(0, _LARGEST_SEED, plan.seed if plan else 1)
        numbers = {each.id: each.number for each in board.applications}
        set_ = [str(numbers[each]) for each in plan.calibration if each in numbers] if plan else []
        self.calibration = QLineEdit(", ".join(set_))
        self.calibration.setFont(font("body"))
        self.complaint = Complaint()
        self._found = QVBoxLayout()
        self._found.setSpacing(6)
        self._told = panel(self._found, "well")
        self._found.setContentsMargins(12, 10, 12, 10)
        self._told.setMinimumWidth(_WIDTH)
        fields = row(
            labelled(tr("distribute.per_application"), self.per_application),
            labelled(tr("distribute.seed"), self.seed),
            None,
            gap=16,
        )
        super().__init__(
            parent,
            tr("distribute.title"),
            label(tr("distribute.why"), "body", "2", wrap=True),
            fields,
            labelled(tr("distribute.calibration"), self.calibration, tr("distribute.calibration_hint")),
            self.complaint,
            self._told,
            accept=tr("distribute.accept"),
            reject=window_tr("dialogs.cancel"),
        )
        self.accept_button.setEnabled(False)
        # One looks when the typing rests, not at each digit.
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        for each in (self.per_application, self.seed):
            each.valueChanged.connect(lambda _: self._ask())
        self.calibration.textChanged.connect(lambda _: self._ask())
        self.per_application.setFocus()

    @property
    def calibration_ids(self) -> tuple[ApplicationId, ...]:
        """The applications that everybody scores first.

        Raises:
            ValueError: A number is none of the round's.
        """
        by_number = {str(each.number): each.id for each in self._board.applications}
        found = []
        for written in self.calibration.text().replace(";", ",").split(","):
            if number := written.strip():
                if number not in by_number:
                    raise ValueError(number)
                found.append(by_number[number])
        return tuple(dict.fromkeys(found))

    def show_report(self, report: AssignmentReport) -> None:
        """Show what the numbers would give."""
        emptied(self._found)
        names = {each.reviewer.id: each.reviewer.name for each in self._board.reviewers}
        before = self._board.told.report
        old = {(each.application, each.reviewer) for each in before.assignments}
        new = {(each.application, each.reviewer) for each in report.assignments}
        conflicts = {(each.application, each.person) for each in report.conflicts}
        counts = list(report.load.values()) or [0]
        facts = (
            (tr("distribute.reviews"), str(len(new))),
            (tr("distribute.spread"), tr("distribute.from_to", least=min(counts), most=max(counts))),
            (tr("distribute.new"), str(len(new - old))),
            (tr("distribute.gone"), str(len(old - new))),
            (tr("distribute.short"), str(len(report.short))),
            (tr("distribute.soft"), str(len(new & conflicts))),
        )
        for name, value in facts:
            self._found.addLayout(fact(name, value))
        if report.components > 1:
            self._found.addWidget(
                label(tr("distribute.parted", count=report.components), "small", "warn", wrap=True)
            )
        loads = [
            (names.get(who, str(who)), f"{before.load.get(who, 0)} → {count}")
            for who, count in sorted(report.load.items(), key=lambda each: names.get(each[0], ""))
        ]
        area = scrolled(PairList(loads))
        area.setFixedHeight(min(140, 20 * len(loads) + 4))
        self._found.addWidget(area)
        self._told.setAccessibleName("; ".join(f"{name}: {value}" for name, value in facts))
        self.accept_button.setEnabled(True)
        self.adjustSize()

    def refuse(self, text: str) -> None:
        """Say why these numbers cannot be."""
        self.complaint.say(text)
        self.accept_button.setEnabled(False)

    def _ask(self) -> None:
        self.accept_button.setEnabled(False)
        self._rest.start()

    def _on_rest(self) -> None:
        try:
            self.calibration_ids  # noqa: B018 - asked for its complaint
        except ValueError as error:
            self.refuse(tr("distribute.no_application", number=str(error)[:20]))
            return
        self.complaint.say("")
        self.changed.emit()


class InterestDialog(Dialog):
    """How a reviewer is bound to a body."""

    def __init__(self, parent: QWidget | None, name: str) -> None:
        self.kind = QComboBox()
        self.kind.setFont(font("body"))
        for each in InterestKind:
            words = say(f"reviewing.conflicts.{each.value}").rstrip(":")
            self.kind.addItem(f"{words} ({each.source or tr('no_law')})", each.value)
        self.kind.setCurrentIndex(self.kind.findData(InterestKind.EMPLOYMENT.value))
        self.body, self.note = QLineEdit(), QLineEdit()
        for field in (self.body, self.note):
            field.setFont(font("body"))
            field.setMinimumWidth(_WIDTH)
        super().__init__(
            parent,
            tr("interest.title", name=name),
            label(tr("interest.why"), "body", "2", wrap=True),
            labelled(tr("interest.kind"), self.kind),
            labelled(tr("interest.body"), self.body, tr("interest.body_hint")),
            labelled(tr("interest.note"), self.note),
            accept=tr("interest.accept"),
            reject=window_tr("dialogs.cancel"),
        )
        self.body.textChanged.connect(lambda text: self.accept_button.setEnabled(bool(text.strip())))
        self.accept_button.setEnabled(False)

    @property
    def chosen(self) -> InterestKind:
        """The rule."""
        return InterestKind(self.kind.currentData())


def _number(least: int, most: int, value: int) -> QSpinBox:
    made = QSpinBox()
    made.setFont(font("body"))
    made.setRange(least, most)
    made.setValue(value)
    made.setMinimumWidth(140)
    return made
