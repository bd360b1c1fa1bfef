"""Watches that nothing of the window asks the storage on the window's own thread."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event
from sqlalchemy.engine import Engine

import evaluator.ui

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_WINDOW = str(Path(evaluator.ui.__file__).parent)
_TESTS = str(Path(__file__).parents[1])


@contextmanager
def watched() -> Iterator[list[str]]:
    """Give the places of the window that use a connection on the main thread, as they do so.

    A test may: what it asks the services itself, to prepare or to check, is not the window's.
    """
    found: list[str] = []

    def look(*_: object) -> None:
        if threading.current_thread() is threading.main_thread():
            asker = _asker(sys._getframe(1))
            if asker is not None:
                found.append(asker)

    kinds = ("begin", "before_cursor_execute")
    for each in kinds:
        event.listen(Engine, each, look)
    try:
        yield found
    finally:
        for each in kinds:
            event.remove(Engine, each, look)


def _asker(frame: FrameType | None) -> str | None:
    """Give file and line of the window that is nearest above, unless a test is nearer."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(_TESTS):
            return None
        if file.startswith(_WINDOW):
            return f"{Path(file).relative_to(_WINDOW)}:{frame.f_lineno}"
        frame = frame.f_back
    return None
