"""Open workspaces, and how they come to be opened."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol

from evaluator.storage import schema
from evaluator.storage.baton import arriving, copy_of, handed_to
from evaluator.storage.connection import Access, connect, engine_on
from evaluator.storage.errors import (
    BusyError,
    HandedOverError,
    OpenElsewhereError,
    ReadOnlyError,
    VanishedError,
    WorkspaceError,
)
from evaluator.storage.faults import told_apart
from evaluator.storage.files import SALT_BYTES, hold_salt, new_file, read_salt, remove_left_drafts
from evaluator.storage.folding import Folding, compact
from evaluator.storage.lock import WriteLock
from evaluator.storage.places import Place, place_of
from evaluator.storage.rekeying import change_key
from evaluator.storage.unit_of_work import SqlUnitOfWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from evaluator.domain.log import Change
    from evaluator.domain.rounds import Round
    from evaluator.storage.baton import ArrivingRound, RoundCopy


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

    def __init__(
        self,
        path: Path,
        key: bytes,
        salt: bytes,
        right: WriteLock | WorkspaceError,
        log_salts: Iterator[bytes] | None = None,
    ) -> None:
        """Hold an open file.

        Args:
            path: Where it lies, absolute.
            key: Its key.
            salt: Its salt.
            right: The right to write it, or why there is none.
            log_salts: For the commitments of the log; random ones when None.
        """
        self._path = path
        self._key = key
        self._salt = salt
        self._log_salts = log_salts
        self._lock = right if isinstance(right, WriteLock) else None
        self.hindrance = right if isinstance(right, WorkspaceError) else None
        self.place = place_of(path)
        access = Access.WRITE if self._lock else _quiet_access(path, self.hindrance)
        if self._lock:
            _set_journal(path, key, self.place)
        self._engine = engine_on(partial(connect, path, key, access=access))
        self._folding = Folding(path, key)
        self._let_go = hold_salt(path, salt)
        found = path.stat()
        self._identity = (found.st_dev, found.st_ino)
        if self._lock:
            with self.read() as unit:
                self.hindrance = _handed_over(path, unit) if unit.away() else None

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
            VanishedError: The file is no longer where it was opened.
            BusyError: The other transaction takes too long.
            WorkspaceError: The disk or the file does not allow it.
        """
        if self.hindrance:
            raise type(self.hindrance)(**self.hindrance.facts)
        self._require_in_place()
        self._folding.keep_bounded()
        with self._unit(writes=True) as unit:
            yield unit
            # A commit into a file that has lost its name succeeds, and nobody would find it again.
            self._require_in_place()
        self._folding.look()

    def _require_in_place(self) -> None:
        try:
            found = self._path.stat()
        except OSError:
            raise VanishedError(file=self._path.name) from None
        if (found.st_dev, found.st_ino) != self._identity:
            raise VanishedError(file=self._path.name)

    @contextmanager
    def read(self) -> Iterator[SqlUnitOfWork]:
        """Start a transaction that only reads, from one moment; it waits for nobody.

        Where the file lies on a network or synchronised drive, it does wait for a
        transaction that is being committed.
        """
        with self._unit(writes=False) as unit:
            yield unit

    @contextmanager
    def hand_over(self, given: Change, failed: Change) -> Iterator[RoundCopy]:
        """Give the round away: log it, lend a copy, and from then on only be read.

        Args:
            given: The handing-over; the copy's log has it, too.
            failed: What is logged when the block does not end well; the round is
                then still here.

        Raises:
            HandedOverError: It was given away before.
            WorkspaceError: The disk or the file does not allow it.
        """
        with self.begin() as unit:
            unit.log([given])
            unit.put_away(value=True)
            unit.commit()
        try:
            with copy_of(self._path, self._key, self._salt) as copy:
                yield copy
        except BaseException:
            self.take_back(failed)
            raise
        with self.read() as unit:
            self.hindrance = _handed_over(self._path, unit)

    def take_back(self, change: Change) -> None:
        """Log that a round that was given away is here again, and let it be changed.

        Raises:
            WorkspaceError: Something else hinders.
        """
        if self.hindrance and not isinstance(self.hindrance, HandedOverError):
            raise type(self.hindrance)(**self.hindrance.facts)
        with self._unit(writes=True) as unit:
            unit.put_away(value=False)
            unit.log([change])
            unit.commit()
        self.hindrance = None

    def give_up(self) -> None:
        """Close the file for another one to take its place; the right to write stays until ``close``.

        Raises:
            BusyError: Somebody is reading it.
            WorkspaceError: Somebody else holds the right.
        """
        if not self._lock:
            raise self.hindrance or BusyError(file=self._path.name)
        self._folding.wait()
        self._engine.dispose()
        with told_apart(self._path):
            connection = connect(self._path, self._key)
            try:
                # Folds the log into the file; refused while a reader looks at it.
                if connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
                    raise BusyError(file=self._path.name)
            finally:
                connection.close()

    @contextmanager
    def _unit(self, *, writes: bool) -> Iterator[SqlUnitOfWork]:
        with told_apart(self._path), self._engine.connect() as connection:
            connection.execution_options(writes=writes).begin()  # some repositories use the driver alone
            yield SqlUnitOfWork(connection, self._log_salts)

    def compact(self) -> None:
        """Write the file anew without what was erased, and empty the log beside it.

        Raises:
            WorkspaceError: It cannot be written, or somebody reads it meanwhile.
        """
        self._folding.wait()
        with told_apart(self._path):
            compact(self._path, self._key)

    def close(self) -> None:
        """Let go of the file; SQLite folds its log into it. Closing twice is no error."""
        self._folding.wait()
        self._engine.dispose()
        self._let_go()
        if self._lock:
            self._lock.release()
            self._lock = None


class SqlWorkspaces:
    """Makes and opens workspace files."""

    def __init__(self, log_salts: Callable[[], Iterator[bytes]] | None = None) -> None:
        """Take where the salts of the log come from.

        Args:
            log_salts: Makes them for a workspace; random ones when None. Salts that can
                be foretold hide nothing, which only a made-up round may do.
        """
        self._log_salts = log_salts

    def create(
        self, path: Path, secret: Secret, first: Round, changes: Iterable[Change] = ()
    ) -> SqlWorkspace:
        """Make a new workspace that holds one round, and the first entries of its log.

        It is built beside its place and put there only when it is whole.

        Raises:
            ExistsError: There is a file already.
            WorkspaceError: The disk or the folder does not allow it.
            StorageError: The key cannot be kept.
        """
        path = path.absolute()
        salt = secrets.token_bytes(SALT_BYTES)
        salts = self._log_salts() if self._log_salts else None
        with new_file(path) as draft:
            key = secret.key_for_new(salt)
            try:
                with told_apart(path):
                    _build(draft, (key, salt), first, changes, salts)
            except BaseException:
                secret.forget(salt)
                raise
        return self._opened(path, salt, lambda: key, salts)

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
        salts = self._log_salts() if self._log_salts else None
        return self._opened(path, salt, lambda: secret.key_of(salt), salts)

    def change_key(self, path: Path, old: Secret, new: Secret, change: Change) -> None:
        """Give a workspace that nobody has open another key; see ``rekeying.change_key``."""
        change_key(path, old, new, change)

    @staticmethod
    def _opened(
        path: Path, salt: bytes, ask: Callable[[], bytes], log_salts: Iterator[bytes] | None
    ) -> SqlWorkspace:
        right = _right_to_write(path)
        try:
            key = ask()
            if isinstance(right, WriteLock):
                remove_left_drafts(path.resolve())
            _bring_up(path, key, right)
            return SqlWorkspace(path, key, salt, right, log_salts)
        except BaseException:
            if isinstance(right, WriteLock):
                right.release()
            raise

    def arriving(
        self, path: Path, key: bytes, chunks: Iterable[bytes]
    ) -> AbstractContextManager[ArrivingRound]:
        """Lend a copy of a workspace that comes in; see ``baton.arriving``."""
        return arriving(path.absolute(), key, chunks)


def _handed_over(path: Path, unit: SqlUnitOfWork) -> HandedOverError:
    """Say that the round is away, and who has it."""
    return HandedOverError(file=path.name, names=", ".join(handed_to(unit.log_entries())) or "–")


def salt_of(path: Path) -> bytes:
    """Give the 16 bytes that name a workspace, to find its key by.

    Raises:
        WorkspaceError: The file is missing or shows that it is something else.
    """
    return read_salt(path)


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


def _build(
    draft: Path,
    named_key: tuple[bytes, bytes],
    first: Round,
    changes: Iterable[Change],
    salts: Iterator[bytes] | None,
) -> None:
    engine = engine_on(partial(connect, draft, *named_key))
    try:
        schema.create(engine)
        with engine.connect().execution_options(writes=True) as connection:
            unit = SqlUnitOfWork(connection, salts)
            unit.put_round(first)
            unit.log(changes)
            unit.commit()
    finally:
        engine.dispose()


def _set_journal(path: Path, key: bytes, place: Place) -> None:
    with told_apart(path):
        connection = connect(path, key)
        # Kept in the file; with WAL, readers and one writer do not wait for each other.
        connection.execute(f"PRAGMA journal_mode = {place.journal}")
        connection.close()
