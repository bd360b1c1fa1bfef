"""How far it is: to the next better, the next worse, the line, and the thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.scoring.figures import Shortfall
from evaluator.ui.ranking.words import tr
from evaluator.ui.shared.labels import ElidedLabel, fact, label, section
from evaluator.ui.shared.layout import col, row, stretched
from evaluator.ui.shared.ranked import plain
from evaluator.ui.texts import TEXTS, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from evaluator.scoring.figures import Outcome
    from evaluator.ui.shared.layout import Item
    from evaluator.ui.shared.ranked import RankedRow


def signed(value: Fraction, decimals: int = 2) -> str:
    """Write a difference with its sign: +0,10 or −0,10."""
    return f"+{number(value, decimals)}" if value > 0 else number(value, decimals)


def neighbours(row_: RankedRow, outcome: Outcome, rows: Sequence[RankedRow]) -> Iterator[Item]:
    """Tell how far the neighbours are in the ranking, and the line; ``rows`` begin with the ranked."""
    beside = [at for at in (row_.order - 1, row_.order + 1) if 0 <= at < len(rows) and rows[at].ranked]
    lines = [_neighbour(row_, rows[at]) for at in beside]
    lines += _to_line(row_, outcome, rows)
    if lines:
        yield section(tr("why.neighbours"))
        yield col(*lines, gap=5)


def _neighbour(row_: RankedRow, other: RankedRow) -> Item:
    apart = _total(other) - _total(row_)
    decimals = max(row_.decimals, other.decimals)
    if apart:
        words = signed(apart, decimals)
    elif other.place == row_.place:
        words = tr("why.shares_place")
    else:
        words = tr("why.parted_by_groups")
    name = ElidedLabel(tr("why.neighbour", place=other.place, lead=other.lead), "small", "2")
    name.setAccessibleName(f"{name.text()}: {words}")
    return stretched(row(name, label(words, "small"), gap=12), 0)


def _to_line(row_: RankedRow, outcome: Outcome, rows: Sequence[RankedRow]) -> list[Item]:
    """Give the distance to the threshold, and to the nearest one on the other side of the line."""
    lines: list[Item] = []
    threshold = outcome.contents.round.threshold
    if threshold is not None:
        words = signed(_total(row_) - threshold)
        lines.append(fact(tr("why.to_threshold", threshold=plain(threshold)), words, role="smallbold"))
    onward = range(row_.order + 1, len(rows)) if row_.funded else range(row_.order - 1, -1, -1)
    beyond = (rows[at] for at in onward if rows[at].ranked and rows[at].funded is not row_.funded)
    nearest = next(beyond, None)
    if nearest is not None:
        name = tr("why.to_first_below" if row_.funded else "why.to_last_above", place=nearest.place)
        lines.append(fact(name, signed(_total(row_) - _total(nearest)), role="smallbold"))
    return lines


def _total(row_: RankedRow) -> Fraction:
    score = row_.standing.score
    if score is None:
        raise ValueError(row_.key)
    return score.total


def shortfalls(row_: RankedRow, outcome: Outcome) -> Iterator[Item]:
    """Tell each threshold that the application misses, and by how much."""
    placing, score = row_.standing.placing, row_.standing.score
    if placing is None or score is None or not placing.shortfalls:
        return
    call = outcome.contents.round.call
    yield section(tr("why.missed"))
    for kind, name in placing.shortfalls:
        if kind is Shortfall.TOTAL:
            title, reached, least = tr("why.score"), score.total, outcome.contents.round.threshold
        elif kind is Shortfall.GROUP:
            group = next(each for each in call.groups if each.id == name)
            title, reached, least = group.title.to(TEXTS.language), score.groups[group.id], group.threshold
        else:
            criterion = next(each for each in call.criteria if each.id == name)
            title = f"{criterion.number} {criterion.title.to(TEXTS.language)}"
            reached, least = score.criteria[criterion.id], criterion.threshold
        words = tr("why.of_threshold", reached=_below(reached, least), least=plain(least or 0))  # type: ignore[arg-type]
        yield fact(title, words)


def _below(reached: Fraction, least: Fraction | None) -> str:
    """Write what was reached with as many decimals as show that it is less."""
    decimals = 2
    while least is not None and reached < least and number(reached, decimals) == number(least, decimals):
        decimals += 1
    return number(reached, decimals)
