"""Rows of a very large round are written out beside the window; of others at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from evaluator.ui.operations import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
AT_ONCE = 500
"""So many rows take some ten milliseconds, which nobody notices."""


def written_out(size: int, work: Callable[[], T], show: Callable[[T], None]) -> None:
    """Do ``work`` and ``show`` what it gives; the work of more than ``AT_ONCE`` rows in a worker."""
    if size <= AT_ONCE:
        show(work())
        return
    operation = Operation(lambda _: work())
    operation.succeeded.connect(show)
    operation.start()
