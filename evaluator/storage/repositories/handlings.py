"""How the consensus meeting handled each application."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlmodel import col, select

from evaluator.domain.handlings import Handling
from evaluator.domain.identifiers import ApplicationId
from evaluator.storage.repositories import bulk
from evaluator.storage.tables_meeting import HandlingRow

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


class HandlingRepository:
    """Records of the meeting; they only grow."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Handling, ...]:
        """Give them all, oldest first."""
        rows = self._connection.execute(select(HandlingRow).order_by(col(HandlingRow.sequence)))
        return tuple(
            Handling(
                application=ApplicationId(row.application),
                present=tuple(json.loads(row.present)),
                left=tuple(json.loads(row.left)),
                discussed=row.discussed,
                note=row.note,
                by=row.by,
                at=row.at,
            )
            for row in rows
        )

    def add(self, value: Handling) -> None:
        """Append a record."""
        row = {
            "application": value.application,
            "present": json.dumps(list(value.present), ensure_ascii=False),
            "left": json.dumps(list(value.left), ensure_ascii=False),
            "discussed": value.discussed,
            "note": value.note,
            "by": value.by,
            "at": value.at,
        }
        bulk.append(self._connection, HandlingRow, [row])
