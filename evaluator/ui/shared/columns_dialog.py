"""Which columns are shown and in which order, chosen by keys as well as by the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from evaluator.ui.dialogs import Dialog
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import row
from evaluator.ui.texts import say, tr
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_NAME = Qt.ItemDataRole.UserRole


class ColumnsDialog(Dialog):
    """Every column with a box: space shows and hides it, Alt and an arrow move it.

    Signals:
        chosen: The names of the columns in sight, in their order.
    """

    chosen = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        every: Sequence[tuple[str, str]],
        shown: Sequence[str],
        usual: Sequence[str],
    ) -> None:
        self._every, self._usual = dict(every), usual
        self.list = QListWidget()
        self.list.setFont(font("body"))
        self.list.setAccessibleName(say("ui_lists.columns.title"))
        self.list.setMinimumSize(360, 360)
        self.list.setSpacing(3)
        self.complaint = Complaint()
        up = Button(say("ui_lists.columns.up"), "secondary", "arrow-up", small=True)
        down = Button(say("ui_lists.columns.down"), "secondary", "arrow-down", small=True)
        usual_ = Button(say("ui_lists.columns.usual"), "link", small=True)
        super().__init__(
            parent,
            say("ui_lists.columns.title"),
            label(say("ui_lists.columns.how"), "small", "2", wrap=True),
            self.list,
            row(up, down, None, usual_),
            self.complaint,
            accept=say("ui_lists.columns.accept"),
            reject=tr("dialogs.cancel"),
        )
        self.setAccessibleName(say("ui_lists.columns.title"))
        self.setAccessibleDescription(say("ui_lists.columns.how"))
        up.clicked.connect(lambda: self.move_by(-1))
        down.clicked.connect(lambda: self.move_by(1))
        usual_.clicked.connect(lambda: self._fill(self._usual))
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.move_by(by))
        self._fill(shown)
        self.list.setFocus()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in sight, in their order."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple(each.data(_NAME) for each in items if each.checkState() is Qt.CheckState.Checked)

    def move_by(self, by: int) -> None:
        """Move the current column up (-1) or down (+1)."""
        at = self.list.currentRow()
        to = at + by
        if at >= 0 and 0 <= to < self.list.count():
            self.list.insertItem(to, self.list.takeItem(at))
            self.list.setCurrentRow(to)

    def accept(self) -> None:
        """Take the choice; without a single column, say so instead."""
        if self.names:
            self.chosen.emit(self.names)
            super().accept()
        else:
            self.complaint.say(say("ui_lists.columns.none"))
            self.list.setFocus()

    def _fill(self, shown: Sequence[str]) -> None:
        self.list.clear()
        for name in (*shown, *(each for each in self._every if each not in shown)):
            item = QListWidgetItem(self._every[name])
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
