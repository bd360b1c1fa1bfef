"""How written names are compared: as found, as the nearest, or as not known."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SAINT = re.compile(r"\bs:?t\.? ")


LONGEST = 160
"""No name is longer; longer texts are neither remembered nor compared."""

_REMEMBERED = 4096


def key(written: str) -> str:
    """Give the form under which a name is looked up.

    Case, kinds of dashes and spaces, and the ways of writing "St" ("S:t", "St.")
    do not tell names apart; diacritics do.
    """
    return _key(written) if len(written) <= LONGEST else _key.__wrapped__(written)


@lru_cache(maxsize=8192)
def _key(written: str) -> str:
    text = unicodedata.normalize("NFC", written).casefold()
    text = " ".join(_DASHES.sub("-", text).split()).strip(" .,;:")
    return _SAINT.sub("st ", text)


def bare(folded: str) -> str:
    """Give a key without its diacritics."""
    return folded if folded.isascii() else _bare(folded)


@lru_cache(maxsize=8192)
def _bare(folded: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", folded) if not unicodedata.combining(each))


def distance(one: str, other: str, limit: int) -> int:
    """Count the letters to add, drop, change or swap with a neighbour.

    Returns:
        The least count, or ``limit + 1`` as soon as it must exceed ``limit``.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    one, other = _without_common_ends(one, other)
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, against in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before_last, last = last, row
    return min(last[-1], limit + 1)


def _without_common_ends(one: str, other: str) -> tuple[str, str]:
    """Drop what both begin and end with; it costs nothing."""
    shorter = min(len(one), len(other))
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a list, as it is printed and as it is compared.

    Attributes:
        printed: As the list writes it.
        owner: What it names, a code or an official name.
        key, bare: The forms that are compared.
        letters: A bit for each letter, to rule names out quickly.
    """

    printed: str
    owner: str
    key: str
    bare: str
    letters: int


def _letters(text: str) -> int:
    bits = 0
    for each in text:
        bits |= 1 << (ord(each) & 63)
    return bits


class Names:
    """Names with their owners, to find what a text means.

    Earlier names come before later ones wherever two are equally good.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._by_key: dict[str, Name] = {}
        self._by_bare: dict[str, list[Name]] = {}
        self._by_length: dict[int, list[Name]] = {}
        self._nearest: dict[str, Name | None] = {}
        for printed, owner in pairs:
            folded = key(printed)
            if folded in self._by_key:
                continue
            plain = bare(folded)
            name = Name(printed, owner, folded, plain, _letters(plain))
            self._by_key[folded] = name
            self._by_bare.setdefault(plain, []).append(name)
            self._by_length.setdefault(len(plain), []).append(name)

    def find(self, folded: str) -> Name | None:
        """Give the name with this key, or None.

        Diacritics may be missing ("Jamsa" is Jämsä, as keyboards without them
        write); one too many is a misprint and not found ("Vesilähti").
        """
        exact = self._by_key.get(folded)
        if exact is not None or len(folded) > LONGEST:
            return exact
        written = unicodedata.normalize("NFC", folded)
        possible = [
            name
            for name in self._by_bare.get(bare(folded), ())
            if len(name.key) == len(written)
            and all(w in (n, bare(n)) for w, n in zip(written, name.key, strict=True))
        ]
        return possible[0] if len({name.owner for name in possible}) == 1 else None

    def nearest(self, folded: str) -> Name | None:
        """Give the one name a misprint most likely means, or None.

        One letter may be wrong in four to six, two in more. Among equals wins the
        name that agrees in diacritics, then in the first letter, then in length,
        then the one listed first.
        """
        if len(folded) > LONGEST:
            return None
        if folded not in self._nearest:
            if len(self._nearest) >= _REMEMBERED:
                self._nearest.clear()
            self._nearest[folded] = self._search_nearest(folded)
        return self._nearest[folded]

    def _search_nearest(self, folded: str) -> Name | None:
        plain = bare(folded)
        letters = _letters(plain)
        limit = _misprints(len(plain))
        best: tuple[int, int, bool, int] | None = None
        found: Name | None = None
        for name in self._of_length(len(plain), limit):
            ours, theirs = letters & ~name.letters, name.letters & ~letters
            if ours.bit_count() > limit or theirs.bit_count() > limit:
                continue
            apart = distance(plain, name.bare, limit)
            if apart > limit:
                continue
            limit = apart  # a worse one cannot win any more
            other_start = plain[:1] != name.bare[:1]
            off = distance(folded, name.key, len(plain))
            worth = (apart, off, other_start, abs(len(plain) - len(name.bare)))
            if best is None or worth < best:
                best, found = worth, name
        return found

    def _of_length(self, length: int, give: int) -> Iterator[Name]:
        for each in range(length - give, length + give + 1):
            yield from self._by_length.get(each, ())


def _misprints(length: int) -> int:
    """Give how many letters of a name of this length may be wrong."""
    if length < 4:  # noqa: PLR2004 - "Ii" and "Oy" are too short to guess at
        return 0
    return 1 if length < 7 else 2  # noqa: PLR2004
