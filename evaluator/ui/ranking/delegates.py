"""The columns of the ranking. What only gives evidence gets columns of its own between these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from evaluator.ui.ranking.words import tr
from evaluator.ui.shared.painting import draw_text
from evaluator.ui.shared.ranked_cells import (
    award_column,
    place_column,
    score_column,
    verdict_column,
    who_column,
)
from evaluator.ui.shared.table_model import Column
from evaluator.ui.texts import TEXTS
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPainter

    from evaluator.domain.call import Group
    from evaluator.ui.shared.ranked import RankedRow

TWO_LINES, DENSE = 42, 32
_STEP, _BAR, _HEIGHT = 46, 8, 20
"""Pixels from bar to bar, of a bar's width, and of 100 points."""


def columns(groups: Sequence[Group], *, dense: bool) -> tuple[Column, ...]:
    """Give the columns for the groups of a call."""
    return (
        place_column(),
        who_column(one_line=dense),
        score_column(),
        *((_groups_column(groups),) if groups else ()),
        verdict_column(),
        award_column(),
    )


def group_name(at: int) -> str:
    """Give the short name of a group by its position: R1."""
    return tr("group_short", number=at + 1)


def _groups_column(groups: Sequence[Group]) -> Column:
    titles = [group.title.to(TEXTS.language) for group in groups]
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
    bottom = rect.center().y() + _HEIGHT // 2
    for at, (figure, share) in enumerate(row.groups):
        x = rect.left() + 8 + at * _STEP
        painter.fillRect(x, bottom - _HEIGHT, _BAR, _HEIGHT, THEME.colour("bar_track"))
        if share is not None:
            height = max(2, round(_HEIGHT * share))
            painter.fillRect(x, bottom - height, _BAR, height, THEME.colour("bar"))
        beside = QRect(x + _BAR + 5, rect.top(), _STEP - _BAR - 5, rect.height())
        draw_text(painter, beside, figure, "small", "text2")
