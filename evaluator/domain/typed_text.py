"""What a person typed or pasted, without the characters that nobody sees."""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("\n\t")


def seen(text: str) -> str:
    """Give a text as it is seen: no controls, no marks of width or direction, no space around it.

    Pasted texts bring such characters along. Nobody would find them again: papers could not
    print them, and a reason of nothing else would pass for one.
    """
    return "".join(
        each for each in text if each in _KEPT or unicodedata.category(each) not in {"Cc", "Cf"}
    ).strip()
