"""The text of an application with the passages that its reader marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from evaluator.ui.reading.browser import ReadingText
from evaluator.ui.reading.places import Places, Span
from evaluator.ui.reading.text import page_of
from evaluator.ui.reading.words import tr
from evaluator.ui.shared.painting import CENTRE, draw_text
from evaluator.ui.theme import THEME, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QAction, QContextMenuEvent
    from PySide6.QtWidgets import QWidget

    from evaluator.domain.passages import PassageId
    from evaluator.ui.reading.text import Block

_MARGIN = 48
"""Pixels at the left of a text that can be marked, for the numbers of its passages."""

_CHIP = 18
_CARET_KEYS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPassage:
    """A passage as it is drawn.

    Attributes:
        id: Which one.
        number: The number of its question, or empty.
        active: Its question is the one that is open.
        noted: It has a note.
        field, start, length: Where it stands now, in code points.
    """

    id: PassageId
    number: str
    active: bool
    noted: bool
    field: str
    start: int
    length: int


class MarkedText(ReadingText):
    """A page in which a caret goes; words between it and its anchor can be marked.

    Passages are underlined and tinted, and the number of their question stands beside them.

    Signals:
        deleted: The passage at the caret shall be deleted; with its id.
    """

    deleted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._blocks: Sequence[Block] = ()
        self._texts: Mapping[str, str] = {}
        self._passages: Sequence[ShownPassage] = ()
        self._places: Places | None = None
        self._menu: Sequence[QAction] = ()
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def allow_marking(self, actions: Sequence[QAction]) -> None:
        """Keep room for the numbers, and put the actions of marking into the menu of the text."""
        self._menu = actions

    def show_blocks(self, blocks: Sequence[Block], texts: Mapping[str, str]) -> None:
        """Show a page; passages stay until others are shown.

        Args:
            blocks: Its paragraphs.
            texts: The application's texts by their names.
        """
        self._blocks, self._texts = blocks, texts
        self.show_page(page_of(blocks))
        if self._menu:
            frame = self.document().rootFrame().frameFormat()
            frame.setLeftMargin(_MARGIN)
            self.document().rootFrame().setFrameFormat(frame)
        self._places = Places(self.document(), blocks, texts)
        self._dress_passages()

    def show_passages(self, passages: Sequence[ShownPassage]) -> None:
        """Draw passages in place of the former ones."""
        self._passages = passages
        self.setAccessibleDescription(tr("marks.count", count=len(passages)) if passages else "")
        self._dress_passages()

    def selected(self) -> list[Span]:
        """Give the words that are selected, by text."""
        cursor = self.textCursor()
        if self._places is None or not cursor.hasSelection():
            return []
        return self._places.spans(cursor.selectionStart(), cursor.selectionEnd())

    def at_caret(self) -> PassageId | None:
        """Give the passage in which the caret stands, the shortest of several."""
        at = self.textCursor().position()
        found = [
            each for each in self._passages if any(first <= at <= last for first, last in self._of(each))
        ]
        return min(found, key=lambda each: each.length).id if found else None

    def unselect(self) -> None:
        """Leave the caret where the selection ended."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def go_to(self, passage: PassageId) -> bool:
        """Select a passage and bring it into sight; False where the page does not show it."""
        shown = next((each for each in self._passages if each.id == passage), None)
        stretches = self._of(shown) if shown is not None else []
        if not stretches:
            return False
        cursor = QTextCursor(self.document())
        cursor.setPosition(stretches[0][0])
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - self.viewport().height() // 3)
        cursor.setPosition(stretches[-1][1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _of(self, passage: ShownPassage) -> list[tuple[int, int]]:
        if self._places is None:
            return []
        return self._places.stretches(passage.field, passage.start, passage.length)

    def _dress_passages(self) -> None:
        found = []
        # The open question's last: it lies over the others.
        for passage in sorted(self._passages, key=lambda each: each.active):
            for first, last in self._of(passage):
                extra = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self.document())
                cursor.setPosition(first)
                cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
                extra.cursor = cursor
                extra.format = _format(passage)
                found.append(extra)
        self.setExtraSelections(found)
        self.viewport().update()

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self._menu:
            passage = self.at_caret()
            if passage is not None:
                self.deleted.emit(passage)
            return
        if event.key() in _CARET_KEYS and not self.viewport().rect().intersects(self.cursorRect()):
            # Go on where one reads, not where one left the caret.
            self.setTextCursor(self.cursorForPosition(QPoint(_MARGIN, 12)))
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done with the words under the pointer; Qt's own menu has no words of ours."""
        menu = QMenu(self)
        copy = menu.addAction(tr("marks.copy"), self.copy)
        copy.setEnabled(self.textCursor().hasSelection())
        if self._menu:
            if not self.textCursor().hasSelection():
                self.setTextCursor(self.cursorForPosition(event.pos()))
            menu.addSeparator()
            menu.addActions(list(self._menu))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._menu or not self._passages:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for top, on_line in self._lines().items():
            self._paint_chip(painter, top, on_line)

    def _lines(self) -> dict[int, list[ShownPassage]]:
        """Give the passages by the line on which each begins, those of the open question first."""
        found: dict[int, list[ShownPassage]] = {}
        cursor = QTextCursor(self.document())
        for passage in sorted(self._passages, key=lambda each: not each.active):
            stretches = self._of(passage)
            if stretches:
                cursor.setPosition(stretches[0][0])
                rect = self.cursorRect(cursor)
                if -_CHIP < rect.top() < self.viewport().height():
                    found.setdefault(rect.center().y() - _CHIP // 2, []).append(passage)
        return found

    def _paint_chip(self, painter: QPainter, top: int, passages: list[ShownPassage]) -> None:
        first = passages[0]
        others = {each.number for each in passages} - {first.number}
        words = (first.number or "•") + ("+" if others else "")
        noted = first.noted and not others
        width = min(_MARGIN - 4, text_width(words, "smallstrong") + (22 if noted else 8))
        chip = QRectF(1.5, top + 0.5, width, _CHIP)
        painter.setPen(QPen(THEME.colour("accent" if first.active else "ctrl"), 1.5 if first.active else 1))
        painter.setBrush(THEME.colour("accent_tint" if first.active else "surface"))
        painter.drawRoundedRect(chip, 4, 4)
        ink = "accent" if first.active else "text2"
        room = QRect(2, top, int(width) - (14 if noted else 0), _CHIP)
        draw_text(painter, room, words, "smallstrong", ink, CENTRE, elide=False)
        if noted:
            THEME.paint_icon(painter, "message-square", ink, chip.right() - 15, top + 3, 12)


def _format(passage: ShownPassage) -> QTextCharFormat:
    """Give how a passage is drawn: the line below it says as much as its ground."""
    style = QTextCharFormat.UnderlineStyle
    found = QTextCharFormat()
    found.setBackground(THEME.colour("accent_tint" if passage.active else "neutral_tint"))
    line = style.SingleUnderline if passage.active else style.DashUnderline
    found.setUnderlineStyle(line if passage.number else style.DotLine)
    found.setUnderlineColor(THEME.colour("accent" if passage.active else "text2"))
    return found
