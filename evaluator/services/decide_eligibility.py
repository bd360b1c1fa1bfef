"""Decide whether an application may be funded at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.eligibility import EligibilityDecision, EligibilityOutcome, decisions_in_force
from evaluator.domain.helsinki import HELSINKI
from evaluator.domain.log import Change
from evaluator.domain.log_values import of_eligibility
from evaluator.services.errors import CompleteByMissingError, CompleteByPastError, NotDecidedError
from evaluator.services.guards import (
    require_application,
    require_no_conflict,
    require_open,
    require_reason,
)
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

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

        Args:
            workspace: The open workspace.
            application: Which application.
            outcome: Yes, no, asked to complete, or undecided again.
            reason: Why; when asked to complete, what is missing.
            by: Who.
            complete_by: The last day to complete, in Helsinki; with COMPLETE only.

        Raises:
            CompleteByMissingError: The applicant is asked to complete, but not by when.
            CompleteByPastError: The day has passed.
            NotDecidedError: There is no decision to take back.
            UnknownApplicationError: The round has no such application.
            ReasonMissingError: No reason was given.
            DisqualifiedError: Who acts is disqualified from the application; the deputy acts.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            require_application(unit, application)
            require_no_conflict(unit, by, application)
            former = [each for each in unit.eligibility() if each.application == application]
            if outcome is EligibilityOutcome.COMPLETE:
                self._require_time(application, complete_by, former)
            if outcome is EligibilityOutcome.UNDECIDED and not decisions_in_force(former):
                raise NotDecidedError(id=application)
            decision = EligibilityDecision(
                application=application,
                outcome=outcome,
                reason=require_reason(reason, application),
                by=by,
                at=self._clock(),
                complete_by=complete_by if outcome is EligibilityOutcome.COMPLETE else None,
            )
            unit.add_eligibility([decision])
            record(unit, [logged_eligibility(decision, former[-1] if former else None)])
            unit.commit()
        return decision

    def _require_time(
        self, application: ApplicationId, day: date | None, former: Sequence[EligibilityDecision]
    ) -> None:
        """See that there is time left; a day that was set before may be set again, to undo a deed."""
        if day is None:
            raise CompleteByMissingError(id=application)
        past = day < self._clock().astimezone(HELSINKI).date()
        if past and all(each.complete_by != day for each in former):
            raise CompleteByPastError(id=application, day=day.isoformat())


def logged_eligibility(decision: EligibilityDecision, before: EligibilityDecision | None) -> Change:
    """Give the log's entry for a decision."""
    return Change(
        deed="eligibility.decide",
        subject=decision.application,
        before=of_eligibility(before),
        after=of_eligibility(decision),
        by=decision.by,
        at=decision.at,
    )
