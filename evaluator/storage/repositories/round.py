"""The round's own facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from evaluator.domain.call import Call
from evaluator.domain.identifiers import RoundId
from evaluator.domain.money import Cents
from evaluator.domain.rounds import Round
from evaluator.storage.repositories import bulk
from evaluator.storage.tables import RoundRow

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


class RoundRepository:
    """Holds exactly one round."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self) -> Round:
        """Give the round."""
        row = self._connection.execute(select(RoundRow)).one()
        return Round(
            id=RoundId(row.id),
            call=Call.model_validate_json(row.call),
            phase=row.phase,
            envelope=Cents(row.envelope),
            rule=row.rule,
            threshold=row.threshold,
            created=row.created,
            made_up=row.made_up,
        )

    def put(self, value: Round) -> None:
        """Store the round in place of the former."""
        row = {
            "slot": 1,
            "id": value.id,
            "call": value.call.model_dump_json(),
            "phase": value.phase,
            "envelope": value.envelope,
            "rule": value.rule,
            "threshold": value.threshold,
            "created": value.created,
            "made_up": value.made_up,
        }
        bulk.put(self._connection, RoundRow, [row])
