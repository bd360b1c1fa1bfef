"""The files that are enclosed in a verified one, in pieces, each checked by its hash.

age pushes what it opens; storage wants to pull. A thread opens ahead by a few pieces
and no further, so the memory needed does not depend on the size of anything.
"""

from __future__ import annotations

import contextlib
import hashlib
import queue
import threading
from typing import TYPE_CHECKING, Final

from evaluator.exchange.errors import DamagedError, SignatureError
from evaluator.exchange.opening import pour
from evaluator.exchange.sealing import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.people import Person
    from evaluator.exchange.header import FileEntry
    from evaluator.exchange.opening import Verified

PIECE: Final = 256 * 1024
AHEAD: Final = 4


def enclosed_files(verified: Verified, identity: Person) -> Iterator[tuple[FileEntry, Iterator[bytes]]]:
    """Give each enclosed file with its bytes in pieces, in the order of the header.

    The bytes of a file must be taken before the next one is asked for. A file whose
    hash is wrong raises at its end: what was stored of it belongs to a transaction
    that is then undone.

    Raises:
        SignatureError: A file is not the one that was signed, or there is more.
        DamagedError: The file does not agree with its seal.
    """
    pieces = _Pieces(verified, identity)
    name = verified.sealed.path.name
    try:
        pieces.skip(PREFIX.size + len(verified.header.canonical) + len(verified.payload))
        for entry in verified.header.files:
            chunks = _checked(pieces, entry, name)
            yield entry, chunks
            for _ in chunks:
                pass
        if pieces.take(1):
            raise SignatureError(file=name)
    finally:
        pieces.stop()


def _checked(pieces: _Pieces, entry: FileEntry, name: str) -> Iterator[bytes]:
    found = hashlib.sha512()
    left = entry.size
    while left:
        piece = pieces.take(min(left, PIECE))
        if not piece:
            raise DamagedError(file=name)
        found.update(piece)
        left -= len(piece)
        if not left and found.hexdigest() != entry.sha512:
            raise SignatureError(file=name)
        yield piece
    if not entry.size and found.hexdigest() != entry.sha512:
        raise SignatureError(file=name)


class _Stopped(Exception):  # noqa: N818 - no error: nobody wants more
    """Ends the thread early."""


class _Pieces:
    """What a thread opens ahead, to be taken piece by piece."""

    def __init__(self, verified: Verified, identity: Person) -> None:
        self._queue: queue.Queue[bytes | BaseException | None] = queue.Queue(AHEAD)
        self._now = memoryview(b"")
        self._ended = False
        self._stopped = threading.Event()
        self._held = bytearray()
        self._thread = threading.Thread(
            target=self._work, args=(verified, identity), name="opening", daemon=True
        )
        self._thread.start()

    def take(self, most: int) -> bytes:
        """Give the next bytes, at most so many; none at the end."""
        while not self._now and not self._ended:
            got = self._queue.get()
            if got is None:
                self._ended = True
            elif isinstance(got, BaseException):
                self._ended = True
                raise got
            else:
                self._now = memoryview(got)
        found, self._now = self._now[:most], self._now[most:]
        return bytes(found)

    def skip(self, count: int) -> None:
        """Leave out so many bytes."""
        while count and (found := self.take(min(count, PIECE))):
            count -= len(found)

    def stop(self) -> None:
        """End the thread, wherever it is."""
        self._stopped.set()
        while self._thread.is_alive():
            try:
                self._queue.get(timeout=0.01)
            except queue.Empty:
                continue
        self._thread.join()

    # What the thread does.

    def write(self, data: bytes) -> int:
        self._held += data
        if len(self._held) >= PIECE:
            self._put(bytes(self._held))
            self._held.clear()
        return len(data)

    def flush(self) -> None:
        """Pieces are handed on when they are large enough."""

    def _put(self, piece: bytes | BaseException | None) -> None:
        while not self._stopped.is_set():
            try:
                self._queue.put(piece, timeout=0.1)
            except queue.Full:
                continue
            return
        raise _Stopped

    def _work(self, verified: Verified, identity: Person) -> None:
        try:
            pour(verified.sealed, identity, self)
            self._put(bytes(self._held))
            self._put(None)
        except _Stopped:
            pass
        except BaseException as error:  # noqa: BLE001 - carried over to the thread that takes
            with contextlib.suppress(_Stopped):
                self._put(error)
