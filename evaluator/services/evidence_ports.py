"""What evidence and scenarios need of a transaction, as a protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.domain.evidence import StoredEvidence
    from evaluator.domain.scenarios import SavedScenario


class EvidenceUnit(Protocol):
    """The part of a transaction that keeps the evidence and saved scenarios."""

    def evidence(self) -> StoredEvidence | None:
        """Give the evidence that was worked out last, or None."""

    def put_evidence(self, value: StoredEvidence) -> None:
        """Store evidence in place of the former."""

    def scenarios(self) -> tuple[SavedScenario, ...]:
        """Give the saved scenarios, in the order they were saved."""

    def put_scenarios(self, values: Iterable[SavedScenario]) -> None:
        """Store scenarios; one with the same name takes the former's place."""

    def remove_scenario(self, name: str) -> None:
        """Delete the scenario with this name."""
