"""The inspector: one thing of the list in detail, with its deed pinned at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from evaluator.ui.actions import ActionId, hint
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, emptied, hline, panel, row, scrolled
from evaluator.ui.texts import tr

if TYPE_CHECKING:
    from evaluator.ui.shared.layout import Item


class Inspector(QFrame):
    """Caption with previous, next and close; heading; a body that scrolls; a foot that does not.

    Signals:
        stepped: Another row is wanted: +1 or -1.
        closed: The user closed it.
    """

    stepped = Signal(int)
    closed = Signal()

    def __init__(self, name: str, foot: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAccessibleName(name)
        self._caption = label("", "small", "3")
        self._heading = label("", "heading", wrap=True, selectable=True)
        self._under = label("", "body", "2", wrap=True, selectable=True)
        self.previous = Button("", "ghost", "chevron-up", small=True, tip=hint(ActionId.VIEW_PREVIOUS))
        self.next = Button("", "ghost", "chevron-down", small=True, tip=hint(ActionId.VIEW_NEXT))
        self.close_button = Button("", "ghost", "x", small=True, tip=tr("inspector.close"))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button.clicked.connect(self.closed)
        self._body = col(gap=10)
        self._held = panel(self._body)
        self.area = scrolled(self._inner())
        layout = col(self.area, gap=0, margins=(1, 0, 0, 0))
        layout.setStretch(0, 1)
        if foot is not None:
            layout.addWidget(hline())
            layout.addWidget(foot)
        self.setLayout(layout)

    def _inner(self) -> QWidget:
        bar = row(self._caption, None, self.previous, self.next, self.close_button, gap=2)
        head = col(bar, self._heading, self._under, gap=2)
        return panel(col(head, hline(), self._held, None, gap=10, margins=(16, 10, 16, 12)))

    def show_head(self, caption: str, heading: str, under: str) -> None:
        """Say what is inspected."""
        self._caption.setText(caption)
        self._heading.setText(heading)
        self._under.setText(under)
        self._under.setVisible(bool(under))

    def show_body(self, *items: Item) -> None:
        """Show other contents: widgets, layouts, gaps."""
        self.setUpdatesEnabled(False)
        # Out of sight: each widget that is shown among others in sight has all of them laid out.
        self._held.hide()
        emptied(self._body)
        for item in items:
            if isinstance(item, QWidget):
                self._body.addWidget(item)
            elif isinstance(item, QLayout):
                self._body.addLayout(item)
            elif isinstance(item, int):
                self._body.addSpacing(item)
        self._held.show()
        self._settle()
        self.setUpdatesEnabled(True)

    def _settle(self) -> None:
        """Give the body its height now: what scrolls would follow a turn later."""
        inner = self.area.widget()
        layout = inner.layout() if inner is not None else None
        if inner is None or layout is None:
            return
        layout.activate()
        height = inner.heightForWidth(inner.width()) if layout.hasHeightForWidth() else 0
        inner.resize(inner.width(), max(self.area.viewport().height(), height))
