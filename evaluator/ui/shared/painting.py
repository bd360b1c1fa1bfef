"""Painting of cells and small widgets, with every measure cached."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from evaluator.ui.theme import THEME, elided, font, is_figure, text_width

if TYPE_CHECKING:
    from evaluator.ui.theme import Role

A = Qt.AlignmentFlag
LEFT = A.AlignVCenter | A.AlignLeft
RIGHT = A.AlignVCenter | A.AlignRight
CENTRE = A.AlignCenter


@cache
def _flags(alignment: A) -> int:
    return int(alignment | Qt.TextFlag.TextSingleLine)


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    role: Role = "body",
    colour: str = "text",
    alignment: A = LEFT,
    *,
    elide: bool = True,
) -> int:
    """Paint one line of text in a role of type and colour; give its width in pixels."""
    figures = is_figure(text)
    shown, width = elided(text, role, figures, rect.width() if elide else -1)
    painter.setFont(font(role, figures))
    painter.setPen(THEME.colour(colour))
    painter.drawText(rect, _flags(alignment), shown)
    return width


def fill_round(painter: QPainter, rect: QRectF, colour: str, radius: float) -> None:
    """Paint a rounded ground without a border."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(THEME.colour(colour))
    painter.drawRoundedRect(rect, radius, radius)


def paint_line(painter: QPainter, rect: QRect, word: str, rest: str) -> None:
    """Paint a line between rows: a rule with a dark pill and a few figures."""
    painter.fillRect(rect, THEME.colour("surface"))
    middle = rect.center().y()
    painter.fillRect(QRect(rect.left(), middle - 1, rect.width(), 2), THEME.colour("text"))
    pill = QRect(rect.left() + 20, middle - 10, text_width(word, "caption") + 20, 20)
    fill_round(painter, QRectF(pill), "text", 4)
    draw_text(painter, pill, word, "caption", "surface", CENTRE, elide=False)
    width = text_width(rest, "small")
    behind = QRect(pill.right() + 1, middle - 9, width + 16, 18)
    painter.fillRect(behind, THEME.colour("surface"))
    draw_text(painter, behind.adjusted(8, 0, 0, 0), rest, "small", elide=False)
