"""What the ranking's segments let through."""

from __future__ import annotations

from enum import Enum, auto
from operator import attrgetter
from typing import TYPE_CHECKING

from evaluator.scoring.figures import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.ui.ranking.beside import Beside
    from evaluator.ui.shared.ranked import RankedRow


class Filter(Enum):
    """The segments over the list."""

    ALL = auto()
    AT_LINE = auto()
    FUNDED = auto()
    NOT_FUNDED = auto()


def predicate(wanted: Filter, beside: Beside) -> Callable[[RankedRow], bool] | None:
    """Give what a filter lets through; None lets everything through."""
    if wanted is Filter.ALL:
        return None
    if wanted is Filter.AT_LINE:
        zone = beside.zone
        return lambda row: row.standing.application.id in zone or row.verdict is Verdict.TIE_AT_LINE
    return attrgetter("granted") if wanted is Filter.FUNDED else lambda row: not row.granted


def counts(rows: Sequence[RankedRow], beside: Beside) -> tuple[int, ...]:
    """Count the rows of each filter, in the filters' order."""
    at_line = predicate(Filter.AT_LINE, beside)
    granted = sum(row.granted for row in rows)
    count = {
        Filter.ALL: len(rows),
        Filter.AT_LINE: sum(map(at_line, rows)) if at_line else 0,
        Filter.FUNDED: granted,
        Filter.NOT_FUNDED: len(rows) - granted,
    }
    return tuple(count[each] for each in Filter)
