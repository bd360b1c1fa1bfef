"""What is accepted of a budget, line by line; and what follows from it for the grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from evaluator.domain.money import Cents
from evaluator.ui.applications.cost_rows import CostRow, columns, cost_rows
from evaluator.ui.applications.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.fields import Complaint, TextArea, labelled
from evaluator.ui.shared.labels import fact, label, set_tone
from evaluator.ui.shared.layout import col, emptied, hline, panel, row, stretched
from evaluator.ui.shared.painting import RIGHT
from evaluator.ui.shared.table import Table
from evaluator.ui.shared.table_model import RowsModel
from evaluator.ui.texts import moment, money, money_typed, number
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from evaluator.domain.costs import AcceptedCost
    from evaluator.scoring.figures import Outcome, Standing
    from evaluator.services.application_page import ApplicationPage

_ROW = 44


class CostsPanel(QFrame):
    """The lines, the word on the chosen one, and the arithmetic of the grant.

    Signals:
        accepted: A line's row, cents and reason.
        rest_wanted: Accept whole what nothing was said of.
    """

    accepted = Signal(object, object, str)
    rest_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("costs.name"))
        self.model = RowsModel(columns())
        self.table = Table(self.model, tr("costs.name"), _ROW)
        self.amount = QLineEdit()
        self.amount.setFont(font("bold", figures=True))
        self.amount.setAlignment(RIGHT)
        self.amount.setFixedWidth(130)
        self.reason = TextArea(tr("costs.reason"), 52, tr("costs.reason_hint"))
        self.complaint = Complaint()
        self._who = label("", "caption", "3", wrap=True)
        self.record_button = Button(tr("costs.record"), "secondary", small=True, tip=tr("costs.record_tip"))
        self.rest_button = Button(
            tr("costs.rest"), "link", "check-check", small=True, tip=tr("costs.rest_tip")
        )
        self._facts = col(gap=4)
        self._application = ""
        self._shown: tuple[str, Cents, AcceptedCost | None] | None = None
        self._none = EmptyState("wallet", tr("costs.none"), tr("costs.none_note"))
        self._stack = QStackedWidget()
        self._build()
        self.table.chosen.connect(self._on_chosen)
        self.table.entered_row.connect(lambda _: self._edit())
        self.amount.returnPressed.connect(self.record)
        self.record_button.clicked.connect(self.record)
        self.rest_button.clicked.connect(self.rest_wanted)

    def _build(self) -> None:
        foot = stretched(row(self._who, self.record_button, gap=8), 0)
        beside = stretched(
            row(
                labelled(tr("costs.amount"), self.amount),
                labelled(tr("costs.reason"), self.reason),
                gap=12,
            ),
            1,
        )
        self.form = panel(col(beside, self.complaint, foot, gap=6, margins=(16, 8, 16, 8)))
        sums = panel(col(row(None, self.rest_button), self._facts, gap=4, margins=(16, 4, 16, 12)))
        body = panel(stretched(col(self.table, hline(), self.form, hline(), sums, gap=0), 0))
        self._stack.addWidget(body)
        self._stack.addWidget(self._none)
        self.setLayout(col(self._stack, gap=0))

    def show_costs(self, page: ApplicationPage, standing: Standing, outcome: Outcome) -> None:
        """Show the budget of an application and what follows from it."""
        form, call = page.content.form, outcome.contents.round.call
        if page.application != self._application:
            self._application, self._shown = page.application, None
        has_lines = form is not None and bool(form.costs)
        self._stack.setCurrentIndex(0 if has_lines else 1)
        if form is None or not form.costs:
            return
        rows = cost_rows(form, call, page.accepted)
        self.model.set_rows(rows)
        self.rest_button.setEnabled(any(each.said is None and not each.ruled_out for each in rows))
        emptied(self._facts)
        total = outcome.contents.accepted_costs.get(standing.application.id)
        asked = Cents(sum(each.asked for each in rows))
        self._facts.addLayout(fact(tr("costs.total"), money(asked, cents=True)))
        accepted = tr("costs.unknown") if total is None else money(total, cents=True)
        self._facts.addLayout(fact(tr("costs.accepted_total"), accepted))
        if call.max_rate is not None:
            share = f"{number(call.max_rate * 100)} %"
            most = accepted if total is None else money(Cents(int(total * call.max_rate)), cents=True)
            self._facts.addLayout(fact(tr("costs.rate", share=share), most))
        requested = standing.application.requested
        self._facts.addLayout(fact(tr("costs.requested"), money(requested, cents=True)))
        bound = tr("costs.bound" if standing.award.bound_verified else "costs.bound_open")
        self._facts.addLayout(fact(bound, money(standing.award.bound, cents=True), role="strong"))

    @property
    def current(self) -> CostRow | None:
        """The line one is on."""
        found = self.table.current
        return found if isinstance(found, CostRow) else None

    def record(self) -> None:
        """Ask for the word on the line to be recorded, or say what is missing."""
        line = self.current
        if line is None:
            return
        amount = self._cents()
        reason = self.reason.toPlainText().strip()
        if amount is None:
            self._complain(tr("costs.amount_wrong"), self.amount)
        elif not 0 <= amount <= line.most:
            self._complain(tr("costs.amount_over", most=money(line.most, cents=True)), self.amount)
        elif not reason and (amount < line.most or (amount and line.ruled_out)):
            self._complain(tr("costs.ruled_out" if line.ruled_out else "costs.reason_missing"), self.reason)
        else:
            self._complain("", None)
            self.accepted.emit(line, amount, reason)

    def step(self) -> None:
        """Go to the next line."""
        self.table.step(1)

    def _cents(self) -> Cents | None:
        try:
            return money_typed(self.amount.text())
        except ValueError:
            return None

    def _edit(self) -> None:
        self.amount.setFocus()
        self.amount.selectAll()

    def _on_chosen(self, chosen: object) -> None:
        self.form.setEnabled(isinstance(chosen, CostRow))
        if not isinstance(chosen, CostRow):
            self._shown = None
            return
        said = chosen.said
        if self._shown == (chosen.key, chosen.asked, said):
            return  # the rows were made anew meanwhile; what is being typed stays
        self._shown = (chosen.key, chosen.asked, said)
        self.amount.setText(money(said.accepted if said else chosen.most, cents=True, unit=""))
        self.reason.setPlainText(said.reason if said else "")
        self._who.setText(tr("costs.by_at", by=said.by, at=moment(said.at)) if said else tr("costs.nothing"))
        self._complain("", None)

    def _complain(self, sentence: str, field: QWidget | None) -> None:
        self.complaint.say(sentence)
        set_tone(self.amount, "bad" if field is self.amount else "", "state")
        self.reason.mark(field is self.reason)
        if field is not None:
            field.setFocus()

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.record()
        else:
            super().keyPressEvent(event)
