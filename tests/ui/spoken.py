"""What a screen reader would miss in a window: walks the tree that Qt gives to assistive technology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAccessibleInterface

_ROLE = QAccessible.Role
_NAMED = {
    _ROLE.Button,
    _ROLE.ButtonMenu,
    _ROLE.CheckBox,
    _ROLE.ComboBox,
    _ROLE.Dialog,
    _ROLE.EditableText,
    _ROLE.List,
    _ROLE.PageTab,
    _ROLE.ProgressBar,
    _ROLE.RadioButton,
    _ROLE.Slider,
    _ROLE.SpinBox,
    _ROLE.Table,
    _ROLE.Tree,
}
"""Roles that say nothing without a name."""
_TABULAR = {_ROLE.List, _ROLE.Table, _ROLE.Tree}
_PLAIN = {_ROLE.Client, _ROLE.Border, _ROLE.Pane}
"""Roles that a screen reader passes over, names and all, unless something is in them."""
_AREA, _OWN = QAbstractScrollArea, (QAbstractItemView, QTextEdit, QPlainTextEdit)
"""Areas that scroll, and those of them whose children Qt counts in a way of their own."""
_STOPS = 200
"""More controls than a place has: so many stops are a round that does not close."""
_CELLS = 60
"""Cells of a table that are looked at."""


def tree(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Give what is in sight from a node downwards; the cells of a table are not gone into."""
    if node.state().invisible:
        return
    yield node
    if node.role() not in _TABULAR:
        for child in _children(node, node.childCount()):
            yield from tree(child)


def inside(widget: QWidget) -> list[QAccessibleInterface]:
    """Give what is in sight in a widget."""
    return list(tree(QAccessible.queryAccessibleInterface(widget)))


def name(node: QAccessibleInterface) -> str:
    return node.text(QAccessible.Text.Name)


def faults(window: QWidget) -> list[str]:
    """Give what a screen reader could not name, place or read, each in a few words."""
    found = []
    for node in inside(window):
        found += [f"{_told(node)}: {fault}" for fault in _faults(node)]
    return found


def unreached(window: QWidget) -> list[str]:
    """Go round a window with Tab; give what takes the keyboard and was not come to.

    One button of a group is enough: the arrow keys go to the others.
    """
    reached: list[QWidget] = []
    while (
        (now := QApplication.focusWidget()) is not None and now not in reached[:1] and len(reached) < _STOPS
    ):
        reached.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    groups = {id(_group(each)) for each in reached if _group(each) is not None}
    return [
        f"{type(each).__name__} {each.accessibleName()!r}"
        for each in window.findChildren(QWidget)
        if _takes_tab(each) and each not in reached and id(_group(each)) not in groups
    ]


def _takes_tab(widget: QWidget) -> bool:
    wants = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return wants and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _group(widget: QWidget) -> object:
    if not isinstance(widget, QAbstractButton):
        return None
    return widget.group() or (widget.parent() if widget.autoExclusive() else None)


def _faults(node: QAccessibleInterface) -> Iterator[str]:
    role = node.role()
    if role in _NAMED and not name(node):
        yield "no name"
    if role is _ROLE.ComboBox and not _labels(node):
        yield "a choice without a label: on Linux its name is what is chosen"
    if role in _PLAIN and name(node) and not node.childCount() and _paints(node.object()):
        yield "paints itself and is passed over; make it a label"
    if isinstance(node.object(), _AREA) and not isinstance(node.object(), _OWN) and _bars(node.object()):
        yield "ends the program when a bar goes while it is asked for; see hide_bars"
    if role in _TABULAR:
        cells = [
            each for each in _children(node, min(_CELLS, node.childCount())) if each.role() is _ROLE.Cell
        ]
        if cells and not any(name(each) for each in cells):
            yield "cells say nothing"


def _children(node: QAccessibleInterface, count: int) -> Iterator[QAccessibleInterface]:
    for at in range(count):
        if (child := node.child(at)) is not None:
            yield child


def _labels(node: QAccessibleInterface) -> list[str]:
    label = QAccessible.RelationFlag.Label
    return [name(other) for other, relation in node.relations() if relation & label and name(other)]


def _paints(thing: object) -> bool:
    return isinstance(thing, QWidget) and any(
        "paintEvent" in vars(kind) for kind in type(thing).__mro__ if kind.__module__.startswith("evaluator.")
    )


def _bars(area: QAbstractScrollArea) -> bool:
    """Tell whether Qt counts the area's scroll bars as its children."""
    names = ("qt_scrollarea_hcontainer", "qt_scrollarea_vcontainer")
    return any(each.objectName() in names and each.parent() is area for each in area.findChildren(QWidget))


def _told(node: QAccessibleInterface) -> str:
    return f"{type(node.object()).__name__} {node.role().name} {name(node)!r}"
