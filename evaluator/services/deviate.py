"""Depart from the allocation rule, or add a condition to one grant; always on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.deviations import Condition, Deviation, DeviationKind
from evaluator.domain.log import Change
from evaluator.domain.log_values import of_condition, of_deviation
from evaluator.domain.money import rounded_down
from evaluator.scoring.allocation import deviations_in_force
from evaluator.scoring.departures import possible, sum_to_reduce
from evaluator.scoring.outcome import conditions_in_force, work_out
from evaluator.services.errors import (
    AmountBelowUnitError,
    AmountNotLessError,
    AmountOutOfRangeError,
    ConditionMissingError,
    DropWithoutEffectError,
    LiftWithoutEffectError,
    NoGrantForConditionError,
    NothingToReduceError,
    NothingToTakeBackError,
    WithoutPlaceError,
)
from evaluator.services.guards import (
    require_application,
    require_no_conflict,
    require_open,
    require_printable,
    require_reason,
)
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from evaluator.domain.applications import Application
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.money import Cents
    from evaluator.errors import RuleError
    from evaluator.scoring.figures import Standing
    from evaluator.services.ports import Clock, UnitOfWork, Workspace

_WITHOUT_EFFECT: dict[DeviationKind, type[RuleError]] = {
    DeviationKind.LIFT: LiftWithoutEffectError,
    DeviationKind.DROP: DropWithoutEffectError,
    DeviationKind.REDUCE: NothingToReduceError,
}


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
            AmountBelowUnitError: It rounds down to nothing.
            AmountNotLessError: It takes nothing off what the application gets without it.
            WithoutPlaceError: The application has no place, so nothing can fund it.
            LiftWithoutEffectError: It is funded without being lifted.
            DropWithoutEffectError: The rule gives it nothing.
            NothingToReduceError: It has no sum of which something could be taken off.
            NothingToTakeBackError: It follows the rule already.
            ReasonMissingError: No reason was given.
            UnknownApplicationError: The round has no such application.
            DisqualifiedError: Who acts is disqualified from the application; the deputy acts.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            of = require_application(unit, application)
            require_no_conflict(unit, by, application)
            if kind is DeviationKind.REDUCE:
                _require_amount(unit, of, amount)
            deviation = Deviation(
                application=application,
                kind=kind,
                amount=amount if kind is DeviationKind.REDUCE else None,
                reason=require_reason(reason, application),
                by=by,
                at=self._clock(),
            )
            before = deviations_in_force(unit.deviations()).get(application)
            if kind is not None:
                standing = _standing(unit, application)
                _require_effect(standing, kind)
                if deviation.amount is not None:
                    _require_less(standing, deviation.amount, unit.round().call.unit_cents)
            elif before is None:
                raise NothingToTakeBackError(id=application)
            unit.add_deviations([deviation])
            record(unit, [entry_recorded(before, deviation)])
            unit.commit()
        return deviation


def entry_recorded(before: Deviation | None, deviation: Deviation) -> Change:
    """Tell the log of a new entry in the deviation register, and of what was in force before."""
    return Change(
        deed="deviation.record",
        subject=deviation.application,
        before=of_deviation(before),
        after=of_deviation(deviation),
        by=deviation.by,
        at=deviation.at,
    )


def _require_amount(unit: UnitOfWork, of: Application, amount: Cents | None) -> None:
    if amount is None or not 0 < amount <= of.requested:
        raise AmountOutOfRangeError(amount=amount or 0, largest=of.requested)
    step = unit.round().call.unit_cents
    if rounded_down(amount, step) <= 0:
        raise AmountBelowUnitError(amount=amount, unit=step)


def _standing(unit: UnitOfWork, application: ApplicationId) -> Standing:
    outcome = work_out(unit.contents(), lambda _: ())
    return next(each for each in outcome.standings if each.application.id == application)


def _require_effect(standing: Standing, kind: DeviationKind) -> None:
    if kind in possible(standing):
        return
    if standing.placing is None:
        raise WithoutPlaceError(id=standing.application.id)
    raise _WITHOUT_EFFECT[kind](id=standing.application.id)


def _require_less(standing: Standing, amount: Cents, step: Cents) -> None:
    full = sum_to_reduce(standing)
    if full is not None and rounded_down(amount, step) >= full:
        raise AmountNotLessError(id=standing.application.id, amount=amount, full=full)


class AddCondition:
    """Adds a condition to one grant."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self, workspace: Workspace, application: ApplicationId, text: str, by: str, reason: str = ""
    ) -> Condition:
        """Append the condition; an empty text takes the grant's last condition back.

        Args:
            workspace: The open workspace.
            application: Which grant.
            text: What the receiver must do.
            by: Who.
            reason: Why; reaches the memo's deviation register. Where it is empty, the text of
                the condition is its reason.

        Raises:
            ConditionMissingError: There is none to take back.
            NoGrantForConditionError: The application gets no money now.
            ReasonMissingError: A condition is taken back without a reason.
            UnknownApplicationError: The round has no such application.
            DisqualifiedError: Who acts is disqualified from the application; the deputy acts.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            require_application(unit, application)
            require_no_conflict(unit, by, application)
            in_force = conditions_in_force(unit.conditions()).get(application, ())
            wanted = require_printable(text)
            if not in_force and not wanted:
                raise ConditionMissingError(id=application)
            if wanted and not _standing(unit, application).award.verdict.granted:
                raise NoGrantForConditionError(id=application)
            condition = Condition(
                application=application,
                text=wanted,
                reason=require_reason(require_printable(reason) or wanted, application),
                by=by,
                at=self._clock(),
            )
            unit.add_conditions([condition])
            change = Change(
                deed="condition.add" if condition.text else "condition.withdraw",
                subject=application,
                before=of_condition(in_force[-1] if in_force else None),
                after=of_condition(condition),
                by=by,
                at=condition.at,
            )
            record(unit, [change])
            unit.commit()
        return condition
