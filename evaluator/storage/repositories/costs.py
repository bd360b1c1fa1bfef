"""Costs that the official accepted, and how a call's spreadsheets are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlmodel import col, select

from evaluator.domain.column_mapping import ColumnMapping, SheetField
from evaluator.domain.costs import AcceptedCost
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.money import Cents
from evaluator.storage.repositories import bulk
from evaluator.storage.tables import AcceptedCostRow, ImportMappingRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

    from evaluator.domain.identifiers import CallId


class AcceptedCostRepository:
    """Every word on a line of a budget; it only grows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[AcceptedCost, ...]:
        """Give them all, oldest first."""
        rows = self._connection.execute(select(AcceptedCostRow).order_by(col(AcceptedCostRow.sequence)))
        return tuple(
            AcceptedCost(
                application=ApplicationId(row.application),
                line=row.line,
                asked=Cents(row.asked),
                accepted=Cents(row.accepted),
                reason=row.reason,
                by=row.by,
                at=row.at,
            )
            for row in rows
        )

    def add(self, values: Iterable[AcceptedCost]) -> None:
        """Append words."""
        rows = [
            {
                "application": each.application,
                "line": each.line,
                "asked": each.asked,
                "accepted": each.accepted,
                "reason": each.reason,
                "by": each.by,
                "at": each.at,
            }
            for each in values
        ]
        bulk.append(self._connection, AcceptedCostRow, rows)


class ImportMappingRepository:
    """The columns of a call's spreadsheets, as last used."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, call: CallId) -> ColumnMapping | None:
        """Give what was remembered for a call, or None."""
        found = self._connection.execute(
            select(ImportMappingRow).where(col(ImportMappingRow.call) == call)
        ).one_or_none()
        if found is None:
            return None
        kept = json.loads(found.mapping)
        return ColumnMapping(
            columns={SheetField(name): tuple(headers) for name, headers in kept["columns"].items()},
            sheet=kept["sheet"],
            header_row=kept["header_row"],
        )

    def put(self, call: CallId, value: ColumnMapping) -> None:
        """Remember a mapping in place of the former."""
        kept = {
            "columns": {field.value: list(headers) for field, headers in value.columns.items()},
            "sheet": value.sheet,
            "header_row": value.header_row,
        }
        text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
        bulk.put(self._connection, ImportMappingRow, [{"call": call, "mapping": text}])
