"""The columns that show what would change each outcome: one reviewer less, a median, other weights.

Information beside the published rule, row by row; the inspector says the same of one application.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from evaluator.ui.ranking.words import tr
from evaluator.ui.shared.badges import badge_width, paint_badge
from evaluator.ui.shared.painting import RIGHT, draw_text
from evaluator.ui.shared.ranked import NO_FIGURE
from evaluator.ui.shared.ranked_cells import place_column, score_column, verdict_column, who_column
from evaluator.ui.shared.table_model import Column
from evaluator.ui.texts import number, probability, say
from evaluator.ui.theme import text_width

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from evaluator.scoring.evidence.figures import Firmness
    from evaluator.ui.ranking.beside import Beside
    from evaluator.ui.shared.ranked import RankedRow

    Of = Callable[[RankedRow], Firmness | None]

_EDGE = 24


def sensitivity_columns(beside: Beside, *, dense: bool, wide: bool = True) -> tuple[Column, ...]:
    """Give the columns.

    Args:
        beside: The evidence.
        dense: One line for an application.
        wide: There is room for the verdict, too; the line says it otherwise.
    """

    def of(row: RankedRow) -> Firmness | None:
        return beside.firmness(row.standing.application.id)

    return (
        place_column(),
        who_column(one_line=dense),
        score_column(),
        _median_column(of),
        _reviewers_column(of, beside),
        _weights_column(of),
        _firm_column(of),
        *((verdict_column(),) if wide else ()),
    )


def median_of(row: RankedRow) -> Fraction | None:
    """Give the exact median of the reviews; what was agreed on in its place; None without either."""
    score = row.standing.score
    if score is None or not score.reviews:
        return None
    return score.total if score.consensus is not None else median(each.total for each in score.reviews)


def _median_column(of: Of) -> Column:
    def words(row: RankedRow) -> str:
        found, firmness = median_of(row), of(row)
        if found is None:
            return NO_FIGURE
        turns = firmness is not None and firmness.funded_by_median != firmness.funded
        return f"{tr('evidence.changes')}  {number(found, 1)}" if turns else number(found, 1)

    longest = f"{tr('evidence.changes')}  100,0"
    return Column(
        title=tr("sensitivity.median"),
        width=text_width(longest, "body") + _EDGE,
        paint=_written(words, lambda row: _turns(of(row), "median")),
        speak=words,
        sort=lambda row: -1 if (found := median_of(row)) is None else found,
        right=True,
    )


def _reviewers_column(of: Of, beside: Beside) -> Column:
    def words(row: RankedRow) -> str:
        firmness = of(row)
        if firmness is None or beside.evidence is None:
            return NO_FIGURE
        if not firmness.turned_by:
            return tr("evidence.stays")
        everybody = len(beside.evidence.analysis.reviewers)
        return tr("evidence.turns", count=len(firmness.turned_by), all=everybody)

    longest = max(tr("evidence.turns", count=99, all=99), tr("sensitivity.without_one"), key=len)
    return Column(
        title=tr("sensitivity.without_one"),
        width=text_width(longest, "body") + _EDGE,
        paint=_written(words, lambda row: _turns(of(row), "reviewers")),
        speak=words,
        sort=lambda row: -1 if (firmness := of(row)) is None else len(firmness.turned_by),
        right=True,
    )


def _weights_column(of: Of) -> Column:
    def share(row: RankedRow) -> float | None:
        firmness = of(row)
        if firmness is None:
            return None
        by_weights = firmness.share_funded_by_weights
        return by_weights if firmness.funded else 1 - by_weights

    def words(row: RankedRow) -> str:
        found = share(row)
        return NO_FIGURE if found is None else probability(found)

    return Column(
        title=tr("sensitivity.weights"),
        width=text_width(tr("sensitivity.weights"), "caption") + _EDGE + 12,
        paint=_written(words, lambda _: False),
        speak=words,
        sort=lambda row: -1.0 if (found := share(row)) is None else found,
        right=True,
    )


def _firm_column(of: Of) -> Column:
    def words(row: RankedRow) -> str:
        firmness = of(row)
        return NO_FIGURE if firmness is None else say(f"analyse.firm.{'yes' if firmness.firm else 'no'}")

    def paint(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
        firmness = of(row)
        if firmness is not None and not firmness.firm:
            paint_badge(painter, rect.left() + 6, rect.center().y() - 9, words(row), "warn", "triangle-alert")
        else:
            draw_text(painter, rect.adjusted(8, 0, -4, 0), words(row), "body", "text2")

    return Column(
        title=tr("evidence.outcome"),
        width=badge_width(say("analyse.firm.no")) + _EDGE,
        paint=paint,
        speak=words,
        sort=lambda row: -1 if (firmness := of(row)) is None else int(firmness.firm),
    )


def _turns(firmness: Firmness | None, by: str) -> bool:
    """Tell whether a choice turns the outcome; that is what has to be seen."""
    if firmness is None:
        return False
    if by == "median":
        return firmness.funded_by_median != firmness.funded
    return bool(firmness.turned_by)


def _written(
    words: Callable[[RankedRow], str], stressed: Callable[[RankedRow], bool]
) -> Callable[[QPainter, QRect, RankedRow, bool], None]:
    """Write a figure at the right, quiet where nothing changes."""

    def paint(painter: QPainter, rect: QRect, row: RankedRow, _chosen: bool) -> None:
        loud = stressed(row)
        inner = rect.adjusted(0, 0, -8, 0)
        draw_text(
            painter, inner, words(row), "strong" if loud else "body", "text" if loud else "text2", RIGHT
        )

    return paint
