"""The columns of the ranking; those of the evidence stand between those that decide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from evaluator.ui.ranking.beside import Beside
from evaluator.ui.ranking.interval import interval_column
from evaluator.ui.ranking.words import tr
from evaluator.ui.shared.badges import badge_width, paint_badge
from evaluator.ui.shared.painting import RIGHT, draw_text
from evaluator.ui.shared.ranked import NO_FIGURE
from evaluator.ui.shared.ranked_cells import (
    award_column,
    place_column,
    score_column,
    verdict_column,
    who_column,
)
from evaluator.ui.shared.table_model import Column
from evaluator.ui.shared.verdicts import LOOKS, paint_verdict
from evaluator.ui.texts import TEXTS, probability
from evaluator.ui.theme import THEME, text_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPainter

    from evaluator.domain.call import Group
    from evaluator.ui.shared.ranked import RankedRow

TWO_LINES, DENSE = 42, 32
_STEP, _NARROW_STEP, _BAR, _HEIGHT = 46, 13, 8, 20
"""Pixels from bar to bar with figures and without, of a bar's width, and of 100 points."""


def columns(
    groups: Sequence[Group], *, dense: bool, beside: Beside | None = None, wide: bool = True
) -> tuple[Column, ...]:
    """Give the columns for the groups of a call.

    Args:
        groups: Of the call.
        dense: One line for an application.
        beside: The evidence.
        wide: There is room for the figures of the groups.
    """
    known = beside or Beside()
    return (
        place_column(),
        who_column(one_line=dense),
        score_column(),
        interval_column(known, wide=wide),
        *((_groups_column(groups, wide=wide),) if groups else ()),
        _probability_column(known),
        _zone_column(known),
        award_column(),
    )


def group_name(at: int) -> str:
    """Give the short name of a group by its position: R1."""
    return tr("group_short", number=at + 1)


def zone_word(row: RankedRow) -> str:
    """Name the side of the line on which an application in the zone stands."""
    return tr("evidence.above" if row.standing.award.by_rule.granted else "evidence.below")


def _at_line(row: RankedRow, beside: Beside) -> bool:
    """Tell whether the zone is what has to be seen: what was decided by hand comes first."""
    return LOOKS[row.verdict].quiet and beside.at_line(row)


def _probability_column(beside: Beside) -> Column:
    def words(row: RankedRow) -> str:
        share = beside.probability(row)
        return NO_FIGURE if share is None else probability(share)

    def paint(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
        ink = "text" if _at_line(row, beside) else "text2"
        draw_text(painter, rect.adjusted(0, 0, -8, 0), words(row), "body", ink, RIGHT)

    return Column(
        title=tr("column.probability"),
        width=72,
        paint=paint,
        speak=words,
        sort=lambda row: -1.0 if (share := beside.probability(row)) is None else share,
        right=True,
    )


def _zone_column(beside: Beside) -> Column:
    """The verdict, and a badge where chance could have turned it."""

    def words(row: RankedRow) -> str:
        return zone_word(row) if _at_line(row, beside) else row.verdict_word

    def paint(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
        if _at_line(row, beside):
            paint_badge(painter, rect.left() + 6, rect.center().y() - 9, words(row), "warn", "circle-dot")
        else:
            paint_verdict(painter, rect, row.verdict, row.verdict_word)

    zones = [badge_width(tr(f"evidence.{side}")) + 12 for side in ("above", "below")]
    return replace(verdict_column(), width=max(verdict_column().width, *zones), paint=paint, speak=words)


def _groups_column(groups: Sequence[Group], *, wide: bool) -> Column:
    titles = [group.title.to(TEXTS.language) for group in groups]
    if not wide:
        return Column(
            title=tr("column.groups_short"),
            width=max(16 + _NARROW_STEP * len(titles), text_width(tr("column.groups_short"), "caption") + 20),
            paint=_paint_bars,
            speak=lambda row: ", ".join(
                f"{title} {figure}" for title, (figure, _) in zip(titles, row.groups, strict=True)
            ),
        )
    return Column(
        title=tr("column.groups"),
        width=16 + _STEP * len(titles),
        paint=_paint_groups,
        speak=lambda row: ", ".join(
            f"{title} {figure}" for title, (figure, _) in zip(titles, row.groups, strict=True)
        ),
        paint_head=_paint_heads(len(titles)),
    )


def _paint_heads(count: int) -> Callable[[QPainter, QRect], None]:
    def paint(painter: QPainter, rect: QRect) -> None:
        for at in range(count):
            room = QRect(rect.left() + 8 + at * _STEP, rect.top(), _STEP - 2, rect.height())
            draw_text(painter, room, group_name(at), "caption", "text2")

    return paint


def _paint_groups(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
    """Paint a column for each group on one scale 0-100, its figure beside it."""
    for at, (figure, share) in enumerate(row.groups):
        x = rect.left() + 8 + at * _STEP
        _paint_bar(painter, rect, x, share)
        beside = QRect(x + _BAR + 5, rect.top(), _STEP - _BAR - 5, rect.height())
        draw_text(painter, beside, figure, "small", "text2")


def _paint_bars(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
    """Paint the columns alone, where there is no room for figures."""
    for at, (_, share) in enumerate(row.groups):
        _paint_bar(painter, rect, rect.left() + 8 + at * _NARROW_STEP, share)


def _paint_bar(painter: QPainter, rect: QRect, x: int, share: float | None) -> None:
    bottom = rect.center().y() + _HEIGHT // 2
    painter.fillRect(x, bottom - _HEIGHT, _BAR, _HEIGHT, THEME.colour("bar_track"))
    if share is not None:
        height = max(2, round(_HEIGHT * share))
        painter.fillRect(x, bottom - height, _BAR, height, THEME.colour("bar"))
