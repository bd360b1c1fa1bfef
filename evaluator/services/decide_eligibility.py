"""Decide whether an application may be funded at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.eligibility import EligibilityDecision
from evaluator.services.guards import require_application, require_open, require_reason

if TYPE_CHECKING:
    from datetime import date

    from evaluator.domain.eligibility import EligibilityOutcome
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.services.ports import Clock, Workspace


class DecideEligibility:
    """Records the official's decision; an earlier one stays in history."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        application: ApplicationId,
        outcome: EligibilityOutcome,
        reason: str,
        by: str,
        complete_by: date | None = None,
    ) -> EligibilityDecision:
        """Append the decision.

        Raises:
            UnknownApplicationError: The round has no such application.
            ReasonMissingError: No reason was given.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            require_application(unit, application)
            decision = EligibilityDecision(
                application=application,
                outcome=outcome,
                reason=require_reason(reason, application),
                by=by,
                at=self._clock(),
                complete_by=complete_by,
            )
            unit.add_eligibility([decision])
            unit.commit()
        return decision
