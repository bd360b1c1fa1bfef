"""Hold the sweeping of garbage back while a large round is read.

A round of ten thousand applications is some hundred thousand values without a cycle
among them. Python's collector would look through all of them again and again while
they are made, which is a third of the time that it takes. What was made then is kept out of
its sight: looking through it once takes a window a third of a second, in which it hears nobody.
"""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


_LARGE = 50_000
"""So many values more than before, and looking through them is felt."""


class _Pause:
    """Who holds it back; threads may do so at the same time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders = 0
        self._was_on = False

    def begin(self) -> None:
        with self._lock:
            self._holders += 1
            if self._holders == 1:
                self._was_on = gc.isenabled()
                gc.disable()

    def end(self) -> None:
        with self._lock:
            self._holders -= 1
            if self._holders == 0 and self._was_on:
                if gc.get_count()[0] > _LARGE:
                    gc.freeze()  # they go when nobody holds them any more, as values without a cycle do
                gc.enable()


_PAUSE = _Pause()


@contextmanager
def no_sweeping() -> Iterator[None]:
    """Do the block without the collector."""
    _PAUSE.begin()
    try:
        yield
    finally:
        _PAUSE.end()
