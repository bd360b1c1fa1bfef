"""What a person typed or pasted: what is seen of it, and what no paper could print."""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("\n\t")
_PICTURES = range(0x2600, 0x27C0)
"""Miscellaneous symbols and dingbats, of which the papers' typefaces have a few."""
_PRINTED = frozenset("☀★☆☼♡♥⚠✓✗❖❤")


def seen(text: str) -> str:
    """Give a text as it is seen: no controls, no marks of width or direction, no space around it.

    Pasted texts bring such characters along. Nobody would find them again: papers could not
    print them, and a reason of nothing else would pass for one.
    """
    return "".join(
        each for each in text if each in _KEPT or unicodedata.category(each) not in {"Cc", "Cf"}
    ).strip()


def beyond_papers(text: str) -> tuple[str, ...]:
    """Give the characters that no paper prints, each once: pictures, scripts of other directions or widths.

    It is a rule about what people paste, and does not know every letter: what else the typefaces
    lack is named when a paper is made.
    """
    return tuple(dict.fromkeys(each for each in text if _is_beyond(each)))


def _is_beyond(character: str) -> bool:
    if ord(character) in _PICTURES and unicodedata.category(character) == "So":
        return character not in _PRINTED
    wide = unicodedata.east_asian_width(character) in {"W", "F"}
    return wide or unicodedata.bidirectional(character) in {"R", "AL"}
