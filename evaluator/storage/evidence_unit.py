"""The part of a unit of work that keeps the evidence and saved scenarios."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.storage.repositories.evidence import EvidenceRepository, ScenarioRepository

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

    from evaluator.domain.evidence import StoredEvidence
    from evaluator.domain.scenarios import SavedScenario


class EvidenceUnit:
    """Evidence and scenarios on the connection of a unit of work."""

    _connection: Connection

    @cached_property
    def _evidence(self) -> EvidenceRepository:
        return EvidenceRepository(self._connection)

    @cached_property
    def _scenarios(self) -> ScenarioRepository:
        return ScenarioRepository(self._connection)

    def evidence(self) -> StoredEvidence | None:
        """Give the evidence that was worked out last, or None."""
        return self._evidence.get()

    def put_evidence(self, value: StoredEvidence) -> None:
        """Store evidence in place of the former."""
        self._evidence.put(value)

    def scenarios(self) -> tuple[SavedScenario, ...]:
        """Give the saved scenarios, in the order they were saved."""
        return self._scenarios.all()

    def put_scenarios(self, values: Iterable[SavedScenario]) -> None:
        """Store scenarios; one with the same name takes the former's place."""
        self._scenarios.put(values)

    def remove_scenario(self, name: str) -> None:
        """Delete the scenario with this name."""
        self._scenarios.remove(name)
