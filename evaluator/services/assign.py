"""Assign applications to reviewers: by hand, from a table, or evenly by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.assignment import (
    Assignment,
    AssignmentPlan,
    components,
    distribute,
    loads,
    with_calibration,
)
from evaluator.domain.conflicts_of_interest import (
    ConflictSeverity,
    conflicts_between,
    interests_in_force,
)
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.log import Change
from evaluator.services.errors import UnknownApplicationError
from evaluator.services.guards import require_application, require_no_conflict, require_open
from evaluator.services.log_round import record
from evaluator.services.review_errors import (
    BarredError,
    NoReviewersError,
    PerApplicationError,
    SeveralReviewersError,
    UnknownReviewerError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evaluator.domain.applications import Application
    from evaluator.domain.conflicts_of_interest import Conflict
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.log import LogValue
    from evaluator.domain.reviews import Reviewer
    from evaluator.services.ports import Clock, UnitOfWork, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentReport:
    """Who reads what.

    Attributes:
        assignments: By application and reviewer.
        load: How many applications each reviewer reads.
        conflicts: Every conflict of interest between a reviewer and an application,
            hard ones and soft ones.
        short: Applications with fewer readers than the plan asks for.
        components: Pieces of the graph; more than one means that leniency cannot be
            compared across them.
    """

    assignments: tuple[Assignment, ...]
    load: Mapping[ReviewerId, int]
    conflicts: tuple[Conflict, ...]
    short: tuple[ApplicationId, ...]
    components: int


class ShowAssignments:
    """Tells who reads what."""

    def __call__(self, workspace: Workspace) -> AssignmentReport:
        """Give the assignments as they are."""
        with workspace.read() as unit:
            return report_on(unit)


class Assign:
    """Distributes the applications evenly; what was assigned by hand stays."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        per_application: int,
        by: str,
        *,
        seed: int = 0,
        calibration: Sequence[ApplicationId] = (),
    ) -> AssignmentReport:
        """Distribute what may be funded among all reviewers.

        Args:
            workspace: The open workspace.
            per_application: How many reviews each application gets.
            by: Who assigns.
            seed: Where chance comes from, for the distribution and the reading orders.
            calibration: Applications that everybody scores first.

        Raises:
            NoReviewersError: There is nobody to assign to.
            PerApplicationError: More reviews are wanted than there are reviewers.
            UnknownApplicationError: One of the calibration set is not in the round.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            former = unit.assignments.all()
            made = _distributed(unit, per_application, seed, calibration)
            unit.assignments.add_plan(
                AssignmentPlan(
                    per_application=per_application,
                    seed=seed,
                    calibration=tuple(calibration),
                    by=by,
                    at=self._clock(),
                )
            )
            _store(unit, former, made, by, self._clock)
            report = report_on(unit)
            unit.commit()
        return report

    def preview(
        self,
        workspace: Workspace,
        per_application: int,
        *,
        seed: int = 0,
        calibration: Sequence[ApplicationId] = (),
    ) -> AssignmentReport:
        """Tell what a distribution would give; nothing is stored.

        Raises:
            NoReviewersError: There is nobody to assign to.
            PerApplicationError: More reviews are wanted than there are reviewers.
            UnknownApplicationError: One of the calibration set is not in the round.
        """
        with workspace.read() as unit:
            made = _distributed(unit, per_application, seed, calibration)
            return report_on(unit, made, per_application)


class RestoreAssignments:
    """Brings assignments back as they were before a deed that is undone."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        assignments: Iterable[Assignment],
        plan: AssignmentPlan | None,
        by: str,
    ) -> AssignmentReport:
        """Put the former assignments in the place of the present ones; the log keeps both.

        Args:
            workspace: The open workspace.
            assignments: All of them, as they were.
            plan: The plan that was in force, or None before the first: the last one then stays.
            by: Who undoes.

        Raises:
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            if plan is not None and plan != unit.assignments.plan():
                unit.assignments.add_plan(plan)
            _store(unit, unit.assignments.all(), assignments, by, self._clock)
            report = report_on(unit)
            unit.commit()
        return report


class AssignPairs:
    """Assigns, or takes back, single pairs: by hand, or as a table gives them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        pairs: Iterable[tuple[str, str]],
        by: str,
        *,
        remove: bool = False,
    ) -> AssignmentReport:
        """Add pairs of application and reviewer, or take them back; all of them or none.

        Args:
            workspace: The open workspace.
            pairs: Ids of applications, and ids or names of reviewers.
            by: Who assigns.
            remove: Take them back.

        Raises:
            UnknownApplicationError: The round has no such application.
            UnknownReviewerError: It has no such reviewer.
            BarredError: A hard conflict of interest bars a pair.
            DisqualifiedError: Who assigns is disqualified from an application.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            known = {str(each.id): each for each in unit.applications()}
            people = unit.reviewers()
            former = unit.assignments.all()
            barring = {
                (each.application, each.person): each.body
                for each in _conflicts(unit)
                if each.severity is ConflictSeverity.HARD
            }
            made = {(each.application, each.reviewer): each for each in former}
            for wanted, who in pairs:
                if wanted not in known:
                    raise UnknownApplicationError(id=wanted)
                application = known[wanted].id
                require_no_conflict(unit, by, application)
                reviewer = reviewer_named(people, who).id
                pair = (application, reviewer)
                if remove:
                    made.pop(pair, None)
                    continue
                if pair in barring:
                    raise BarredError(application=application, reviewer=who, body=barring[pair])
                made[pair] = Assignment(application=application, reviewer=reviewer, by_hand=True)
            _store(unit, former, made.values(), by, self._clock)
            report = report_on(unit)
            unit.commit()
        return report


def reviewer_named(reviewers: Iterable[Reviewer], wanted: str) -> Reviewer:
    """Give the reviewer with an id, or the only one with a name.

    Raises:
        UnknownReviewerError: There is none.
        SeveralReviewersError: Several have the name.
    """
    listed = list(reviewers)
    found = [each for each in listed if each.id == wanted] or [
        each for each in listed if each.name.casefold() == wanted.strip().casefold()
    ]
    if not found:
        raise UnknownReviewerError(name=wanted)
    if len(found) > 1:
        raise SeveralReviewersError(name=wanted, ids=", ".join(str(each.id) for each in found))
    return found[0]


def report_on(
    unit: UnitOfWork, made: Sequence[Assignment] | None = None, per_application: int | None = None
) -> AssignmentReport:
    """Tell who reads what, or would read it, in an open transaction.

    Args:
        unit: The transaction.
        made: Assignments that are only planned; None takes those that are stored.
        per_application: How many reviews are planned; None takes the plan in force.
    """
    assignments = unit.assignments.all() if made is None else tuple(made)
    plan = unit.assignments.plan()
    counts: dict[ApplicationId, int] = {}
    for each in assignments:
        counts[each.application] = counts.get(each.application, 0) + 1
    wanted = per_application or (plan.per_application if plan else 1)
    return AssignmentReport(
        assignments=assignments,
        load=loads(assignments, [each.id for each in unit.reviewers()]),
        conflicts=_conflicts(unit),
        short=tuple(each.id for each in to_review(unit) if counts.get(each.id, 0) < wanted),
        components=components(assignments),
    )


def _distributed(
    unit: UnitOfWork, per_application: int, seed: int, calibration: Sequence[ApplicationId]
) -> tuple[Assignment, ...]:
    """Distribute what may be funded; what was assigned by hand stays, unless it is barred."""
    for each in calibration:
        require_application(unit, each)
    reviewers = _readers(unit, per_application)
    blocked, avoided = _barred_and_avoided(unit)
    fixed = [
        each
        for each in unit.assignments.all()
        if each.by_hand and (each.application, each.reviewer) not in blocked
    ]
    made = distribute(
        [each.id for each in to_review(unit)],
        reviewers,
        per_application,
        blocked=blocked,
        avoided=avoided,
        fixed=fixed,
        seed=seed,
    )
    return with_calibration(made, calibration, reviewers, blocked)


def _readers(unit: UnitOfWork, per_application: int) -> list[ReviewerId]:
    reviewers = [each.id for each in unit.reviewers()]
    if not reviewers:
        raise NoReviewersError
    if not 1 <= per_application <= len(reviewers):
        raise PerApplicationError(wanted=per_application, most=len(reviewers))
    return reviewers


def to_review(unit: UnitOfWork) -> list[Application]:
    """Give the applications that may be funded, in an open transaction."""
    refused = {each.application: each.outcome is EligibilityOutcome.NO for each in unit.eligibility()}
    return [each for each in unit.applications() if not refused.get(each.id, False)]


def _conflicts(unit: UnitOfWork) -> tuple[Conflict, ...]:
    return conflicts_between(unit.applications(), interests_in_force(unit.interests.all()))


def _barred_and_avoided(
    unit: UnitOfWork,
) -> tuple[set[tuple[ApplicationId, ReviewerId]], set[tuple[ApplicationId, ReviewerId]]]:
    """Give the pairs that must not be, declared conflicts and refusals among them, and the soft ones."""
    barred: set[tuple[ApplicationId, ReviewerId]] = set()
    avoided: set[tuple[ApplicationId, ReviewerId]] = set()
    for each in _conflicts(unit):
        (barred if each.severity is ConflictSeverity.HARD else avoided).add((each.application, each.person))
    barred.update(unit.sayings.conflicted())
    barred.update(unit.sayings.declined())
    return barred, avoided


def _store(
    unit: UnitOfWork, former: Iterable[Assignment], made: Iterable[Assignment], by: str, clock: Clock
) -> None:
    before = {(each.application, each.reviewer) for each in former}
    listed = sorted(made, key=lambda each: (each.application, each.reviewer))
    after = {(each.application, each.reviewer) for each in listed}
    unit.assignments.replace(listed)
    record(
        unit,
        [
            Change(
                deed="assignment.change",
                subject=reviewer,
                before=_listed(str(application) for application, who in before if who == reviewer),
                after=_listed(str(application) for application, who in after if who == reviewer),
                by=by,
                at=clock(),
            )
            for reviewer in sorted({who for _, who in before ^ after})
        ],
    )


def _listed(applications: Iterable[str]) -> list[LogValue]:
    return [*sorted(applications)]
