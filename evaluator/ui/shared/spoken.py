"""What only a screen reader is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox, QWidget


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
