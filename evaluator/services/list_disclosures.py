"""Tell which papers were given to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.disclosures import disclosures_in

if TYPE_CHECKING:
    from evaluator.domain.disclosures import Disclosure
    from evaluator.services.ports import Workspace


class ListDisclosures:
    """Reads the register of disclosures from the round's log."""

    def __call__(self, workspace: Workspace) -> tuple[Disclosure, ...]:
        """Give the register, oldest first."""
        with workspace.read() as unit:
            return disclosures_in(unit.log_entries())
