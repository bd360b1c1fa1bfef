"""Which rows of a list are shown, and in which order: positions, each step kept for the next.

Typing a word letter by letter looks only through what the letters before it found; a
filter asks each row once, and a column is sorted once. So most keys and clicks cost a pass
over plain integers, however many conditions there are.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Sequence

    Words = tuple[str, ...]

_KEPT_QUERIES, _KEPT_FILTERS = 24, 8
"""As many as one types before one deletes them again, and as many as one goes to and fro between."""


class Narrowing:
    """The positions of the rows that pass a filter and hold a query's words, in an order.

    Attributes:
        rows: All of them, in the order they came in.
    """

    def __init__(self) -> None:
        self.rows: tuple[Any, ...] = ()
        self._wanted: Callable[[Any], bool] | None = None
        self._words: Words = ()
        self._also: Collection[Hashable] = ()
        self._by: Callable[[Any], Any] | None = None
        self._descending = False
        self._numbers: dict[Hashable, int] | None = None
        self._texts: list[str] | None = None
        self._found: dict[Words, list[int]] = {}
        self._passed: dict[Callable[[Any], bool], list[int]] = {}
        self._orders: dict[tuple[Callable[[Any], Any], bool], list[int]] = {}

    @property
    def filtered(self) -> bool:
        """Whether a filter is set."""
        return self._wanted is not None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Take other rows; filter, query and order stay."""
        self.rows = tuple(rows)
        self._numbers = self._texts = None
        self._found.clear()
        self.forget()

    def forget(self) -> None:
        """Ask the rows anew for filter and order: what those look at has changed beside the rows."""
        self._passed.clear()
        self._orders.clear()

    def set_filter(self, wanted: Callable[[Any], bool] | None) -> None:
        """Let through what ``wanted`` says yes to; None lets everything through."""
        self._wanted = wanted

    def find(self, words: Words, also: Collection[Hashable] = ()) -> None:
        """Let through what holds every word, and the rows with a key in ``also``."""
        self._words, self._also = words, also

    def order(self, by: Callable[[Any], Any] | None, *, descending: bool = False) -> None:
        """Sort by a key; None gives back the order the rows came in."""
        self._by, self._descending = by, descending

    def number(self, key: Hashable) -> int:
        """Give the position of the row with ``key`` among all rows, -1 when there is none."""
        if self._numbers is None:
            self._numbers = {each.key: at for at, each in enumerate(self.rows)}
        return self._numbers.get(key, -1)

    def shown(self) -> list[int]:
        """Give the positions of the rows to show, in the order to show them."""
        kept = self._passing()
        found = self._holding()
        if kept is not None and found is not None:
            among = self._marks(found)
            kept = [at for at in kept if among[at]]
        elif kept is None:
            kept = found
        if self._by is None:
            return list(range(len(self.rows))) if kept is None else list(kept)
        ordered = self._ordered(self._by)
        if kept is None:
            return list(ordered)
        return list(compress(ordered, map(self._marks(kept).__getitem__, ordered)))

    def _marks(self, positions: Sequence[int]) -> bytearray:
        marks = bytearray(len(self.rows))
        for at in positions:
            marks[at] = 1
        return marks

    def _passing(self) -> list[int] | None:
        wanted = self._wanted
        if wanted is None:
            return None
        passed = self._passed.pop(wanted, None)
        if passed is None:
            passed = [at for at, each in enumerate(self.rows) if wanted(each)]
        return _kept(self._passed, wanted, passed, _KEPT_FILTERS)

    def _holding(self) -> list[int] | None:
        if not self._words:
            return None
        found = self._hits(self._words)
        if not self._also:
            return found
        more = {self.number(key) for key in self._also}
        return sorted(more.union(found) - {-1})

    def _hits(self, words: Words) -> list[int]:
        """Look for words among what the nearest query before found; a repeated query is known."""
        known = self._found.pop(words, None)
        if known is None:
            if self._texts is None:
                self._texts = [each.search for each in self.rows]
            texts = self._texts
            wider = [found for before, found in self._found.items() if _narrows(words, before)]
            known = min(wider, key=len) if wider else list(range(len(texts)))
            for word in words:
                known = [at for at in known if word in texts[at]]
        return _kept(self._found, words, known, _KEPT_QUERIES)

    def _ordered(self, by: Callable[[Any], Any]) -> list[int]:
        found = self._orders.get((by, self._descending))
        if found is None:
            keys = [by(each) for each in self.rows]
            found = sorted(range(len(keys)), key=keys.__getitem__, reverse=self._descending)
            self._orders[by, self._descending] = found
        return found


def _kept(known: dict[Any, list[int]], key: object, value: list[int], most: int) -> list[int]:
    """Keep a value as the latest of at most so many, and give it."""
    known[key] = value
    while len(known) > most:
        del known[next(iter(known))]
    return value


def _narrows(words: Words, before: Words) -> bool:
    """Tell whether whatever holds ``words`` also holds the words ``before``."""
    return all(any(former in word for word in words) for former in before)
