"""The history of a review: submitted revisions, each naming the one it was made from.

What is known of a review is a set of revisions that only grows. The one that stands, and
whether two histories fork, follows from the set alone: neither the order in which its
members arrived nor any time has a say.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from evaluator.domain.canonical import hash_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from evaluator.domain.exchanged import ContentHash, RevisionHash
    from evaluator.domain.identifiers import ApplicationId, ReviewerId

CONFLICT_DIGITS = 12
"""Of a conflict's name: short enough to be typed, long enough for any round."""


class Link(Protocol):
    """A revision, as far as its history needs it."""

    @property
    def hash(self) -> RevisionHash:
        """Its name."""

    @property
    def previous(self) -> RevisionHash | None:
        """The revision it was made from; None for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The chair's word on a forked history, or that the word before it is taken back.

    Attributes:
        application: Which application.
        reviewer: Whose review.
        taken: The revision that stands, or stood.
        aside: The revisions that do not; what is made from them later opens the
            question again. Empty when the last word on this review is taken back.
        reason: Why; never empty.
        by: Who.
        at: When, aware UTC.
    """

    application: ApplicationId
    reviewer: ReviewerId
    taken: RevisionHash
    aside: tuple[RevisionHash, ...]
    reason: str
    by: str
    at: datetime

    @property
    def conflict(self) -> str:
        """The name of the conflict that it settles."""
        revisions = tuple(sorted((self.taken, *self.aside)))
        return Fork(application=self.application, reviewer=self.reviewer, revisions=revisions).id


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleWord:
    """The chair's word on a revision of an application that changed afterwards.

    Attributes:
        revision: Which revision.
        content: The content of the application for which the word holds.
        accepted: It counts all the same; otherwise it was sent back.
        reason: Why; never empty.
        by: Who.
        at: When, aware UTC.
    """

    revision: RevisionHash
    content: ContentHash
    accepted: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """Two or more histories of one review from one base.

    Attributes:
        application: Which application.
        reviewer: Whose review.
        revisions: The last revision of each history, by name.
    """

    application: ApplicationId
    reviewer: ReviewerId
    revisions: tuple[RevisionHash, ...]

    @property
    def id(self) -> str:
        """A short name that says the same for the same fork."""
        told = {
            "application": str(self.application),
            "reviewer": str(self.reviewer),
            "revisions": [str(each) for each in self.revisions],
        }
        return hash_of("evaluator conflict 1", told)[:CONFLICT_DIGITS]  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """Where a history stands.

    Attributes:
        head: The revision that stands: the last one; while histories fork, the last
            that they have in common, or None where they have none.
        forked: The last revision of each history, by name, while they fork.
    """

    head: RevisionHash | None
    forked: tuple[RevisionHash, ...] = ()


def tip_of(links: Iterable[Link], aside: Collection[RevisionHash] = ()) -> Tip:
    """Tell where a history stands.

    Args:
        links: The revisions that are known of one review, in any order, repeated or not.
        aside: Last revisions that a settlement put aside.
    """
    return tip_in({each.hash: each.previous for each in links}, aside)


def tip_in(previous: Mapping[RevisionHash, RevisionHash | None], aside: Collection[RevisionHash] = ()) -> Tip:
    """Tell the same from what each revision was made from, by its name."""
    if len(previous) == 1:
        (only,) = previous
        return Tip(head=None if only in aside else only)
    followed = {each for each in previous.values() if each is not None}
    last = sorted(each for each in previous if each not in followed and each not in aside)
    if len(last) <= 1:
        return Tip(head=last[0] if last else None)
    paths = [_path(each, previous) for each in last]
    common = set(paths[0]).intersection(*paths[1:])
    return Tip(head=next((each for each in paths[0] if each in common), None), forked=tuple(last))


def made_from(links: Iterable[Link], start: RevisionHash) -> frozenset[RevisionHash]:
    """Give a revision and all that were made from it, by whatever steps."""
    previous = {each.hash: each.previous for each in links}
    return frozenset(each for each in previous if start in _path(each, previous))


def settlements_in_force(settlements: Iterable[Settlement]) -> tuple[Settlement, ...]:
    """Give those that were not taken back, from a history in its order."""
    standing: list[Settlement] = []
    for each in settlements:
        if each.aside:
            standing.append(each)
            continue
        of_review = (at for at, one in enumerate(standing) if _pair(one) == _pair(each))
        for last in list(of_review)[-1:]:
            del standing[last]
    return tuple(standing)


def by_review(
    settlements: Iterable[Settlement],
) -> dict[tuple[ApplicationId, ReviewerId], frozenset[RevisionHash]]:
    """Give what is put aside of each review."""
    found: defaultdict[tuple[ApplicationId, ReviewerId], list[Settlement]] = defaultdict(list)
    for each in settlements_in_force(settlements):
        found[_pair(each)].append(each)
    return {pair: _put_aside(words) for pair, words in found.items()}


def accepted_stale(words: Sequence[StaleWord]) -> dict[tuple[RevisionHash, ContentHash], bool]:
    """Give the last word on each stale revision for each content: accepted or sent back."""
    return {(each.revision, each.content): each.accepted for each in words}


def _pair(settlement: Settlement) -> tuple[ApplicationId, ReviewerId]:
    return settlement.application, settlement.reviewer


def _put_aside(settlements: Iterable[Settlement]) -> frozenset[RevisionHash]:
    """Give what settlements of one review put aside, in the order in which they were made."""
    aside: set[RevisionHash] = set()
    for each in settlements:
        aside.update(each.aside)
        aside.discard(each.taken)
    return frozenset(aside)


def _path(start: RevisionHash, previous: Mapping[RevisionHash, RevisionHash | None]) -> list[RevisionHash]:
    """Give a revision and what came before it, the latest first."""
    path: dict[RevisionHash, None] = {}
    at: RevisionHash | None = start
    while at is not None and at in previous and at not in path:
        path[at] = None
        at = previous[at]
    return list(path)


class ContentLink(Link, Protocol):
    """A revision that may know which content it was made for."""

    @property
    def content(self) -> ContentHash | None:
        """The application as it was read; None where nobody knows."""


L = TypeVar("L", bound=ContentLink)


def is_stale(
    revision: ContentLink,
    now: ContentHash | None,
    words: Mapping[tuple[RevisionHash, ContentHash], bool],
) -> bool:
    """Tell whether the application changed after it was read, and nobody accepted that.

    Args:
        revision: Which revision.
        now: What the application says now.
        words: The chair's words; see ``accepted_stale``.
    """
    if revision.content is None or revision.content == now:
        return False
    return now is None or not words.get((revision.hash, now), False)


def counting(
    links: Sequence[L],
    aside: Collection[RevisionHash],
    now: ContentHash | None,
    words: Mapping[tuple[RevisionHash, ContentHash], bool],
) -> L | None:
    """Give the revision of one review that figures may use, or None.

    While histories fork it is what they have in common; a stale one counts only when it
    was accepted.
    """
    head = tip_of(links, aside).head
    found = next((each for each in links if each.hash == head), None)
    return None if found is None or is_stale(found, now, words) else found


def forks_in(
    links: Mapping[tuple[ApplicationId, ReviewerId], Sequence[Link]],
    aside: Mapping[tuple[ApplicationId, ReviewerId], frozenset[RevisionHash]],
) -> tuple[Fork, ...]:
    """Give the forked histories that nobody settled, by application and reviewer."""
    tips = ((pair, tip_of(links[pair], aside.get(pair, frozenset()))) for pair in sorted(links))
    return tuple(
        Fork(application=application, reviewer=reviewer, revisions=tip.forked)
        for (application, reviewer), tip in tips
        if tip.forked
    )
