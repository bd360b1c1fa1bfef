"""Hold the sweeping of garbage back while a large round is read.

A round of ten thousand applications is some hundred thousand values without a cycle
among them. Python's collector would look through all of them again and again while
they are made, which is a third of the time that it takes.
"""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


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
