"""The columns of the envelope: the verdict of each application, or the scenarios row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.ui.envelope.cards import scenario_name
from evaluator.ui.shared.painting import RIGHT, draw_text
from evaluator.ui.shared.ranked import NO_FIGURE
from evaluator.ui.shared.ranked_cells import (
    award_column,
    place_column,
    requested_column,
    score_column,
    verdict_column,
    who_column,
)
from evaluator.ui.shared.table_model import Column
from evaluator.ui.texts import money
from evaluator.ui.theme import text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from evaluator.ui.envelope.effects import Scenario
    from evaluator.ui.shared.ranked import RankedRow

ROW = 34


def columns() -> tuple[Column, ...]:
    """Give the columns of the draft."""
    return (
        place_column(),
        who_column(one_line=True),
        score_column(),
        requested_column(),
        verdict_column(),
        award_column(bold=True),
    )


def compared(scenarios: Sequence[Scenario]) -> tuple[Column, ...]:
    """Give the columns that set the scenarios' sums side by side."""
    return (place_column(), who_column(one_line=True), *(_scenario_column(each) for each in scenarios))


def _scenario_column(scenario: Scenario) -> Column:
    amounts = {each.application: each.amount for each in scenario.allocation.awards}
    words = {id_: money(amount, unit="") if amount else NO_FIGURE for id_, amount in amounts.items()}
    own = scenario.rule is None

    def paint(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
        text = words[row.standing.application.id]
        granted = text != NO_FIGURE
        ink = "text" if granted else "text3"
        inner = rect.adjusted(0, 0, -12, 0)
        draw_text(painter, inner, text, "bold" if own and granted else "body", ink, RIGHT)

    title = scenario_name(scenario)
    return Column(
        title=title,
        width=max(96, text_width(title, "caption") + 36),
        paint=paint,
        speak=lambda row: words[row.standing.application.id],
        sort=lambda row: amounts[row.standing.application.id],
        right=True,
    )
