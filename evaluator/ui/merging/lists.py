"""The lists under the files: where reviewers disagree, and how each of them scores against the others."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPen

from evaluator.ui.merging.cells import column
from evaluator.ui.merging.words import tr
from evaluator.ui.shared.badges import paint_badge
from evaluator.ui.shared.finding import folded
from evaluator.ui.shared.painting import CENTRE, RIGHT, draw_text, fill_round
from evaluator.ui.texts import number
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.scoring.disagreement import Calibrated, Spread
    from evaluator.scoring.evidence.figures import Evidence, ReviewerFigures
    from evaluator.ui.shared.chair_board import Board
    from evaluator.ui.shared.table_model import Column

DENSE = 30
NO_FIGURE = "–"
_INSET = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadRow:
    """One application and how far its reviewers are apart."""

    key: int
    search: str
    application: ApplicationId
    who: str
    title: str
    spread: Spread
    question: str
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerRow:
    """One reviewer: reviews, leniency, and the calibration set."""

    key: ReviewerId
    search: str
    name: str
    reviews: int
    missing: int
    figures: ReviewerFigures | None
    calibrated: Calibrated | None


def spread_rows(board: Board) -> tuple[SpreadRow, ...]:
    """Give the applications by spread, the widest first."""
    agreed = board.outcome.contents.consensus
    rows = []
    for each in board.spreads:
        application = board.applications[each.application]
        lead = application.applicants.lead.as_written
        rows.append(
            SpreadRow(
                key=application.number,
                search=folded(f"{application.number} {lead} {application.title}"),
                application=each.application,
                who=lead,
                title=application.title,
                spread=each,
                question=board.question(each.criterion) if each.criterion is not None else NO_FIGURE,
                agreed=each.application in agreed,
            )
        )
    return tuple(rows)


def reviewer_rows(board: Board, evidence: Evidence | None) -> tuple[ReviewerRow, ...]:
    """Give the reviewers by name."""
    figures = {each.id: each for each in evidence.analysis.reviewers} if evidence is not None else {}
    given = [who for _, who in board.totals]
    missing = [who for _, who in board.desk.coverage.missing]
    return tuple(
        ReviewerRow(
            key=who,
            search=folded(name),
            name=name,
            reviews=given.count(who),
            missing=missing.count(who),
            figures=figures.get(who),
            calibrated=board.calibrated.get(who),
        )
        for who, name in board.names.items()
    )


def signed(value: float | Fraction, decimals: int = 1) -> str:
    """Write a difference with its sign: ``+3,2``, ``−0,4``, ``0,0``."""
    exact = Fraction(value)
    words = number(exact, decimals)
    plus = exact > 0 and any(each in "123456789" for each in words)
    return f"+{words}" if plus else words


def spread_columns(*, wide: bool) -> tuple[Column, ...]:
    """Give the columns of the disagreement list."""
    return (
        _figure(tr("column.number"), 44, lambda row: str(row.key), lambda row: row.key),
        column(
            tr("column.application"),
            180,
            _paint_who,
            lambda row: f"{row.who}, {row.title}",
            lambda row: row.search,
            stretch=True,
        ),
        _figure(
            tr("column.reviews"), 56, lambda row: str(row.spread.reviews), lambda row: row.spread.reviews
        ),
        column(
            tr("column.range"),
            190 if wide else 150,
            _paint_range,
            lambda row: f"{number(row.spread.lowest, 1)}–{number(row.spread.highest, 1)}",
            lambda row: row.spread.highest - row.spread.lowest,
        ),
        _figure(
            tr("column.deviation"),
            64,
            lambda row: number(Fraction(row.spread.deviation), 1),
            lambda row: row.spread.deviation,
        ),
        column(
            tr("column.widest"),
            150,
            _paint_question,
            lambda row: row.question,
            lambda row: row.question,
            stretch=True,
        ),
        _figure(
            tr("column.there"),
            56,
            lambda row: number(Fraction(row.spread.criterion_deviation), 2),
            lambda row: row.spread.criterion_deviation,
        ),
        column(
            tr("column.agreed"),
            112,
            _paint_agreed,
            lambda row: tr("spread.agreed") if row.agreed else tr("spread.open"),
            lambda row: row.agreed,
        ),
    )


def _paint_who(painter: QPainter, rect: QRect, row: SpreadRow, _chosen: bool) -> None:
    inner = rect.adjusted(8, 0, -8, 0)
    used = draw_text(painter, inner, row.who, "strong")
    if used + 24 < inner.width():
        draw_text(painter, inner.adjusted(used + 8, 0, 0, 0), row.title, "small", "text2")


def _paint_question(painter: QPainter, rect: QRect, row: SpreadRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(8, 0, -8, 0), row.question, "small", "text2")


def _paint_agreed(painter: QPainter, rect: QRect, row: SpreadRow, _chosen: bool) -> None:
    if row.agreed:
        paint_badge(painter, rect.left() + 4, rect.center().y() - 9, tr("spread.agreed"), "ok", "check")


def _paint_range(painter: QPainter, rect: QRect, row: SpreadRow, _chosen: bool) -> None:
    """Paint the range of the totals on 0-100, and its ends as figures."""
    room = QRectF(rect.left() + 10, rect.center().y() - 3, rect.width() - 96, 6)
    fill_round(painter, room, "bar_track", 3)
    low, high = float(row.spread.lowest) / 100, float(row.spread.highest) / 100
    left, right = room.left() + low * room.width(), room.left() + high * room.width()
    fill_round(painter, QRectF(left, room.top(), max(4.0, right - left), 6), "bar", 3)
    words = f"{number(row.spread.lowest, 1)}–{number(row.spread.highest, 1)}"
    draw_text(painter, rect.adjusted(0, 0, -8, 0), words, "small", "text2", RIGHT)


def reviewer_columns(rows: tuple[ReviewerRow, ...], *, wide: bool) -> tuple[Column, ...]:
    """Give the columns of the reviewers; the plot has one axis for all rows."""
    reach = _reach(rows)

    def paint_name(painter: QPainter, rect: QRect, row: ReviewerRow, _chosen: bool) -> None:
        draw_text(painter, rect.adjusted(20, 0, -8, 0), row.name, "strong")

    return (
        column(
            tr("column.reviewer"), 170, paint_name, lambda row: row.name, lambda row: row.search, stretch=True
        ),
        _figure(tr("column.reviews"), 56, lambda row: str(row.reviews), lambda row: row.reviews),
        _figure(
            tr("cell.missing"),
            56,
            lambda row: str(row.missing) if row.missing else NO_FIGURE,
            lambda row: row.missing,
        ),
        _figure(tr("column.leniency"), 66, leniency_word, _leniency),
        column(
            tr("column.plot"),
            300 if wide else 210,
            _leniency_painter(reach),
            spoken_leniency,
            _leniency,
            stretch=True,
            paint_head=_axis_painter(reach),
        ),
        _figure(
            tr("column.calibration"),
            96,
            lambda row: signed(row.calibrated.difference) if row.calibrated is not None else NO_FIGURE,
            lambda row: row.calibrated.difference if row.calibrated is not None else Fraction(0),
            spoken=_spoken_calibration,
        ),
    )


def leniency_word(row: ReviewerRow) -> str:
    """Write the leniency, or a dash where there are too few reviews for it."""
    if row.figures is None or row.figures.leniency is None:
        return NO_FIGURE
    return signed(row.figures.leniency)


def spoken_leniency(row: ReviewerRow) -> str:
    """Say the leniency with its interval."""
    figures = row.figures
    if figures is None or figures.leniency is None or figures.interval_90 is None:
        return tr("leniency.none")
    low, high = figures.interval_90
    return tr("leniency.spoken", value=signed(figures.leniency), low=signed(low), high=signed(high))


def _spoken_calibration(row: ReviewerRow) -> str:
    if row.calibrated is None:
        return tr("leniency.no_calibration")
    count = row.calibrated.applications
    return tr("leniency.calibration", value=signed(row.calibrated.difference), count=count)


def _leniency(row: ReviewerRow) -> float:
    if row.figures is None or row.figures.leniency is None:
        return 0.0
    return row.figures.leniency


def _reach(rows: tuple[ReviewerRow, ...]) -> float:
    ends = [
        abs(end)
        for row in rows
        if row.figures is not None and row.figures.interval_90 is not None
        for end in row.figures.interval_90
    ]
    return max([5.0, *ends]) * 1.05


def _x(rect: QRect, reach: float, value: float) -> float:
    room = rect.width() - 2 * _INSET
    return rect.left() + _INSET + (value / reach + 1) / 2 * room


def _leniency_painter(reach: float) -> Callable[[QPainter, QRect, ReviewerRow, bool], None]:
    def paint(painter: QPainter, rect: QRect, row: ReviewerRow, _chosen: bool) -> None:
        painter.fillRect(QRectF(_x(rect, reach, 0), rect.top(), 1, rect.height()), THEME.colour("ctrl"))
        figures = row.figures
        if figures is None or figures.leniency is None or figures.interval_90 is None:
            draw_text(painter, rect.adjusted(8, 0, -8, 0), tr("leniency.few"), "caption", "text3")
            return
        middle = rect.center().y() + 0.5
        low, high = (_x(rect, reach, end) for end in figures.interval_90)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colour("iv90"), 2))
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for end in (low, high):
            painter.drawLine(QPointF(end, middle - 4), QPointF(end, middle + 4))
        painter.setPen(QPen(THEME.colour("surface"), 1.5))
        painter.setBrush(THEME.colour("iv50"))
        painter.drawEllipse(QPointF(_x(rect, reach, figures.leniency), middle), 5, 5)

    return paint


def _axis_painter(reach: float) -> Callable[[QPainter, QRect], None]:
    def paint(painter: QPainter, rect: QRect) -> None:
        step = next(each for each in (2, 5, 10, 20, 50, 100) if reach / each <= 3)
        at = -int(reach // step) * step
        while at <= reach:
            x = round(_x(rect, reach, at))
            painter.fillRect(x, rect.bottom() - 5, 1, 5, THEME.colour("ctrl"))
            words = signed(Fraction(at), 0)
            room = QRect(x - 24, rect.top(), 48, rect.height() - 6)
            draw_text(painter, room, words, "caption", "text2", CENTRE, elide=False)
            at += step

    return paint


def _figure(
    title: str,
    width: int,
    write: Callable[..., str],
    sort: Callable[..., object],
    spoken: Callable[..., str] | None = None,
) -> Column:
    def paint(painter: QPainter, rect: QRect, row: object, _chosen: bool) -> None:
        words = write(row)
        ink = "text3" if words == NO_FIGURE else "text"
        draw_text(painter, rect.adjusted(0, 0, -8, 0), words, "body", ink, RIGHT)

    return column(title, width, paint, spoken or write, sort, right=True)
