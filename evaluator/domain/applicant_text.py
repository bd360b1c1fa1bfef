"""The outer form of an applicant text: brackets and separators, not yet who is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_BRACKETS = re.compile(r"[(\[{)\]}]")
_OPENING = frozenset("([{")

# "sosiaali-, terveys- ja sivistys" is one name: a hyphen waits for the word's other half.
_HARD = re.compile(r"(?<!-)[,;/|•]| [-–—] ")
_SOFT = re.compile(r"(?<!-) (?:ja|och|sekä|samt|and) | ?[&+] ?", re.IGNORECASE)

_MAY_PART = frozenset(" &+")
"""Without one of these ``_SOFT`` parts nothing."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list of names.

    Attributes:
        text: The entry, without separators around it.
        parts: Its parts where "ja", "och" or "&" may part two names or belong to
            one ("Työ ja Terveys Oy"); only the reader of names can tell.
    """

    text: str
    parts: tuple[str, ...]


def tidy(text: str) -> str:
    """Give the text on one line, with single spaces and nothing invisible."""
    return " ".join(_CONTROL.sub(" ", _INVISIBLE.sub("", text)).split())


def items(text: str, bracketed: Sequence[str] = ()) -> Iterator[Item]:
    """Give the entries of a tidy text in order; brackets part like separators.

    Args:
        text: As ``tidy`` gives it.
        bracketed: Folded names that hold a bracket themselves ("koski (ål)").
    """
    for segment in _segments(text, bracketed):
        for each in _HARD.split(segment):
            entry = _strip(each)
            if not entry:
                continue
            if _MAY_PART.isdisjoint(entry):
                yield Item(entry, (entry,))  # one word, as most names are
                continue
            yield Item(entry, tuple(part for part in map(_strip, _SOFT.split(entry)) if part))


def _strip(text: str) -> str:
    return text.strip(" .,;:*")


def _segments(text: str, bracketed: Sequence[str]) -> Iterator[str]:
    start = 0
    inside_name_until = 0
    for found in _BRACKETS.finditer(text):
        at = found.start()
        if at < inside_name_until:
            continue
        if found.group() in _OPENING:
            inside_name_until = _end_of_name(text, at, bracketed)
            if inside_name_until:
                continue
        yield text[start:at]
        start = at + 1
    yield text[start:]


def _end_of_name(text: str, at: int, bracketed: Sequence[str]) -> int:
    """Give where a name ends whose own bracket opens at ``at``, or 0."""
    for name in bracketed:
        begin = at - name.index("(")
        end = begin + len(name)
        if (
            begin >= 0
            and text[begin:end].casefold() == name
            and not text[max(begin - 1, 0) : begin].isalnum()
        ):
            return end
    return 0
