"""Take a round to its next phase, or lock it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.domain.log import Change
from evaluator.domain.rounds import Phase
from evaluator.services.errors import NoFurtherPhaseError, PhaseNotReadyError
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.domain.rounds import RoundContents
    from evaluator.services.ports import Clock, Workspace

_LAST_BY_ADVANCING = Phase.DRAFTED
_ORDER = tuple(Phase)


def _open_tasks(contents: RoundContents, then: Phase) -> int:
    """Count what must be done before the round may be in phase ``then``."""
    applications = {each.id for each in contents.applications}
    counted = {each.application for each in contents.reviews if each.counts}
    refused = {each for each, decision in contents.eligibility.items() if decision.outcome == "no"}
    tasks: dict[Phase, Callable[[], int]] = {
        Phase.ELIGIBILITY: lambda: 0 if applications else 1,
        Phase.REVIEW: lambda: len(applications - set(contents.eligibility)),
        Phase.ALLOCATION: lambda: len(applications - refused - counted),
    }
    return tasks.get(then, lambda: 0)()


class AdvanceRound:
    """Moves a round one phase on; a guard refuses while something is open."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, *, by: str) -> Phase:
        """Advance and give the new phase.

        Raises:
            NoFurtherPhaseError: The rest of a round's life has deeds of its own.
            PhaseNotReadyError: Applications wait for a decision or a review.
        """
        with workspace.begin() as unit:
            now = unit.round()
            if _ORDER.index(now.phase) >= _ORDER.index(_LAST_BY_ADVANCING):
                raise NoFurtherPhaseError(phase=now.phase.value)
            then = _ORDER[_ORDER.index(now.phase) + 1]
            open_tasks = _open_tasks(unit.contents(), then)
            if open_tasks:
                raise PhaseNotReadyError(phase=now.phase.value, next=then.value, open=open_tasks)
            unit.put_round(replace(now, phase=then))
            change = Change(
                deed="round.advance",
                subject=now.id,
                before=now.phase.value,
                after=then.value,
                by=by,
                at=self._clock(),
            )
            record(unit, [change])
            unit.commit()
        return then
