"""Figures: horizontal bars as vectors, with their labels and values as text.

A bar's length says nothing that the text beside it does not say too, and all bars of a
figure have one dark colour, so that nothing is lost in grey or without colour vision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.decision.content import plain
from evaluator.decision.pdf.flow import ROOM, Atom
from evaluator.decision.pdf.fonts import Face, width
from evaluator.decision.pdf.lines import Line, break_lines
from evaluator.decision.pdf.styles import CELL, COLUMN, INK, LEFT, NAVY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.decision.content import Bar, Figure
    from evaluator.decision.pdf.painter import Painter
    from evaluator.decision.pdf.structure import Element

_LABELS = 0.4
"""The share of the width that labels take."""
_GAP = 6.0
_PAD = 3.0
_THICK = 8.0
_AXIS = 0.8
_MOST = ROOM / 2
"""Height beyond which a figure goes on as another one, so that each fits a page with its caption."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar with its label set in lines."""

    bar: Bar
    lines: Sequence[Line]

    @property
    def height(self) -> float:
        return len(self.lines) * CELL.leading + 2 * _PAD


def figure_atoms(figure: Figure, parent: Element) -> list[Atom]:
    """Set a figure below an element; the caption is set by the caller.

    More bars than half a page holds make further figures with the same scale and the
    same alternative.
    """
    rows = [_row(bar) for bar in figure.bars]
    largest = max((bar.value for bar in figure.bars), default=0)
    texts = max((_wide(bar) for bar in figure.bars), default=0.0)
    full = COLUMN * (1 - _LABELS) - 2 * _GAP - texts
    return [_atom(part, parent, figure.alternative, full / max(1, largest)) for part in _parts(rows)]


def _row(bar: Bar) -> _Row:
    # A label belongs to the figure's own mark, whatever its language.
    room = COLUMN * _LABELS - _GAP
    return _Row(bar, break_lines(plain(bar.label), [None], CELL, room))


def _wide(bar: Bar) -> float:
    return width("".join(run.text for run in bar.text), Face.BOLD, CELL.size)


def _parts(rows: list[_Row]) -> list[list[_Row]]:
    parts: list[list[_Row]] = []
    used = 0.0
    for row in rows:
        if not parts or used + row.height > _MOST:
            parts.append([])
            used = 0.0
        parts[-1].append(row)
        used += row.height
    return parts


def _atom(rows: list[_Row], parent: Element, alternative: str, scale: float) -> Atom:
    element = parent.add("Figure")
    element.alternative = alternative
    height = sum(row.height for row in rows)
    zero = LEFT + COLUMN * _LABELS

    def paint(painter: Painter, top: float, again: bool) -> None:  # noqa: ARG001 - a callback's fixed form
        element.box = (LEFT, top - height, LEFT + COLUMN, top)
        painter.bar(element, (zero - _AXIS, top - height), (_AXIS, height), INK)
        at = top
        for row in rows:
            _paint_row(painter, element, row, at, zero, row.bar.value * scale)
            at -= row.height

    return Atom(height + _PAD, paint, before=2.0)


def _paint_row(painter: Painter, element: Element, row: _Row, top: float, zero: float, length: float) -> None:
    for at, line in enumerate(row.lines):
        text = "".join(piece.text for piece in line.pieces)
        baseline = top - _PAD - at * CELL.leading - CELL.ascent
        painter.text(element, (zero - _GAP - line.width, baseline), text, CELL, Face.REGULAR)
    middle = top - row.height / 2
    if length > 0:
        painter.bar(element, (zero, middle - _THICK / 2), (length, _THICK), NAVY)
    value = "".join(run.text for run in row.bar.text)
    baseline = middle + CELL.leading / 2 - CELL.ascent
    painter.text(element, (zero + length + _GAP, baseline), value, CELL, Face.BOLD)
