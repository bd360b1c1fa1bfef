"""Layouts written as lists: widgets, layouts, gaps in pixels, and None for "the rest"."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from evaluator.ui.shared.spoken import hide_bars

Item = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
L = TypeVar("L", bound=QBoxLayout)
NO_MARGINS: Margins = (0, 0, 0, 0)


def row(*items: Item, gap: int = 8, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """Lay items out from left to right."""
    return _filled(QHBoxLayout(), items, gap, margins)


def col(*items: Item, gap: int = 8, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """Lay items out from top to bottom."""
    return _filled(QVBoxLayout(), items, gap, margins)


def _filled(layout: L, items: tuple[Item, ...], gap: int, margins: Margins) -> L:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout


def stretched(layout: L, item: int) -> L:
    """Let one item of a layout take the room that is left."""
    layout.setStretch(item, 1)
    return layout


def panel(layout: QLayout, name: str = "", ground: str = "") -> QFrame:
    """Wrap a layout into a frame of the style sheet: card, well, side, leftside.

    A style sheet's border takes no room in a layout, so the side that has one gets
    a pixel more.
    """
    frame = QFrame()
    frame.setObjectName(name)
    if ground:
        frame.setProperty("ground", ground)
    if name in {"side", "leftside"}:
        m = layout.contentsMargins()
        left, right = int(name == "side"), int(name == "leftside")
        layout.setContentsMargins(m.left() + left, m.top(), m.right() + right, m.bottom())
    frame.setLayout(layout)
    return frame


def hline() -> QFrame:
    """Give a hairline across."""
    line = QFrame()
    line.setObjectName("hline")
    return line


def vline(height: int = 0) -> QFrame:
    """Give an upright hairline; 0 takes the height there is."""
    line = QFrame()
    line.setObjectName("vline")
    if height:
        line.setFixedHeight(height)
    return line


def scrolled(body: QWidget) -> QScrollArea:
    """Put a widget into an area that scrolls; its children take the focus, not the area."""
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    hide_bars(area)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    body.setObjectName("scrollbody")
    area.setWidget(body)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout, and let go of it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            emptied(inner)
            inner.deleteLater()
