"""Fields: a search line, a text area, and the label that stands above a field."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from evaluator.ui.shared.labels import IconLabel, label, set_tone
from evaluator.ui.shared.layout import col, panel, row
from evaluator.ui.shared.spoken import announce
from evaluator.ui.theme import THEME, font


class SearchField(QLineEdit):
    """Finds as one types; Esc empties it, Down and Enter go on to the list.

    Signals:
        left_for_list: The user wants to be in the list.
    """

    left_for_list = Signal()

    def __init__(self, placeholder: str, width: int = 280, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFont(font("body"))
        self.setMinimumWidth(min(width, 150))
        self.setMaximumWidth(width)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        for button in self.findChildren(QToolButton):  # Qt's own, around the glass
            button.setAccessibleName(placeholder)
        THEME.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._glass.setIcon(THEME.icon("search", "text3"))

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(self._width, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.left_for_list.emit()
        else:
            super().keyPressEvent(event)


class TextArea(QPlainTextEdit):
    """A text of some lines; Tab leaves it. It can be outlined as wrong."""

    def __init__(self, name: str, height: int = 0, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font("body"))
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        if height:
            self.setFixedHeight(height)

    def mark(self, bad: bool) -> None:
        """Outline it as wrong, or take the outline away."""
        set_tone(self, "bad" if bad else "", "state")


class Complaint(QWidget):
    """A sentence under a field that says what is wrong with it; takes no room while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label("", "small", "bad", wrap=True)
        layout = row(IconLabel("circle-alert", "bad", 14), self._words, gap=6)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    def say(self, text: str) -> None:
        """Say it; an empty text takes it away."""
        self._words.setText(text)
        self.setAccessibleName(text)
        announce(self, text)
        self.setVisible(bool(text))


def labelled(name: str, field: QWidget, hint: str = "") -> QWidget:
    """Put a label above a field, and a hint under it."""
    above = label(name, "small", "2")
    above.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(name)
    layout: QVBoxLayout = col(above, field, gap=4)
    if hint:
        layout.addWidget(label(hint, "caption", "3", wrap=True))
    return panel(layout)
