"""What only a screen reader is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea, QComboBox


def announce(widget: QWidget, words: str) -> None:
    """Have words read out that appear away from the keyboard: what was done, found or is wrong."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def called(field: QComboBox) -> QLabel:
    """Give a label out of sight for a choice that has none; it is laid out beside it.

    On Linux the name of a choice is what is chosen, and only a label tells what is asked.
    """
    made = QLabel(field.accessibleName())
    made.setBuddy(field)
    made.hide()
    return made


def hide_bars(area: QAbstractScrollArea) -> None:
    """Leave an area's scroll bars out of what a screen reader meets; they tell it nothing.

    Qt (6.11) counts the bars in sight as children and does not look whether a child that is asked
    for is still there: a bar that goes between the two questions ends the program. It knows the
    bars by the names of the widgets around them.
    """
    for name in ("qt_scrollarea_hcontainer", "qt_scrollarea_vcontainer"):
        around = area.findChild(QWidget, name, Qt.FindChildOption.FindDirectChildrenOnly)
        if around is not None:
            around.setObjectName("bar")
