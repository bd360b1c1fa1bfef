"""From atoms to pages: what stands together, and where a page ends.

An atom is what stands together: a line of a paragraph, a row of a table. Atoms that keep
with the next form a chain; a chain goes to the next page whole, unless a page could
not hold it. Headings keep with what follows, paragraphs leave and take two lines, tables
begin and end with two rows. Only a tall row is divided over pages, and a paper whose
last page would hold next to nothing is set a little tighter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.decision.pdf.styles import BOTTOM, TOP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.decision.pdf.painter import Painter
    from evaluator.decision.pdf.structure import Target

ROOM = TOP - BOTTOM
_NEXT_TO_NOTHING = ROOM / 4
"""A last page with less on it is worth setting the others tighter."""
_TIGHTER = (0.85, 0.7)
"""Shares of the room above paragraphs and headings that are tried then."""


@dataclass(slots=True, eq=False)
class Atom:
    """Something that stands together.

    Attributes:
        height: In points.
        paint: Draws it below a height; told whether it is a repetition.
        before: Room above it, not at the top of a page.
        keep: Stays on the page of the next atom.
        head: A table's header, painted again when this atom begins a page.
        target: For a heading, the place that links lead to.
        divide: For a tall row, gives what fits a height and the rest, or None; no other atom has it.
    """

    height: float
    paint: Callable[[Painter, float, bool], None]
    before: float = 0.0
    keep: bool = False
    head: Atom | None = None
    target: Target | None = None
    divide: Callable[[float], tuple[Atom, Atom] | None] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """An atom at its height on a page."""

    atom: Atom
    top: float
    again: bool = False


def kept(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """Keep two lines together at both ends of a paragraph."""
    for index, atom in enumerate(atoms[:-1]):
        if index == 0 or index == len(atoms) - 2:
            atom.keep = True
    return atoms


def kept_rows(rows: Sequence[Atom]) -> Sequence[Atom]:
    """Keep two rows together at both ends of a table, unless they are high."""
    for first, second in ((rows[0], rows[1]), (rows[-2], rows[-1])) if len(rows) > 1 else ():
        if first.height + second.height <= _NEXT_TO_NOTHING:
            first.keep = True
    return rows


def paginate(atoms: Sequence[Atom]) -> list[list[Placed]]:
    """Place atoms on pages, from the top down."""
    pages = _paginate(atoms, 1.0)
    if len(pages) > 1 and TOP - _foot(pages[-1]) < _NEXT_TO_NOTHING:
        for share in _TIGHTER:
            tighter = _paginate(atoms, share)
            if len(tighter) < len(pages):
                return tighter
    return pages


def locate(pages: Sequence[Sequence[Placed]]) -> None:
    """Tell every target where it came to stand."""
    for index, page in enumerate(pages):
        for each in page:
            if each.atom.target is not None and not each.again:
                each.atom.target.page, each.atom.target.top = index, each.top


def _foot(page: list[Placed]) -> float:
    return page[-1].top - page[-1].atom.height


def _paginate(atoms: Sequence[Atom], share: float) -> list[list[Placed]]:
    pages: list[list[Placed]] = [[]]
    top = TOP
    for chain in _chains(atoms):
        need = sum(each.height + each.before * share for each in chain)
        need -= 0 if pages[-1] else chain[0].before * share
        moves = pages[-1] and top - need < BOTTOM and need <= ROOM - _head(chain[0])
        if moves and not _divides(chain[-1], top - (need - chain[-1].height) - BOTTOM):
            pages.append([])
            top = TOP
        rest = list(reversed(chain))
        while rest:
            atom = rest.pop()
            before = atom.before * share if pages[-1] else 0.0
            fits = top - before - atom.height >= BOTTOM
            if pages[-1] and not fits and not _divides(atom, top - before - BOTTOM):
                pages.append([])
                top, before = TOP, 0.0
            if not pages[-1] and len(pages) > 1 and atom.head is not None:
                pages[-1].append(Placed(atom.head, top, again=True))
                top -= atom.head.height
            top -= before
            if top - atom.height < BOTTOM and (parts := _divides(atom, top - BOTTOM)):
                atom, remaining = parts
                rest.append(remaining)
            pages[-1].append(Placed(atom, top))
            top -= atom.height
    return pages


def _divides(atom: Atom, room: float) -> tuple[Atom, Atom] | None:
    """Give what of a tall row fits the room and the rest, or None if it cannot be divided there."""
    return atom.divide(room) if atom.divide is not None else None


def _head(atom: Atom) -> float:
    return atom.head.height if atom.head else 0.0


def _chains(atoms: Sequence[Atom]) -> list[list[Atom]]:
    chains: list[list[Atom]] = []
    open_chain = False
    for atom in atoms:
        if open_chain:
            chains[-1].append(atom)
        else:
            chains.append([atom])
        open_chain = atom.keep
    return chains
