"""Whether the colours can be read: the contrast that WCAG 2.2 asks for, measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluator.ui.theme.tokens import Tokens

_GROUNDS = ("surface", "canvas", "rail", "raised", "overlay", "accent_tint", "hover")

DEMANDS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("text", _GROUNDS, 7.0),
    ("text2", (*_GROUNDS, "neutral_tint"), 4.5),
    ("text3", _GROUNDS, 4.5),
    ("accent", ("surface", "canvas", "rail", "raised", "accent_tint"), 4.5),
    ("on_accent", ("accent_fill", "accent_hover"), 4.5),
    ("ok", ("surface", "ok_tint", "canvas", "accent_tint"), 4.5),
    ("warn", ("surface", "warn_tint", "canvas", "accent_tint"), 4.5),
    ("bad", ("surface", "bad_tint", "canvas", "accent_tint"), 4.5),
    ("info", ("surface", "info_tint", "canvas"), 4.5),
    ("ctrl", ("surface", "canvas", "raised"), 3.0),
    ("bar", ("surface", "bar_track"), 3.0),
    ("iv50", ("surface",), 3.0),
    ("iv90", ("surface",), 3.0),
    ("h3", ("surface",), 3.0),
    ("ring", ("surface", "canvas", "rail"), 3.0),
    ("accent_fill", ("surface",), 3.0),
)
"""Role, the grounds it stands on, and the least ratio there."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """One measured pair."""

    theme: str
    role: str
    ground: str
    ratio: float
    demanded: float

    @property
    def enough(self) -> bool:
        """Whether the demand is met."""
        return self.ratio >= self.demanded


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Give the contrast of two colours (``#RRGGBB``), 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def report(tokens: Tokens) -> tuple[Contrast, ...]:
    """Measure every pair that is demanded of a theme."""
    return tuple(
        Contrast(tokens.name, role, ground, ratio(getattr(tokens, role), getattr(tokens, ground)), demanded)
        for role, grounds, demanded in DEMANDS
        for ground in grounds
    )
