"""The list's columns: which, in which order, how wide, sorted by what; by mouse, key or palette."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from evaluator.ui.applications.delegates import DENSE, TWO_LINES, USUAL, columns
from evaluator.ui.applications.words import listed
from evaluator.ui.shared.columns_dialog import ColumnsDialog
from evaluator.ui.shared.table_layout import TableLayout
from evaluator.ui.shared.workspace import Command
from evaluator.ui.texts import TEXTS, tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluator.domain.call import Call
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.ui.applications.model import ApplicationRow
    from evaluator.ui.shared.table import Table
    from evaluator.ui.shared.table_model import Column

    TargetIds = Mapping[ApplicationId, tuple[str, ...]]

TARGET = "target"


class ListColumns(QObject):
    """Shows the columns as their layout says, and changes it as the user asks.

    Signals:
        changed: The user changed the layout; with the ``TableLayout``.
    """

    changed = Signal(object)

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table
        self._dense = False
        self._targets: TargetIds = {}
        self._words: dict[str, str] = {}
        self._showing = False
        self.layout_ = TableLayout()
        self.dialog: ColumnsDialog | None = None
        table.arranged.connect(self._on_arranged)
        table.resized.connect(self._on_resized)
        table.head_asked.connect(self._on_head_asked)
        table.rows_model.ordered.connect(self._on_ordered)

    @property
    def wants_targets(self) -> bool:
        """Whether the column of the targets is in sight."""
        return TARGET in self.layout_.columns

    def show_dense(self, *, dense: bool) -> None:
        """Show one line for an application, or two."""
        self._dense = dense
        self._show()

    def use(self, layout: TableLayout) -> None:
        """Show the columns as a layout says that was kept."""
        self.layout_ = layout
        self._show()

    def know_targets(self, targets: TargetIds, call: Call) -> None:
        """Take in what the forms name."""
        self._targets = targets
        self._words = {each.id: each.text.to(TEXTS.language) for each in call.targets}
        if self.wants_targets:
            self._show()

    def choose(self) -> None:
        """Show the dialog of the columns, for those who use the keyboard."""
        every = [(each.known_as, each.title) for each in self._every()]
        self.dialog = ColumnsDialog(self._table.window(), every, self._names(), self._usual())
        self.dialog.chosen.connect(lambda names: self._change(replace(self.layout_, columns=tuple(names))))
        self.dialog.open()

    def commands(self) -> list[Command]:
        """Give the lines for the palette: sort, show and hide."""
        group = tr("palette.sorting")
        model = self._table.rows_model
        found = [
            Command(group, "arrow-down", each.title, partial(model.order, at))
            for at, each in enumerate(model.columns)
            if each.sort is not None
        ]
        names = self._names()
        for each in self._every():
            key = "hide" if each.known_as in names else "show"
            found.append(
                Command(
                    listed("columns.group"),
                    "columns-3",
                    listed(f"columns.{key}", title=each.title),
                    partial(self._switch, each.known_as),
                )
            )
        return found

    def _every(self) -> tuple[Column, ...]:
        return columns(dense=self._dense, targets=self._target_words)

    def _usual(self) -> tuple[str, ...]:
        known = {each.known_as for each in self._every()}
        return tuple(each for each in USUAL if each in known)

    def _names(self) -> tuple[str, ...]:
        return tuple(each.known_as for each in self._table.rows_model.columns)

    def _target_words(self, row: ApplicationRow) -> str:
        ids = self._targets.get(row.standing.application.id, ())
        return "; ".join(self._words.get(each, each) for each in ids)

    def _show(self) -> None:
        table, layout = self._table, self.layout_
        shown = layout.arranged(self._every(), USUAL)
        self._showing = True
        try:
            table.use(shown, DENSE if self._dense else TWO_LINES)
            table.set_widths({each.known_as: width for each in shown if (width := self._kept(each))})
            at = next((at for at, each in enumerate(shown) if each.known_as == layout.sorted_by), -1)
            model = table.rows_model
            if (model.sorted_by, model.descending) != (at, layout.descending):
                model.order(at, layout.descending)
        finally:
            self._showing = False

    def _kept(self, column: Column) -> int:
        return self.layout_.widths.get(self._width_name(column.known_as), 0)

    def _width_name(self, name: str) -> str:
        """Give the name of a width: two lines need another one than a single line."""
        return name if self._dense else f"{name}/2"

    def _change(self, layout: TableLayout) -> None:
        self.layout_ = layout
        self._show()
        self.changed.emit(layout)

    def _switch(self, name: str) -> None:
        every = [each.known_as for each in self._every()]
        self._change(self._seen().switched(name, self._usual(), every))

    def _seen(self) -> TableLayout:
        """Give the layout with the columns that are in sight written out."""
        return replace(self.layout_, columns=self._names())

    def _on_arranged(self, names: Sequence[str]) -> None:
        self._change(replace(self.layout_, columns=tuple(names)))

    def _on_resized(self, name: str, width: int) -> None:
        widths = {**self.layout_.widths, self._width_name(name): width}
        self.layout_ = replace(self.layout_, widths=widths)
        self.changed.emit(self.layout_)

    def _on_ordered(self) -> None:
        if self._showing:
            return
        model = self._table.rows_model
        name = model.columns[model.sorted_by].known_as if model.sorted_by >= 0 else ""
        self.layout_ = replace(self.layout_, sorted_by=name, descending=model.descending)
        self.changed.emit(self.layout_)

    def _on_head_asked(self, name: str, at: QPoint) -> None:
        menu = self.menu(name)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def menu(self, name: str) -> QMenu:
        """Make the menu of the head: what is done to one column, and which are in sight."""
        menu = QMenu(self._table)
        names = self._names()
        if name:
            for by, word in ((-1, "left"), (1, "right")):
                move = menu.addAction(listed(f"columns.{word}"))
                move.setEnabled(0 <= names.index(name) + by < len(names))
                move.triggered.connect(lambda _=False, by=by: self._move(name, by))
            hide = menu.addAction(listed("columns.hide_this"))
            hide.setEnabled(len(names) > 1)
            hide.triggered.connect(lambda: self._switch(name))
            menu.addSeparator()
        for each in self._every():
            action = menu.addAction(each.title)
            action.setCheckable(True)
            action.setChecked(each.known_as in names)
            action.triggered.connect(lambda _=False, known=each.known_as: self._switch(known))
        menu.addSeparator()
        menu.addAction(listed("columns.choose"), self.choose)
        menu.addAction(listed("columns.usual"), lambda: self._change(TableLayout()))
        return menu

    def _move(self, name: str, by: int) -> None:
        self._change(self._seen().moved(name, by, self._usual()))
