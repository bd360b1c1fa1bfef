"""The log: entries that only grow, and values that can be erased."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlmodel import col, select

from evaluator.domain.exchanged import LogHead
from evaluator.domain.identifiers import RoundId
from evaluator.domain.log import (
    FIELDS,
    SALT_BYTES,
    Change,
    Digest,
    Field,
    LogEntry,
    LoggedEntry,
    Opening,
    chained,
    start_of,
)
from evaluator.domain.log_deeds import LEAVES_CONTENT
from evaluator.storage.column_types import moment_text
from evaluator.storage.connection import driver_of
from evaluator.storage.repositories import bulk
from evaluator.storage.tables import LogEntryRow, LogValueRow, RoundRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.engine import Connection, Row

_VALUE_COLUMNS = [column for field in Field for column in (field.value, f"{field.value}_salt")]


class LogRepository:
    """The log of the workspace's round."""

    def __init__(self, connection: Connection, salts: Iterator[bytes] | None = None) -> None:
        self._connection = connection
        self._salts = salts or _random_salts()

    def add(self, changes: Iterable[Change]) -> None:
        """Append an entry for each change, chained to the last one."""
        number, head = self.head()
        logged = list(chained(changes, self._salts, number + 1, head))
        bulk.append_tuples(self._connection, LogEntryRow, (_entry_row(each) for each in logged))
        bulk.append_tuples(self._connection, LogValueRow, (_value_row(each) for each in logged))

    def head(self) -> tuple[int, Digest]:
        """Give number and digest of the last entry; 0 and the start when there is none."""
        # By the driver: a merge asks once for each file.
        query = "SELECT number, digest FROM log_entry ORDER BY number DESC LIMIT 1"
        last = driver_of(self._connection).execute(query).fetchone()
        return (0, self.start()) if last is None else (last[0], Digest(last[1]))

    def content_head(self) -> LogHead | None:
        """Give the last entry that changed what the round holds; None when there is none."""
        last = self._connection.execute(
            select(LogEntryRow.number, LogEntryRow.digest)
            .where(col(LogEntryRow.deed).not_in(sorted(LEAVES_CONTENT)))
            .order_by(col(LogEntryRow.number).desc())
            .limit(1)
        ).one_or_none()
        return None if last is None else LogHead(number=last.number, digest=Digest(last.digest))

    def start(self) -> Digest:
        """Give what the first entry refers to."""
        return start_of(RoundId(self._connection.execute(select(RoundRow.id)).scalar_one()))

    def all(self) -> tuple[LoggedEntry, ...]:
        """Give every entry with what is left of its values, oldest first."""
        query = select(LogEntryRow).order_by(col(LogEntryRow.number))
        values = self._connection.execute(select(LogValueRow)).mappings()
        openings = {row["number"]: _openings(row) for row in values}
        found = []
        previous = self.start()
        for row in self._connection.execute(query):
            logged = LoggedEntry(
                entry=_entry(row, previous), digest=Digest(row.digest), openings=openings.get(row.number, {})
            )
            previous = logged.digest
            found.append(logged)
        return tuple(found)

    def erase(self, numbers: Iterable[int]) -> None:
        """Erase the values of entries; the entries and the chain stay."""
        nothing = dict.fromkeys(_VALUE_COLUMNS)
        wanted = list(numbers)
        for at in range(0, len(wanted), 1000):
            some = wanted[at : at + 1000]
            self._connection.execute(
                update(LogValueRow).where(col(LogValueRow.number).in_(some)).values(nothing)
            )


def _random_salts() -> Iterator[bytes]:
    while True:
        # One call for many: the system's randomness is asked 250 times less.
        block = secrets.token_bytes(SALT_BYTES * 1000)
        yield from (block[at : at + SALT_BYTES] for at in range(0, len(block), SALT_BYTES))


def _entry_row(logged: LoggedEntry) -> tuple[Any, ...]:
    entry = logged.entry
    commitments = [entry.commitments[field] for field in FIELDS]
    return (entry.number, moment_text(entry.at), entry.deed, *commitments, logged.digest)


def _value_row(logged: LoggedEntry) -> tuple[Any, ...]:
    row: list[int | str | bytes] = [logged.entry.number]
    for field in FIELDS:
        opening = logged.openings[field]
        row += (opening.text, opening.salt)
    return tuple(row)


def _entry(row: Row[Any], previous: Digest) -> LogEntry:
    return LogEntry(
        number=row.number,
        at=row.at,
        deed=row.deed,
        commitments={field: Digest(getattr(row, field.value)) for field in Field},
        previous=previous,
    )


def _openings(row: Any) -> dict[Field, Opening]:
    return {
        field: Opening(salt=row[f"{field.value}_salt"], text=row[field.value])
        for field in Field
        if row[field.value] is not None
    }
