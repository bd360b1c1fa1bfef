"""Who scored what: the coverage of a round, and what waits for the chair."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from evaluator.domain.histories import accepted_stale, by_review, forks_in, is_stale, tip_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluator.domain.exchanged import ContentHash, RevisionHash
    from evaluator.domain.histories import ContentLink, Fork
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.services.ports import UnitOfWork, Workspace

    Pair = tuple[ApplicationId, ReviewerId]


class Covered(StrEnum):
    """Where the review of one reviewer on one application stands."""

    SCORED = "scored"
    MISSING = "missing"
    CONFLICTING = "conflicting"
    STALE = "stale"
    SENT_BACK = "sent_back"
    RECUSED = "recused"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The matrix of reviewers and applications; a pair that is not in it was not assigned.

    Attributes:
        pairs: Where each review stands, by application and reviewer.
    """

    pairs: Mapping[Pair, Covered]

    @property
    def missing(self) -> tuple[Pair, ...]:
        """The assigned reviews that have not come, or were sent back."""
        waiting = {Covered.MISSING, Covered.SENT_BACK}
        return tuple(pair for pair, covered in self.pairs.items() if covered in waiting)

    def of(self, wanted: Covered) -> tuple[Pair, ...]:
        """Give the pairs that stand so."""
        return tuple(pair for pair, covered in self.pairs.items() if covered is wanted)


class ShowCoverage:
    """Tells who scored what, and which histories fork."""

    def __call__(self, workspace: Workspace) -> tuple[Coverage, tuple[Fork, ...]]:
        """Give the coverage and the forks that wait for the chair."""
        with workspace.read() as unit:
            return standing_of(unit)


def standing_of(unit: UnitOfWork) -> tuple[Coverage, tuple[Fork, ...]]:
    """Give the coverage and the open forks, in an open transaction."""
    conflicted, barred = unit.sayings.conflicted(), unit.barred()
    aside = by_review(unit.words.settlements())
    words = accepted_stale(unit.words.stale())
    reviewed = unit.sayings.reviewed()
    now = unit.contents_now(reviewed) if reviewed else {}
    found: dict[Pair, Covered] = dict.fromkeys(_assigned(unit), Covered.MISSING)
    found |= dict.fromkeys(unit.sayings.declined(), Covered.DECLINED)
    forking: dict[Pair, Sequence[ContentLink]] = {}
    # One review at a time: a round of many files is not held in memory to be looked at.
    for pair, links in unit.sayings.histories():
        found[pair] = _standing(links, aside.get(pair, frozenset()), now.get(pair[0]), words)
        if found[pair] is Covered.CONFLICTING and pair not in conflicted and pair not in barred:
            forking[pair] = links
    found |= dict.fromkeys(conflicted, Covered.RECUSED)
    found |= dict.fromkeys((pair for pair in barred if pair in found), Covered.RECUSED)
    return Coverage(pairs={pair: found[pair] for pair in sorted(found)}), forks_in(forking, aside)


def coverage_of(unit: UnitOfWork) -> Coverage:
    """Give the coverage, in an open transaction; no score is read for it."""
    return standing_of(unit)[0]


def open_forks(unit: UnitOfWork) -> tuple[Fork, ...]:
    """Give the forked histories that wait for the chair; a disqualified reviewer's do not."""
    return standing_of(unit)[1]


def _assigned(unit: UnitOfWork) -> list[Pair]:
    return [(each.application, each.reviewer) for each in unit.assignments.all()]


def _standing(
    links: Sequence[ContentLink],
    aside: frozenset[RevisionHash],
    now: ContentHash | None,
    words: Mapping[tuple[RevisionHash, ContentHash], bool],
) -> Covered:
    head = links[0]
    if len(links) > 1 or aside:  # most reviews have one revision
        tip = tip_of(links, aside)
        if tip.forked:
            return Covered.CONFLICTING
        head = next(each for each in links if each.hash == tip.head)
    if not is_stale(head, now, words):
        return Covered.SCORED
    return Covered.SENT_BACK if now is not None and (head.hash, now) in words else Covered.STALE
