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
    Links = Mapping[Pair, Sequence[ContentLink]]


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
    links = unit.sayings.links()
    return coverage_of(unit, links), open_forks(unit, links)


def coverage_of(unit: UnitOfWork, known: Links | None = None) -> Coverage:
    """Give the coverage, in an open transaction; no score is read for it.

    Args:
        unit: The transaction.
        known: The submitted revisions, where they were read already.
    """
    assigned = {(each.application, each.reviewer) for each in unit.assignments.all()}
    links = unit.sayings.links() if known is None else known
    conflicted, declined = unit.sayings.conflicted(), unit.sayings.declined()
    recused = {*conflicted, *(pair for pair in unit.barred() if pair in assigned or pair in links)}
    aside = by_review(unit.words.settlements())
    words = accepted_stale(unit.words.stale())
    now = unit.contents_now({pair[0] for pair in links}) if links else {}
    found: dict[Pair, Covered] = {}
    for pair in sorted({*assigned, *links, *recused, *declined}):
        if pair in recused:
            found[pair] = Covered.RECUSED
        elif pair in links:
            found[pair] = _standing(links[pair], aside.get(pair, frozenset()), now.get(pair[0]), words)
        else:
            found[pair] = Covered.DECLINED if pair in declined else Covered.MISSING
    return Coverage(pairs=found)


def open_forks(unit: UnitOfWork, known: Links | None = None) -> tuple[Fork, ...]:
    """Give the forked histories that wait for the chair; a disqualified reviewer's do not."""
    recused = {*unit.sayings.conflicted(), *unit.barred()}
    links = unit.sayings.links() if known is None else known
    forking = {pair: of for pair, of in links.items() if len(of) > 1 and pair not in recused}
    return forks_in(forking, by_review(unit.words.settlements()))


def _standing(
    links: Sequence[ContentLink],
    aside: frozenset[RevisionHash],
    now: ContentHash | None,
    words: Mapping[tuple[RevisionHash, ContentHash], bool],
) -> Covered:
    tip = tip_of(links, aside)
    if tip.forked:
        return Covered.CONFLICTING
    head = next(each for each in links if each.hash == tip.head)
    if not is_stale(head, now, words):
        return Covered.SCORED
    return Covered.SENT_BACK if now is not None and (head.hash, now) in words else Covered.STALE
