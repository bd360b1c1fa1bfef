"""How a verdict looks and what it is called: quiet by the rule, a badge by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.scoring.figures import Verdict
from evaluator.ui.shared.badges import badge_width, paint_badge
from evaluator.ui.shared.painting import draw_text
from evaluator.ui.texts import say
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from evaluator.ui.shared.badges import Tone


@dataclass(frozen=True, slots=True)
class VerdictLook:
    """One verdict's carriers.

    Attributes:
        icon: Its shape.
        tone: Its colour.
        quiet: Plain words; otherwise a badge.
    """

    icon: str
    tone: Tone
    quiet: bool = False


LOOKS: dict[Verdict, VerdictLook] = {
    Verdict.GRANTED: VerdictLook("circle-check", "ok", quiet=True),
    Verdict.GRANTED_LIFTED: VerdictLook("arrow-up-to-line", "info"),
    Verdict.GRANTED_REDUCED: VerdictLook("scissors", "warn"),
    Verdict.NOT_ELIGIBLE: VerdictLook("ban", "neutral", quiet=True),
    Verdict.NOT_REVIEWED: VerdictLook("circle-dashed", "neutral", quiet=True),
    Verdict.BELOW_THRESHOLD: VerdictLook("circle", "neutral", quiet=True),
    Verdict.OUTSIDE_ENVELOPE: VerdictLook("circle", "neutral", quiet=True),
    Verdict.TIE_AT_LINE: VerdictLook("circle-dot", "warn"),
    Verdict.DROPPED: VerdictLook("arrow-down-to-line", "bad"),
    Verdict.HELD: VerdictLook("hand", "warn"),
}


def verdict_word(verdict: Verdict) -> str:
    """Give the one to three words for a verdict."""
    return say(f"ui_ranking.verdict.{verdict.value}")


def verdict_width(word: str) -> int:
    """Give the room that a verdict's words take in a cell, in pixels."""
    return badge_width(word) + 16


def paint_verdict(painter: QPainter, rect: QRect, verdict: Verdict, word: str) -> None:
    """Paint a verdict into a cell."""
    look = LOOKS[verdict]
    middle = rect.center().y()
    if look.quiet:
        ink = "ok" if look.tone == "ok" else "text3"
        THEME.paint_icon(painter, look.icon, ink, rect.left() + 9, middle - 6, 13)
        draw_text(painter, rect.adjusted(28, 0, -4, 0), word, "small", "text2")
    else:
        paint_badge(painter, rect.left() + 6, middle - 9, word, look.tone, look.icon)
