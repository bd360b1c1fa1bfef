"""A round as its tables: what an archive holds, and everything that retention erases."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Final

from evaluator.storage.connection import driver_of
from evaluator.storage.search import SearchIndex
from evaluator.storage.tables import metadata
from evaluator.storage.tables_private import PRIVATE_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy.engine import Connection

JsonValue = None | int | str

_DERIVED: Final = {"search_part"}
"""Made from other tables; an archive does without."""

_PIECES: Final = {"chunk"}
"""Bytes of files in pieces; an archive holds the files."""

_PRIVATE: Final = set(PRIVATE_TABLES)
"""Notes and drafts, which are no documents of the matter; an archive does without."""

_KEPT: Final = {"round", "log_entry", "log_value"}
"""What stays of a round: which one it was, and the log, whose values are erased by themselves."""


class TableDump:
    """The tables of a workspace, whatever they are; a new one belongs to an archive by itself."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self) -> Mapping[str, int]:
        """Give every table that an archive holds, with the number of its rows, by name."""
        return self._counted(set(metadata.tables) - _DERIVED - _PIECES - _PRIVATE)

    def private_counts(self) -> Mapping[str, int]:
        """Give every table that no archive holds, with the number of its rows, by name."""
        return self._counted(_PRIVATE)

    def rows(self, table: str) -> Iterator[Mapping[str, JsonValue]]:
        """Give the rows in the order of the primary key; bytes as Base64."""
        described = metadata.tables[table]
        names = [column.name for column in described.columns]
        order = ", ".join(f'"{column.name}"' for column in described.primary_key)
        columns = ", ".join(f'"{name}"' for name in names)
        rows = self._raw().execute(f'SELECT {columns} FROM "{table}" ORDER BY {order}')  # noqa: S608
        for row in rows:
            yield {name: _as_json(value) for name, value in zip(names, row, strict=True)}

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give every stored file by its SHA-512, piece by piece."""
        contents = self._raw().execute("SELECT id, digest FROM content ORDER BY digest").fetchall()
        for number, digest in contents:
            yield digest.hex(), self._pieces(number)

    def _pieces(self, content: int) -> Iterator[bytes]:
        numbers = self._raw().execute("SELECT id FROM chunk WHERE content = ? ORDER BY position", (content,))
        for (number,) in numbers.fetchall():
            # One statement a piece: an open cursor would hold all that follows in memory.
            yield self._raw().execute("SELECT piece FROM chunk WHERE id = ?", (number,)).fetchone()[0]

    def erase(self) -> Mapping[str, int]:
        """Delete every row but those of the tables that are kept; give what was deleted."""
        raw = self._raw()
        before = {**self.counts(), **self.private_counts()}
        SearchIndex(self._connection).clear()
        raw.execute("PRAGMA defer_foreign_keys = ON")
        for table in reversed(metadata.sorted_tables):
            if table.name not in _KEPT:
                raw.execute(f'DELETE FROM "{table.name}"')  # noqa: S608
        return {name: rows for name, rows in before.items() if rows and name not in _KEPT}

    def _counted(self, names: Iterable[str]) -> dict[str, int]:
        raw = self._raw()
        return {
            name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - our own names
            for name in sorted(names)
        }

    def _raw(self) -> Any:
        return driver_of(self._connection)


def _as_json(value: Any) -> JsonValue:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
