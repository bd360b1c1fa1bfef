"""The field of a sentence: grows with it, tells when it was left, and has a plain limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from evaluator.ui.reviewing.model import LONGEST_SENTENCE
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.fields import TextArea
from evaluator.ui.texts import number

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget


def words_in(text: str) -> int:
    """Count the words of a sentence."""
    return len(text.split())


def tab_step(event: QEvent) -> int:
    """Give +1 for a press of Tab, -1 for one of Shift+Tab, 0 for anything else.

    Looked at as a key, not by ``focusNextPrevChild``: Qt calls that for a widget that is hidden too.
    """
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return 0
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return 0
    return {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)


class SentenceField(TextArea):
    """One paragraph or a few; Enter and Tab go on, Shift+Enter breaks the line.

    Signals:
        moved: The keyboard shall go to the next or the previous field; +1 or -1.
        left: The field was left.
        refused: What was pasted or typed does not fit; with the sentence that says so.
    """

    moved = Signal(int)
    left = Signal()
    refused = Signal(str)

    def __init__(self, name: str, height: int = 84, parent: QWidget | None = None) -> None:
        super().__init__(name, height, parent=parent)

    def room(self) -> int:
        """Give how many characters still fit, with what is selected out of the way."""
        selected = len(self.textCursor().selectedText())
        return LONGEST_SENTENCE - (self.document().characterCount() - 1 - selected)

    # Qt overrides
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text, or refuse all of it: half a paste would look like a whole one."""
        text = source.text()
        if len(text) > self.room():
            self.refused.emit(tr("sentence.too_long", size=number(len(text)), most=number(LONGEST_SENTENCE)))
            return
        self.textCursor().insertText(text.replace("\0", ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        plain = modifiers in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.moved.emit(1)
        elif event.text().isprintable() and event.text() and self.room() < len(event.text()):
            self.refused.emit(tr("sentence.full", most=number(LONGEST_SENTENCE)))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if (by := tab_step(event)) != 0:
            self.moved.emit(by)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
