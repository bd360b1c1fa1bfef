"""Accept an application's costs line by line, beside the applicant's own figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain import financing
from evaluator.domain.costs import AcceptedCost
from evaluator.domain.log import Change
from evaluator.domain.money import Cents
from evaluator.services.errors import AmountOutOfRangeError, NoBudgetError, UnknownCostLineError
from evaluator.services.guards import (
    require_application,
    require_no_conflict,
    require_open,
    require_reason,
)
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.log import LogValue
    from evaluator.services.ports import Clock, UnitOfWork, Workspace


class AcceptCost:
    """Records what is accepted of a line; an earlier word on it stays in history."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        application: ApplicationId,
        line: str,
        accepted: Cents,
        reason: str,
        by: str,
    ) -> AcceptedCost:
        """Append the official's word on one line.

        Args:
            workspace: The open workspace.
            application: Whose budget.
            line: Id of the line.
            accepted: In cents, without value added tax unless the call counts it.
            reason: Why; may be empty where a line of an eligible kind is accepted whole.
            by: Who.

        Raises:
            UnknownApplicationError: The round has no such application.
            NoBudgetError: It has no form, so no lines.
            UnknownCostLineError: Its budget has no such line.
            AmountOutOfRangeError: More is accepted than was asked, or less than nothing.
            ReasonMissingError: Less is accepted, or a kind that the call rules out,
                and no reason was given.
            DisqualifiedError: Who acts is disqualified from the application; the deputy acts.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            form = _form(unit, application)
            require_no_conflict(unit, by, application)
            call = unit.round().call
            found = next((each for each in form.costs if each.id == line), None)
            if found is None:
                known = ", ".join(each.id for each in form.costs)[:200]
                raise UnknownCostLineError(id=application, line=line, known=known)
            most = financing.most_of(found, call)
            if not 0 <= accepted <= most:
                raise AmountOutOfRangeError(amount=accepted, largest=most)
            doubtful = accepted and financing.kind_of(found, call.ineligible_costs) is not None
            if accepted < most or doubtful:
                reason = require_reason(reason, application)
            word = AcceptedCost(
                application=application,
                line=line,
                asked=Cents(found.amount_cents),
                accepted=accepted,
                reason=reason.strip(),
                by=by,
                at=self._clock(),
            )
            _keep(unit, [word])
        return word

    def rest(self, workspace: Workspace, application: ApplicationId, by: str) -> tuple[AcceptedCost, ...]:
        """Accept whole every line that nothing was said of and whose kind the call does not rule out.

        Raises:
            UnknownApplicationError: The round has no such application.
            NoBudgetError: It has no form, so no lines.
            DisqualifiedError: Who acts is disqualified from the application; the deputy acts.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            form = _form(unit, application)
            require_no_conflict(unit, by, application)
            call = unit.round().call
            said = financing.in_force(form, unit.accepted_costs())
            now = self._clock()
            words = [
                AcceptedCost(
                    application=application,
                    line=each.id,
                    asked=Cents(each.amount_cents),
                    accepted=financing.most_of(each, call),
                    reason="",
                    by=by,
                    at=now,
                )
                for each in form.costs
                if each.id not in said and financing.kind_of(each, call.ineligible_costs) is None
            ]
            _keep(unit, words)
        return tuple(words)


def _form(unit: UnitOfWork, application: ApplicationId) -> ApplicationForm:
    require_application(unit, application)
    form = unit.form(application)
    if form is None or not form.costs:
        raise NoBudgetError(id=application)
    return form


def _keep(unit: UnitOfWork, words: Sequence[AcceptedCost]) -> None:
    """Append words and log them with what they replace."""
    before = {(each.application, each.line): each for each in unit.accepted_costs()}
    unit.add_accepted_costs(words)
    record(
        unit,
        [
            Change(
                deed="cost.accept",
                subject=each.application,
                before=_told(before.get((each.application, each.line))),
                after=_told(each),
                by=each.by,
                at=each.at,
            )
            for each in words
        ],
    )
    unit.commit()


def _told(word: AcceptedCost | None) -> LogValue:
    if word is None:
        return None
    return {"line": word.line, "asked": word.asked, "accepted": word.accepted, "reason": word.reason}
