"""What the official decided: eligibility, deviations, conditions; all of it only grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from evaluator.domain.deviations import Condition, Deviation
from evaluator.domain.eligibility import EligibilityDecision
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.money import Cents
from evaluator.storage.repositories import bulk
from evaluator.storage.tables import ConditionRow, DeviationRow, EligibilityRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection


class EligibilityRepository:
    """Every eligibility decision ever made."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[EligibilityDecision, ...]:
        """Give them all, oldest first."""
        rows = self._connection.execute(select(EligibilityRow).order_by(col(EligibilityRow.sequence)))
        return tuple(
            EligibilityDecision(
                application=ApplicationId(row.application),
                outcome=row.outcome,
                reason=row.reason,
                by=row.by,
                at=row.at,
                complete_by=row.complete_by,
            )
            for row in rows
        )

    def add(self, values: Iterable[EligibilityDecision]) -> None:
        """Append decisions."""
        rows = [
            {
                "application": each.application,
                "outcome": each.outcome,
                "reason": each.reason,
                "by": each.by,
                "at": each.at,
                "complete_by": each.complete_by,
            }
            for each in values
        ]
        bulk.append(self._connection, EligibilityRow, rows)


class DeviationRepository:
    """The deviation register."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Deviation, ...]:
        """Give all entries, oldest first."""
        rows = self._connection.execute(select(DeviationRow).order_by(col(DeviationRow.sequence)))
        return tuple(
            Deviation(
                application=ApplicationId(row.application),
                kind=row.kind,
                reason=row.reason,
                by=row.by,
                at=row.at,
                amount=None if row.amount is None else Cents(row.amount),
            )
            for row in rows
        )

    def add(self, values: Iterable[Deviation]) -> None:
        """Append entries."""
        rows = [
            {
                "application": each.application,
                "kind": each.kind,
                "reason": each.reason,
                "by": each.by,
                "at": each.at,
                "amount": each.amount,
            }
            for each in values
        ]
        bulk.append(self._connection, DeviationRow, rows)


class ConditionRepository:
    """Conditions of single grants."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Condition, ...]:
        """Give them all, oldest first."""
        rows = self._connection.execute(select(ConditionRow).order_by(col(ConditionRow.sequence)))
        return tuple(
            Condition(
                application=ApplicationId(row.application),
                text=row.text,
                reason=row.text if row.reason is None else row.reason,
                by=row.by,
                at=row.at,
            )
            for row in rows
        )

    def add(self, values: Iterable[Condition]) -> None:
        """Append conditions."""
        rows = [
            {
                "application": each.application,
                "text": each.text,
                "by": each.by,
                "at": each.at,
                "reason": each.reason,
            }
            for each in values
        ]
        bulk.append(self._connection, ConditionRow, rows)
