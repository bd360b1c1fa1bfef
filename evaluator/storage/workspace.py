"""Making and opening workspaces."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol

from evaluator.storage import schema
from evaluator.storage.connection import connect, engine_on
from evaluator.storage.faults import told_apart
from evaluator.storage.files import SALT_BYTES, new_file, read_salt
from evaluator.storage.unit_of_work import SqlUnitOfWork

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import Engine

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
    """An open workspace file."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self._path = path
        self._engine = engine

    @property
    def path(self) -> Path:
        """Where the file lies, absolute."""
        return self._path

    @contextmanager
    def begin(self) -> Iterator[SqlUnitOfWork]:
        """Start a transaction that may write; it waits for another one to end.

        Raises:
            BusyError: The other one takes too long.
            WorkspaceError: The disk or the file does not allow it.
        """
        with self._unit(writes=True) as unit:
            yield unit

    @contextmanager
    def read(self) -> Iterator[SqlUnitOfWork]:
        """Start a transaction that only reads, from one moment; it waits for nobody."""
        with self._unit(writes=False) as unit:
            yield unit

    @contextmanager
    def _unit(self, *, writes: bool) -> Iterator[SqlUnitOfWork]:
        with told_apart(self._path), self._engine.connect() as connection:
            yield SqlUnitOfWork(connection.execution_options(writes=writes))

    def close(self) -> None:
        """Let go of the file; SQLite folds its log into it."""
        self._engine.dispose()


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
        return _opened(path, key)

    def open(self, path: Path, secret: Secret) -> SqlWorkspace:
        """Open a workspace, bringing an older form up to the present one.

        Raises:
            WorkspaceError: It is no workspace, the key is another one, it is newer
                than the program, or it cannot be used where it lies.
            StorageError: The key cannot be had.
        """
        path = path.absolute()
        key = secret.key_of(read_salt(path))
        looking = connect(path, key, read_only=True)
        try:
            with told_apart(path):
                form = schema.form_of(looking, path)
        finally:
            looking.close()
        if form != schema.HEAD:
            from evaluator.storage.migrations import upgrade  # noqa: PLC0415 - Alembic costs 0.4 s

            upgrade(path, key, form)
        return _opened(path, key)


def salt_of(path: Path) -> bytes:
    """Give the 16 bytes that name a workspace, to find its key by.

    Raises:
        WorkspaceError: The file is missing or shows that it is something else.
    """
    return read_salt(path)


def _build(draft: Path, key: bytes, salt: bytes, first: Round) -> None:
    engine = engine_on(partial(connect, draft, key, salt))
    try:
        schema.create(engine)
        with engine.connect().execution_options(writes=True) as connection:
            SqlUnitOfWork(connection).put_round(first)
            connection.commit()
    finally:
        engine.dispose()


def _opened(path: Path, key: bytes) -> SqlWorkspace:
    with told_apart(path):
        connection = connect(path, key)
        # Kept in the file; readers and one writer then do not wait for each other.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
    return SqlWorkspace(path, engine_on(partial(connect, path, key)))
