"""The evidence that was worked out last, and scenarios saved by name."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import col, delete, select

from evaluator.domain.canonical import Hash
from evaluator.domain.deviations import Deviation, DeviationKind
from evaluator.domain.evidence import StoredEvidence
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.money import Cents
from evaluator.domain.scenarios import SavedScenario
from evaluator.storage.column_types import moment_text
from evaluator.storage.repositories import bulk
from evaluator.storage.tables_evidence import EvidenceRow, ScenarioRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection


class EvidenceRepository:
    """Holds one evidence at most."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self) -> StoredEvidence | None:
        """Give it, or None."""
        row = self._connection.execute(select(EvidenceRow)).one_or_none()
        if row is None:
            return None
        return StoredEvidence(
            state=Hash(row.state), method=row.method, figures=row.figures, computed=row.computed
        )

    def put(self, value: StoredEvidence) -> None:
        """Store it in place of the former."""
        row = {
            "slot": 1,
            "state": value.state,
            "method": value.method,
            "computed": value.computed,
            "figures": value.figures,
        }
        bulk.put(self._connection, EvidenceRow, [row])


class ScenarioRepository:
    """Saved scenarios, one for each name."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[SavedScenario, ...]:
        """Give them all, in the order they were saved; one saved again comes last."""
        rows = self._connection.execute(
            select(ScenarioRow).order_by(col(ScenarioRow.at), col(ScenarioRow.name))
        )
        return tuple(
            SavedScenario(
                name=row.name,
                rule=row.rule,
                threshold=row.threshold,
                deviations=_deviations(row.deviations),
                by=row.by,
                at=row.at,
            )
            for row in rows
        )

    def put(self, values: Iterable[SavedScenario]) -> None:
        """Store scenarios; one with the same name takes the former's place."""
        rows = [
            {
                "name": each.name,
                "rule": each.rule,
                "threshold": each.threshold,
                "deviations": _written(each.deviations),
                "by": each.by,
                "at": each.at,
            }
            for each in values
        ]
        bulk.put(self._connection, ScenarioRow, rows)

    def remove(self, name: str) -> None:
        """Delete the scenario with this name."""
        self._connection.execute(delete(ScenarioRow).where(col(ScenarioRow.name) == name))


def _written(deviations: Iterable[Deviation]) -> str:
    listed = [
        {
            "application": each.application,
            "kind": each.kind.value if each.kind else None,
            "amount": each.amount,
            "reason": each.reason,
            "by": each.by,
            "at": moment_text(each.at),
        }
        for each in deviations
    ]
    return json.dumps(listed, ensure_ascii=False, sort_keys=True)


def _deviations(text: str) -> tuple[Deviation, ...]:
    listed: list[dict[str, Any]] = json.loads(text)
    return tuple(
        Deviation(
            application=ApplicationId(each["application"]),
            kind=None if each["kind"] is None else DeviationKind(each["kind"]),
            amount=None if each["amount"] is None else Cents(each["amount"]),
            reason=each["reason"],
            by=each["by"],
            at=datetime.fromisoformat(each["at"]),
        )
        for each in listed
    )
