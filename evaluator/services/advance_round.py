"""Take a round one phase on, up to allocation; drafting and locking are deeds of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.log import Change
from evaluator.domain.rounds import STEPS_BACK, Phase
from evaluator.scoring.counting import counted_reviews
from evaluator.services.coverage import Covered, standing_of
from evaluator.services.errors import NoFurtherPhaseError, PhaseNotReadyError, ReopenReasonMissingError
from evaluator.services.log_round import record
from evaluator.services.review_errors import NotInAllocationError, UnsettledReviewsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.rounds import RoundContents
    from evaluator.services.ports import Clock, UnitOfWork, Workspace

_LAST_BY_ADVANCING = Phase.ALLOCATION  # a round is drafted when its papers are recorded
_ORDER = tuple(Phase)
_NAMED = 5
"""How many reviews that wait for the chair a refusal names."""


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


def _require_settled(unit: UnitOfWork, contents: RoundContents) -> None:
    """Let no order be worked out while a review waits for the chair's word.

    Raises:
        UnsettledReviewsError: Histories fork, or an application changed after it was read.
    """
    outcomes = {each: decision.outcome for each, decision in contents.eligibility.items()}
    coverage, forks = standing_of(unit)
    conflicts = [(each.application, each.reviewer) for each in forks]
    ranked = {each.id for each in contents.applications if outcomes.get(each.id) is not EligibilityOutcome.NO}
    conflicts = [pair for pair in conflicts if pair[0] in ranked]
    stale = [pair for pair in coverage.of(Covered.STALE) if pair[0] in ranked]
    if not conflicts and not stale:
        return
    names = {each.id: each.name for each in contents.reviewers}
    numbers = {each.id: each.number for each in contents.applications}
    waiting = [f"{numbers[application]} / {names.get(who, who)}" for application, who in (*conflicts, *stale)]
    more = ", …" if len(waiting) > _NAMED else ""
    raise UnsettledReviewsError(
        conflicts=len(conflicts), stale=len(stale), which=", ".join(waiting[:_NAMED]) + more
    )


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
            UnsettledReviewsError: Reviews wait for the chair's word.
        """
        with workspace.begin() as unit:
            now = unit.round()
            if _ORDER.index(now.phase) >= _ORDER.index(_LAST_BY_ADVANCING):
                raise NoFurtherPhaseError(phase=now.phase.value)
            then = _ORDER[_ORDER.index(now.phase) + 1]
            contents = unit.contents()
            if then is Phase.ALLOCATION:
                _require_settled(unit, contents)
            open_tasks = _open_tasks(contents, then)
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


class StepBack:
    """Takes a round from allocation back to consensus, for a reason that stays in the log.

    For what comes late: a review, or an application that changed under its reviews.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, reason: str, *, by: str) -> None:
        """Go back; what was allocated stays recorded.

        Raises:
            ReopenReasonMissingError: No reason was given.
            NotInAllocationError: The round is not in allocation, or drafted.
        """
        given = reason.strip()
        with workspace.begin() as unit:
            now = unit.round()
            if now.phase not in STEPS_BACK:
                raise NotInAllocationError(phase=now.phase.value)
            if not given:
                raise ReopenReasonMissingError
            unit.put_round(replace(now, phase=Phase.CONSENSUS))
            change = Change(
                deed="round.step-back",
                subject=now.id,
                before=now.phase.value,
                after={"phase": Phase.CONSENSUS.value, "reason": given},
                by=by,
                at=self._clock(),
            )
            record(unit, [change])
            unit.commit()
