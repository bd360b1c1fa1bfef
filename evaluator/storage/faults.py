"""What the database driver raises, told apart for the user."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from evaluator.storage.errors import (
    BusyError,
    DamagedError,
    DiskFullError,
    ReadOnlyError,
    WorkspaceError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Primary result codes of SQLite, https://www.sqlite.org/rescode.html; the upper
# bytes of an extended code only say more precisely where.
_BY_CODE: Final[dict[int, type[WorkspaceError]]] = {
    5: BusyError,  # SQLITE_BUSY
    6: BusyError,  # SQLITE_LOCKED
    8: ReadOnlyError,  # SQLITE_READONLY
    10: DamagedError,  # SQLITE_IOERR
    11: DamagedError,  # SQLITE_CORRUPT
    13: DiskFullError,  # SQLITE_FULL
    14: ReadOnlyError,  # SQLITE_CANTOPEN: the log beside the file cannot be made
    26: DamagedError,  # SQLITE_NOTADB: the first page opened before
}
NOT_A_DATABASE: Final = 26
_PRIMARY: Final = 0xFF


def result_code(error: BaseException) -> int | None:
    """Give SQLite's primary result code behind an error, or None."""
    if isinstance(error, DBAPIError):
        error = error.orig or error
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & _PRIMARY


@contextmanager
def told_apart(path: Path) -> Iterator[None]:
    """Turn what the disk or another program causes into our errors.

    A broken constraint or a faulty statement is a bug and passes through.
    """
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        known = _BY_CODE.get(result_code(error) or 0)
        if known is None:
            raise
        raise known(file=path.name) from error
