"""The list of a paper's parts: each line names a part with its page and leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import plain
from evaluator.decision.pdf.flow import Atom, kept_rows
from evaluator.decision.pdf.fonts import Face, width
from evaluator.decision.pdf.lines import break_lines
from evaluator.decision.pdf.painter import LinkArea
from evaluator.decision.pdf.styles import COLUMN, LEFT, NAVY, RIGHT, RULE, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.decision.pdf.painter import Painter
    from evaluator.decision.pdf.structure import Element, Target

_STYLE = Style(9.6, 14.0, colour=NAVY)
_PAGE = 34.0
"""Room for a page's number at the right."""
_GAP = 5.0


def contents_atoms(targets: Sequence[Target], element: Element) -> list[Atom]:
    """Set a line for each part below an element; its caption is set by the caller."""
    return list(kept_rows([_entry(each, element) for each in targets]))


def _entry(target: Target, element: Element) -> Atom:
    link = element.add("TOCI").add("Reference").inline("Link", target=target)
    lines = break_lines(plain(f"{target.text} "), [link], _STYLE, COLUMN - _PAGE)
    height = len(lines) * _STYLE.leading

    def paint(painter: Painter, top: float, again: bool) -> None:  # noqa: ARG001 - a callback's fixed form
        baseline = top - _STYLE.ascent
        for at, line in enumerate(lines):
            baseline = top - at * _STYLE.leading - _STYLE.ascent
            for piece in line.pieces:
                painter.text(link, (LEFT + piece.offset, baseline), piece.text, _STYLE, piece.face)
        page = str(target.page + 1)
        start = RIGHT - width(page, Face.REGULAR, _STYLE.size)
        painter.text(link, (start, baseline), page, _STYLE, Face.REGULAR)
        painter.rule((LEFT + lines[-1].width + _GAP, baseline), (start - _GAP, baseline), RULE, 0.4)
        painter.links.append(LinkArea(painter.page, (LEFT, top - height, RIGHT, top), link))

    return Atom(height, paint)
