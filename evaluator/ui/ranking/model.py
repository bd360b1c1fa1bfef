"""What the ranking's segments let through."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.ui.shared.ranked import RankedRow


class Filter(Enum):
    """The segments over the list."""

    ALL = auto()
    FUNDED = auto()
    NOT_FUNDED = auto()
    TIED = auto()


def _passes(row: RankedRow, wanted: Filter) -> bool:
    if wanted is Filter.FUNDED:
        return row.verdict.granted
    if wanted is Filter.NOT_FUNDED:
        return not row.verdict.granted
    return row.shared if wanted is Filter.TIED else True


def predicate(wanted: Filter) -> Callable[[RankedRow], bool] | None:
    """Give what a filter lets through; None lets everything through."""
    return None if wanted is Filter.ALL else partial(_passes, wanted=wanted)


def counts(rows: Sequence[RankedRow]) -> tuple[int, ...]:
    """Count the rows of each filter, in the filters' order."""
    return tuple(sum(_passes(row, each) for row in rows) for each in Filter)
