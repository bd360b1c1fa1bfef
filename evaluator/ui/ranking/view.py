"""The workspace of the ranking: who stands where, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evaluator.ui.actions import ActionId, Actions
from evaluator.ui.ranking.beside import Beside
from evaluator.ui.ranking.delegates import DENSE, TWO_LINES, columns
from evaluator.ui.ranking.interval import IntervalKey
from evaluator.ui.ranking.model import Filter, counts, predicate
from evaluator.ui.ranking.sensitivity import sensitivity_columns
from evaluator.ui.ranking.why import WhyInspector
from evaluator.ui.ranking.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.fields import SearchField
from evaluator.ui.shared.layout import panel, row
from evaluator.ui.shared.list_page import ListPage, PageHead, list_pane
from evaluator.ui.shared.ranked import RankedModel, RankedRow, line_of
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.shared.table import Table
from evaluator.ui.shared.workspace import Command, KeyHint, Status, Workspace
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from evaluator.domain.call import Group
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.reviews import Review
    from evaluator.scoring.evidence.figures import Evidence
    from evaluator.scoring.figures import Outcome

_FILTERS = tuple(Filter)
_REST_MS = 40


class RankingView(Workspace):
    """The ranking with its inspector.

    Signals:
        density_changed: Whether the list is dense now.
    """

    density_changed = Signal(bool)

    def __init__(self, model: RankedModel, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ranking")
        self.setAccessibleName(window_tr("places.ranking"))
        self.model = model
        self._outcome: Outcome | None = None
        self._nobody = True
        self._rows: Sequence[RankedRow] = ()
        self._reviews: Mapping[ApplicationId, Sequence[Review]] = {}
        self._groups: Sequence[Group] | None = None
        self._dense, self._wide, self._sensitive = False, False, False
        self.beside = Beside()
        onward = Button(tr("to_envelope"), "primary", "arrow-right")
        onward.clicked.connect(lambda: self.asked.emit(ActionId.GO_ENVELOPE))
        self.sensitivity = Button(tr("sensitivity.open"), "secondary", "columns-3")
        self.sensitivity.clicked.connect(lambda: self.show_sensitivity(not self._sensitive))
        self._head = PageHead(window_tr("places.ranking"), self.sensitivity, onward)
        self.search = SearchField(tr("search"), 220)
        self.filters = Segmented(
            [Choice(tr(f"filter.{each.name.lower()}")) for each in _FILTERS], tr("filters")
        )
        density = Button("", "ghost", "rows-4", small=True, tip=window_tr("actions.view.density"))
        density.follow(actions[ActionId.VIEW_DENSITY])
        self.key = IntervalKey()
        bar = panel(row(self.search, self.filters, None, self.key, density, gap=8, margins=(20, 0, 12, 8)))
        self.table = Table(model, window_tr("places.ranking"), TWO_LINES)
        self._empty = EmptyState("list-ordered", tr("empty"), tr("empty_note"))
        self._none = EmptyState("search", tr("none"), tr("none_note"))
        self._lists = QStackedWidget()
        for each in (self.table, self._empty, self._none):
            self._lists.addWidget(each)
        self.inspector = WhyInspector()
        # Rows that one only passes by are not opened: a held arrow key stays smooth.
        self._details = QTimer(self, singleShot=True, interval=_REST_MS)
        self.page = ListPage(list_pane(self._head, bar, self._lists), self.inspector)
        self.setLayout(row(self.page, gap=0))
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_query)
        self.search.left_for_list.connect(self.table.setFocus)
        self.filters.chosen.connect(self._on_filter)
        self.table.chosen.connect(self._on_chosen)
        self.table.entered_row.connect(lambda _: self.page.set_open(True))
        self.table.escaped.connect(self.leave)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.status_changed.emit())
        self.inspector.stepped.connect(self.table.step)
        self.inspector.closed.connect(self._close_inspector)
        self._details.timeout.connect(lambda: self._show_details(at_once=False))

    @property
    def current(self) -> RankedRow | None:
        """The application the user is on."""
        found = self.table.current
        return found if isinstance(found, RankedRow) else None

    def show_round(
        self, outcome: Outcome, rows: Sequence[RankedRow], reviews: Mapping[ApplicationId, Sequence[Review]]
    ) -> None:
        """Show the ranking of a round; the row that was chosen stays chosen."""
        self._outcome, self._rows, self._reviews = outcome, rows, reviews
        self._nobody = not any(each.ranked for each in rows)
        self._show_counts()
        groups = outcome.contents.round.call.groups
        if groups != self._groups:
            self._groups = groups
            self._use_columns()
        self.model.set_ranking(rows, line_of(outcome, tr("line.word")))
        self._show_list()
        self._show_details()

    def show_evidence(self, evidence: Evidence | None, outcome: Outcome | None) -> None:
        """Show the evidence beside the scores, or that there is none yet."""
        self.beside.use(evidence, outcome)
        self._show_counts()
        self.model.figures_changed()
        self.table.horizontalHeader().viewport().update()
        self._show_details()

    def set_density(self, dense: bool) -> None:
        """Show one dense line for an application, or two."""
        self._dense = dense
        self._use_columns()

    def show_sensitivity(self, value: bool) -> None:
        """Show what would change each outcome, or the ranking again."""
        self._sensitive = value
        words = tr("sensitivity.back" if value else "sensitivity.open")
        self.sensitivity.setText(f" {words}")
        self.sensitivity.setAccessibleName(words)
        self.key.setVisible(not value)
        self._use_columns()
        self._show_counts()

    def show_thing(self, name: str) -> None:
        """Go to the application with this number, whatever the filter."""
        if self.model.position(int(name)) < 0:
            self._clear()
        self.table.choose(int(name))
        self.page.set_open(True)
        self._show_details()
        self.table.setFocus()

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        return {
            ActionId.EDIT_FIND: self._find,
            ActionId.EDIT_COPY: self._copy,
            ActionId.VIEW_INSPECTOR: lambda: self.page.set_open(not self.page.open),
            ActionId.VIEW_NEXT: lambda: self.table.step(1),
            ActionId.VIEW_PREVIOUS: lambda: self.table.step(-1),
            ActionId.VIEW_DENSITY: self._switch_density,
            ActionId.TO_LINE: self._go_to_line,
            ActionId.WHY_HERE: lambda: self.page.set_open(True),
        }

    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.table, self.inspector)

    def status(self) -> Status:
        left = tr("status", count=self.model.shown, chosen=len(self.table.chosen_rows))
        return Status(
            left,
            keys=(
                KeyHint(("R",), tr("keys.line")),
                KeyHint(("Ctrl", "I"), tr("keys.why")),
                KeyHint(("/",), tr("keys.find")),
            ),
        )

    def commands(self) -> Sequence[Command]:
        def sorts(at: int) -> Callable[[], object]:
            return lambda: self.model.order(at)

        switch = tr("sensitivity.back" if self._sensitive else "sensitivity.open")
        toggle = Command(
            window_tr("places.ranking"),
            "columns-3",
            switch,
            lambda: self.show_sensitivity(not self._sensitive),
        )
        return [toggle] + [
            Command(window_tr("palette.sorting"), "arrow-down", each.title, sorts(at))
            for at, each in enumerate(self.model.columns)
            if each.sort is not None
        ]

    def set_wide(self, wide: bool) -> None:
        self.search.setMaximumWidth(280 if wide else 168)
        if wide != self._wide:
            self._wide = wide
            self._use_columns()
        self.page.set_side_width(384 if wide else 348)

    def appear(self) -> None:
        self.table.setFocus()

    def leave(self) -> bool:
        if self.page.open:
            self._close_inspector()
        elif self.search.text() or self.filters.value:
            self._clear()
        else:
            return False
        return True

    def _use_columns(self) -> None:
        if self._groups is None:
            return
        if self._sensitive:
            shown = sensitivity_columns(self.beside, dense=self._dense, wide=self._wide)
        else:
            shown = columns(self._groups, dense=self._dense, beside=self.beside, wide=self._wide)
        self.table.use(shown, DENSE if self._dense else TWO_LINES)

    def _close_inspector(self) -> None:
        self.page.set_open(False)
        self.table.setFocus()

    def _clear(self) -> None:
        self.search.clear()
        self.filters.set_value(0)
        self._on_filter(0)

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _copy(self) -> None:
        self.said.emit(window_tr("applications.copied", count=self.table.copy_chosen()))

    def _switch_density(self) -> None:
        self.set_density(not self._dense)
        self.density_changed.emit(self._dense)

    def _go_to_line(self) -> None:
        """Go to the line, which is there in ranking order only."""
        self._clear()
        if self.model.sorted_by >= 0:
            self.model.order(-1)
        self.table.scroll_to_line()
        self.table.setFocus()

    def _on_query(self, query: str) -> None:
        self.model.find(query)
        self._show_list()

    def _on_filter(self, at: int) -> None:
        self.model.set_filter(predicate(_FILTERS[at], self.beside))
        self._show_list()

    def _show_counts(self) -> None:
        if self._outcome is not None:
            words = tr("sensitivity.note") if self._sensitive else _sentence(self._outcome, self.beside)
            self._head.say(words)
            self.filters.set_counts([str(count) for count in counts(self._rows, self.beside)])

    def _show_list(self) -> None:
        shown = self.table if self.model.rows else self._none
        self._lists.setCurrentWidget(self._empty if self._nobody else shown)
        self.status_changed.emit()

    def _on_chosen(self, chosen: object) -> None:
        self.inspector.setEnabled(isinstance(chosen, RankedRow))
        if isinstance(chosen, RankedRow):
            self._details.start()

    def _show_details(self, *, at_once: bool = True) -> None:
        self._details.stop()
        row_ = self.current
        if row_ is not None and self._outcome is not None:
            self.inspector.show_row(
                row_, self._outcome, self._reviews, self._rows, self.beside, at_once=at_once
            )


def _sentence(outcome: Outcome, beside: Beside) -> str:
    """Say how many are ranked, by how many reviews each, what decides, and how many are at the line."""
    numbers = sorted({len(each.score.reviews) for each in outcome.ranked if each.score is not None})
    if not numbers:
        return tr("empty")
    span = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
    words = tr("sum", count=len(outcome.ranked), reviews=span)
    at_line = beside.count_at_line
    return words if at_line is None else f"{words} {tr('evidence.count', count=at_line)}"
