"""The papers' typeface, Noto Sans, and Inter for the signs it lacks: widths, and what they can show."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby

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
    SIGNS = "Inter"
    SIGNS_BOLD = "Inter-Bold"
    SIGNS_ITALIC = "Inter-Italic"


TEXT_FACES = (Face.REGULAR, Face.BOLD, Face.ITALIC)
_SIGNS = {
    Face.REGULAR: Face.SIGNS,
    Face.BOLD: Face.SIGNS_BOLD,
    Face.ITALIC: Face.SIGNS_ITALIC,
}
"""Mathematical signs and arrows, which people do type (``≥ 60``, ``a → b``), come from there."""
_FILES = {
    Face.REGULAR: ("noto-sans", "NotoSans-Regular.ttf"),
    Face.BOLD: ("noto-sans", "NotoSans-Bold.ttf"),
    Face.ITALIC: ("noto-sans", "NotoSans-Italic.ttf"),
    Face.SIGNS: ("inter", "Inter_400Regular.ttf"),
    Face.SIGNS_BOLD: ("inter", "Inter_700Bold.ttf"),
    Face.SIGNS_ITALIC: ("inter", "Inter_400Regular_Italic.ttf"),
}


@dataclass(frozen=True, slots=True)
class Metrics:
    """A cut's measures in thousandths of its size.

    Attributes:
        face: Which cut.
        widths: Advance width by code point.
        default: That of a character without one.
        words: Widths of words already measured.
    """

    face: Face
    widths: dict[int, float]
    default: float
    words: dict[str, float] = field(default_factory=dict)

    def width(self, text: str) -> float:
        """Give the advance width of a text, signs from the other typeface included."""
        known = self.words.get(text)
        if known is None:
            known = sum(self._of(ord(each)) for each in text)
            if len(text) <= _WORD:
                self.words[text] = known
        return known

    def _of(self, point: int) -> float:
        own = self.widths.get(point)
        if own is not None:
            return own
        signs = _SIGNS.get(self.face)
        return metrics(signs).widths.get(point, self.default) if signs is not None else self.default


@cache
def metrics(face: Face) -> Metrics:
    """Load a cut, once, make it known to ReportLab and give its measures."""
    font = TTFont(face.value, str(resource("fonts", *_FILES[face])))
    pdfmetrics.registerFont(font)
    return Metrics(face, dict(font.face.charWidths), float(font.face.defaultWidth))


def width(text: str, face: Face, size: float) -> float:
    """Give the width of a text in points."""
    return metrics(face).width(text) * size / 1000


def stretches(text: str, face: Face) -> tuple[tuple[str, Face], ...]:
    """Part a text into stretches that one cut can show: the face itself, or that of its signs."""
    own = metrics(face).widths
    if face not in _SIGNS or all(ord(each) in own for each in text):
        return ((text, face),)
    return tuple(
        ("".join(run), cut)
        for cut, run in groupby(text, lambda each: face if ord(each) in own else _SIGNS[face])
    )


@lru_cache(maxsize=1024)
def unprintable(text: str) -> tuple[str, ...]:
    """Give the characters of a text that the papers cannot show, each once, in order.

    A character that neither typeface has would print as an empty box, and one that turns the
    writing direction would change what is read.
    """
    return tuple(dict.fromkeys(each for each in text if each != "\n" and not _shown(each)))


def _shown(character: str) -> bool:
    if unicodedata.category(character) in _UNPRINTABLE:
        return False
    point = ord(character)
    return point in metrics(Face.REGULAR).widths or all(
        point in metrics(cut).widths for cut in _SIGNS.values()
    )
