"""Over the list: find, narrow, choose columns and views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from evaluator.ui.actions import ActionId, hint
from evaluator.ui.applications.filter_panel import FilterPanel
from evaluator.ui.applications.words import listed
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import SearchField
from evaluator.ui.shared.layout import col, panel, row
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.ui.actions import Actions
    from evaluator.ui.applications.wanted import Wanted

_SEGMENTS = ("all", "open", "noticed", "refused")


class ListBar(QWidget):
    """The search field, the segments, the filters under them, and what the list looks like.

    Signals:
        view_wanted: A saved view shall be used; with its name, empty for the usual one.
    """

    view_wanted = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.search = SearchField(tr("applications.search"), 214)
        self.segments = Segmented(
            [Choice(tr(f"applications.filter.{word}")) for word in _SEGMENTS], tr("applications.filters")
        )
        self.filter = self._button(ActionId.LIST_FILTER, "sliders-horizontal")
        self.filter.setCheckable(True)
        self.views = self._button(ActionId.LIST_VIEWS, "book-open")
        columns = self._button(ActionId.LIST_COLUMNS, "columns-3")
        density = self._button(ActionId.VIEW_DENSITY, "rows-4")
        self._words = self.filter.accessibleName()
        buttons = (self.filter, None, self.views, columns, density)
        line = panel(row(self.search, self.segments, *buttons, gap=6, margins=(20, 0, 12, 8)))
        self.panel = FilterPanel()
        self.panel.hide()
        self.setLayout(col(line, self.panel, gap=0))

    def _button(self, action: ActionId, icon: str) -> Button:
        made = Button("", "ghost", icon, small=True, tip=hint(action))
        return made.follow(self._actions[action])

    def open_panel(self, *, shown: bool) -> None:
        """Show the filters, or put them away; what they say stays in force."""
        self.panel.setVisible(shown)
        self.show_wanted(self.panel_wanted)
        if shown:
            self.panel.lists["municipality"].setFocus()
        else:
            self.search.setFocus()

    @property
    def panel_wanted(self) -> Wanted:
        """What the filters show."""
        return self.panel.wanted

    def show_wanted(self, wanted: Wanted) -> None:
        """Show what is in force, also where the filters are put away."""
        self.panel.show_wanted(wanted)
        self.filter.setChecked(bool(wanted.chosen) or self.panel.isVisibleTo(self))
        chosen = listed("filter.in_force", count=wanted.chosen) if wanted.chosen else ""
        self.filter.setText(f" {chosen}" if chosen else "")
        self.filter.setProperty("square", "" if chosen else "true")
        self.filter.setFixedWidth(self.filter.sizeHint().width() if chosen else 26)
        self.filter.setAccessibleName(f"{self._words}, {chosen}" if chosen else self._words)

    def views_menu(self, names: Sequence[str], current: str) -> QMenu:
        """Make the menu of the saved views."""
        menu = QMenu(self)
        usual = menu.addAction(listed("views.usual"), lambda: self.view_wanted.emit(""))
        usual.setCheckable(True)
        usual.setChecked(not current)
        for name in names:
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == current)
            action.triggered.connect(lambda _=False, name=name: self.view_wanted.emit(name))
        menu.addSeparator()
        menu.addAction(self._actions[ActionId.LIST_SAVE_VIEW])
        menu.addAction(self._actions[ActionId.LIST_MANAGE_VIEWS])
        return menu
