"""Choices: segments side by side for few words, a list of options for more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from evaluator.ui.shared.badges import key_width, paint_key
from evaluator.ui.shared.layout import col
from evaluator.ui.shared.one_of import OneOf
from evaluator.ui.shared.painting import draw_text
from evaluator.ui.theme import RADIUS_CONTROL, THEME, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice.

    Attributes:
        text: One or two words.
        count: A number beside them, in segments.
        icon: A lucide icon, or empty.
        key: The key that chooses it, in a list of options.
    """

    text: str
    count: str = ""
    icon: str = ""
    key: str = ""


class _Segment(QRadioButton):
    """A real radio button, so that name, state and place reach a screen reader."""

    def __init__(self, choice: Choice, before: _Segment | None, last: bool, parent: QWidget) -> None:
        super().__init__(choice.text, parent)
        self.choice = choice
        self._before = before
        self._first, self._last = before is None, last
        if before is not None:
            before.toggled.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def content_width(self) -> int:
        """Give the width of icon, words and count."""
        icon = 20 if self.choice.icon else 0
        count = text_width(self.choice.count, "caption") + 8 if self.choice.count else 0
        return text_width(self.choice.text, "smallstrong") + icon + count

    def _outline(self, rect: QRectF) -> QPainterPath:
        path = QPainterPath()
        if not (self._first or self._last):
            path.addRect(rect)
            return path
        path.addRoundedRect(rect, RADIUS_CONTROL, RADIUS_CONTROL)
        if self._first and self._last:
            return path
        half = QPainterPath()
        half.addRect(
            rect.adjusted(rect.width() / 2, 0, 0, 0)
            if self._first
            else rect.adjusted(0, 0, -rect.width() / 2, 0)
        )
        return path.united(half).simplified()

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(self.content_width() + 24, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.content_width() + 8, HEIGHT)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        on, enabled = self.isChecked(), self.isEnabled()
        border = "accent_fill" if on else "soft" if enabled else "line"
        ground = "hover" if self.underMouse() and enabled else "surface" if enabled else "raised"
        ink = "on_accent" if on else "text" if enabled else "text3"
        painter.setPen(QPen(THEME.colour(border), 1))
        painter.setBrush(THEME.colour("accent_fill" if on else ground))
        painter.drawPath(self._outline(rect))
        if self._before is not None and self._before.isChecked():
            # The shared border is the chosen one's. Raising that one over its neighbours would do too,
            # but a screen reader meets the segments in the order in which they lie upon each other.
            painter.setPen(QPen(THEME.colour("accent_fill"), 1))
            painter.drawLine(QLineF(rect.left(), 0, rect.left(), self.height()))
        x = (self.width() - self.content_width()) // 2
        if self.choice.icon:
            THEME.paint_icon(painter, self.choice.icon, ink, x, (HEIGHT - 14) / 2, 14)
            x += 20
        x += draw_text(
            painter, QRect(x, 0, self.width(), HEIGHT), self.choice.text, "smallstrong", ink, elide=False
        )
        if self.choice.count:
            shade = "on_accent" if on else "text3"
            draw_text(painter, QRect(x + 8, 0, 80, HEIGHT), self.choice.count, "caption", shade, elide=False)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(THEME.colour("on_accent" if on else "ring"), 2))
            painter.drawRoundedRect(rect.adjusted(2.5, 2.5, -2.5, -2.5), 4, 4)


class Segmented(QWidget):
    """Up to four choices of up to two words that share one border.

    Signals:
        chosen: The user chose; with the position.
    """

    chosen = Signal(int)

    def __init__(
        self,
        choices: Sequence[Choice],
        name: str,
        value: int = 0,
        *,
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._fit = width
        self._group = OneOf(self)
        self._segments: list[_Segment] = []
        for at, choice in enumerate(choices):
            before = self._segments[-1] if self._segments else None
            segment = _Segment(choice, before, at == len(choices) - 1, self)
            self._group.addButton(segment, at)
            self._segments.append(segment)
        self._group.chosen.connect(self.chosen)
        self._name_and_place()
        self.set_value(value)

    @property
    def value(self) -> int:
        """The position chosen, -1 for none."""
        return self._group.checkedId()

    def set_value(self, value: int) -> None:
        """Choose without a signal; -1 chooses none."""
        self._group.show_chosen(value)

    def set_counts(self, counts: Sequence[str]) -> None:
        """Show other numbers."""
        for segment, count in zip(self._segments, counts, strict=True):
            segment.choice = Choice(segment.choice.text, count, segment.choice.icon)
        self._name_and_place()

    def set_width(self, width: int) -> None:
        """Share ``width`` pixels among the segments."""
        self._fit = width
        self._name_and_place()

    def focus_chosen(self) -> None:
        """Take the keyboard."""
        self._segments[max(0, self.value)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _name_and_place(self) -> None:
        x = 0
        whole, rest = divmod(max(self._fit - 1, 0), len(self._segments))
        for at, segment in enumerate(self._segments):
            width = whole + 1 + (at < rest) if self._fit else segment.sizeHint().width()
            segment.setGeometry(x, 0, width, HEIGHT)  # neighbours share a border: a pixel of overlap
            words = f"{self.accessibleName()}: {segment.choice.text} {segment.choice.count}"
            segment.setAccessibleName(words.strip())
            segment.update()
            x += width - 1
        self.setFixedSize(x + 1, HEIGHT)


class _Option(QRadioButton):
    """One line of a vertical choice: mark, icon, word, key."""

    def __init__(self, choice: Choice, parent: QWidget) -> None:
        super().__init__(choice.text, parent)
        self._choice = choice
        self.setFixedHeight(32)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(choice.text)

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(text_width(self._choice.text, "strong") + 110, 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, enabled = self.isChecked(), self.isEnabled()
        if on or self.underMouse() or self.hasFocus():
            painter.setPen(QPen(THEME.colour("ring"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(THEME.colour("accent_tint" if on else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        mark = QRectF(10, 9, 14, 14)
        painter.setPen(QPen(THEME.colour("accent_fill" if on else "ctrl"), 4.5 if on else 1.2))
        painter.setBrush(THEME.colour("surface"))
        painter.drawEllipse(mark.adjusted(2, 2, -2, -2) if on else mark)
        THEME.paint_icon(
            painter, self._choice.icon, "accent" if on else "text2" if enabled else "text3", 36, 8
        )
        words = QRect(60, 0, self.width() - 100, 32)
        draw_text(painter, words, self.text(), "strong" if on else "body", "text" if enabled else "text3")
        if self._choice.key:
            paint_key(painter, self.width() - 12 - key_width(self._choice.key), 7, self._choice.key)


class OptionList(QWidget):
    """A vertical choice with an icon and a key for each line.

    Signals:
        chosen: The user chose; with the position.
    """

    chosen = Signal(int)

    def __init__(
        self, choices: Sequence[Choice], name: str, value: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = OneOf(self)
        self._options = [_Option(choice, self) for choice in choices]
        for at, option in enumerate(self._options):
            self._group.addButton(option, at)
        self.setLayout(col(*self._options, gap=0))
        self._group.chosen.connect(self.chosen)
        self.set_value(value)

    @property
    def value(self) -> int:
        """The position chosen."""
        return self._group.checkedId()

    def set_value(self, value: int) -> None:
        """Choose without a signal."""
        self._group.show_chosen(value)

    def set_possible(self, possible: Sequence[bool]) -> None:
        """Enable the options that can be chosen now."""
        for option, can in zip(self._options, possible, strict=True):
            option.setEnabled(can)
