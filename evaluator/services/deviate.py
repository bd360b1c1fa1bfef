"""Depart from the allocation rule, or add a condition to one grant; always on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.deviations import Condition, Deviation, DeviationKind
from evaluator.domain.log import Change
from evaluator.domain.log_values import of_deviation
from evaluator.services.errors import AmountOutOfRangeError
from evaluator.services.guards import require_application, require_open, require_reason
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.money import Cents
    from evaluator.services.ports import Clock, Workspace


class Deviate:
    """Writes an entry into the deviation register."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        application: ApplicationId,
        kind: DeviationKind | None,
        reason: str,
        by: str,
        amount: Cents | None = None,
    ) -> Deviation:
        """Append the deviation; ``kind`` None takes the one in force back.

        Args:
            workspace: The open workspace.
            application: Which application.
            kind: Hold, lift, drop or reduce.
            reason: Why; reaches the memo.
            by: Who.
            amount: The manual amount in cents, for REDUCE only.

        Raises:
            AmountOutOfRangeError: The manual amount is missing, not positive or more
                than was asked.
            ReasonMissingError: No reason was given.
            UnknownApplicationError: The round has no such application.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            asked = require_application(unit, application).requested
            if kind is DeviationKind.REDUCE and (amount is None or not 0 < amount <= asked):
                raise AmountOutOfRangeError(amount=(amount or 0) / 100, largest=asked / 100)
            deviation = Deviation(
                application=application,
                kind=kind,
                amount=amount if kind is DeviationKind.REDUCE else None,
                reason=require_reason(reason, application),
                by=by,
                at=self._clock(),
            )
            before = {each.application: each for each in unit.deviations()}.get(application)
            unit.add_deviations([deviation])
            change = Change(
                deed="deviation.record",
                subject=application,
                before=of_deviation(before),
                after=of_deviation(deviation),
                by=by,
                at=deviation.at,
            )
            record(unit, [change])
            unit.commit()
        return deviation


class AddCondition:
    """Adds a condition to one grant."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, application: ApplicationId, text: str, by: str) -> Condition:
        """Append the condition; an empty text takes the grant's condition back.

        Raises:
            UnknownApplicationError: The round has no such application.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            require_application(unit, application)
            condition = Condition(application=application, text=text.strip(), by=by, at=self._clock())
            before = [each.text for each in unit.conditions() if each.application == application]
            unit.add_conditions([condition])
            change = Change(
                deed="condition.add" if condition.text else "condition.withdraw",
                subject=application,
                before=before[-1] if before and before[-1] else None,
                after=condition.text or None,
                by=by,
                at=condition.at,
            )
            record(unit, [change])
            unit.commit()
        return condition
