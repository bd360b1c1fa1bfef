"""The papers' typeface, Noto Sans: widths, and which characters it can show."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from evaluator.resources import resource

_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Controls (also those of writing direction), private and unassigned characters."""


_WORD = 24
"""Longer texts are not remembered: they hardly come again."""


class Face(StrEnum):
    """The cuts in use; the value is the name inside the file."""

    REGULAR = "NotoSans"
    BOLD = "NotoSans-Bold"
    ITALIC = "NotoSans-Italic"


@dataclass(frozen=True, slots=True)
class Metrics:
    """A cut's measures in thousandths of its size.

    Attributes:
        widths: Advance width by code point.
        default: That of a character without one.
        words: Widths of words already measured.
    """

    widths: dict[int, float]
    default: float
    words: dict[str, float] = field(default_factory=dict)

    def width(self, text: str) -> float:
        """Give the advance width of a text."""
        known = self.words.get(text)
        if known is None:
            known = sum(self.widths.get(ord(each), self.default) for each in text)
            if len(text) <= _WORD:
                self.words[text] = known
        return known


@cache
def metrics(face: Face) -> Metrics:
    """Load a cut, once, make it known to ReportLab and give its measures."""
    name = "NotoSans-Regular" if face is Face.REGULAR else face.value
    path = resource("fonts", "noto-sans", f"{name}.ttf")
    font = TTFont(face.value, str(path))
    pdfmetrics.registerFont(font)
    return Metrics(dict(font.face.charWidths), float(font.face.defaultWidth))


def width(text: str, face: Face, size: float) -> float:
    """Give the width of a text in points."""
    return metrics(face).width(text) * size / 1000


@lru_cache(maxsize=1024)
def unprintable(text: str) -> tuple[str, ...]:
    """Give the characters of a text that the papers cannot show, each once, in order.

    There is no glyph to fall back on: a character without one would print as an empty
    box, and one that turns the writing direction would change what is read.
    """
    known = metrics(Face.REGULAR).widths
    return tuple(
        dict.fromkeys(
            each
            for each in text
            if each != "\n" and (ord(each) not in known or unicodedata.category(each) in _UNPRINTABLE)
        )
    )
