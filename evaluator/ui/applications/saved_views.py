"""Saved views of the list: filters, columns and order under a name, kept beside the program.

They outlive the round and lie unencrypted in the settings of this machine's user. So they hold
stable names and codes only: never words that were looked for, which may be a person's name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from evaluator.ui.applications import wanted as filters
from evaluator.ui.applications.wanted import Wanted
from evaluator.ui.shared import table_layout
from evaluator.ui.shared.table_layout import TableLayout, read_json

if TYPE_CHECKING:
    from evaluator.ui.settings import Settings

LONGEST_NAME = 60
MOST_VIEWS = 50
_LAYOUT, _VIEWS = "applications/table", "applications/views"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """One view.

    Attributes:
        name: What the user called it.
        wanted: What the list is narrowed to.
        layout: Its columns and order.
    """

    name: str
    wanted: Wanted = field(default_factory=Wanted)
    layout: TableLayout = field(default_factory=TableLayout)


class SavedViews:
    """The views of this machine's user, by name, and how the list stood last."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def layout(self) -> TableLayout:
        """How the list stood last."""
        return table_layout.loaded(read_json(self._settings.text(_LAYOUT)))

    @layout.setter
    def layout(self, value: TableLayout) -> None:
        self._settings.keep_text(_LAYOUT, json.dumps(value.dumped()))

    def all(self) -> tuple[SavedView, ...]:
        """Give the views by name; what is damaged is left out."""
        stored = read_json(self._settings.text(_VIEWS))
        found: dict[str, SavedView] = {}
        for each in stored if isinstance(stored, list) else ():
            name = each.get("name") if isinstance(each, dict) else None
            if isinstance(name, str) and tidy(name):
                view = SavedView(
                    name=tidy(name),
                    wanted=filters.loaded(each.get("wanted")),
                    layout=table_layout.loaded(each.get("layout")),
                )
                found[view.name.casefold()] = view
        return tuple(sorted(found.values(), key=lambda each: each.name.casefold()))[:MOST_VIEWS]

    def find(self, name: str) -> SavedView | None:
        """Give the view with this name, whatever its capitals, or None."""
        wanted = tidy(name).casefold()
        return next((each for each in self.all() if each.name.casefold() == wanted), None)

    def save(self, view: SavedView) -> None:
        """Keep a view; one with the same name is replaced."""
        self._keep([each for each in self.all() if each.name.casefold() != view.name.casefold()] + [view])

    def rename(self, name: str, new: str) -> None:
        """Give a view another name."""
        views = {each.name: each for each in self.all()}
        view = views.pop(name)
        self._keep([*views.values(), replace(view, name=tidy(new))])

    def remove(self, name: str) -> None:
        """Forget a view."""
        self._keep([each for each in self.all() if each.name != name])

    def _keep(self, views: list[SavedView]) -> None:
        values = [
            {"name": each.name, "wanted": each.wanted.dumped(), "layout": each.layout.dumped()}
            for each in views
        ]
        self._settings.keep_text(_VIEWS, json.dumps(values, ensure_ascii=False))


def tidy(name: str) -> str:
    """Give a name without spaces around it and without line breaks, as long as one may be."""
    return " ".join(name.split())[:LONGEST_NAME].strip()
