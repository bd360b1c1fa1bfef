"""Type: Inter in a few sizes, measured once and painted many times."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from evaluator.resources import resource

Role = Literal[
    "figure",
    "title",
    "heading",
    "body",
    "strong",
    "bold",
    "small",
    "smallstrong",
    "smallbold",
    "caption",
    "reading",
    "score",
]

_W = QFont.Weight
_TYPE: dict[Role, tuple[int, QFont.Weight]] = {
    "figure": (24, _W.DemiBold),
    "title": (18, _W.DemiBold),
    "heading": (14, _W.DemiBold),
    "body": (13, _W.Normal),
    "strong": (13, _W.Medium),
    "bold": (13, _W.DemiBold),
    "small": (12, _W.Normal),
    "smallstrong": (12, _W.Medium),
    "smallbold": (12, _W.DemiBold),
    "caption": (11, _W.Medium),
    "reading": (15, _W.Normal),
    "score": (16, _W.DemiBold),
}


def load_fonts() -> None:
    """Make the faces of Inter known to Qt."""
    for face in sorted(resource("fonts", "inter").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(face))


@lru_cache(maxsize=64)
def font(role: Role = "body", figures: bool = False) -> QFont:
    """Give the face of a role; callers never change it, a font is dear to build.

    Args:
        role: What the text is.
        figures: Equal-width figures, for strings without letters only: the
            feature also widens the hyphen.
    """
    pixels, weight = _TYPE[role]
    made = QFont("Inter")
    made.setPixelSize(pixels)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("cv05"), 1)  # an l with a tail: I, l and 1 are told apart
    if figures:
        made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if role == "title":
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.5)
    return made


@lru_cache(maxsize=64)
def metrics(role: Role = "body", figures: bool = False) -> QFontMetrics:
    """Give the measures of a role's face."""
    return QFontMetrics(font(role, figures))


@lru_cache(maxsize=20_000)
def is_figure(text: str) -> bool:
    """Tell whether a text is a number, so that its figures shall line up."""
    return any(c.isdigit() for c in text) and not any(c.isalpha() for c in text)


@lru_cache(maxsize=20_000)
def elided(text: str, role: Role, figures: bool, width: int) -> tuple[str, int]:
    """Give the text as it fits into ``width`` pixels (-1: as it is), and its width."""
    measure = metrics(role, figures)
    shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, width) if width >= 0 else text
    return shown, measure.horizontalAdvance(shown)


def text_width(text: str, role: Role = "body") -> int:
    """Give the width of a text in pixels."""
    return elided(text, role, is_figure(text), -1)[1]
