"""Open workspaces, and how they come to be opened."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol

from evaluator.storage import schema
from evaluator.storage.connection import Access, connect, engine_on
from evaluator.storage.errors import OpenElsewhereError, ReadOnlyError, WorkspaceError
from evaluator.storage.faults import told_apart
from evaluator.storage.files import SALT_BYTES, hold_salt, new_file, read_salt, remove_left_drafts
from evaluator.storage.lock import WriteLock
from evaluator.storage.places import Place, place_of
from evaluator.storage.unit_of_work import SqlUnitOfWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from evaluator.domain.rounds import Round


class Secret(Protocol):
    """Where a key comes from; the services' port of the same name."""

    def key_for_new(self, salt: bytes) -> bytes:
        """Give the key for a workspace that is being made."""

    def key_of(self, salt: bytes) -> bytes:
        """Give the key of the workspace with this salt."""

    def forget(self, salt: bytes) -> None:
        """Take back what ``key_for_new`` kept: the workspace was not made."""


class SqlWorkspace:
    """An open workspace file.

    Attributes:
        hindrance: Why nothing can be changed, as an error with its sentence; None
            when everything can. Reading works all the same.
        place: What kind of place the file lies in.
    """

    def __init__(self, path: Path, key: bytes, salt: bytes, right: WriteLock | WorkspaceError) -> None:
        """Hold an open file.

        Args:
            path: Where it lies, absolute.
            key: Its key.
            salt: Its salt.
            right: The right to write it, or why there is none.
        """
        self._path = path
        self._salt = salt
        self._lock = right if isinstance(right, WriteLock) else None
        self.hindrance = right if isinstance(right, WorkspaceError) else None
        self.place = place_of(path)
        access = Access.WRITE if self._lock else _quiet_access(path, self.hindrance)
        if self._lock:
            _set_journal(path, key, self.place)
        self._engine = engine_on(partial(connect, path, key, access=access))
        self._let_go = hold_salt(path, salt)

    @property
    def path(self) -> Path:
        """Where the file lies, absolute."""
        return self._path

    @property
    def salt(self) -> bytes:
        """The 16 bytes that name the file."""
        return self._salt

    @contextmanager
    def begin(self) -> Iterator[SqlUnitOfWork]:
        """Start a transaction that may write; it waits for another one to end.

        Raises:
            OpenElsewhereError: Somebody else had opened the file for writing before.
            BusyError: The other transaction takes too long.
            WorkspaceError: The disk or the file does not allow it.
        """
        if self.hindrance:
            raise type(self.hindrance)(**self.hindrance.facts)
        with self._unit(writes=True) as unit:
            yield unit

    @contextmanager
    def read(self) -> Iterator[SqlUnitOfWork]:
        """Start a transaction that only reads, from one moment; it waits for nobody.

        Where the file lies on a network or synchronised drive, it does wait for a
        transaction that is being committed.
        """
        with self._unit(writes=False) as unit:
            yield unit

    @contextmanager
    def _unit(self, *, writes: bool) -> Iterator[SqlUnitOfWork]:
        with told_apart(self._path), self._engine.connect() as connection:
            yield SqlUnitOfWork(connection.execution_options(writes=writes))

    def close(self) -> None:
        """Let go of the file; SQLite folds its log into it. Closing twice is no error."""
        self._engine.dispose()
        self._let_go()
        if self._lock:
            self._lock.release()
            self._lock = None


class SqlWorkspaces:
    """Makes and opens workspace files."""

    def create(self, path: Path, secret: Secret, first: Round) -> SqlWorkspace:
        """Make a new workspace that holds one round.

        It is built beside its place and put there only when it is whole.

        Raises:
            ExistsError: There is a file already.
            WorkspaceError: The disk or the folder does not allow it.
            StorageError: The key cannot be kept.
        """
        path = path.absolute()
        salt = secrets.token_bytes(SALT_BYTES)
        with new_file(path) as draft:
            key = secret.key_for_new(salt)
            try:
                with told_apart(path):
                    _build(draft, key, salt, first)
            except BaseException:
                secret.forget(salt)
                raise
        return _opened(path, salt, lambda: key)

    def open(self, path: Path, secret: Secret) -> SqlWorkspace:
        """Open a workspace, bringing an older form up to the present one.

        Who opens it first may write; for the next one it is read-only, and
        ``hindrance`` says why.

        Raises:
            WorkspaceError: It is no workspace, the key is another one, it is newer
                than the program, or it cannot be used where it lies.
            StorageError: The key cannot be had.
        """
        path = path.absolute()
        salt = read_salt(path)
        return _opened(path, salt, lambda: secret.key_of(salt))


def salt_of(path: Path) -> bytes:
    """Give the 16 bytes that name a workspace, to find its key by.

    Raises:
        WorkspaceError: The file is missing or shows that it is something else.
    """
    return read_salt(path)


def _opened(path: Path, salt: bytes, ask: Callable[[], bytes]) -> SqlWorkspace:
    right = _right_to_write(path)
    try:
        key = ask()
        if isinstance(right, WriteLock):
            remove_left_drafts(path.resolve())
        _bring_up(path, key, right)
        return SqlWorkspace(path, key, salt, right)
    except BaseException:
        if isinstance(right, WriteLock):
            right.release()
        raise


def _bring_up(path: Path, key: bytes, right: WriteLock | WorkspaceError) -> None:
    form = _form_of(path, key, right if isinstance(right, WorkspaceError) else None)
    if form == schema.HEAD:
        return
    if isinstance(right, WorkspaceError):
        raise right
    from evaluator.storage.migrations import upgrade  # noqa: PLC0415 - Alembic costs 0.4 s

    upgrade(path, key, form)


def _right_to_write(path: Path) -> WriteLock | WorkspaceError:
    path = path.resolve()  # the same lock by whatever link the file is reached
    if not os.access(path, os.W_OK):
        return ReadOnlyError(file=path.name)
    try:
        return WriteLock(path)
    except (OpenElsewhereError, ReadOnlyError) as error:
        return error


def _quiet_access(path: Path, hindrance: WorkspaceError | None) -> Access:
    """Choose how to look at a file without leaving a trace.

    In WAL mode even a reader makes files beside it. Where nothing lies beside it and
    nobody can come to write it meanwhile, all of it is in place, and SQLite may take
    it as something that does not change.
    """
    path = path.resolve()
    if hindrance and os.access(path.parent, os.W_OK):
        return Access.READ
    if path.with_name(f"{path.name}-journal").exists():
        return Access.WRITE  # an interrupted transaction is rolled back before anything is read
    return Access.READ if path.with_name(f"{path.name}-wal").exists() else Access.STILL


def _form_of(path: Path, key: bytes, hindrance: WorkspaceError | None) -> str:
    connection = connect(path, key, access=_quiet_access(path, hindrance))
    try:
        with told_apart(path):
            return schema.form_of(connection, path)
    finally:
        connection.close()


def _build(draft: Path, key: bytes, salt: bytes, first: Round) -> None:
    engine = engine_on(partial(connect, draft, key, salt))
    try:
        schema.create(engine)
        with engine.connect().execution_options(writes=True) as connection:
            SqlUnitOfWork(connection).put_round(first)
            connection.commit()
    finally:
        engine.dispose()


def _set_journal(path: Path, key: bytes, place: Place) -> None:
    with told_apart(path):
        connection = connect(path, key)
        # Kept in the file; with WAL, readers and one writer do not wait for each other.
        connection.execute(f"PRAGMA journal_mode = {place.journal}")
        connection.close()
