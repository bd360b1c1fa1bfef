"""Contents of attachments: kept in pieces inside the workspace, each content once.

In pieces, because neither a driver nor SQLite can then need one whole. The other way,
a blob of its full length that is filled in place, writes every page twice.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func
from sqlmodel import col, select

from evaluator.storage.connection import driver_of
from evaluator.storage.repositories import bulk
from evaluator.storage.tables_forms import ContentRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

_PIECE: Final = "SELECT piece FROM chunk WHERE content = ? AND position = ?"
_INSERT: Final = "INSERT INTO chunk (content, position, piece) VALUES (?, ?, ?)"
_DELETE: Final = "DELETE FROM chunk WHERE content = ?"


class ContentRepository:
    """The contents, by SHA-512."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # Contents whose pieces are written, and that get their row with the last of them.
        # A row after each would touch a page that has gone to the log long ago, and SQLite
        # then sums up anew all that follows in the log: 500 MB read a second time.
        self._waiting: dict[bytes, tuple[int, int]] = {}

    def has(self, digest: bytes) -> bool:
        """Tell whether the content is there."""
        return self._number(digest) is not None

    def pieces(self, digest: bytes) -> Iterator[bytes]:
        """Give a content piece by piece; nothing when it is not there."""
        number = self._number(digest)
        # One statement a piece: an open cursor would hold all that follows in memory.
        # The driver's own, because SQLAlchemy takes longer over a statement than this one lasts.
        raw: Any = self._connection.connection.driver_connection
        for position in count():
            row = raw.execute(_PIECE, (number, position)).fetchone()
            if row is None:
                return
            yield row[0]

    def new(self) -> SqlContentWriter:
        """Begin a content whose digest is known at its end."""
        highest = self._connection.execute(select(func.max(col(ContentRow.id)))).scalar_one() or 0
        highest = max([highest, *(number for number, _ in self._waiting.values())])
        return SqlContentWriter(self._connection, highest + 1, self)

    def name(self, digest: bytes, number: int, size: int) -> None:
        """Give the pieces with this number their name; it is stored by ``settle``."""
        self._waiting[digest] = (number, size)

    def settle(self) -> None:
        """Store the names that wait; pieces without one hold the commit up."""
        rows = [
            {"id": number, "digest": digest, "size": size} for digest, (number, size) in self._waiting.items()
        ]
        bulk.append(self._connection, ContentRow, rows)
        self._waiting.clear()

    def _number(self, digest: bytes) -> int | None:
        if digest in self._waiting:
            return self._waiting[digest][0]
        query = "SELECT id FROM content WHERE digest = ?"
        found = driver_of(self._connection).execute(query, (digest,)).fetchone()
        return None if found is None else int(found[0])


class SqlContentWriter:
    """Takes one content, piece by piece; the methods are those of the services' port."""

    def __init__(self, connection: Connection, number: int, contents: ContentRepository) -> None:
        self._connection = connection
        self._raw: Any = connection.connection.driver_connection
        self._number = number
        self._contents = contents
        self._count = 0
        self._size = 0

    def write(self, piece: bytes) -> None:
        """Take the next piece."""
        self._raw.execute(_INSERT, (self._number, self._count, piece))
        self._count += 1
        self._size += len(piece)

    def keep(self, digest: bytes) -> None:
        """End the content and name it; one that is there already is not kept twice."""
        if self._contents.has(digest):
            self.drop()
            return
        self._contents.name(digest, self._number, self._size)

    def drop(self) -> None:
        """Take back what was written."""
        self._raw.execute(_DELETE, (self._number,))
