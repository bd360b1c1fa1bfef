"""How the cells of the log look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.ui.log.words import tr
from evaluator.ui.shared.finding import folded
from evaluator.ui.shared.painting import RIGHT, draw_text
from evaluator.ui.shared.table_model import Column

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from evaluator.ui.log.model import LogRow

HEIGHT = 34


def _number(painter: QPainter, rect: QRect, row: LogRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(12, 0, -8, 0), str(row.key), "small", "text3", RIGHT)


def _when(painter: QPainter, rect: QRect, row: LogRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(8, 0, -4, 0), row.when, "small", "text2")


def _deed(painter: QPainter, rect: QRect, row: LogRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(8, 0, -4, 0), row.deed_word, "strong")


def _about(painter: QPainter, rect: QRect, row: LogRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(8, 0, -4, 0), row.about, "body")


def _by(painter: QPainter, rect: QRect, row: LogRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(8, 0, -4, 0), row.by, "body", "text2")


def _change(painter: QPainter, rect: QRect, row: LogRow, _chosen: bool) -> None:
    draw_text(painter, rect.adjusted(8, 0, -8, 0), row.summary, "small", "text2")


def columns() -> tuple[Column, ...]:
    """Give the columns of the log."""
    return (
        Column(
            title=tr("column.number"),
            width=56,
            paint=_number,
            speak=lambda row: str(row.key),
            sort=lambda row: row.key,
            right=True,
        ),
        Column(
            title=tr("column.when"),
            width=136,
            paint=_when,
            speak=lambda row: row.when,
            sort=lambda row: row.key,
        ),
        Column(
            title=tr("column.deed"),
            width=178,
            paint=_deed,
            speak=lambda row: row.deed_word,
            sort=lambda row: (folded(row.deed_word), row.key),
        ),
        Column(
            title=tr("column.about"),
            width=120,
            paint=_about,
            speak=lambda row: row.about,
            sort=lambda row: (folded(row.about), row.key),
        ),
        Column(
            title=tr("column.by"),
            width=130,
            paint=_by,
            speak=lambda row: row.by,
            sort=lambda row: (folded(row.by), row.key),
        ),
        Column(
            title=tr("column.change"), width=110, paint=_change, speak=lambda row: row.summary, stretch=True
        ),
    )
