"""Which long texts are nearly the same: summaries and answers of ten thousand applications in seconds.

A text is the set of its pairs of neighbouring words; two texts are alike when at least
half of the pairs that either has are in both (Jaccard, as ``likeness`` does it for
titles). Texts on the same subject share words, but hardly ever their neighbours.

Comparing everybody with everybody in full would take minutes. So each text has a sketch,
the ``SKETCH`` smallest of its pairs' checksums, and only those whose sketches agree by a
quarter are compared in full (A. Broder, "On the resemblance and containment of
documents", 1997). What is shown is therefore exact; a pair just at the limit is missed
less often than once in ten thousand.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from evaluator.domain.likeness import LEAST, MOST_OTHERS, likeness
from evaluator.domain.search import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    Name = TypeVar("Name")

LONGEST: Final = 2_000
"""Characters of a text that are looked at: its beginning tells whose it is."""

FEWEST: Final = 12
"""A text with fewer pairs of words says too little to be somebody else's."""

SKETCH: Final = 64
_SKETCHES_AGREE: Final = SKETCH // 4
_CROWD: Final = 100
"""A pair of words that so many texts had before is a phrase of the form, and tells nobody apart any more."""

_WORDS = re.compile(r"[^\W\d_]+")


def pairs(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring words of a text, digits, case and accents aside."""
    words = _WORDS.findall(folded(text[:LONGEST]))
    return frozenset(f"{one} {other}" for one, other in pairwise(words))


def sketch(found: Iterable[str]) -> tuple[int, ...]:
    """Give the smallest checksums of a set of pieces; the same everywhere."""
    return tuple(sorted({zlib.crc32(each.encode()) for each in found})[:SKETCH])


def alike_texts(texts: Mapping[Name, str], least: Fraction = LEAST) -> dict[Name, tuple[Name, ...]]:
    """Give for each text the others that it is like, nearest first, at most ``MOST_OTHERS``.

    Texts that are wholly the same are compared once, however many they are.

    Args:
        texts: By name; the order of names settles what is equally near.
        least: The least likeness, above 1/4.
    """
    same: defaultdict[str, list[Name]] = defaultdict(list)
    for name, text in texts.items():
        same[text[:LONGEST]].append(name)
    sketches = {text: sketch(found) for text in same if len(found := pairs(text)) >= FEWEST}
    distinct = list(sketches)
    near = _near(distinct, list(sketches.values()), least)
    answer: dict[Name, tuple[Name, ...]] = {}
    for text, others in zip(distinct, near, strict=True):
        names = [name for other in others for name in same[distinct[other]][:MOST_OTHERS]]
        twins = same[text][: MOST_OTHERS + 1]
        for name in same[text]:
            if mine := ([each for each in twins if each != name] + names)[:MOST_OTHERS]:
                answer[name] = tuple(mine)
    return answer


def _near(texts: Sequence[str], sketches: Sequence[tuple[int, ...]], least: Fraction) -> list[list[int]]:
    """Give for each text the indexes of those that are near, nearest first."""
    whole = lru_cache(maxsize=1_000)(lambda at: pairs(texts[at]))
    found: list[list[tuple[Fraction, int]]] = [[] for _ in texts]
    for one, other in _candidates(sketches):
        near = likeness(whole(one), whole(other))
        if near >= least:
            found[one].append((-near, other))
            found[other].append((-near, one))
    return [[other for _, other in sorted(each)[:MOST_OTHERS]] for each in found]


def _candidates(sketches: Sequence[tuple[int, ...]]) -> Iterable[tuple[int, int]]:
    """Give the pairs whose sketches agree enough, the earlier index first."""
    having: defaultdict[int, list[int]] = defaultdict(list)
    for at, mine in enumerate(sketches):
        # A short text is its own sketch; a quarter of it is as good as of a long one's.
        enough = max(1, min(len(mine), SKETCH) * _SKETCHES_AGREE // SKETCH)
        agree: defaultdict[int, int] = defaultdict(int)
        for piece in mine:
            earlier = having[piece]
            if len(earlier) < _CROWD:
                for other in earlier:
                    agree[other] += 1
                earlier.append(at)
        yield from ((other, at) for other, count in agree.items() if count >= enough)
