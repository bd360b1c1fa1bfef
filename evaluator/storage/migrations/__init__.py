"""Bringing an older file to the present form; the only part that imports Alembic."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config

from evaluator.errors import EvaluatorError
from evaluator.storage.connection import Access, connect, engine_on
from evaluator.storage.errors import MigrationFailedError
from evaluator.storage.faults import told_apart
from evaluator.storage.files import new_file
from evaluator.storage.schema import HEAD

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

FOLDER = Path(__file__).parent


def upgrade(path: Path, key: bytes, form: str, *, to: str = HEAD, folder: Path = FOLDER) -> Path:
    """Bring a file from ``form`` to a later one, in one transaction, and keep a copy.

    Args:
        path: The file.
        key: Its key.
        form: The form it has.
        to: The form it gets.
        folder: Where the steps are.

    Returns:
        The copy made before, which opens with the same key.

    Raises:
        MigrationFailedError: A step failed; the file is as it was.
        WorkspaceError: The file is in use, or there is no room for the copy.
    """
    engine = engine_on(partial(_connect_loosely, path, key))
    try:
        with (
            told_apart(path),
            engine.connect().execution_options(writes=True) as connection,
            connection.begin(),  # nobody else writes from here on
        ):
            copy = _copy(path, key, form)
            try:
                run_steps(connection, to, folder)
                _check_references(connection)
            except EvaluatorError:
                raise
            except Exception as error:
                raise MigrationFailedError(file=path.name, copy=copy.name) from error
    finally:
        engine.dispose()
    return copy


def run_steps(connection: Connection, to: str, folder: Path = FOLDER) -> None:
    """Run the steps that are missing, inside the transaction of the connection."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def copy_name(path: Path, form: str) -> Path:
    """Give a free name for the copy of a file in an older form."""
    number = 1
    while True:
        tail = "" if number == 1 else f"-{number}"
        candidate = path.with_name(f"{path.stem}.before-{form}{tail}{path.suffix}")
        if not candidate.exists():
            return candidate
        number += 1


def _connect_loosely(path: Path, key: bytes) -> Any:
    """Connect without foreign keys.

    Alembic changes a table by building another and dropping the first; with
    foreign keys on, that takes the rows of every table that refers to it along.
    """
    connection = connect(path, key)
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise LookupError(f"{len(broken)} rows refer to nothing")


def _copy(path: Path, key: bytes, form: str) -> Path:
    """Copy through SQLite: a plain read would let go of this process's locks on the file."""
    copy = copy_name(path, form)
    source = connect(path, key, access=Access.READ)
    try:
        salt = bytes.fromhex(source.execute("PRAGMA cipher_salt").fetchone()[0])
        with new_file(copy) as draft:
            target = connect(draft, key, salt)
            try:
                source.backup(target)
            finally:
                target.close()
    finally:
        source.close()
    return copy
