"""Which stretch of a page is which stretch of the application's texts, there and back.

A page counts in UTF-16 units, as Qt does; a text counts in code points, so that a place
means the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QTextDocument

    from evaluator.ui.reading.text import Block


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one text of an application.

    Attributes:
        field: Which text.
        start: Where it begins, in code points.
        quoted: Its words.
    """

    field: str
    start: int
    quoted: str


class Places:
    """The places of one page."""

    def __init__(self, document: QTextDocument, blocks: Iterable[Block], texts: Mapping[str, str]) -> None:
        """Read the page that was made of ``blocks``.

        A paragraph that the page shows otherwise than the applicant wrote it has no places.
        """
        self._texts = texts
        self._parts: list[tuple[int, Block]] = []
        shown = document.begin()
        for block in blocks:
            if block.field and shown.text() == block.words:
                self._parts.append((shown.position(), block))
            shown = shown.next()

    def spans(self, first: int, last: int) -> list[Span]:
        """Give what lies between two positions of the page, one span for each text; blanks cut off."""
        ends: dict[str, tuple[int, int]] = {}
        for at, block in self._parts:
            begin = block.start + _points(block.words, first - at)
            end = block.start + _points(block.words, last - at)
            if begin < end:
                former = ends.get(block.field)
                ends[block.field] = (begin if former is None else former[0], end)
        found = []
        for field, (begin, end) in ends.items():
            words = self._texts[field][begin:end]
            start = begin + len(words) - len(words.lstrip())
            if words.strip():
                found.append(Span(field, start, words.strip()))
        return found

    def stretches(self, field: str, start: int, length: int) -> list[tuple[int, int]]:
        """Give where a stretch of a text stands on the page: positions, from and to, by paragraph."""
        found = []
        for at, block in self._parts:
            if block.field == field:
                begin = at + _units(block.words, start - block.start)
                end = at + _units(block.words, start + length - block.start)
                if begin < end:
                    found.append((begin, end))
        return found


def _points(words: str, units: int) -> int:
    """Count the code points before a position in UTF-16; within the words."""
    if units <= 0:
        return 0
    return len(words.encode("utf-16-le")[: units * 2].decode("utf-16-le", errors="ignore"))


def _units(words: str, points: int) -> int:
    """Count the UTF-16 units of so many code points; within the words."""
    return len(words[: max(0, points)].encode("utf-16-le")) // 2
