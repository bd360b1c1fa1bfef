"""One's own passages for the question that is open, below its anchors; a click goes to the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, emptied, panel, row
from evaluator.ui.shared.painting import draw_text
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.passages import Passage, PassageId

_LINE, _NOTED = 28, 46
_LONGEST_SPOKEN = 300


class PassageLine(QAbstractButton):
    """The words of a passage, and the note below them; a loose one says so."""

    def __init__(self, passage: Passage, *, loose: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passage = passage
        self._loose = loose
        self._quoted = f"”{' '.join(passage.quoted.split())}”"
        self._note = " ".join(passage.note.split())
        if loose:
            self._note = f"{tr('marks.loose')} {self._note}".rstrip()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_NOTED if self._note else _LINE)
        spoken = " ".join(each for each in (self._quoted[:_LONGEST_SPOKEN], self._note) if each)
        self.setAccessibleName(tr("marks.spoken", words=spoken))
        self.setToolTip("" if loose else tr("marks.jump"))

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), THEME.colour("hover"))
        icon = "triangle-alert" if self._loose else "message-square" if self._note else "clipboard-pen-line"
        THEME.paint_icon(painter, icon, "warn" if self._loose else "text2", 4, 7, 14)
        room = QRect(26, 2, self.width() - 30, 24)
        draw_text(painter, room, self._quoted, "body", "text2" if self._loose else "text")
        if self._note:
            draw_text(painter, QRect(26, 25, self.width() - 30, 18), self._note, "small", "text2")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(THEME.colour("ring"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)


class PassageList(QWidget):
    """The passages of one question; takes no room where there is none.

    Signals:
        wanted: The text shall go to a passage; with its id.
        note_wanted: The note on a passage shall be opened; with its id.
    """

    wanted = Signal(str)
    note_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("marks.of_question"))
        self.lines: list[PassageLine] = []
        self._title = label("", "small", "2")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.setLayout(col(self._title, self._lines, gap=2))
        self.hide()

    def show_passages(self, passages: Sequence[Passage], loose: frozenset[PassageId]) -> None:
        """Show passages, in reading order."""
        emptied(self._lines)
        self.lines = []
        self._title.setText(tr("marks.title", count=len(passages)))
        for passage in passages:
            line = PassageLine(passage, loose=passage.id in loose)
            line.clicked.connect(lambda _=False, name=passage.id: self.wanted.emit(name))
            note = Button("", "ghost", "message-square", small=True, tip=tr("marks.open_note"))
            note.clicked.connect(lambda _=False, name=passage.id: self.note_wanted.emit(name))
            both = row(line, note, gap=4)
            both.setStretch(0, 1)
            self._lines.addWidget(panel(both))
            self.lines.append(line)
        self.setVisible(bool(passages))
