"""Draws with ReportLab so that everything on a page is marked: an element or an artifact.

Only this module writes page content. Text goes through ``text``, which opens the
marked sequence of its element and keeps it open while the element stays the same;
lines and running heads go through ``artifact``. So unmarked content cannot arise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from evaluator.decision.pdf.fonts import TEXT_FACES, Face, metrics, stretches
from evaluator.decision.pdf.structure import Element, Marked
from evaluator.decision.pdf.styles import NAVY, PAGE_HEIGHT, PAGE_WIDTH

if TYPE_CHECKING:
    from evaluator.decision.pdf.lines import Line
    from evaluator.decision.pdf.styles import Colour, Style

# Binary streams: a fifth smaller than ASCII85, and the later compression sees plain Flate.
rl_config.useA85 = 0

HEADER = "<</Type /Pagination /Subtype /Header>>"
FOOTER = "<</Type /Pagination /Subtype /Footer>>"
PAGINATION = "<</Type /Pagination>>"
LAYOUT = "<</Type /Layout>>"
_UNDER = 0.12
"""How far below its baseline a link is underlined, of its size."""
_THIN = 0.5


@dataclass(frozen=True, slots=True)
class LinkArea:
    """Where a link can be followed: left, bottom, right, top on a page."""

    page: int
    box: tuple[float, float, float, float]
    element: Element


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading for the outline."""

    level: int
    text: str
    page: int
    top: float


class Painter:
    """One PDF being drawn, page by page.

    Attributes:
        sequences: For each page the elements of its marked sequences, by number.
        links: Areas of links.
        bookmarks: Headings, in order.
    """

    def __init__(self) -> None:
        for face in TEXT_FACES:
            metrics(face)
        self._file = BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pdfVersion=(1, 7),
            initialFontName=Face.REGULAR.value,  # type: ignore[arg-type]  # the stubs say a size
            invariant=1,
            pageCompression=0,
        )
        self._open: Element | str | None = None
        self.sequences: list[list[Element]] = [[]]
        self.links: list[LinkArea] = []
        self.bookmarks: list[Bookmark] = []

    @property
    def page(self) -> int:
        """Index of the page being drawn."""
        return len(self.sequences) - 1

    def text(
        self, element: Element | str, at: tuple[float, float], text: str, style: Style, face: Face
    ) -> None:
        """Draw a text with its baseline beginning at ``at``; a string names an artifact."""
        if isinstance(element, str):
            self._artifact(element)
        else:
            self._element(element)
        line = self._canvas.beginText(*at)
        line.setFillColorRGB(*style.colour)
        for stretch, cut in stretches(text, face):
            line.setFont(cut.value, style.size)
            line.textOut(stretch)
        self._canvas.drawText(line)

    def line(self, line: Line, at: tuple[float, float], style: Style, *, again: bool = False) -> None:
        """Draw a line of text beginning at ``at``, its baseline; underline links and note where they are.

        Args:
            line: The line.
            at: Left and baseline.
            style: Of the type.
            again: It stands there for the second time, such as a table's header.
        """
        left, baseline = at
        for piece in line.pieces:
            if piece.element is None:
                continue
            start = left + piece.offset
            link = piece.element.role == "Link" and not again
            shown = replace(style, colour=NAVY) if link else style
            target = PAGINATION if again else piece.element
            self.text(target, (start, baseline), piece.text, shown, piece.face)
            if link:
                low = baseline - _UNDER * style.size
                self.rule((start, low), (start + piece.width, low), NAVY, _THIN)
                box = (
                    start,
                    baseline + style.ascent - style.leading,
                    start + piece.width,
                    baseline + style.ascent,
                )
                self.links.append(LinkArea(self.page, box, piece.element))

    def bar(
        self, element: Element, corner: tuple[float, float], size: tuple[float, float], colour: Colour
    ) -> None:
        """Draw a filled area that belongs to a figure."""
        self._element(element)
        self._canvas.setFillColorRGB(*colour)
        self._canvas.rect(*corner, *size, stroke=0, fill=1)

    def rule(
        self, start: tuple[float, float], end: tuple[float, float], colour: Colour, width: float
    ) -> None:
        """Draw a line, which means nothing to a reader."""
        self._artifact(LAYOUT)
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(width)
        self._canvas.line(*start, *end)

    def fill(self, corner: tuple[float, float], size: tuple[float, float], colour: Colour) -> None:
        """Draw a tinted area, which means nothing to a reader."""
        self._artifact(LAYOUT)
        self._canvas.setFillColorRGB(*colour)
        self._canvas.rect(*corner, *size, stroke=0, fill=1)

    def next_page(self) -> None:
        """End the page and begin another."""
        self._close()
        self._canvas.showPage()
        self.sequences.append([])

    def finish(self) -> bytes:
        """End the last page and give the drawn file, which is not yet tagged."""
        self._close()
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def _element(self, element: Element) -> None:
        if self._open is element:
            return
        self._close()
        mcid = len(self.sequences[-1])
        self.sequences[-1].append(element)
        element.mark(Marked(self.page, mcid))
        self._canvas.addLiteral(f"/{element.role} <</MCID {mcid}>> BDC")
        self._open = element

    def _artifact(self, kind: str) -> None:
        if self._open == kind:
            return
        self._close()
        self._canvas.addLiteral(f"/Artifact {kind} BDC")
        self._open = kind

    def _close(self) -> None:
        if self._open is not None:
            self._canvas.addLiteral("EMC")
            self._open = None
