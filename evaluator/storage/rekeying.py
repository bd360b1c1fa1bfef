"""Giving a workspace another key: a new file under a new name of its own takes the old one's place.

SQLCipher could change the key in place, but then a crash between the file and the
keyring would leave a file that nothing opens. Here the old file with its old key is
whole until the new one, whose key is already kept under a salt of its own, has been
read back; then one renaming exchanges them. Copies made before keep their old key.
"""

from __future__ import annotations

import os
import secrets
from functools import partial
from typing import TYPE_CHECKING, Any

from evaluator.storage import schema
from evaluator.storage.connection import connect, engine_on
from evaluator.storage.errors import BusyError, DamagedError, OlderError
from evaluator.storage.faults import told_apart
from evaluator.storage.files import SALT_BYTES, draft_beside, read_salt, sync_folder
from evaluator.storage.lock import WriteLock
from evaluator.storage.unit_of_work import SqlUnitOfWork

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.domain.log import Change
    from evaluator.storage.workspace import Secret


def change_key(path: Path, old: Secret, new: Secret, change: Change | None = None) -> None:
    """Give a workspace that nobody has open another key and another salt.

    Args:
        path: The workspace.
        old: Where its present key comes from.
        new: Where the new key comes from, and where it is kept.
        change: Goes into the log of the new file; without one the log is as it was.

    Raises:
        OpenElsewhereError: Somebody has it open, perhaps this program.
        WrongKeyError: ``old`` does not open it.
        WorkspaceError: The disk or the file does not allow it; it is as it was.
        StorageError: A key cannot be had or kept; it is as it was.
    """
    path = path.absolute().resolve()
    salt = read_salt(path)
    lock = WriteLock(path)
    try:
        key = old.key_of(salt)
        source = connect(path, key)
        try:
            with told_apart(path):
                _require_present_form(source, path, change)
                # Folds the log into the file; refused while a reader looks at it.
                if source.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
                    raise BusyError(file=path.name)
                _exchange(path, source, (key, salt), new, change)
        finally:
            source.close()
    finally:
        lock.release()


def _require_present_form(source: Any, path: Path, change: Change | None) -> None:
    """An older file has another log, or none; opening brings it up, changing its key does not."""
    form = schema.form_of(source, path)
    if change is not None and form != schema.HEAD:
        raise OlderError(file=path.name)


def _exchange(path: Path, source: Any, old: tuple[bytes, bytes], new: Secret, change: Change | None) -> None:
    new_salt = secrets.token_bytes(SALT_BYTES)
    with draft_beside(path) as draft:
        new_key = new.key_for_new(new_salt)
        try:
            with told_apart(path):
                target = connect(draft, *old)
                try:
                    source.backup(target)
                    target.execute(f"PRAGMA rekey = \"x'{new_key.hex()}{new_salt.hex()}'\"")
                finally:
                    target.close()
                _log(draft, new_key, change)
                _check(draft, new_key, path)
        except BaseException:
            new.forget(new_salt)
            raise
        source.close()
        # From here on the new key may be the file's, and is never taken back.
        draft.replace(path)
    sync_folder(path)


def _log(draft: Path, key: bytes, change: Change | None) -> None:
    if change is None:
        return
    engine = engine_on(partial(connect, draft, key))
    try:
        with engine.connect().execution_options(writes=True) as connection:
            unit = SqlUnitOfWork(connection)
            unit.log([change])
            unit.commit()
    finally:
        engine.dispose()


def _check(draft: Path, key: bytes, path: Path) -> None:
    """Read all of the new file back: every page's seal, and every table's structure."""
    connection = connect(draft, key)
    try:
        seals = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        structure = connection.execute("PRAGMA quick_check").fetchall()
    finally:
        connection.close()
    if seals or structure != [("ok",)]:
        raise DamagedError(file=path.name)
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
