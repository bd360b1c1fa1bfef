"""The round as a baton: copies of a workspace that leave, and copies that come in.

Whether a round was given away stands in the file itself, in SQLite's ``user_version``,
which belongs to the transaction that logs the handing-over: either both are there or
neither. A copy that leaves has a key of its own, made for this once.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from evaluator.domain.log import HAND_OVER, Field
from evaluator.storage import schema
from evaluator.storage.connection import connect, engine_on
from evaluator.storage.errors import DamagedError, WorkspaceError
from evaluator.storage.faults import told_apart
from evaluator.storage.files import SALT_BYTES, draft_beside, publish, sync_folder
from evaluator.storage.tables_private import NEVER_HANDED_OVER
from evaluator.storage.unit_of_work import SqlUnitOfWork

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Protocol

    from evaluator.domain.log import LoggedEntry

    class Secret(Protocol):
        """Where the key of what came in is kept."""

        def key_for_new(self, salt: bytes) -> bytes:
            """Give the key for a workspace that is being made."""

        def forget(self, salt: bytes) -> None:
            """Take back what ``key_for_new`` kept."""

    class Replaced(Protocol):
        """A workspace that gives up its place."""

        def give_up(self) -> None:
            """Close the file, fold its log into it, and keep the right to write it."""

        def close(self) -> None:
            """Let go of the right."""


HERE: Final = 0
AWAY: Final = 1
_KEY_BYTES: Final = 32
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCopy:
    """A copy of a workspace, ready to leave.

    Attributes:
        key: Its own key, 32 bytes.
        sha512: Of its bytes.
        size: In bytes.
    """

    key: bytes = field(repr=False)
    sha512: str
    size: int
    path: Path

    def chunks(self) -> Iterator[bytes]:
        """Give its bytes in pieces."""
        with self.path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block


@contextmanager
def copy_of(path: Path, key: bytes, salt: bytes) -> Iterator[RoundCopy]:
    """Lend a copy of what was last committed; it is gone when the block ends.

    Args:
        path: The workspace.
        key: Its key.
        salt: Its salt.

    Raises:
        WorkspaceError: The disk or the file does not allow it.
    """
    own = secrets.token_bytes(_KEY_BYTES)
    with draft_beside(path) as draft:
        with told_apart(path):
            source = connect(path, key)
            try:
                _copy(source, draft, (key, salt), own)
            finally:
                source.close()
        found = hashlib.sha512()
        with draft.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
        yield RoundCopy(key=own, sha512=found.hexdigest(), size=draft.stat().st_size, path=draft)


def _copy(source: Any, draft: Path, old: tuple[bytes, bytes], key: bytes) -> None:
    target = connect(draft, *old)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        target.execute(f"PRAGMA user_version = {HERE}")
        for table in NEVER_HANDED_OVER:  # ``secure_delete`` leaves nothing of the rows in the pages
            target.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        _rekey(target, key, secrets.token_bytes(SALT_BYTES))
    finally:
        target.close()


def _rekey(connection: Any, key: bytes, salt: bytes) -> None:
    connection.execute(f"PRAGMA rekey = \"x'{key.hex()}{salt.hex()}'\"")


def handed_to(entries: Iterable[LoggedEntry]) -> tuple[str, ...]:
    """Give the names of those to whom the round was last given; none where that was erased."""
    last = [each for each in entries if each.entry.deed == HAND_OVER][-1:]
    opening = last[0].openings.get(Field.AFTER) if last else None
    value: Any = None if opening is None else opening.value
    listed = value.get("to") if isinstance(value, dict) else None
    return tuple(str(each["name"]) for each in listed) if isinstance(listed, list) else ()


class ArrivingRound:
    """A copy that came in, beside its place; it is gone unless it is settled."""

    def __init__(self, path: Path, draft: Path, key: bytes) -> None:
        self._path = path
        self._draft = draft
        self._key = key
        self._engine = engine_on(partial(connect, draft, key))

    @contextmanager
    def begin(self) -> Iterator[SqlUnitOfWork]:
        """Start a transaction on the copy."""
        with told_apart(self._path), self._engine.connect() as connection:
            yield SqlUnitOfWork(connection.execution_options(writes=True))

    def settle(self, secret: Secret, replaced: Replaced | None) -> None:
        """Give the copy a key of this machine and its place.

        Args:
            secret: Gives and keeps the key.
            replaced: The workspace in whose place it comes, open; None for a new place.

        Raises:
            ExistsError: The place was taken meanwhile.
            WorkspaceError: The disk or a file does not allow it; all is as it was.
            StorageError: The key cannot be kept.
        """
        self.close()
        salt = secrets.token_bytes(SALT_BYTES)
        key = secret.key_for_new(salt)
        try:
            with told_apart(self._path):
                connection = connect(self._draft, self._key)
                try:
                    connection.execute("PRAGMA journal_mode = DELETE")
                    _rekey(connection, key, salt)
                finally:
                    connection.close()
                _check(self._draft, key, self._path)
            if replaced is not None:
                replaced.give_up()
        except BaseException:
            secret.forget(salt)
            raise
        if replaced is None:
            publish(self._draft, self._path)
        else:
            self._draft.replace(self._path)
            sync_folder(self._path)
            replaced.close()

    def close(self) -> None:
        """Let go of the copy."""
        self._engine.dispose()


@contextmanager
def arriving(path: Path, key: bytes, chunks: Iterable[bytes]) -> Iterator[ArrivingRound]:
    """Lend a copy that comes in, in the present form.

    Args:
        path: Where it will lie; absolute.
        key: The key that came with it.
        chunks: Its bytes, which are a sealed database and nothing else.

    Raises:
        NewerError: A later version of the program wrote it.
        WorkspaceError: It is no workspace, or the disk does not allow it.
    """
    with draft_beside(path) as draft:
        with draft.open("rb+") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        _check(draft, key, path)
        _bring_up(draft, key, path)
        found = ArrivingRound(path, draft, key)
        try:
            yield found
        finally:
            found.close()


def _bring_up(draft: Path, key: bytes, path: Path) -> None:
    connection = connect(draft, key)
    try:
        form = schema.form_of(connection, path)
    finally:
        connection.close()
    if form != schema.HEAD:
        from evaluator.storage.migrations import upgrade  # noqa: PLC0415 - Alembic costs 0.4 s

        # The sender has the older one; no copy need stay here.
        upgrade(draft, key, form).unlink()


def _check(draft: Path, key: bytes, path: Path) -> None:
    """Read all of the file: every page's seal, and every table's structure."""
    try:
        with told_apart(path):
            connection = connect(draft, key)
            try:
                seals = connection.execute("PRAGMA cipher_integrity_check").fetchall()
                structure = connection.execute("PRAGMA quick_check").fetchall()
            finally:
                connection.close()
    except WorkspaceError as error:
        # The draft's own name means nothing to anybody.
        raise type(error)(**{**error.facts, "file": path.name}) from error
    if seals or structure != [("ok",)]:
        raise DamagedError(file=path.name)
