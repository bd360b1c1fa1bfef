"""Measures of the papers: A4, sizes in points, colours."""

from __future__ import annotations

from dataclasses import dataclass

from evaluator.decision.pdf.fonts import Face

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
LEFT = 22 * MM
RIGHT = PAGE_WIDTH - 20 * MM
TOP = PAGE_HEIGHT - 30 * MM
BOTTOM = 25 * MM
COLUMN = RIGHT - LEFT
HEADER_Y = PAGE_HEIGHT - 16 * MM
FOOTER_Y = 13 * MM

Colour = tuple[float, float, float]
INK: Colour = (0.09, 0.10, 0.12)
QUIET: Colour = (0.33, 0.35, 0.39)
NAVY: Colour = (0.05, 0.20, 0.36)
RED: Colour = (0.62, 0.09, 0.09)
RULE: Colour = (0.76, 0.78, 0.81)
TINT: Colour = (0.945, 0.953, 0.965)
WARM: Colour = (0.995, 0.955, 0.905)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text stands.

    Attributes:
        size: Of the type.
        leading: From line to line.
        before: Room above it, not at the top of a page.
        face: Its cut; stressed runs are bold.
        colour: Of the type.
    """

    size: float
    leading: float
    before: float = 0.0
    face: Face = Face.REGULAR
    colour: Colour = INK

    @property
    def ascent(self) -> float:
        """From the top of a line to its baseline."""
        return (self.leading - self.size) / 2 + self.size * 0.83


BODY = Style(10, 14.2, 6.5)
ITEM = Style(10, 14.2, 4.0)
NOTICE = Style(10, 14.2, 10.0)
CELL = Style(8.6, 11.4)
HEAD_CELL = Style(8.6, 11.4, face=Face.BOLD)
CAPTION = Style(9.2, 12.4, 12.0, face=Face.BOLD, colour=NAVY)
HEADINGS = {
    1: Style(19, 24.5, 0.0, Face.BOLD, NAVY),
    2: Style(13.5, 18, 20.0, Face.BOLD, NAVY),
    3: Style(10.8, 14.8, 13.0, Face.BOLD, INK),
}
RUNNING = Style(8.2, 10.6, colour=QUIET)
RUNNING_BOLD = Style(8.2, 10.6, face=Face.BOLD)
