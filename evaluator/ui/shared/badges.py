"""Badges and key caps. A badge means: a person must look; its colour is the least of its carriers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from evaluator.ui.shared.labels import Painted
from evaluator.ui.shared.painting import CENTRE, draw_text, fill_round
from evaluator.ui.theme import RADIUS_BADGE, THEME, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

Tone = Literal["ok", "warn", "bad", "info", "neutral"]

ICON_OF_TONE: dict[Tone, str] = {
    "ok": "circle-check",
    "warn": "triangle-alert",
    "bad": "ban",
    "info": "info",
    "neutral": "circle-dashed",
}
HEIGHT = 20


def badge_width(text: str, *, icon: bool = True) -> int:
    """Give the width a badge takes, in pixels."""
    return text_width(text, "caption") + (26 if icon else 12)


def paint_badge(painter: QPainter, x: int, y: int, text: str, tone: Tone, icon: str | None = "") -> int:
    """Paint a badge and give its width.

    Args:
        painter: Where.
        x: Its left edge.
        y: Its upper edge.
        text: One or two words.
        tone: What it means.
        icon: A lucide icon; empty for the tone's own, None for none.
    """
    shape = ICON_OF_TONE[tone] if icon == "" else icon
    width = badge_width(text, icon=bool(shape))
    fill_round(painter, QRectF(x, y, width, HEIGHT), f"{tone}_tint", RADIUS_BADGE)
    ink = "text2" if tone == "neutral" else tone
    if THEME.high_contrast:  # then the ground is plain, and a border holds the words together
        painter.setPen(QPen(THEME.colour(ink), 1))
        painter.drawRoundedRect(QRectF(x + 0.5, y + 0.5, width - 1, HEIGHT - 1), RADIUS_BADGE, RADIUS_BADGE)
    if shape:
        THEME.paint_icon(painter, shape, ink, x + 5, y + 4, 12)
    left = x + (21 if shape else 6)
    draw_text(painter, QRect(left, y, width, HEIGHT), text, "caption", ink, elide=False)
    return width


class Badge(Painted):
    """A badge as a widget."""

    def __init__(
        self,
        text: str,
        tone: Tone = "neutral",
        icon: str | None = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tip = tip
        self.show_state(text, tone, icon)

    def show_state(self, text: str, tone: Tone, icon: str | None = "") -> None:
        """Show another state."""
        self._state = (text, tone, icon)
        self.setAccessibleName(text)
        self.setToolTip(self._tip)
        self.setFixedSize(badge_width(text, icon=icon is not None), HEIGHT)
        self.update()

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, 0, 0, *self._state)


def key_width(key: str) -> int:
    """Give the width of a key cap, in pixels."""
    return max(18, text_width(key, "caption") + 10)


def paint_key(painter: QPainter, x: int, y: int, key: str) -> int:
    """Paint a key cap and give its width."""
    width = key_width(key)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(THEME.colour("soft"), 1))
    painter.setBrush(THEME.colour("raised"))
    painter.drawRoundedRect(QRectF(x + 0.5, y + 0.5, width - 1, 17), 4, 4)
    draw_text(painter, QRect(x, y, width, 18), key, "caption", "text2", CENTRE, elide=False)
    return width


class KeyCaps(Painted):
    """Keys of a shortcut, drawn as caps."""

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = tuple(keys)
        self.setFixedSize(sum(key_width(key) for key in keys) + 3 * (len(keys) - 1), 18)
        self.setAccessibleName(" ".join(keys))

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0
        for key in self._keys:
            x += paint_key(painter, x, 0, key) + 3
