"""The inspector: one thing of the list in detail, with its deed pinned at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from evaluator.ui.actions import ActionId, hint
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, hline, panel, row, scrolled
from evaluator.ui.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evaluator.ui.shared.layout import Item

    Head = tuple[str, str, str]

_SLICE_MS = 4
"""So long is built in one turn; the rest of a frame is the list's, and whoever types."""


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
        self._held = QFrame()
        self._coming: tuple[QFrame, Head, Iterator[Item]] | None = None
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._build_on)
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
        self._forget_coming()
        held = self._fresh()
        for each in items:
            _put(held, each)
        self._swap(held)

    def show_built(self, head: Head, items: Iterable[Item], *, at_once: bool) -> None:
        """Show other contents under another head, built at once or a little in each turn of the window.

        What was shown before stays in sight until all of it is there.

        Args:
            head: As in ``show_head``.
            items: As in ``show_body``; each is built when it is asked for.
            at_once: Do not return before it is shown.
        """
        if at_once:
            self.show_head(*head)
            self.show_body(*items)
            return
        self._forget_coming()
        self._coming = (self._fresh(), head, iter(items))
        self._slices.start()

    def _build_on(self) -> None:
        """Build for a slice of a frame; show what is built when nothing is left to build."""
        if self._coming is None:
            return
        held, head, items = self._coming
        clock = QElapsedTimer()
        clock.start()
        for each in items:
            _put(held, each)
            if clock.elapsed() >= _SLICE_MS:
                return
        self._coming = None
        self._slices.stop()
        self.show_head(*head)
        self._swap(held)

    def _forget_coming(self) -> None:
        self._slices.stop()
        if self._coming is not None:
            self._coming[0].deleteLater()
            self._coming = None

    def _fresh(self) -> QFrame:
        """Give a place for contents, out of sight: in sight, each of them would have all laid out anew."""
        held = QFrame(self.area.widget())
        held.hide()
        held.setLayout(col(gap=10))
        return held

    def _swap(self, held: QFrame) -> None:
        """Show other contents, with their height now: what scrolls would follow a turn later."""
        inner = self.area.widget()
        layout = inner.layout() if inner is not None else None
        if inner is None or layout is None:
            return
        self.setUpdatesEnabled(False)
        former, self._held = self._held, held
        layout.replaceWidget(former, held)
        former.hide()
        former.setParent(None)
        former.deleteLater()
        held.show()
        layout.activate()
        height = inner.heightForWidth(inner.width()) if layout.hasHeightForWidth() else 0
        inner.resize(inner.width(), max(self.area.viewport().height(), height))
        self.setUpdatesEnabled(True)


def _put(held: QFrame, item: Item) -> None:
    """Add an item to what is being built."""
    layout = held.layout()
    if not isinstance(layout, QVBoxLayout):
        return
    if isinstance(item, QWidget):
        layout.addWidget(item)
    elif isinstance(item, QLayout):
        layout.addLayout(item)
    elif isinstance(item, int):
        layout.addSpacing(item)
