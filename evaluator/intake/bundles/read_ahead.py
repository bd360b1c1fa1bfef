"""Reading and hashing in a thread of its own, while the caller stores what came before.

``hashlib``, ``zlib`` and the database all let other threads run while they work, so
the two halves take place at once.
"""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

T = TypeVar("T")

AHEAD: Final = 16
"""Pieces that may wait: 4 MiB, enough to even out the disk."""

_END: Final = object()


class _Failure:
    def __init__(self, error: BaseException) -> None:
        self.error = error


class _Maker:
    """Fills the queue in its own thread until it is told to stop."""

    def __init__(self, items: Iterator[Any], ahead: int) -> None:
        self.made: queue.Queue[Any] = queue.Queue(ahead)
        self._items = items
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._make, name="read-ahead", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Return when the thread has ended."""
        self._stopped.set()
        self._thread.join()

    def _make(self) -> None:
        try:
            for item in self._items:
                if not self._put(item):
                    return
        except BaseException as error:  # noqa: BLE001 - handed over, not swallowed
            self._put(_Failure(error))
        else:
            self._put(_END)

    def _put(self, item: object) -> bool:
        while not self._stopped.is_set():
            try:
                self.made.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False


def read_ahead(items: Iterator[T], ahead: int = AHEAD) -> Generator[T]:
    """Give the same items; they are made in another thread, at most ``ahead`` in advance.

    An error of the maker is raised here in its turn. When the caller stops early, the
    thread has ended before ``close`` of this generator returns.
    """
    maker = _Maker(items, ahead)
    try:
        while (item := maker.made.get()) is not _END:
            if isinstance(item, _Failure):
                raise item.error
            yield item
    finally:
        maker.stop()
