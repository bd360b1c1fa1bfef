"""Intervals on an axis: a thin rule of 90 per cent, a bar of 50, and the score as an upright tick."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from evaluator.ui.ranking.words import tr
from evaluator.ui.shared.labels import Painted
from evaluator.ui.shared.painting import CENTRE, draw_text
from evaluator.ui.shared.ranked import NO_FIGURE
from evaluator.ui.shared.table_model import Column
from evaluator.ui.texts import number
from evaluator.ui.theme import THEME, text_width

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from evaluator.scoring.evidence.figures import ApplicationFigures
    from evaluator.ui.ranking.beside import Axis, Beside
    from evaluator.ui.shared.ranked import RankedRow

WIDTH, WIDE = 148, 200
_INSET = 10
_DOT, _GAP = 2, 3
_TICK = 16
_KEY_WIDTH, _KEY_HEIGHT = 46, 18


def interval_column(beside: Beside, *, wide: bool) -> Column:
    """The score with its intervals, on the axis in the head."""
    return Column(
        title=tr("column.interval"),
        width=WIDE if wide else WIDTH,
        paint=_painter(beside),
        speak=lambda row: spoken(row, beside.figures(row.standing.application.id)),
        paint_head=_head_painter(beside),
    )


def spoken(row: RankedRow, figures: ApplicationFigures | None) -> str:
    """Say the intervals, for who does not see them."""
    if figures is None or figures.score_50 is None or figures.score_90 is None:
        return tr("evidence.no_interval") if row.ranked else NO_FIGURE
    return tr(
        "evidence.interval_spoken",
        score=row.score,
        low_90=points(figures.score_90[0]),
        high_90=points(figures.score_90[1]),
        low_50=points(figures.score_50[0]),
        high_50=points(figures.score_50[1]),
    )


def points(value: float) -> str:
    """Write points with one decimal."""
    return number(Fraction(value), 1)


def _x(rect: QRect, axis: Axis, value: float) -> int:
    room = rect.width() - 2 * _INSET
    return rect.left() + _INSET + round(axis.share(value) * room)


def _painter(beside: Beside) -> Callable[[QPainter, QRect, RankedRow, bool], None]:
    def paint(painter: QPainter, rect: QRect, row: RankedRow, chosen: bool) -> None:
        axis = beside.axis
        if axis.line is not None:
            _dotted(painter, rect, _x(rect, axis, axis.line))
        if not row.ranked or row.standing.score is None:
            return
        figures = beside.figures(row.standing.application.id)
        ground = "accent_tint" if chosen else "surface"
        if figures is not None and figures.score_50 is not None and figures.score_90 is not None:
            ends_90 = tuple(_x(rect, axis, end) for end in figures.score_90)
            ends_50 = tuple(_x(rect, axis, end) for end in figures.score_50)
            paint_interval(painter, rect.center().y(), (ends_90[0], ends_90[1]), (ends_50[0], ends_50[1]))
        paint_tick(painter, rect.center().y(), _x(rect, axis, float(row.standing.score.total)), ground)

    return paint


def _dotted(painter: QPainter, rect: QRect, x: int) -> None:
    """Paint a piece of the dotted line; the pieces of all rows meet."""
    ink = THEME.colour("text3")
    step = _DOT + _GAP
    first = rect.top() + (-rect.top()) % step
    for y in range(first, rect.bottom(), step):
        painter.fillRect(x, y, 1, _DOT, ink)


def paint_interval(
    painter: QPainter, middle: int, ends_90: tuple[int, int], ends_50: tuple[int, int]
) -> None:
    """Paint both intervals between pixels."""
    thin, thick = THEME.colour("iv90"), THEME.colour("iv50")
    left, right = ends_90
    painter.fillRect(left, middle, max(1, right - left), 2, thin)
    for x in (left, right - 1):
        painter.fillRect(x, middle - 3, 2, 8, thin)
    left, right = ends_50
    painter.fillRect(left, middle - 3, max(2, right - left), 8, thick)


def paint_tick(painter: QPainter, middle: int, x: int, ground: str) -> None:
    """Paint the score over its intervals, with a gap at both sides."""
    painter.fillRect(x - 1, middle - 7, 4, _TICK, THEME.colour(ground))
    painter.fillRect(x, middle - 7, 2, _TICK, THEME.colour("text"))


def _head_painter(beside: Beside) -> Callable[[QPainter, QRect], None]:
    def paint(painter: QPainter, rect: QRect) -> None:
        axis = beside.axis
        right = rect.left()
        for tick in axis.ticks:
            x = _x(rect, axis, tick)
            painter.fillRect(x, rect.bottom() - 5, 1, 5, THEME.colour("ctrl"))
            words = str(tick)
            width = text_width(words, "caption")
            left = min(max(rect.left(), x - width // 2), rect.right() - width)
            if left >= right:
                room = QRect(left, rect.top(), width + 2, rect.height() - 6)
                draw_text(painter, room, words, "caption", "text2", CENTRE, elide=False)
                right = left + width + 4

    return paint


class IntervalKey(Painted):
    """The key of the intervals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = tr("evidence.key")
        self.setAccessibleName(tr("evidence.key_spoken"))
        self.setToolTip(tr("evidence.key_spoken"))
        self.setFixedSize(self.sizeHint())

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(_KEY_WIDTH + 10 + text_width(self._words, "small"), _KEY_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() // 2 - 1
        paint_interval(painter, middle, (1, _KEY_WIDTH - 1), (13, _KEY_WIDTH - 13))
        paint_tick(painter, middle, _KEY_WIDTH // 2, "surface")
        room = QRect(_KEY_WIDTH + 8, 0, self.width() - _KEY_WIDTH - 8, self.height())
        draw_text(painter, room, self._words, "small", "text2", elide=False)
