"""The only door to threads: a call that runs beside the window and comes back to it.

Storage, files and papers are never touched on the window's own thread. What an
``Operation`` emits, it emits on the window's thread.
"""

from __future__ import annotations

import sys
from enum import Enum
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from evaluator.errors import EvaluatorError

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.services.ports import Progress


class Lane(Enum):
    """Where an operation runs.

    ROUND is one thread: what is done to a round happens in the order it was asked.
    BESIDE is for long work that must not hold that order up.
    """

    ROUND = 1
    BESIDE = 2


class Cancelled(Exception):  # noqa: N818 - not an error: the user changed their mind
    """The user stopped the work."""


_HAND_OVER_SECONDS = 0.0001
"""So long a worker may go on in Python while the window's thread waits for its turn.

One frame waits as often as Qt lets go of the interpreter, some fifty times: with Python's own
five milliseconds a key takes a quarter of a second while a worker counts, with this one a frame.
"""

_running: set[Operation] = set()
_pools: dict[Lane, QThreadPool] = {}
_ending = Event()


def _pool(lane: Lane) -> QThreadPool:
    if lane not in _pools:
        sys.setswitchinterval(_HAND_OVER_SECONDS)
        _pools[lane] = QThreadPool()
        _pools[lane].setMaxThreadCount(lane.value)
    return _pools[lane]


class _Run(QRunnable):
    def __init__(self, operation: Operation) -> None:
        super().__init__()
        self._operation = operation

    def run(self) -> None:
        self._operation._work_through()  # noqa: SLF001 - two halves of one thing


class Operation(QObject):
    """One call in a worker.

    Signals:
        succeeded: With what the call gave.
        failed: With an ``EvaluatorError``: say it and go on.
        crashed: With any other exception: a bug.
        progressed: Steps done, steps in all.
        finished: After one of the above, or after a cancel.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    progressed = Signal(int, int)
    finished = Signal()
    _ended = Signal(object, object)
    _stepped = Signal(int, int)

    def __init__(self, work: Callable[[Progress], Any], lane: Lane = Lane.BESIDE) -> None:
        super().__init__()
        self._work = work
        self._lane = lane
        self._stop = Event()
        # Queued: the worker only posts, the window's thread tells everybody.
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    def start(self) -> Operation:
        """Hand the call to its lane; beside the window nothing begins any more once it ends."""
        if self._lane is Lane.BESIDE and _ending.is_set():
            return self
        _running.add(self)
        _pool(self._lane).start(_Run(self))
        return self

    def cancel(self) -> None:
        """Ask the call to stop at its next step; nothing but ``finished`` follows."""
        self._stop.set()

    def _work_through(self) -> None:
        try:
            result = self._work(self._progress)
        except BaseException as error:  # noqa: BLE001 - a worker thread has no caller to raise to
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    def _progress(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        self._stepped.emit(done, total)

    @Slot(object, object)
    def _on_ended(self, result: object, error: BaseException | None) -> None:
        _running.discard(self)
        if not self._stop.is_set():
            if error is None:
                self.succeeded.emit(result)
            elif isinstance(error, EvaluatorError):
                self.failed.emit(error)
            else:
                self.crashed.emit(error)
        self.finished.emit()


def end_for_good() -> None:
    """Let running calls end, and none begin beside the window any more.

    Timers that are due together with the one that ends the program still come after it;
    what they begin would be waited for, and tell widgets that have died.
    """
    _ending.set()
    wait_for_all()


def wait_for_all() -> None:
    """Let running calls end; called before widgets die, so that no late signal meets one.

    What waits in a round's own lane is still done: it may be a sentence that was typed last.
    """
    for operation in tuple(_running):
        operation.cancel()
    for lane, pool in _pools.items():
        if lane is Lane.BESIDE:
            pool.clear()
        pool.waitForDone()
    _running.clear()
