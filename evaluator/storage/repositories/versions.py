"""Versions of the decision draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from evaluator.domain.canonical import Hash
from evaluator.domain.draft_versions import DraftVersion
from evaluator.storage.repositories import bulk
from evaluator.storage.tables_versions import DraftVersionRow

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


class DraftVersionRepository:
    """Append-only; numbers follow each other."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[DraftVersion, ...]:
        """Give every version, oldest first."""
        rows = self._connection.execute(select(DraftVersionRow).order_by(col(DraftVersionRow.number)))
        return tuple(
            DraftVersion(
                number=row.number,
                language=row.language,
                content=row.content,
                digest=Hash(row.digest),
                outcome=Hash(row.outcome),
                by=row.by,
                at=row.at,
            )
            for row in rows
        )

    def add(self, value: DraftVersion) -> None:
        """Append a version."""
        row = {
            "number": value.number,
            "language": value.language,
            "digest": value.digest,
            "outcome": value.outcome,
            "by": value.by,
            "at": value.at,
            "content": value.content,
        }
        bulk.append(self._connection, DraftVersionRow, [row])
