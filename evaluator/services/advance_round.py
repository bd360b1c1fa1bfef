"""Take a round one phase on, up to allocation; drafting and locking are deeds of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.log import Change
from evaluator.domain.rounds import Phase
from evaluator.scoring.counting import counted_reviews
from evaluator.services.errors import NoFurtherPhaseError, PhaseNotReadyError
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.rounds import RoundContents
    from evaluator.services.ports import Clock, Workspace

_LAST_BY_ADVANCING = Phase.ALLOCATION  # a round is drafted when its papers are recorded
_ORDER = tuple(Phase)


def _open_tasks(contents: RoundContents, then: Phase) -> int:
    """Count what must be done before the round may be in phase ``then``.

    An application that is asked to complete is not decided.
    """
    applications = {each.id for each in contents.applications}
    outcomes = {each: decision.outcome for each, decision in contents.eligibility.items()}
    decided = {each for each, outcome in outcomes.items() if outcome is not EligibilityOutcome.COMPLETE}
    refused = {each for each, outcome in outcomes.items() if outcome is EligibilityOutcome.NO}
    tasks: dict[Phase, Callable[[], int]] = {
        Phase.ELIGIBILITY: lambda: 0 if applications else 1,
        Phase.REVIEW: lambda: len(applications - decided),
        Phase.ALLOCATION: lambda: len(applications - refused - _scored(contents)),
    }
    return tasks.get(then, lambda: 0)()


def _scored(contents: RoundContents) -> set[ApplicationId]:
    return {each.application for each in counted_reviews(contents)} | set(contents.consensus)


class AdvanceRound:
    """Moves a round one phase on; a guard refuses while something is open."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, *, by: str) -> Phase:
        """Advance and give the new phase.

        Raises:
            NoFurtherPhaseError: The round is in allocation or beyond; the rest of its
                life has deeds of its own.
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
