"""Connections to an encrypted file: the raw driver's, and the engine that pools them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from evaluator.storage.errors import WrongKeyError
from evaluator.storage.faults import NOT_A_DATABASE, result_code, told_apart
from evaluator.storage.files import PAGE_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine

BUSY_SECONDS: Final = 10.0
"""How long a write waits for another one; longer, and the user is told."""

POOL: Final = 5

PAGE_SEAL: Final = "HMAC_SHA256"
"""What every page is sealed with."""


class Access(StrEnum):
    """What a connection may do, as SQLite's address of the file says it.

    STILL takes the file as one that nobody changes: it is read without a lock and
    without anything beside it.
    """

    WRITE = "mode=rw"
    READ = "mode=ro"
    STILL = "immutable=1"


def connect(path: Path, key: bytes, salt: bytes = b"", *, access: Access = Access.WRITE) -> Any:
    """Open the file with the raw driver.

    Args:
        path: The file; it must exist, if only as an empty one.
        key: 32 bytes. They go into a statement, never into a URL or a log.
        salt: 16 bytes, for a file that is being made; an existing one has its own.
        access: What the connection may do.

    Raises:
        WrongKeyError: The key does not open it.
        WorkspaceError: It cannot be read.
    """
    with told_apart(path):
        connection = dbapi2.connect(
            f"{path.resolve().as_uri()}?{access}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,  # the pool lends a connection to one thread at a time
        )
    try:
        # First of all: SQLCipher would write about a wrong key to standard error.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
        # Of the file, like its key, and said before anything is read of it.
        connection.execute(f"PRAGMA cipher_page_size = {PAGE_BYTES}")
        connection.execute(f"PRAGMA cipher_hmac_algorithm = {PAGE_SEAL}")
        with told_apart(path):
            _set_up(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: Any, path: Path) -> None:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except dbapi2.Error as error:
        if result_code(error) == NOT_A_DATABASE:
            raise WrongKeyError(file=path.name) from None
        raise
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")  # else REPLACE would delete history unseen
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA wal_autocheckpoint = 0")  # see ``folding``
    connection.execute("PRAGMA trusted_schema = OFF")


def engine_on(connect_: Callable[[], Any]) -> Engine:
    """Give an engine whose connections come from ``connect_``.

    Transactions are begun by ourselves, because the driver would begin none before
    DDL. One with the execution option ``writes`` takes the write lock at once:
    what it read can then not be overtaken before it writes.
    """
    engine = create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,  # so that the driver's errors are wrapped like any other's
        creator=connect_,
        poolclass=QueuePool,
        pool_size=POOL,
        max_overflow=POOL,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def driver_of(connection: Connection) -> Any:
    """Give the raw driver's connection, inside the transaction.

    SQLAlchemy begins one with its own first statement only; what the driver does before
    that would stand alone, each statement for itself.
    """
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.driver_connection
