"""The columns of the envelope: the verdict of each application, or the scenarios row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.ui.envelope.cards import scenario_name
from evaluator.ui.envelope.words import tr
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
from evaluator.ui.shared.table_model import Column, width_of
from evaluator.ui.texts import money
from evaluator.ui.theme import text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from evaluator.scoring.scenarios import Scenario
    from evaluator.ui.shared.ranked import RankedRow

ROW = 34
_WIDEST = 150


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


def compared(scenarios: Sequence[Scenario], room: int) -> tuple[Column, ...]:
    """Give the columns that set the scenarios' sums side by side, as many as there is room for.

    Args:
        scenarios: In the order of their cards.
        room: In pixels. The draft comes first, then what was saved last, the rules, and the
            computed optimum.
    """
    fixed = (place_column(), who_column(one_line=True))
    left = room - sum(width_of(each) for each in fixed)
    columns = {at: _scenario_column(each) for at, each in enumerate(scenarios)}
    shown: set[int] = set()
    for at in sorted(columns, key=lambda at: _urgency(at, scenarios[at])):
        left -= width_of(columns[at])
        if left < 0:
            break
        shown.add(at)
    return (*fixed, *(columns[at] for at in sorted(shown)))


def _urgency(at: int, scenario: Scenario) -> tuple[int, int]:
    if scenario.own:
        return 0, 0
    if scenario.saved is not None:
        return 1, -at
    return (3 if scenario.what_if is not None else 2), at


def _scenario_column(scenario: Scenario) -> Column:
    amounts = {each.application: each.amount for each in scenario.allocation.awards}
    words = {id_: money(amount, unit="") if amount else NO_FIGURE for id_, amount in amounts.items()}
    own = scenario.own

    def paint(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
        text = words[row.standing.application.id]
        granted = text != NO_FIGURE
        ink = "text" if granted else "text3"
        inner = rect.adjusted(0, 0, -12, 0)
        draw_text(painter, inner, text, "bold" if own and granted else "body", ink, RIGHT)

    title = tr("scenario.what_if_short") if scenario.what_if is not None else scenario_name(scenario)
    return Column(
        title=title,
        width=min(_WIDEST, max(96, text_width(title, "caption") + 36)),
        paint=paint,
        speak=lambda row: words[row.standing.application.id],
        sort=lambda row: amounts[row.standing.application.id],
        right=True,
    )
