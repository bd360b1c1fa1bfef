"""Who may write: the first that opens a workspace, told by a lock of the operating system.

The lock lies on a small file beside the workspace, never on the workspace itself:
opening and closing that once more would let go of SQLite's own locks on it, as
POSIX has it. What holds is the lock, not the file: when the process dies, however
it dies, the system lets go, and a file that stayed behind says nothing.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from evaluator.storage.errors import OpenElsewhereError, ReadOnlyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HELD: Final = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
"""What the systems answer when somebody else holds a lock."""


class WriteLock:
    """The right to write a workspace, held until it is released or the process ends."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Args:
            path: The workspace.

        Raises:
            OpenElsewhereError: Somebody else holds it.
            ReadOnlyError: Nothing can be written in the folder, so nobody can.
        """
        self._path = path.with_name(f"{path.name}-lock")
        while True:
            try:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                raise ReadOnlyError(file=path.name) from error
            try:
                _take(self._file)
            except OSError as error:
                os.close(self._file)
                held = error.errno in _HELD
                raise (OpenElsewhereError if held else ReadOnlyError)(file=path.name) from error
            if self._is_the_one_beside():
                return
            # Its last holder removed it between our opening and locking it.
            os.close(self._file)

    def _is_the_one_beside(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._file), self._path.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Let go, and take the file away; while it is locked, so that nobody else's is taken."""
        if sys.platform == "win32":
            _let_go(self._file)
            os.close(self._file)
            _remove(self._path)
        else:
            _remove(self._path)
            os.close(self._file)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the right to write a workspace, there or not yet there, for the length of a block.

    Raises:
        OpenElsewhereError: Somebody else holds it.
        ReadOnlyError: Nothing can be written in the folder.
    """
    lock = WriteLock(path.resolve())
    try:
        yield
    finally:
        lock.release()


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return  # it says nothing, so it may stay


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _let_go(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
