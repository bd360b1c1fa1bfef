"""A paper in, a PDF out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from evaluator.decision.pdf.blocks import atoms_of
from evaluator.decision.pdf.finish import finish
from evaluator.decision.pdf.flow import locate, paginate
from evaluator.decision.pdf.fonts import Face, width
from evaluator.decision.pdf.painter import FOOTER, HEADER, Painter
from evaluator.decision.pdf.structure import Element
from evaluator.decision.pdf.styles import (
    FOOTER_Y,
    HEADER_Y,
    LEFT,
    NAVY,
    RED,
    RIGHT,
    RULE,
    RUNNING,
    RUNNING_BOLD,
    Style,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.decision.content import Document
    from evaluator.domain.paper_data import PrintData

CONFORMS = ("PDF/UA-1", "PDF/A-2a")
CONFORMS_WITH_DATA = ("PDF/UA-1", "PDF/A-3a")

_PAGE = {"fi": "Sivu {page} ({pages})", "sv": "Sida {page} ({pages})", "en": "Page {page} ({pages})"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A paper as a file's bytes, with the structure that was put into it."""

    data: bytes
    pages: int
    root: Element


def render(document: Document, data_of: Callable[[Element, PrintData], bytes] | None = None) -> Rendered:
    """Make a tagged PDF of a paper; the same paper gives the same bytes.

    Args:
        document: The paper.
        data_of: Gives the data to embed, from the structure and the digests of what is drawn;
            None embeds nothing.
    """
    root = Element("Document", placed=True)
    pages = paginate(atoms_of(document.blocks, root))
    locate(pages)
    painter = Painter()
    for index, page in enumerate(pages):
        if index:
            painter.next_page()
        _running(painter, document, len(pages))
        for placed in page:
            placed.atom.paint(painter, placed.top, placed.again)
    drawn = painter.finish()
    data = None if data_of is None else partial(data_of, root)
    return Rendered(finish(drawn, painter, root, document, data), len(pages), root)


def _running(painter: Painter, document: Document, pages: int) -> None:
    """Draw what stands on every page: who, what, which page, that it is a draft."""
    below = HEADER_Y - RUNNING.leading
    page = _PAGE[document.language.value].format(page=painter.page + 1, pages=pages)
    status = Style(RUNNING.size + 1.4, RUNNING.leading, face=Face.BOLD, colour=RED)
    painter.text(HEADER, (LEFT, HEADER_Y), document.authority, RUNNING_BOLD, Face.BOLD)
    painter.text(HEADER, (LEFT, below), document.name, RUNNING, Face.REGULAR)
    _right(painter, HEADER, HEADER_Y, document.status, status)
    _right(painter, HEADER, below, page, RUNNING)
    painter.rule((LEFT, below - 6), (RIGHT, below - 6), NAVY, 0.6)
    if document.warning:
        painter.rule((LEFT, FOOTER_Y + 11), (RIGHT, FOOTER_Y + 11), RULE, 0.4)
        warning = Style(RUNNING.size - 0.4, RUNNING.leading, colour=RED)
        painter.text(FOOTER, (LEFT, FOOTER_Y), document.warning, warning, Face.REGULAR)


def _right(painter: Painter, kind: str, height: float, text: str, style: Style) -> None:
    painter.text(kind, (RIGHT - width(text, style.face, style.size), height), text, style, style.face)
