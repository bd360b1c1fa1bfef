"""Which form a file has, and how a new one gets the present form.

A new file is made from the tables directly, without importing Alembic (0.4 s); a
test holds that this gives exactly what the migrations give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from evaluator.storage.errors import NewerError, NotWorkspaceError
from evaluator.storage.tables import metadata
from evaluator.storage.tables_evidence import EVIDENCE_TABLES
from evaluator.storage.tables_forms import FORM_TABLES
from evaluator.storage.tables_meeting import MEETING_TABLES
from evaluator.storage.tables_private import PRIVATE_TABLES
from evaluator.storage.tables_reviewing import REVIEWING_HISTORY
from evaluator.storage.tables_translations import TRANSLATION_TABLES
from evaluator.storage.tables_versions import VERSION_TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Engine

RELEASED: Final = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
"""Every form a file in use may have, oldest first."""

HEAD: Final = RELEASED[-1]

APPLICATION_ID: Final = 0x45564C52
"""What SQLite keeps in the file's header for its owner: "EVLR"."""

# As Alembic writes it.
VERSION_TABLE: Final = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def create(engine: Engine) -> None:
    """Give an empty file the present form, in one transaction."""
    wanted = {
        *FORM_TABLES,
        *REVIEWING_HISTORY,
        *EVIDENCE_TABLES,
        *VERSION_TABLES,
        *TRANSLATION_TABLES,
        *MEETING_TABLES,
        *PRIVATE_TABLES,
    }
    if not metadata.tables.keys() >= wanted:
        raise LookupError("tables are missing from the metadata")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        metadata.create_all(connection, checkfirst=False)
        connection.exec_driver_sql(VERSION_TABLE)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def form_of(connection: Any, path: Path) -> str:
    """Give the form of an open file, one of ``RELEASED``.

    Raises:
        NotWorkspaceError: It is some other encrypted database.
        NewerError: A later version of the program wrote it.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotWorkspaceError(file=path.name)
    versions = [row[0] for row in connection.execute("SELECT version_num FROM alembic_version")]
    if len(versions) != 1:
        raise NotWorkspaceError(file=path.name)
    if versions[0] not in RELEASED:
        raise NewerError(file=path.name)
    return str(versions[0])
