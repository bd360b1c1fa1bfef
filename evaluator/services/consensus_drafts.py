"""Keep what the meeting typed and has not recorded: overwritten, on this machine only, never in the log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.services.guards import require_application, require_open

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.domain.consensus import ConsensusDraft
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.services.ports import Clock, Workspace


class SaveConsensusDrafts:
    """Saves drafts in place of the former; recording a consensus takes its draft away."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        drafts: Iterable[ConsensusDraft] = (),
        dropped: Iterable[ApplicationId] = (),
    ) -> None:
        """Save drafts and let go of others, all or none.

        Raises:
            UnknownApplicationError: The round has no such application.
            RoundLockedError: The round is locked.
        """
        now = self._clock()
        with workspace.begin() as unit:
            require_open(unit)
            for draft in drafts:
                require_application(unit, draft.application)
                unit.consensus_drafts.put(replace(draft, at=now))
            for application in dropped:
                unit.consensus_drafts.drop(application)
            unit.commit()
