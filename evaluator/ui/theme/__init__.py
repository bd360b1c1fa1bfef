"""How the program looks: tokens, type, icons, style sheet."""

from evaluator.ui.theme.fonts import Role, elided, font, is_figure, metrics, text_width
from evaluator.ui.theme.theme import THEME, Appearance, Theme
from evaluator.ui.theme.tokens import (
    DARK,
    LIGHT,
    RADIUS_BADGE,
    RADIUS_CARD,
    RADIUS_CONTROL,
    RADIUS_OVERLAY,
    Tokens,
)

__all__ = [
    "DARK",
    "LIGHT",
    "RADIUS_BADGE",
    "RADIUS_CARD",
    "RADIUS_CONTROL",
    "RADIUS_OVERLAY",
    "THEME",
    "Appearance",
    "Role",
    "Theme",
    "Tokens",
    "elided",
    "font",
    "is_figure",
    "metrics",
    "text_width",
]
