"""Rows of a very large round are written out beside the window; of others at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from shiboken6 import isValid

from evaluator.ui.operations import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

T = TypeVar("T")
AT_ONCE = 500
"""So many rows take some ten milliseconds, which nobody notices."""


def while_alive(owner: QObject, show: Callable[[T], None]) -> Callable[[T], None]:
    """Give a ``show`` that does nothing once ``owner`` has died: a late answer has nobody to tell."""

    def guarded(found: T) -> None:
        if isValid(owner):
            show(found)

    return guarded


def written_out(owner: QObject, size: int, work: Callable[[], T], show: Callable[[T], None]) -> None:
    """Do ``work`` and ``show`` what it gives; the work of more than ``AT_ONCE`` rows in a worker.

    Args:
        owner: Dies with what ``show`` fills; nothing is shown after it.
        size: How many rows there are.
        work: Writes the rows out, without Qt.
        show: Fills the view, on the window's thread.
    """
    if size <= AT_ONCE:
        show(work())
        return
    operation = Operation(lambda _: work())
    operation.succeeded.connect(while_alive(owner, show))
    operation.start()
