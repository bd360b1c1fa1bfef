"""Painting of cells and small widgets, with every measure and every text's glyphs cached."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QStaticText, QTransform

from evaluator.ui.theme import THEME, elided, font, is_figure, text_width

if TYPE_CHECKING:
    from evaluator.ui.theme import Role

A = Qt.AlignmentFlag
LEFT = A.AlignVCenter | A.AlignLeft
RIGHT = A.AlignVCenter | A.AlignRight
CENTRE = A.AlignCenter


@lru_cache(maxsize=3_000)
def _laid_out(text: str, role: Role, figures: bool) -> tuple[QStaticText, float, float]:
    """Give one line of text as glyphs in their places, its width and its height.

    Finding the glyphs takes twice as long as painting them, and most texts of a list
    are painted again and again.
    """
    made = QStaticText(text.replace("\n", " "))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(QTransform(), font(role, figures))
    size = made.size()
    return made, size.width(), size.height()


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
    made, wide, high = _laid_out(shown, role, figures)
    x = float(rect.left())
    if alignment & A.AlignRight:
        x += rect.width() - wide
    elif alignment & A.AlignHCenter:
        x += (rect.width() - wide) / 2
    painter.drawStaticText(QPointF(x, rect.top() + (rect.height() - high) / 2), made)
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
