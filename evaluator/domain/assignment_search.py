"""The search behind ``assignment.distribute``: fill, even out, bridge, connect.

Each step keeps what the one before it reached: evening out never takes a review away,
bridging and connecting only exchange two reviewers between two applications, which
leaves every load and every number of reviews as it was.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from evaluator.domain.identifiers import ApplicationId, ReviewerId

    Pair = tuple[ApplicationId, ReviewerId]

_SWEEPS = 60
_MOST_TRIES = 400_000
_AVOIDED = 1000
"""An avoided pair weighs more than any sharing of applications that it could better."""


class Distribution:
    """Reviewers of applications while they are being distributed."""

    def __init__(
        self,
        *,
        applications: Sequence[ApplicationId],
        reviewers: Sequence[ReviewerId],
        blocked: frozenset[Pair],
        avoided: frozenset[Pair],
        fixed: frozenset[Pair],
        draw: random.Random,
    ) -> None:
        self._applications = applications
        self._reviewers = reviewers
        self._blocked = blocked
        self._avoided = avoided
        self._fixed = fixed
        self._draw = draw
        self._readers: dict[ApplicationId, set[ReviewerId]] = {each: set() for each in applications}
        self._read: dict[ReviewerId, set[ApplicationId]] = {each: set() for each in reviewers}
        self._shared: defaultdict[Pair | tuple[str, str], int] = defaultdict(int)
        for application, reviewer in sorted(fixed):
            if application in self._readers and reviewer in self._read:
                self._add(application, reviewer)

    def pairs(self) -> set[Pair]:
        """Give what was distributed, with what was fixed outside of it."""
        made = {(each, reader) for each, readers in self._readers.items() for reader in readers}
        return made | self._fixed

    def fill(self, per_application: int) -> None:
        """Give each application its reviewers: the scarcest first, the least loaded reader first."""
        chance = {each: self._draw.random() for each in (*self._applications, *self._reviewers)}
        allowed = {
            each: [reader for reader in self._reviewers if (each, reader) not in self._blocked]
            for each in self._applications
        }
        for each in sorted(self._applications, key=lambda one: (len(allowed[one]), chance[one])):
            wanted = per_application - len(self._readers[each])
            free = [reader for reader in allowed[each] if reader not in self._readers[each]]
            free.sort(
                key=lambda reader: (len(self._read[reader]), (each, reader) in self._avoided, chance[reader])
            )
            for reader in free[: max(0, wanted)]:
                self._add(each, reader)

    def even_out(self) -> None:
        """Move reviews from heavy loads to light ones along chains until no chain helps.

        A chain r -> s -> t hands an application of r to s and one of s to t. When no chain
        ends two or more below its start, the sorted loads are the least possible
        (Harvey, Ladner, Lovász and Tamir, Semi-matchings for bipartite graphs, 2006).
        """
        settled = False
        while not settled:
            heavy_first = sorted(self._reviewers, key=lambda each: (-len(self._read[each]), each))
            settled = not any(self._lighten(reviewer) for reviewer in heavy_first)

    def bridge(self) -> None:
        """Exchange reviewers so that pairs share applications as evenly as can be.

        The squares of the shared counts are made small: their sum is fixed, so the squares
        are least where every pair shares about as many, and pairs that share none weigh.
        """
        movable = [pair for pair in sorted(self.pairs() - self._fixed) if pair[0] in self._readers]
        if len(movable) < 2:  # noqa: PLR2004 - an exchange takes two
            return
        most = max(1, _MOST_TRIES // len(movable))
        for _ in range(min(_SWEEPS, most)):
            better = 0
            for at in range(len(movable)):
                other = self._draw.randrange(len(movable))
                if self._try(movable, at, other):
                    better += 1
            if not better:
                break

    def connect(self) -> None:
        """Join the pieces of the graph by exchanges, as long as one of them has an edge to spare.

        Exchanging an edge that lies on a circle for any edge of another piece joins the two:
        the first piece holds together without it, and both halves of the second hang on.
        """
        while True:
            pieces = self._pieces()
            if len(pieces) < 2 or not self._join(pieces):  # noqa: PLR2004 - one piece is what is wanted
                return

    def _add(self, application: ApplicationId, reviewer: ReviewerId) -> None:
        for other in self._readers[application]:
            self._shared[_ordered(reviewer, other)] += 1
        self._readers[application].add(reviewer)
        self._read[reviewer].add(application)

    def _remove(self, application: ApplicationId, reviewer: ReviewerId) -> None:
        self._readers[application].remove(reviewer)
        self._read[reviewer].remove(application)
        for other in self._readers[application]:
            self._shared[_ordered(reviewer, other)] -= 1

    def _may(self, application: ApplicationId, reviewer: ReviewerId) -> bool:
        return reviewer not in self._readers[application] and (application, reviewer) not in self._blocked

    def _lighten(self, heavy: ReviewerId) -> bool:
        """Take one review off a load by the shortest chain to one that is lower by two."""
        came: dict[ReviewerId, Pair] = {}
        waiting = deque([heavy])
        limit = len(self._read[heavy]) - 2
        if all(len(each) > limit for each in self._read.values()):
            return False
        while waiting:
            giver = waiting.popleft()
            for application, taker in self._handings(giver):
                if taker == heavy or taker in came:
                    continue
                came[taker] = (application, giver)
                if len(self._read[taker]) <= limit:
                    self._hand_along(taker, heavy, came)
                    return True
                waiting.append(taker)
        return False

    def _handings(self, giver: ReviewerId) -> Iterator[Pair]:
        """Give what can be handed on, and to whom: light loads first, pairs to be avoided last."""
        takers = sorted(self._reviewers, key=lambda each: (len(self._read[each]), each))
        for avoided in (False, True):
            for application in sorted(self._read[giver]):
                if (application, giver) in self._fixed:
                    continue
                for taker in takers:
                    if self._may(application, taker) and ((application, taker) in self._avoided) is avoided:
                        yield application, taker

    def _hand_along(self, taker: ReviewerId, heavy: ReviewerId, came: dict[ReviewerId, Pair]) -> None:
        while taker != heavy:
            application, giver = came[taker]
            self._remove(application, giver)
            self._add(application, taker)
            taker = giver

    def _try(self, movable: list[Pair], at: int, other: int) -> bool:
        (one, first), (two, second) = movable[at], movable[other]
        if one == two or first == second or not (self._may(one, second) and self._may(two, first)):
            return False
        before = self._cost(one, first) + self._cost(two, second)
        self._exchange(one, first, two, second)
        if self._cost(one, second) + self._cost(two, first) < before:
            movable[at], movable[other] = (one, second), (two, first)
            return True
        self._exchange(one, second, two, first)
        return False

    def _exchange(
        self, one: ApplicationId, first: ReviewerId, two: ApplicationId, second: ReviewerId
    ) -> None:
        self._remove(one, first)
        self._remove(two, second)
        self._add(one, second)
        self._add(two, first)

    def _cost(self, application: ApplicationId, reviewer: ReviewerId) -> int:
        """Give what squares gain by this reader beside the others: (n)² − (n − 1)² for each."""
        beside = sum(
            2 * self._shared[_ordered(reviewer, other)] - 1
            for other in self._readers[application]
            if other != reviewer
        )
        return beside + _AVOIDED * ((application, reviewer) in self._avoided)

    def _pieces(self) -> list[list[Pair]]:
        """Give the edges of each piece of the graph; a reviewer without an edge is no piece."""
        unseen = set(self._applications)
        pieces = []
        for start in self._applications:
            if start not in unseen or not self._readers[start]:
                continue
            unseen.remove(start)
            waiting, edges = [start], []
            while waiting:
                here = waiting.pop()
                for reader in sorted(self._readers[here]):
                    edges.append((here, reader))
                    for further in self._read[reader] & unseen:
                        unseen.remove(further)
                        waiting.append(further)
            pieces.append(edges)
        return pieces

    def _join(self, pieces: list[list[Pair]]) -> bool:
        for number, edges in enumerate(pieces):
            for one, first in edges:
                if (one, first) in self._fixed or not self._on_a_circle(one, first):
                    continue
                for other in (*pieces[:number], *pieces[number + 1 :]):
                    for two, second in other:
                        if (two, second) in self._fixed:
                            continue
                        if self._may(one, second) and self._may(two, first):
                            self._exchange(one, first, two, second)
                            return True
        return False

    def _on_a_circle(self, application: ApplicationId, reviewer: ReviewerId) -> bool:
        """Tell whether an application and its reader stay together without their edge."""
        seen = {application}
        waiting = [application]
        while waiting:
            here = waiting.pop()
            for reader in self._readers[here]:
                if here == application and reader == reviewer:
                    continue
                if reader == reviewer:
                    return True
                for further in self._read[reader] - seen:
                    seen.add(further)
                    waiting.append(further)
        return False


def _ordered(one: ReviewerId, other: ReviewerId) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
