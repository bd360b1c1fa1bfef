"""Finds words that do not fit into their widgets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QScrollArea, QWidget

from evaluator.ui.shared.labels import ElidedLabel

_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def cut_texts(root: QWidget) -> list[str]:
    """Name every visible label and button that cuts its words, and every area wider than its view."""
    found = []
    for each in root.findChildren(QWidget):
        if not each.isVisible():
            continue
        scrolls = isinstance(each, QScrollArea) and each.horizontalScrollBarPolicy() is not _NEVER
        if isinstance(each, QScrollArea) and not scrolls and each.widget().width() > each.viewport().width():
            widths = f"{each.widget().width()} in {each.viewport().width()}"
            found.append(f"area of {each.parent().accessibleName()}: {widths}")
        elif isinstance(each, QPushButton) and each.text() and each.width() < each.sizeHint().width():
            found.append(f"button {each.text()}")
        elif isinstance(each, QAbstractButton) and each.text() and each.width() < each.sizeHint().width():
            found.append(f"choice {each.text()}")
        elif isinstance(each, QLabel) and not isinstance(each, ElidedLabel) and each.text():
            needed = each.heightForWidth(each.width()) if each.wordWrap() else each.sizeHint().height()
            if each.height() < needed or (not each.wordWrap() and each.width() < each.sizeHint().width()):
                found.append(f"label {each.text()}")
    return found
