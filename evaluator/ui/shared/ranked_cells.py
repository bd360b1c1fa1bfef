"""Cells that the ranking and the envelope share: place, who, score, verdict, money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from evaluator.scoring.figures import Verdict
from evaluator.ui.shared.finding import folded
from evaluator.ui.shared.painting import RIGHT, draw_text
from evaluator.ui.shared.ranked import NO_FIGURE
from evaluator.ui.shared.table_model import Column
from evaluator.ui.shared.verdicts import paint_verdict, verdict_width, verdict_word
from evaluator.ui.texts import say
from evaluator.ui.theme import text_width

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from evaluator.ui.shared.ranked import RankedRow

_TWO_LINES_FROM = 40


def _place(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
    ink = _ink(row)
    if row.shared and rect.height() >= _TWO_LINES_FROM:
        draw_text(
            painter,
            QRect(rect.left() + 4, rect.top() + 4, rect.width() - 12, 18),
            row.place,
            "bold",
            ink,
            RIGHT,
        )
        under = QRect(rect.left() + 4, rect.top() + 22, rect.width() - 12, 15)
        draw_text(painter, under, say("ui_ranking.shared"), "caption", "text2", RIGHT)
        return
    text = f"={row.place}" if row.shared else row.place
    draw_text(painter, rect.adjusted(4, 0, -8, 0), text, "bold" if row.ranked else "body", ink, RIGHT)


def _who_in_two(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
    left, width, top = rect.left() + 8, rect.width() - 16, rect.center().y() - 17
    ink, under = ("text", "text2") if row.ranked else ("text2", "text3")
    draw_text(painter, QRect(left, top, width, 18), row.lead, "strong", ink)
    draw_text(painter, QRect(left, top + 18, width, 16), row.title, "small", under)


def _who_in_one(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
    inner = rect.adjusted(8, 0, -8, 0)
    ink, beside = ("text", "text2") if row.ranked else ("text2", "text3")
    used = draw_text(painter, inner, row.lead, "strong", ink)
    if used + 24 < inner.width():
        draw_text(painter, inner.adjusted(used + 8, 0, 0, 0), row.title, "small", beside)


def _score(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
    draw_text(
        painter, rect.adjusted(0, 0, -8, 0), row.score, "bold" if row.ranked else "body", _ink(row), RIGHT
    )


def _verdict(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
    paint_verdict(painter, rect, row.verdict, row.verdict_word)


def _requested(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
    draw_text(
        painter, rect.adjusted(0, 0, -8, 0), row.requested, "body", "text2" if row.ranked else "text3", RIGHT
    )


def _award(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
    ink = "text3" if row.award == NO_FIGURE else "text"
    draw_text(painter, rect.adjusted(0, 0, -12, 0), row.award, "body", ink, RIGHT)


def _bold_award(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
    if row.award == NO_FIGURE:
        _award(painter, rect, row, _chosen)
    else:
        draw_text(painter, rect.adjusted(0, 0, -12, 0), row.award, "bold", "text", RIGHT)


def _ink(row: RankedRow) -> str:
    return "text" if row.ranked else "text3"


def _spoken_place(row: RankedRow) -> str:
    if not row.ranked:
        return say("ui_ranking.spoken.no_place")
    return say("ui_ranking.spoken.shared_place" if row.shared else "ui_ranking.spoken.place", place=row.place)


def place_column() -> Column:
    """The place; shared ones say so."""
    return Column(
        title=say("ui_ranking.column.place"),
        width=max(54, text_width(say("ui_ranking.shared"), "caption") + 18),
        paint=_place,
        speak=_spoken_place,
        sort=lambda row: row.order,
        right=True,
    )


def who_column(*, one_line: bool) -> Column:
    """Applicant and project."""
    return Column(
        title=say("ui_ranking.column.who"),
        width=150,
        paint=_who_in_one if one_line else _who_in_two,
        speak=lambda row: f"{row.lead}, {row.title}",
        sort=lambda row: folded(row.lead),
        stretch=True,
    )


def score_column(width: int = 68) -> Column:
    """The score that decides."""
    return Column(
        title=say("ui_ranking.column.score"),
        width=max(width, text_width(say("ui_ranking.column.score"), "caption") + 18),
        paint=_score,
        speak=lambda row: row.score,
        sort=lambda row: row.standing.score.total if row.standing.score else -1,
        right=True,
    )


def verdict_column() -> Column:
    """What becomes of it; as wide as its longest word in the language."""
    return Column(
        title=say("ui_ranking.column.verdict"),
        width=max(verdict_width(verdict_word(each)) for each in Verdict),
        paint=_verdict,
        speak=lambda row: row.verdict_word,
        sort=lambda row: (row.verdict_word, row.order),
    )


def requested_column() -> Column:
    """The sum asked."""
    return Column(
        title=say("ui_ranking.column.requested"),
        width=96,
        paint=_requested,
        speak=lambda row: row.requested,
        sort=lambda row: row.standing.application.requested,
        right=True,
    )


def award_column(*, bold: bool = False) -> Column:
    """What it gets; bold where the money is what the place is about."""
    return Column(
        title=say("ui_ranking.column.award"),
        width=92,
        paint=_bold_award if bold else _award,
        speak=lambda row: row.award,
        sort=lambda row: row.standing.award.amount,
        right=True,
    )
