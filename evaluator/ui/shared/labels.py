"""Labels: plain, elided, an icon, and the line of a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from evaluator.ui.shared.layout import row
from evaluator.ui.shared.painting import RIGHT, draw_text
from evaluator.ui.theme import THEME, Role, font, is_figure, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QHBoxLayout


_ONE_LINE = 140
"""A fact's value of so many pixels fits beside its name in the narrowest inspector."""


def label(
    text: str,
    role: Role = "body",
    tone: str = "",
    *,
    wrap: bool = False,
    align: Qt.AlignmentFlag | None = None,
    selectable: bool = False,
) -> QLabel:
    """Make a label of plain text in a role of type.

    Args:
        text: What it says.
        role: Its face.
        tone: 2, 3, accent, ok, warn, bad, or empty for the main text's colour.
        wrap: Break it into lines.
        align: Where in its room.
        selectable: Let it be selected with the mouse and copied.
    """
    made = _Selectable(text) if selectable else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(role, is_figure(text)))
    if tone:
        made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if align is not None:
        made.setAlignment(align)
    return made


class _Selectable(QLabel):
    """A label whose text can be selected once the mouse comes to it.

    Not before: a text that can be selected is a whole document to Qt, and an inspector
    full of them takes a quarter longer to show.
    """

    # Qt overrides
    def enterEvent(self, event: QEnterEvent) -> None:
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        super().enterEvent(event)


def set_tone(widget: QWidget, tone: str, name: str = "tone") -> None:
    """Change a property that the style sheet looks at."""
    if widget.property(name) != tone:
        widget.setProperty(name, tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedLabel(QLabel):
    """A label that gives way: shortened at its end, the whole text as tooltip."""

    def __init__(
        self, text: str = "", role: Role = "body", tone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(role))
        if tone:
            self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    # Qt overrides
    def minimumSizeHint(self) -> QSize:
        return QSize(20, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.setFont(self.font())
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.drawText(self.rect(), int(self.alignment()) | int(Qt.AlignmentFlag.AlignVCenter), shown)


class Painted(QLabel):
    """What paints itself and is only looked at: badges, keys, legends.

    It is a label because a screen reader reads the name of a label, and passes over that of a plain widget.
    """


class IconLabel(QWidget):
    """An icon that follows the theme; it says nothing itself, its word stands beside it."""

    def __init__(self, name: str, role: str = "text2", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = (name, role)
        self._size = size
        self.setFixedSize(size, size)

    def show_icon(self, name: str, role: str) -> None:
        """Show another icon."""
        self._icon = (name, role)
        self.update()

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        THEME.paint_icon(painter, *self._icon, 0, 0, self._size)


class PairList(Painted):
    """Many short lines, a name at the left and a note at the right, as one widget."""

    _LINE = 20

    def __init__(self, pairs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs = tuple(pairs)
        self.setFixedHeight(self._LINE * len(self.pairs))
        self.setAccessibleName("; ".join(f"{name}, {note}" for name, note in self.pairs))

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for at, (name, note) in enumerate(self.pairs):
            room = QRect(0, at * self._LINE, self.width(), self._LINE)
            used = draw_text(painter, room, note, "small", "text3", RIGHT)
            draw_text(painter, room.adjusted(0, 0, -used - 12, 0), name, "small")


def fact(name: str, value: str, tone: str = "", role: Role = "small") -> QHBoxLayout:
    """Lay out a fact: its name at the left, its value at the right."""
    wraps = text_width(value, role) > _ONE_LINE  # asking each label for its lines takes time
    shown = label(value, role, tone, wrap=wraps, align=RIGHT, selectable=True)
    shown.setAccessibleName(f"{name}: {value}")
    key = label(name, "small", "2", align=Qt.AlignmentFlag.AlignTop)
    layout = row(key, shown, gap=12)
    layout.setStretch(1, 1)
    return layout


def section(title: str, *right: QWidget) -> QHBoxLayout:
    """Lay out the title of a section."""
    return row(label(title, "smallbold", "2"), None, *right)
