"""The quarantine list: bundles that were refused, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluator.domain.bundles import RefusedBundle
    from evaluator.services.ports import Workspace


class ListRefusedBundles:
    """Gives the quarantine list of a round."""

    def __call__(self, workspace: Workspace) -> tuple[RefusedBundle, ...]:
        """Give every refusal, the latest first."""
        with workspace.read() as unit:
            return tuple(reversed(unit.refused_bundles()))
