"""What narrows and orders the list of applications: filters, columns and saved views together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from evaluator.ui.actions import ActionId
from evaluator.ui.applications.list_columns import ListColumns
from evaluator.ui.applications.model import Filter
from evaluator.ui.applications.saved_views import SavedView
from evaluator.ui.applications.views_dialog import ViewNameDialog, ViewsDialog
from evaluator.ui.applications.wanted import Wanted, choices_of
from evaluator.ui.applications.words import listed
from evaluator.ui.shared.workspace import Command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu

    from evaluator.domain.call import Call
    from evaluator.domain.municipalities import Register
    from evaluator.ui.applications.list_bar import ListBar
    from evaluator.ui.applications.list_columns import TargetIds
    from evaluator.ui.applications.model import ApplicationRow
    from evaluator.ui.applications.saved_views import SavedViews
    from evaluator.ui.shared.table import Table
    from evaluator.ui.shared.table_layout import TableLayout

_SEGMENTS = tuple(Filter)


class ListDesk(QObject):
    """Keeps the table to what the bar over it says.

    Signals:
        shown: Other rows or columns may be in sight.
        targets_wanted: What the forms name is needed; it is not read before.
        said: A short word for the user.
    """

    shown = Signal()
    targets_wanted = Signal()
    said = Signal(str)

    def __init__(self, bar: ListBar, table: Table) -> None:
        super().__init__(table)
        self._bar, self._table = bar, table
        self.columns = ListColumns(table)
        self.wanted = Wanted()
        self.current = ""
        """The saved view that the list was last set to, while nothing else was chosen."""

        self._views: SavedViews | None = None
        self._rows: Sequence[ApplicationRow] = ()
        self._call: Call | None = None
        self._register: Register | None = None
        self._targets: TargetIds = {}
        self._offered = False
        self.dialog: ViewNameDialog | ViewsDialog | None = None
        bar.segments.chosen.connect(self._on_segment)
        bar.panel.narrowed.connect(self._on_narrowed)
        bar.view_wanted.connect(self.use_view)
        self.columns.changed.connect(self._on_layout)

    def keep_in(self, views: SavedViews) -> None:
        """Keep views and the last layout there, and show the list as it stood last."""
        self._views = views
        self.columns.use(views.layout)

    def show_round(self, rows: Sequence[ApplicationRow], call: Call, register: Register | None) -> None:
        """Take in another state of the round; filters stay."""
        self._rows, self._call, self._register = rows, call, register
        self._offered = False
        self._table.rows_model.set_filter(self._passing())
        if self._bar.panel.isVisibleTo(self._bar):
            self._offer()
        if self.needs_targets:
            self.targets_wanted.emit()

    @property
    def needs_targets(self) -> bool:
        """Whether what the forms name is filtered by, offered or shown."""
        panel = self._bar.panel.isVisibleTo(self._bar)
        return panel or bool(self.wanted.target) or self.columns.wants_targets

    def know_targets(self, targets: TargetIds) -> None:
        """Take in what the forms name."""
        if self._call is None or targets == self._targets:
            return
        self._targets = targets
        self.columns.know_targets(targets, self._call)
        self._offered = False
        if self._bar.panel.isVisibleTo(self._bar):
            self._offer()
        if self.wanted.target:
            self._narrow()

    @property
    def narrowed(self) -> bool:
        """Whether a filter hides rows."""
        return self.wanted != Wanted()

    def clear(self) -> None:
        """Let everything through again."""
        self._want(Wanted())

    def use_view(self, name: str) -> None:
        """Show the list as a saved view says; an empty name is the usual view."""
        view = self._views.find(name) if self._views is not None and name else SavedView(name="")
        if view is None:
            return
        self.columns.use(view.layout)
        self._keep_layout(view.layout)
        self._want(view.wanted)
        self.current = view.name
        if self.needs_targets:
            self.targets_wanted.emit()
        self.said.emit(listed("views.used", name=view.name) if view.name else listed("views.used_usual"))

    def handlers(self) -> dict[ActionId, Callable[[], object]]:
        """Give what is done for each action."""
        return {
            ActionId.LIST_FILTER: self._switch_panel,
            ActionId.LIST_COLUMNS: self.columns.choose,
            ActionId.LIST_VIEWS: self._open_menu,
            ActionId.LIST_SAVE_VIEW: self._ask_name,
            ActionId.LIST_MANAGE_VIEWS: self._manage,
        }

    def commands(self) -> list[Command]:
        """Give the lines for the palette: the columns, and each saved view."""
        views = self._views.all() if self._views is not None else ()
        group = listed("views.group")
        names = [("", listed("views.usual")), *((each.name, each.name) for each in views)]
        return [
            *(
                Command(group, "book-open", words, lambda name=name: self.use_view(name))  # type: ignore[misc]
                for name, words in names
            ),
            *self.columns.commands(),
        ]

    def _passing(self) -> Callable[[ApplicationRow], bool] | None:
        return self.wanted.passing(self._targets)

    def _narrow(self) -> None:
        self._table.rows_model.set_filter(self._passing())
        self.shown.emit()

    def _want(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._bar.segments.set_value(_SEGMENTS.index(wanted.segment))
        self._bar.show_wanted(wanted)
        self._narrow()

    def _on_segment(self, at: int) -> None:
        self.current = ""
        self._want(replace(self.wanted, segment=_SEGMENTS[at]))

    def _on_narrowed(self, wanted: Wanted) -> None:
        self.current = ""
        self._want(replace(wanted, segment=self.wanted.segment))

    def _on_layout(self, layout: TableLayout) -> None:
        self.current = ""
        self._keep_layout(layout)
        if self.columns.wants_targets and not self._targets:
            self.targets_wanted.emit()
        self.shown.emit()

    def _keep_layout(self, layout: TableLayout) -> None:
        if self._views is not None:
            self._views.layout = layout

    def _switch_panel(self) -> None:
        shown = not self._bar.panel.isVisibleTo(self._bar)
        if shown:
            self._offer()
            self.targets_wanted.emit()
        self._bar.open_panel(shown=shown)

    def _offer(self) -> None:
        if not self._offered and self._call is not None:
            self._offered = True
            self._bar.panel.offer(choices_of(self._rows, self._call, self._register, self._targets))

    def views_menu(self) -> QMenu:
        """Make the menu of the saved views."""
        names = [each.name for each in self._views.all()] if self._views is not None else []
        return self._bar.views_menu(names, self.current)

    def _open_menu(self) -> None:
        menu, button = self.views_menu(), self._bar.views
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _ask_name(self) -> None:
        if self._views is None:
            return
        dialog = ViewNameDialog(self._table.window(), self._views, name=self.current)
        dialog.named.connect(self._save)
        self._show(dialog)

    def _save(self, name: str) -> None:
        if self._views is not None:
            self._views.save(SavedView(name=name, wanted=self.wanted, layout=self.columns.layout_))
            self.current = name
            self.said.emit(listed("views.saved", name=name))

    def _manage(self) -> None:
        if self._views is not None:
            dialog = ViewsDialog(self._table.window(), self._views)
            dialog.chosen.connect(self.use_view)
            self._show(dialog)

    def _show(self, dialog: ViewNameDialog | ViewsDialog) -> None:
        self.dialog = dialog
        dialog.open()
