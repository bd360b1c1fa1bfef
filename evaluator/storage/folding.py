"""Folding the write-ahead log into the file, beside the work.

SQLite would do it inside whichever commit finds the log long: after 500 MB of
attachments, one that writes them all a second time while the user waits. A commit has
made its change durable by then, in the log; moving it is no part of keeping it. So here
a thread with a connection of its own does it after the commit, and readers and writers
go on meanwhile.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from sqlcipher3 import dbapi2

from evaluator.errors import EvaluatorError
from evaluator.storage.connection import connect
from evaluator.storage.errors import BusyError

if TYPE_CHECKING:
    from pathlib import Path

LONG: Final = 16 * 1024 * 1024
"""Bytes of a log that is worth folding: SQLite's own measure, a thousand pages."""

TOO_LONG: Final = 16 * LONG
"""Bytes of a log before which the next change waits: who writes without a pause would
otherwise leave the thread no moment in which all of the log is folded and can be cut."""


class Folding:
    """Keeps the log beside one open file short."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        resolved = path.resolve()
        self._log = resolved.with_name(f"{resolved.name}-wal")
        self._thread: threading.Thread | None = None

    def look(self) -> None:
        """Begin to fold, if the log is long and nobody is at it; called after a commit."""
        if self._thread is not None and self._thread.is_alive():
            return
        if self._length() >= LONG:
            self._thread = threading.Thread(target=self._fold, name="folding")
            self._thread.start()

    def keep_bounded(self) -> None:
        """Fold a log that has grown ``TOO_LONG`` before more is written; called before a change.

        A reader that goes on meanwhile can still keep the log from being cut, but not for
        longer than it reads.
        """
        if self._length() >= TOO_LONG:
            self.wait()
            if self._length() >= TOO_LONG:
                self._fold()

    def _length(self) -> int:
        try:
            return self._log.stat().st_size
        except OSError:
            return 0  # a file with a rollback journal has no such log

    def wait(self) -> None:
        """Return when nothing is being folded: the connection for it is closed then."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _fold(self) -> None:
        # Nothing is lost when it fails: the log still holds everything, and the next
        # commit, or closing the file, tries again.
        with suppress(EvaluatorError, dbapi2.Error, OSError):
            connection = connect(self._path, self._key)
            try:
                _fold_and_cut(connection)
            finally:
                connection.close()


def compact(path: Path, key: bytes) -> None:
    """Write a file anew without what was erased, and empty the log beside it.

    Raises:
        BusyError: Somebody reads it meanwhile.
    """
    raw = connect(path, key)  # a pool's connections begin transactions
    try:
        raw.execute("VACUUM")
        busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise BusyError(file=path.name)
    finally:
        raw.close()


def _fold_and_cut(connection: Any) -> None:
    _, length, folded = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    if length == folded:
        # Done at once, or, when somebody is reading or writing just now, not at all.
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
