"""The workspace of the applications: list, filters, details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.ui.actions import ActionId, Actions
from evaluator.ui.applications.barred import barred_words
from evaluator.ui.applications.delegates import TWO_LINES
from evaluator.ui.applications.details import ApplicationInspector
from evaluator.ui.applications.eligibility import EligibilityForm
from evaluator.ui.applications.list_bar import ListBar
from evaluator.ui.applications.list_desk import ListDesk
from evaluator.ui.applications.model import ApplicationRow, counts
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.layout import row
from evaluator.ui.shared.list_page import ListPage, PageHead, list_pane
from evaluator.ui.shared.table import Table
from evaluator.ui.shared.workspace import Command, KeyHint, Status, Workspace
from evaluator.ui.texts import day, money, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.municipalities import Register
    from evaluator.scoring.figures import Outcome
    from evaluator.services.bars import Bar
    from evaluator.ui.applications.page import ApplicationPageView
    from evaluator.ui.shared.table_model import RowsModel

_REST_MS = 40
_COMPLETE = EligibilityOutcome.COMPLETE
_OF_THE_LIST = frozenset(
    {
        ActionId.APPLICATION_OPEN,
        ActionId.EDIT_COPY,
        ActionId.VIEW_INSPECTOR,
        ActionId.VIEW_DENSITY,
        ActionId.ELIGIBLE_YES,
        ActionId.ELIGIBLE_NO,
        ActionId.LIST_FILTER,
        ActionId.LIST_COLUMNS,
        ActionId.LIST_VIEWS,
        ActionId.LIST_SAVE_VIEW,
        ActionId.LIST_MANAGE_VIEWS,
    }
)
"""What is done to rows; an application in full has its own."""
_FULL_TEXT_MS, _LEAST_FULL_TEXT = 200, 3


class ApplicationsView(Workspace):
    """The list with its inspector.

    Signals:
        decided: Row, outcome, reason, last day to complete or None.
        confirm_wanted: These suggested names.
        import_wanted: Choose files and import them.
        files_given: Import these files.
        quarantine_wanted: Show which bundles were refused.
        letters_wanted: Save every letter that asks an applicant to complete.
        density_changed: Whether the list is dense now.
        opened: An application shall be shown in full; with its id.
        page_left: The list is in sight again.
        full_text_wanted: Find these words in the forms, too.
    """

    decided = Signal(object, object, str, object)
    confirm_wanted = Signal(object)
    import_wanted = Signal()
    files_given = Signal(object)
    quarantine_wanted = Signal()
    letters_wanted = Signal()
    density_changed = Signal(bool)
    opened = Signal(object)
    page_left = Signal()
    full_text_wanted = Signal(str)

    def __init__(self, model: RowsModel, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("applications")
        self.setAccessibleName(tr("places.applications"))
        self.model = model
        self._outcome: Outcome | None = None
        self._incomplete: set[ApplicationId] = set()
        self.register: Register | None = None
        self.bars: Mapping[ApplicationId, Bar] = {}
        self._dense: bool | None = None
        self._density_chosen = False
        import_button = Button(tr("actions.file.import"), "secondary", "upload")
        import_button.follow(actions[ActionId.FILE_IMPORT])
        self._head = PageHead(tr("places.applications"), import_button)
        self.bar = ListBar(actions)
        self.search, self.filters = self.bar.search, self.bar.segments
        self.table = Table(model, tr("places.applications"), TWO_LINES, adjustable=True)
        self.list = ListDesk(self.bar, self.table)
        self._empty = EmptyState(
            "inbox",
            tr("applications.empty"),
            tr("applications.empty_note"),
            Button(tr("actions.file.import"), "primary", "upload").follow(actions[ActionId.FILE_IMPORT]),
        )
        self._none = EmptyState("search", tr("applications.none"), tr("applications.none_note"))
        self._lists = QStackedWidget()
        for each in (self.table, self._empty, self._none):
            self._lists.addWidget(each)
        self.form = EligibilityForm()
        self.inspector = ApplicationInspector(self.form)
        # Rows that one only passes by are not detailed: a held arrow key stays smooth.
        self._details = QTimer(self)
        self._details.setSingleShot(True)
        self._details.setInterval(_REST_MS)
        self.page = ListPage(list_pane(self._head, self.bar, self._lists), self.inspector)
        self._actions = actions
        self._wide = False
        self.full: ApplicationPageView | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.page)
        self.setLayout(row(self._pages, gap=0))
        self._full_text = QTimer(self, singleShot=True, interval=_FULL_TEXT_MS)
        self._full_text.timeout.connect(lambda: self.full_text_wanted.emit(self.search.text().strip()))
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_query)
        self.search.left_for_list.connect(self.table.setFocus)
        self.list.shown.connect(self._show_list)
        self.list.said.connect(self.said)
        self.table.chosen.connect(self._on_chosen)
        self.table.entered_row.connect(lambda _: self._enter())
        self.inspector.open_wanted.connect(self.open_application)
        self.table.escaped.connect(self.leave)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.status_changed.emit())
        self.inspector.stepped.connect(self.table.step)
        self.inspector.closed.connect(self._close_inspector)
        self.inspector.confirm_wanted.connect(self.confirm_wanted)
        self.form.decided.connect(self.decided)
        self._details.timeout.connect(lambda: self._show_details(at_once=False))

    @property
    def current(self) -> ApplicationRow | None:
        """The application the user is on."""
        found = self.table.current
        return found if isinstance(found, ApplicationRow) else None

    def show_round(self, outcome: Outcome, rows: Sequence[ApplicationRow]) -> None:
        """Show the applications of a round; the one that was chosen stays chosen."""
        self._outcome = outcome
        decided = (each.eligibility for each in outcome.standings if each.eligibility)
        self._incomplete = {each.application for each in decided if each.outcome is _COMPLETE}
        call = outcome.contents.round.call
        said = tr(
            "applications.sum",
            count=len(rows),
            requested=money(outcome.requested, cents=True),
            closes=day(call.closes_on),
        )
        self._head.say(said if outcome.compared else f"{said} {tr('applications.comparing_all')}")
        self.form.set_standard_reasons(call.standard_reasons)
        self.filters.set_counts([str(count) for count in counts(rows)])
        self.model.set_rows(rows)
        self.list.show_round(rows, call, self.register)
        self._show_list()
        self._show_details()

    def know_bars(self, bars: Mapping[ApplicationId, Bar]) -> None:
        """Take in from which applications the user is disqualified."""
        if bars != self.bars:
            self.bars = bars
            self._show_details()
            self.status_changed.emit()

    def choose_density(self, dense: bool) -> None:
        """Keep to the user's own choice, however wide the window is."""
        self._density_chosen = True
        self.set_density(dense)

    def set_density(self, dense: bool) -> None:
        """Show one dense line for an application, or two."""
        if dense != self._dense:
            self._dense = dense
            self.list.columns.show_dense(dense=dense)

    def show_thing(self, name: str) -> None:
        """Go to the application with this number, whatever the filter."""
        number = int(name)
        if self.model.position(number) < 0:
            self._clear()
        self.table.choose(number)
        if self.in_full:
            self.open_application()
            return
        self.page.set_open(True)
        self._show_details()
        self.table.setFocus()

    def take_files(self, paths: Sequence[Path]) -> None:
        self.files_given.emit(paths)

    @property
    def in_full(self) -> bool:
        """Whether one application is shown in full, in place of the list."""
        return self.full is not None and self._pages.currentWidget() is self.full

    def open_application(self) -> None:
        """Show the chosen application in full."""
        if self.current is None:
            return
        if self.full is None:  # brings QtPdf, which the list does without
            from evaluator.ui.applications.page import ApplicationPageView  # noqa: PLC0415

            self.full = ApplicationPageView(self._actions)
            self.full.set_wide(wide=self._wide)
            self.full.left.connect(self.close_application)
            self.full.likes.opened.connect(lambda number: self.show_thing(str(number)))
            self._pages.addWidget(self.full)
        self._pages.setCurrentWidget(self.full)
        self.opened.emit(self.current.standing.application.id)
        self.full.appear()
        self.status_changed.emit()

    def _enter(self) -> None:
        """Open the inspector; where it is open already, the application in full."""
        if self.page.open:
            self.open_application()
        else:
            self.page.set_open(True)

    def close_application(self) -> None:
        """Go back to the list."""
        self._pages.setCurrentWidget(self.page)
        self.page_left.emit()
        self.table.setFocus()
        self.status_changed.emit()

    def _step(self, by: int) -> None:
        self.table.step(by)
        if self.in_full:
            self.open_application()

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        own = self._list_handlers()
        if self.full is None or not self.in_full:
            return own
        return {
            **{action: deed for action, deed in own.items() if action not in _OF_THE_LIST},
            **self.full.handlers(),
        }

    def _list_handlers(self) -> dict[ActionId, Callable[[], object]]:
        return {
            ActionId.APPLICATION_OPEN: self.open_application,
            ActionId.FILE_IMPORT: self.import_wanted.emit,
            ActionId.FILE_QUARANTINE: self.quarantine_wanted.emit,
            **self._letters(),
            ActionId.EDIT_FIND: self._find,
            ActionId.EDIT_COPY: self._copy,
            ActionId.VIEW_INSPECTOR: lambda: self.page.set_open(not self.page.open),
            ActionId.VIEW_NEXT: lambda: self._step(1),
            ActionId.VIEW_PREVIOUS: lambda: self._step(-1),
            ActionId.VIEW_DENSITY: self._switch_density,
            ActionId.ELIGIBLE_YES: lambda: self._decide(EligibilityOutcome.YES),
            ActionId.ELIGIBLE_NO: lambda: self._decide(EligibilityOutcome.NO),
            ActionId.NAMES_CONFIRM: self._confirm_all,
            **self.list.handlers(),
        }

    def _letters(self) -> dict[ActionId, Callable[[], object]]:
        asked = self._incomplete - self.bars.keys()
        return {ActionId.FILE_LETTERS: self.letters_wanted.emit} if asked else {}

    def panes(self) -> Sequence[QWidget]:
        return self.full.panes() if self.full and self.in_full else (self.search, self.table, self.inspector)

    def status(self) -> Status:
        shown, chosen = self.model.shown, len(self.table.chosen_rows)
        left = tr("applications.status", count=shown, chosen=chosen)
        if self.full is not None and self.in_full:
            return Status(left, keys=self.full.keys())
        return Status(
            left,
            keys=(
                KeyHint(("↑", "↓"), tr("applications.keys.row")),
                KeyHint(("K",), tr("applications.keys.yes")),
                KeyHint(("E",), tr("applications.keys.no")),
                KeyHint(("/",), tr("applications.keys.find")),
            ),
        )

    def commands(self) -> Sequence[Command]:
        return [] if self.in_full else self.list.commands()

    def set_wide(self, wide: bool) -> None:
        if not self._density_chosen:
            self.set_density(wide)
        width = 392 if wide else 356
        self.search.setMaximumWidth(300 if wide else 214)
        self.page.set_side_width(width)
        self._wide = wide
        if self.full is not None:
            self.full.set_wide(wide=wide)
        self.form.set_width(width)

    def appear(self) -> None:
        if self.full is not None and self.in_full:
            self.full.appear()
        else:
            self.table.setFocus()

    def leave(self) -> bool:
        if self.in_full:
            self.close_application()
        elif self.page.open:
            self._close_inspector()
        elif self.search.text() or self.list.narrowed:
            self._clear()
        else:
            return False
        return True

    def _close_inspector(self) -> None:
        self.page.set_open(False)
        self.table.setFocus()

    def _clear(self) -> None:
        self.search.clear()
        self.list.clear()

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _copy(self) -> None:
        self.said.emit(tr("applications.copied", count=self.table.copy_chosen()))

    def _switch_density(self) -> None:
        self.choose_density(not self._dense)
        self.density_changed.emit(bool(self._dense))

    def _decide(self, outcome: EligibilityOutcome) -> None:
        row_ = self.current
        self.page.set_open(True)
        if row_ is not None and row_.standing.application.id in self.bars:
            self.said.emit(barred_words(row_.key))
            return
        self.form.choose(outcome)

    def _confirm_all(self) -> None:
        if self.current is not None:
            suggestions = self.current.standing.application.applicants.suggestions
            if suggestions:
                self.confirm_wanted.emit(suggestions)
            else:
                self.said.emit(tr("applications.nothing_to_confirm"))

    def _on_query(self, query: str) -> None:
        self.model.find(query)
        self._show_list()
        if len(query.strip()) >= _LEAST_FULL_TEXT:
            self._full_text.start()
        else:
            self._full_text.stop()

    def show_found(self, query: str, numbers: frozenset[int]) -> None:
        """Show the applications whose forms hold the words, beside those whose names do."""
        if query == self.search.text().strip():
            self.model.find(query, numbers)
            self._show_list()

    def _show_list(self) -> None:
        empty = self._outcome is None or not self._outcome.contents.applications
        self.form.setVisible(not empty)
        self._lists.setCurrentWidget(self._empty if empty else self.table if self.model.rows else self._none)
        self.status_changed.emit()

    def _on_chosen(self, chosen: object) -> None:
        self.inspector.setEnabled(isinstance(chosen, ApplicationRow))
        if isinstance(chosen, ApplicationRow):
            self.form.show_row(chosen)
            self._details.start()

    def _show_details(self, *, at_once: bool = True) -> None:
        self._details.stop()
        row_ = self.current
        if row_ is not None and self._outcome is not None:
            contents = self._outcome.contents
            least = contents.round.call.min_municipalities
            bar = self.bars.get(row_.standing.application.id)
            self.inspector.show_application(
                row_, least, contents.confirmations, self.register, bar, at_once=at_once
            )
            self.form.setVisible(bar is None)
