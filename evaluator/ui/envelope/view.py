"""The workspace of the envelope: who gets what, and where the official departs from the rule."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import DeviationKind
from evaluator.ui.actions import ActionId, Actions
from evaluator.ui.envelope.budget import Budget
from evaluator.ui.envelope.cards import Scenarios
from evaluator.ui.envelope.delegates import ROW, columns, compared
from evaluator.ui.envelope.figures_view import FiguresView, Troubles
from evaluator.ui.envelope.grant import GrantInspector
from evaluator.ui.envelope.model import figures, troubles
from evaluator.ui.envelope.rule import RuleInspector
from evaluator.ui.envelope.scenario import ScenarioInspector
from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.layout import col, hline, panel, row
from evaluator.ui.shared.list_page import ListPage, PageHead
from evaluator.ui.shared.ranked import RankedModel, RankedRow, line_of, plain
from evaluator.ui.shared.table import Table
from evaluator.ui.shared.workspace import Command, KeyHint, Status, Workspace
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from evaluator.domain.scenarios import SavedScenario
    from evaluator.scoring.evidence.figures import Evidence
    from evaluator.scoring.figures import Outcome
    from evaluator.scoring.scenarios import Scenario

_KEYS: dict[ActionId, DeviationKind | None] = {
    ActionId.BY_RULE: None,
    ActionId.LIFT: DeviationKind.LIFT,
    ActionId.DROP: DeviationKind.DROP,
    ActionId.HOLD: DeviationKind.HOLD,
    ActionId.REDUCE: DeviationKind.REDUCE,
}


class EnvelopeView(Workspace):
    """Figures, bar, table, scenarios and inspector.

    Signals:
        decided: Row, kind or None for the rule, amount in cents or None, reason.
        rule_decided: Rule and threshold, or None for none.
        condition_wanted: Row, the condition's text and its reason.
        condition_withdrawn: Row whose last condition shall go, and the reason.
        save_wanted: The draft shall be saved as a scenario; with its name.
        scenario_removed: A saved scenario shall go; with it.
        scenario_used: A saved scenario shall be taken into use; with it and the reason.
    """

    decided = Signal(object, object, object, str)
    rule_decided = Signal(object, object)
    condition_wanted = Signal(object, str, str)
    condition_withdrawn = Signal(object, str)
    save_wanted = Signal(str)
    scenario_removed = Signal(object)
    scenario_used = Signal(object, str)

    def __init__(self, model: RankedModel, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("envelope")
        self.setAccessibleName(window_tr("places.envelope"))
        self.model = model
        self._actions = actions
        self._outcome: Outcome | None = None
        self._evidence: Evidence | None = None
        self._scenarios: Sequence[Scenario] = ()
        self._by = ""
        self._comparing = False
        rule = Button(tr("rule.open"), "secondary", "sliders-horizontal")
        rule.clicked.connect(lambda: self.show_rule(None))
        onward = Button(tr("to_decision"), "primary", "arrow-right")
        onward.clicked.connect(lambda: self.asked.emit(ActionId.GO_DECISION))
        self._head = PageHead(window_tr("places.envelope"), rule, onward)
        self.figures = FiguresView(3)
        self.budget = Budget()
        self.troubles = Troubles()
        bar = col(self.budget, margins=(20, 0, 20, 8))
        self._sums = panel(col(self.figures, bar, self.troubles, gap=0), ground="surface")
        self.table = Table(model, window_tr("places.envelope"), ROW)
        self._empty = EmptyState("wallet", tr("empty"), tr("empty_note"))
        self._lists = QStackedWidget()
        for each in (self.table, self._empty):
            self._lists.addWidget(each)
        self.scenarios = Scenarios()
        self.inspector = GrantInspector()
        self.rule = RuleInspector()
        self.scenario = ScenarioInspector()
        self.side = QStackedWidget()
        for side in (self.inspector, self.rule, self.scenario):
            self.side.addWidget(side)
        left = col(self._head, self._sums, hline(), self._lists, hline(), self.scenarios, gap=0)
        left.setStretch(3, 1)
        self.page = ListPage(panel(left, ground="surface"), self.side)
        self.setLayout(row(self.page, gap=0))
        self._connect()

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.entered_row.connect(lambda _: self._open())
        self.table.escaped.connect(self.leave)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.status_changed.emit())
        self.table.clicked.connect(lambda _: self.side.setCurrentWidget(self.inspector))
        self.budget.picked.connect(self._go_to)
        self.troubles.wanted.connect(self._go_to)
        self.scenarios.rule_wanted.connect(self.show_rule)
        self.scenarios.compared.connect(self._on_compared)
        self.scenarios.save_wanted.connect(self.save_wanted)
        self.scenarios.scenario_wanted.connect(self.show_scenario)
        self.scenario.removed.connect(self._on_removed)
        self.scenario.used.connect(self.scenario_used)
        for side in (self.inspector, self.rule, self.scenario):
            side.closed.connect(self._close_side)
        self.inspector.stepped.connect(self.table.step)
        self.inspector.decided.connect(self._on_decided)
        self.inspector.condition_wanted.connect(self.condition_wanted)
        self.inspector.condition_withdrawn.connect(self.condition_withdrawn)
        self.rule.decided.connect(self.rule_decided)

    @property
    def current(self) -> RankedRow | None:
        """The application the user is on."""
        found = self.table.current
        return found if isinstance(found, RankedRow) else None

    def show_round(
        self, outcome: Outcome, rows: Sequence[RankedRow], scenarios: Sequence[Scenario], by: str
    ) -> None:
        """Show how a round's envelope is divided; the row that was chosen stays chosen."""
        self._outcome, self._scenarios, self._by = outcome, scenarios, by
        of = outcome.contents.round
        key = "sum" if of.threshold is None else "sum_threshold"
        self._head.say(
            tr(
                key,
                item=of.call.budget_item,
                rule=tr(f"rule_short.{of.rule.value}"),
                threshold="" if of.threshold is None else plain(of.threshold),
            )
        )
        self.figures.show_figures(figures(outcome))
        self.budget.show_allocation(outcome)
        self.troubles.show_troubles(troubles(outcome))
        self.inspector.reason.set_standard_reasons(of.call.standard_reasons)
        self.rule.show_round(outcome)
        self.scenarios.setVisible(bool(outcome.ranked))
        self.show_scenarios(scenarios)
        self.model.set_ranking(rows, line_of(outcome, tr("line")))
        self._lists.setCurrentWidget(self.table if outcome.ranked else self._empty)
        self.status_changed.emit()

    def show_evidence(self, evidence: Evidence | None) -> None:
        """Show the evidence beside the chosen application."""
        self._evidence = evidence
        self.inspector.show_evidence(evidence)

    def show_scenarios(self, scenarios: Sequence[Scenario]) -> None:
        """Show other scenarios of the same round."""
        self._scenarios = scenarios
        self.scenarios.show_scenarios(scenarios)
        if self.side.currentWidget() is self.scenario:
            self._reopen_scenario()
        if self._comparing:
            self.table.use(compared(scenarios, self.table.viewport().width()), ROW)

    def show_scenario(self, scenario: Scenario) -> None:
        """Open a saved scenario, or the computed optimum."""
        if self._outcome is not None:
            self.scenario.show_scenario(scenario, self._outcome)
            self.side.setCurrentWidget(self.scenario)
            self.page.set_open(True)

    def _reopen_scenario(self) -> None:
        """Show the open scenario with its new sums; one that is gone gives way."""
        found = next((each for each in self._scenarios if self.scenario.shows(each)), None)
        if found is None or self._outcome is None:
            self.side.setCurrentWidget(self.inspector)
        else:
            self.scenario.show_scenario(found, self._outcome)

    def show_rule(self, rule: AllocationRule | None) -> None:
        """Open the choice of the rule; with ``rule`` looked at, or the one in force."""
        if self._outcome is None:
            return
        self.rule.choose(rule or self._outcome.contents.round.rule)
        self.side.setCurrentWidget(self.rule)
        self.page.set_open(True)
        self.rule.focus_choice()

    def show_thing(self, name: str) -> None:
        """Go to the application with this number."""
        self._go_to(int(name))

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        return {
            ActionId.EDIT_COPY: self._copy,
            ActionId.VIEW_INSPECTOR: lambda: self.page.set_open(not self.page.open),
            ActionId.VIEW_NEXT: lambda: self.table.step(1),
            ActionId.VIEW_PREVIOUS: lambda: self.table.step(-1),
            ActionId.TO_LINE: self._go_to_line,
            **{action: partial(self._choose, kind) for action, kind in _KEYS.items()},
        }

    def panes(self) -> Sequence[QWidget]:
        return (self.table, self.scenarios, self.side)

    def status(self) -> Status:
        count = 0 if self._outcome is None else len(self._outcome.grants)
        return Status(
            tr("status", count=count),
            keys=(
                KeyHint(("N",), tr("keys.lift")),
                KeyHint(("P",), tr("keys.drop")),
                KeyHint(("V",), tr("keys.reduce")),
                KeyHint(("Ctrl", "Z"), tr("keys.undo")),
            ),
        )

    def commands(self) -> Sequence[Command]:
        def looks(rule: AllocationRule) -> Callable[[], object]:
            return lambda: self.show_rule(rule)

        group = tr("rule.open")
        return [
            Command(group, "sliders-horizontal", tr(f"scenario.{each.value}"), looks(each))
            for each in AllocationRule
        ]

    def set_wide(self, wide: bool) -> None:
        self.page.set_side_width(384 if wide else 348)

    def appear(self) -> None:
        self.table.setFocus()

    def leave(self) -> bool:
        if not self.page.open:
            return False
        self._close_side()
        return True

    def _open(self) -> None:
        self.side.setCurrentWidget(self.inspector)
        self.page.set_open(True)

    def _close_side(self) -> None:
        if self.side.currentWidget() is not self.inspector:
            self.side.setCurrentWidget(self.inspector)
            if self._outcome is not None:
                self.rule.show_round(self._outcome)
        else:
            self.page.set_open(False)
        self.table.setFocus()

    def _choose(self, kind: DeviationKind | None) -> None:
        self._open()
        if sentence := self.inspector.choose(kind):
            self.said.emit(sentence)

    def _go_to(self, key: int) -> None:
        self.table.choose(key)
        self._open()
        self.table.setFocus()

    def _go_to_line(self) -> None:
        if self.model.sorted_by >= 0:
            self.model.order(-1)
        self.table.scroll_to_line()
        self.table.setFocus()

    def _copy(self) -> None:
        self.said.emit(window_tr("applications.copied", count=self.table.copy_chosen()))

    def _on_compared(self, comparing: bool) -> None:
        self._comparing = comparing
        room = self.table.viewport().width()
        self.table.use(compared(self._scenarios, room) if comparing else columns(), ROW)

    def _on_removed(self, saved: SavedScenario) -> None:
        self.side.setCurrentWidget(self.inspector)
        self.scenario_removed.emit(saved)

    def _on_decided(self, row: RankedRow, kind: DeviationKind | None, amount: object, reason: str) -> None:
        self.table.setFocus()
        self.decided.emit(row, kind, amount, reason)

    def _on_chosen(self, chosen: object) -> None:
        self.inspector.setEnabled(isinstance(chosen, RankedRow))
        if isinstance(chosen, RankedRow) and self._outcome is not None:
            self.budget.choose(chosen.key)
            self.inspector.show_row(chosen, self._outcome, self._by)
            self.inspector.show_evidence(self._evidence)
