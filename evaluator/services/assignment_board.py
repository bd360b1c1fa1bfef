"""Read everything that an assignment board shows: reviewers, pairs, conflicts, packages, what came back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.conflicts_of_interest import interests_in_force
from evaluator.services.assign import report_on, to_review
from evaluator.services.coverage import coverage_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.assignment import AssignmentPlan
    from evaluator.domain.conflicts_of_interest import Interest
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.packages import KnownPackage
    from evaluator.domain.people import Card
    from evaluator.domain.reviews import Reviewer
    from evaluator.services.assign import AssignmentReport
    from evaluator.services.coverage import Coverage
    from evaluator.services.ports import Workspace

    Pair = tuple[ApplicationId, ReviewerId]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardReviewer:
    """A reviewer of the board.

    Attributes:
        reviewer: Who.
        card: The identity card, or None where the reviewer came without one.
        interests: Standing interests in force.
        packages: Packages that were issued, oldest first.
    """

    reviewer: Reviewer
    card: Card | None
    interests: tuple[Interest, ...] = ()
    packages: tuple[KnownPackage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentBoard:
    """Who reads what, who may not, and what has come back.

    Attributes:
        reviewers: By name.
        report: Assignments, load and conflicts of interest.
        plan: The last plan, or None before the first.
        to_review: Applications that may be funded.
        coverage: Where each assigned review stands.
        said: Reasons that reviewers gave for a disqualification or for giving an application back.
    """

    reviewers: tuple[BoardReviewer, ...]
    report: AssignmentReport
    plan: AssignmentPlan | None
    to_review: frozenset[ApplicationId]
    coverage: Coverage
    said: Mapping[Pair, str]


class ShowBoard:
    """Reads the board in one moment."""

    def __call__(self, workspace: Workspace) -> AssignmentBoard:
        """Give the board."""
        with workspace.read() as unit:
            cards = unit.cards.all()
            interests: defaultdict[ReviewerId, list[Interest]] = defaultdict(list)
            for interest in interests_in_force(unit.interests.all()):
                interests[interest.person].append(interest)
            packages: defaultdict[ReviewerId, list[KnownPackage]] = defaultdict(list)
            for package in unit.packages.all():
                packages[package.reviewer].append(package)
            people = sorted(unit.reviewers(), key=lambda each: (each.name.casefold(), each.id))
            return AssignmentBoard(
                reviewers=tuple(
                    BoardReviewer(
                        reviewer=each,
                        card=cards.get(each.id),
                        interests=tuple(interests[each.id]),
                        packages=tuple(packages[each.id]),
                    )
                    for each in people
                ),
                report=report_on(unit),
                plan=unit.assignments.plan(),
                to_review=frozenset(each.id for each in to_review(unit)),
                coverage=coverage_of(unit),
                said={**unit.sayings.declined(), **unit.sayings.conflicted()},
            )
