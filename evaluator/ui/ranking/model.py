"""What the ranking's segments let through."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
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


def _passes(row: RankedRow, wanted: Filter, beside: Beside) -> bool:
    if wanted is Filter.FUNDED:
        return row.verdict.granted
    if wanted is Filter.NOT_FUNDED:
        return not row.verdict.granted
    if wanted is Filter.AT_LINE:
        return row.verdict is Verdict.TIE_AT_LINE or beside.at_line(row)
    return True


def predicate(wanted: Filter, beside: Beside) -> Callable[[RankedRow], bool] | None:
    """Give what a filter lets through; None lets everything through."""
    return None if wanted is Filter.ALL else partial(_passes, wanted=wanted, beside=beside)


def counts(rows: Sequence[RankedRow], beside: Beside) -> tuple[int, ...]:
    """Count the rows of each filter, in the filters' order."""
    return tuple(sum(_passes(row, each, beside) for row in rows) for each in Filter)
