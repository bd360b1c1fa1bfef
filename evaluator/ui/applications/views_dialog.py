"""The dialogs of saved views: a name for one, and the list to choose from, rename and remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget

from evaluator.ui.applications.saved_views import LONGEST_NAME, tidy
from evaluator.ui.applications.words import listed
from evaluator.ui.dialogs import Dialog
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, labelled
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import row
from evaluator.ui.texts import tr
from evaluator.ui.theme import font
from evaluator.ui.working import line_field

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from evaluator.ui.applications.saved_views import SavedViews


class ViewNameDialog(Dialog):
    """Asks for a name: of the view that is saved, or a new one.

    Signals:
        named: The name, tidied.
    """

    named = Signal(str)

    def __init__(
        self, parent: QWidget | None, views: SavedViews, *, renames: str = "", name: str = ""
    ) -> None:
        self._views, self._renames, self._warned = views, renames, ""
        self.field = line_field(renames or name)
        self.field.setMaxLength(LONGEST_NAME)
        self.complaint = Complaint()
        words = "rename" if renames else "save"
        what = label(listed(f"views.{words}_what"), "small", "2", wrap=True)
        super().__init__(
            parent,
            listed(f"views.{words}_title"),
            labelled(listed("views.name"), self.field),
            what,
            self.complaint,
            accept=listed(f"views.{words}"),
            reject=tr("dialogs.cancel"),
        )
        self.setAccessibleName(listed(f"views.{words}_title"))
        self.setAccessibleDescription(what.text())
        self.field.selectAll()
        self.field.setFocus()

    def accept(self) -> None:
        """Take the name; where there is none, or it is taken, say so first."""
        name = tidy(self.field.text())
        known = self._views.find(name)
        taken = known is not None and known.name.casefold() != self._renames.casefold()
        if not name:
            self._say(listed("views.nameless"))
        elif taken and self._renames:
            self._say(listed("views.taken", name=name))
        elif taken and self._warned != name:
            self._warned = name  # a second Enter replaces it
            self._say(listed("views.replaces", name=name))
        else:
            self.named.emit(name)
            super().accept()

    def _say(self, text: str) -> None:
        self.complaint.say(text)
        self.fit()
        self.field.setFocus()


class ViewsDialog(Dialog):
    """The saved views: Enter uses one, F2 renames it, Delete removes it.

    Signals:
        chosen: Use this view; with its name.
        changed: A view was renamed or removed.
    """

    chosen = Signal(str)
    changed = Signal()

    def __init__(self, parent: QWidget | None, views: SavedViews) -> None:
        self._views = views
        self.list = QListWidget()
        self.list.setFont(font("body"))
        self.list.setAccessibleName(listed("views.title"))
        self.list.setMinimumSize(380, 240)
        self.list.setSpacing(3)
        self.rename = Button(listed("views.rename_dots"), "secondary", small=True)
        self.remove = Button(listed("views.remove"), "secondary", "x", small=True)
        self.asked: ViewNameDialog | None = None
        super().__init__(
            parent,
            listed("views.title"),
            label(listed("views.how"), "small", "2", wrap=True),
            self.list,
            row(self.rename, self.remove, None),
            accept=listed("views.use"),
            reject=tr("dialogs.close"),
        )
        self.setAccessibleName(listed("views.title"))
        self.setAccessibleDescription(listed("views.how"))
        self.rename.clicked.connect(self._rename)
        self.remove.clicked.connect(self._remove)
        self.list.itemActivated.connect(lambda _: self.accept())
        self._fill("")
        self.list.setFocus()

    @property
    def current(self) -> str:
        """The name of the current view, or empty."""
        item = self.list.currentItem()
        return item.text() if item is not None else ""

    def accept(self) -> None:
        """Use the current view."""
        if self.current:
            self.chosen.emit(self.current)
            super().accept()

    def _fill(self, name: str) -> None:
        self.list.clear()
        names = [each.name for each in self._views.all()]
        self.list.addItems(names)
        self.list.setCurrentRow(names.index(name) if name in names else 0)
        for each in (self.rename, self.remove, self.accept_button):
            each.setEnabled(bool(names))

    def _rename(self) -> None:
        name = self.current
        if name:
            self.asked = ViewNameDialog(self, self._views, renames=name)
            self.asked.named.connect(lambda new: self._on_renamed(name, new))
            self.asked.open()

    def _on_renamed(self, name: str, new: str) -> None:
        self._views.rename(name, new)
        self._fill(new)
        self.changed.emit()

    def _remove(self) -> None:
        if self.current:
            self._views.remove(self.current)
            self._fill("")
            self.changed.emit()

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self._rename()
        elif event.key() == Qt.Key.Key_Delete:
            self._remove()
        else:
            super().keyPressEvent(event)
