"""Who reads what: even loads, and reviewers whose scores can be compared.

Three things are asked of a distribution, in this order:

1. Every application has its number of reviewers, as far as disqualification allows, and
   the loads are as even as they can be: no load can be lowered by raising one that is
   lower by two or more, by whatever chain of exchanges (an optimal semi-matching).
2. Every two reviewers share an application where there are enough of them, and none share
   many more than others: a reviewer's leniency can only be told from the applications'
   merit through shared applications.
3. The graph of reviewers and applications is in one piece, where edges suffice.

Whoever scores the same applications in the same order tires at the same ones, so each
reviewer reads in an order of their own. Chance comes from the seed alone: the same input
gives the same distribution.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.assignment_search import Distribution

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from evaluator.domain.identifiers import ApplicationId, ReviewerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One reviewer reads one application.

    Attributes:
        application: What is read.
        reviewer: Who reads it.
        by_hand: A person or a table chose it, and no automatic distribution moves it.
    """

    application: ApplicationId
    reviewer: ReviewerId
    by_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentPlan:
    """How the reviews of a round were distributed.

    Attributes:
        per_application: How many reviews each application was to get.
        seed: Where chance came from; also of the reading orders.
        calibration: Applications that everybody scores first.
        by: Who distributed them.
        at: When, aware UTC.
    """

    per_application: int
    seed: int
    calibration: tuple[ApplicationId, ...]
    by: str
    at: datetime


def distribute(
    applications: Sequence[ApplicationId],
    reviewers: Sequence[ReviewerId],
    per_application: int,
    *,
    blocked: Collection[tuple[ApplicationId, ReviewerId]] = (),
    avoided: Collection[tuple[ApplicationId, ReviewerId]] = (),
    fixed: Iterable[Assignment] = (),
    seed: int = 0,
) -> tuple[Assignment, ...]:
    """Distribute applications among reviewers; see the module.

    Args:
        applications: What is to be read.
        reviewers: Who can read.
        per_application: How many reviews each application gets; fewer where not enough
            reviewers may read it, and those of ``fixed`` count.
        blocked: Pairs that must not be, because of a hard conflict.
        avoided: Pairs that are not made where that costs no evenness.
        fixed: Assignments that stay whatever they do to the balance.
        seed: Where chance comes from.

    Returns:
        The assignments by application and reviewer, the fixed ones among them.
    """
    kept = {(each.application, each.reviewer): each for each in fixed}
    work = Distribution(
        applications=sorted(applications),
        reviewers=sorted(reviewers),
        blocked=frozenset(blocked),
        avoided=frozenset(avoided),
        fixed=frozenset(kept),
        draw=random.Random(f"assignment {seed}"),  # noqa: S311 - nothing is guarded by it
    )
    work.fill(per_application)
    work.even_out()
    work.bridge()
    work.connect()
    return tuple(
        kept.get(pair, Assignment(application=pair[0], reviewer=pair[1])) for pair in sorted(work.pairs())
    )


def with_calibration(
    assignments: Iterable[Assignment],
    calibration: Iterable[ApplicationId],
    reviewers: Iterable[ReviewerId],
    blocked: Collection[tuple[ApplicationId, ReviewerId]] = (),
) -> tuple[Assignment, ...]:
    """Add the calibration set for every reviewer who may read it."""
    by_pair = {(each.application, each.reviewer): each for each in assignments}
    everybody = list(reviewers)
    for application in calibration:
        for reviewer in everybody:
            if (application, reviewer) not in blocked:
                by_pair.setdefault(
                    (application, reviewer), Assignment(application=application, reviewer=reviewer)
                )
    return tuple(by_pair[pair] for pair in sorted(by_pair))


def reading_order(
    applications: Iterable[ApplicationId],
    reviewer: ReviewerId,
    seed: int,
    calibration: Collection[ApplicationId] = (),
) -> tuple[ApplicationId, ...]:
    """Give the order in which a reviewer reads: the calibration set first, each part shuffled."""
    draw = random.Random(f"reading order {seed} {reviewer}")  # noqa: S311 - nothing is guarded by it
    ordered = sorted(applications)
    draw.shuffle(ordered)
    return tuple(sorted(ordered, key=lambda each: each not in calibration))


def loads(assignments: Iterable[Assignment], reviewers: Iterable[ReviewerId]) -> dict[ReviewerId, int]:
    """Count how many applications each reviewer reads, those who read none included."""
    counts = dict.fromkeys(reviewers, 0)
    for each in assignments:
        counts[each.reviewer] = counts.get(each.reviewer, 0) + 1
    return counts


def shared(assignments: Iterable[Assignment]) -> Mapping[tuple[ReviewerId, ReviewerId], int]:
    """Count how many applications each two reviewers share; pairs that share none are left out."""
    readers: defaultdict[ApplicationId, list[ReviewerId]] = defaultdict(list)
    for each in assignments:
        readers[each.application].append(each.reviewer)
    counts: defaultdict[tuple[ReviewerId, ReviewerId], int] = defaultdict(int)
    for of_one in readers.values():
        ordered = sorted(of_one)
        for at, first in enumerate(ordered):
            for second in ordered[at + 1 :]:
                counts[first, second] += 1
    return counts


def components(assignments: Iterable[Assignment]) -> int:
    """Count the pieces of the graph of reviewers and applications; those without an edge are none."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for each in assignments:
        parent[root(f"a {each.application}")] = root(f"r {each.reviewer}")
    return len({root(node) for node in list(parent)})
