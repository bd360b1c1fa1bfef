"""Which texts are nearly the same: exact, and quick among many thousands.

A text is the set of its pieces: every run of four letters, digits and case aside.
Two texts are alike when the pieces that both have are at least a given share of the
pieces that either has (Jaccard). Pairs are counted through an index of pieces, exactly;
pieces that every eighth text has are not counted but taken as shared, and whoever
could be alike that way is compared in full. So no pair is missed, and none is guessed.

A text keeps at most a few of those it is like: ten thousand copies of one title are
ten thousand short answers, not fifty million pairs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from evaluator.domain.search import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]

    Name = TypeVar("Name")

LEAST = Fraction(1, 2)
"""Texts with half of their pieces in common are shown side by side."""

MOST_OTHERS = 10
"""So many others are kept of each text."""

PIECE = 4
"""Letters in a piece: long enough to tell words apart, short enough to see through inflection."""

LONGEST = 2_000
"""Characters of a text that are looked at."""

_FEW = 64
"""Among so few texts no piece is common."""

_COMMON = 8
"""A piece that every eighth text has is common."""

_LETTERS = re.compile(r"[^\W\d_]+")


def pieces(text: str) -> frozenset[str]:
    """Give the pieces of a text; one too short for any is a piece itself."""
    words = " ".join(_LETTERS.findall(folded(text[:LONGEST])))
    return (
        frozenset(words[at : at + PIECE] for at in range(max(len(words) - PIECE + 1, 1)))
        if words
        else frozenset()
    )


def likeness(one: AbstractSet[str], other: AbstractSet[str]) -> Fraction:
    """Give the share of the pieces of both that both have, 0 to 1."""
    both = len(one & other)
    return Fraction(both, len(one) + len(other) - both) if both else Fraction(0)


def alike(texts: Mapping[Name, str], least: Fraction = LEAST) -> dict[Name, tuple[Name, ...]]:
    """Give for each text the others that it is like, nearest first, at most ``MOST_OTHERS``.

    Texts of the same pieces are one until the end, however many they are.

    Args:
        texts: By name; the order of names settles what is equally near.
        least: The least likeness, above 0.
    """
    same: defaultdict[frozenset[str], list[Name]] = defaultdict(list)
    for name, text in texts.items():
        if found := pieces(text):
            same[found].append(name)
    distinct = list(same)
    answer: dict[Name, tuple[Name, ...]] = {}
    for key, near in zip(distinct, _near(distinct, least), strict=True):
        others = [name for other in near for name in same[distinct[other]][:MOST_OTHERS]]
        twins = same[key][: MOST_OTHERS + 1]
        for name in same[key]:
            if mine := ([each for each in twins if each != name] + others)[:MOST_OTHERS]:
                answer[name] = tuple(mine)
    return answer


def _near(sets: Sequence[frozenset[str]], least: Fraction) -> Iterator[list[int]]:
    """Give for each set the indexes of the others that are near, nearest first."""
    return _near_of_few(sets, least) if len(sets) <= _FEW else _near_of_many(sets, least)


def _near_of_few(sets: Sequence[frozenset[str]], least: Fraction) -> Iterator[list[int]]:
    """Compare every pair; among few that is quicker than importing numpy."""
    weight = least.numerator + least.denominator
    for at, mine in enumerate(sets):
        both = [len(mine & other) for other in sets]
        near = [
            other
            for other, each in enumerate(sets)
            if other != at and both[other] * weight >= least.numerator * (len(mine) + len(each))
        ]
        yield _nearest(at, near, both, sets, least)


def _near_of_many(sets: Sequence[frozenset[str]], least: Fraction) -> Iterator[list[int]]:
    """Count the pieces in common through an index of pieces."""
    import numpy as np  # noqa: PLC0415 - dear to import, and most rounds are small

    frequency = Counter(piece for each in sets for piece in each)
    often = max(len(sets) // _COMMON, _FEW)
    common = frozenset(piece for piece, count in frequency.items() if count > often)
    index = _index(sets, common)
    sizes = np.array([len(each) for each in sets], dtype=np.int64)
    shared = np.array([len(each & common) for each in sets], dtype=np.int64)
    for at, mine in enumerate(sets):
        both = np.minimum(shared, shared[at])
        if found := [index[piece] for piece in mine if piece in index]:
            both = both + np.bincount(np.concatenate(found), minlength=len(sets))
        # both / (mine + other - both) >= least, without a division
        enough = both * (least.numerator + least.denominator) >= least.numerator * (sizes + sizes[at])
        enough[at] = False
        yield _nearest(at, np.flatnonzero(enough).tolist(), both, sets, least)


def _index(sets: Sequence[frozenset[str]], common: frozenset[str]) -> dict[str, Counts]:
    """Give for each piece that is not common the sets that have it; of one alone nobody asks."""
    import numpy as np  # noqa: PLC0415 - as above

    lists: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(sets):
        for piece in each - common:
            lists[piece].append(at)
    return {piece: np.array(found, dtype=np.int64) for piece, found in lists.items() if len(found) > 1}


def _nearest(
    at: int,
    candidates: Sequence[int],
    most: Sequence[int] | Counts,
    sets: Sequence[frozenset[str]],
    least: Fraction,
) -> list[int]:
    """Compare one set with candidates, the most promising first, until enough are found."""
    found: list[tuple[Fraction, int]] = []
    for other in sorted(candidates, key=lambda each: (-most[each], each)):
        near = likeness(sets[at], sets[other])
        if near >= least:
            found.append((-near, other))
            if len(found) == MOST_OTHERS:
                break
    return [other for _, other in sorted(found)]
