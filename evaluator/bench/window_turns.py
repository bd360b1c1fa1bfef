"""How long the window keeps somebody waiting: the passes of its event loop, timed.

A turn is one pass of the event loop: whatever comes meanwhile, a key or a click, waits for its
end. What is told of a deed is its longest turn, from the event that begins it until the window
has been at rest for a while, so that what follows by itself (an inspector that fills, a list that
narrows, words that are found in the forms) counts as well as the first painted frame.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_SECONDS: Final = 120.0
_PAUSE_SECONDS: Final = 0.001


@dataclass(frozen=True, slots=True)
class Turn:
    """How long a turn took.

    Attributes:
        wall: On the clock of the wall, in milliseconds; on a busy machine others take part of it.
        processor: Of the window's own thread, in milliseconds.
    """

    wall: float
    processor: float


def turn(deed: Callable[[], object] | None = None) -> Turn:
    """Take one turn, with a deed at its beginning."""
    wall, processor = time.perf_counter(), time.thread_time()
    if deed is not None:
        deed()
    QApplication.processEvents()
    return Turn((time.perf_counter() - wall) * 1000, (time.thread_time() - processor) * 1000)


def longest_turn(deed: Callable[[], object], rest: float) -> Turn:
    """Do a deed and give the longest turn until ``rest`` seconds have gone after its frame."""
    turns = [turn(deed)]
    ends = time.monotonic() + rest
    while time.monotonic() < ends:
        time.sleep(_PAUSE_SECONDS)  # a window waits for events; it does not take the worker's time
        turns.append(turn())
    return Turn(max(each.wall for each in turns), max(each.processor for each in turns))


def until(reached: Callable[[], bool]) -> None:
    """Let the window live until something is so; the last turn paints what came.

    Raises:
        TimeoutError: It never was.
    """
    ends = time.monotonic() + _LONGEST_SECONDS
    while not reached():
        if time.monotonic() > ends:
            raise TimeoutError
        turn()
        time.sleep(_PAUSE_SECONDS)
    turn()


def live(seconds: float) -> None:
    """Let the window live for a while."""
    ends = time.monotonic() + seconds
    until(lambda: time.monotonic() > ends)
