"""Contents of attachments: kept in pieces inside the workspace, each content once.

In pieces, because neither a driver nor SQLite can then need one whole. The other way,
a blob of its full length that is filled in place, writes every page twice.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func
from sqlmodel import col, select

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
        highest = self._connection.execute(select(func.max(col(ContentRow.id)))).scalar_one()
        return SqlContentWriter(self._connection, (highest or 0) + 1, self)

    def _number(self, digest: bytes) -> int | None:
        return self._connection.execute(
            select(col(ContentRow.id)).where(col(ContentRow.digest) == digest)
        ).scalar_one_or_none()


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
        row = {"id": self._number, "digest": digest, "size": self._size}
        bulk.append(self._connection, ContentRow, [row])

    def drop(self) -> None:
        """Take back what was written."""
        self._raw.execute(_DELETE, (self._number,))
