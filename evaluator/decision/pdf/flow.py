"""From atoms to pages: what stands together, and where a page ends.

An atom is what never breaks: a line of a paragraph, a row of a table. Atoms that keep
with the next form a chain; a chain goes to the next page whole, unless a page could
not hold it. Headings keep with what follows, paragraphs leave and take two lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.decision.pdf.styles import BOTTOM, TOP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.decision.pdf.painter import Painter

ROOM = TOP - BOTTOM


@dataclass(slots=True, eq=False)
class Atom:
    """Something that is never broken.

    Attributes:
        height: In points.
        paint: Draws it below a height; told whether it is a repetition.
        before: Room above it, not at the top of a page.
        keep: Stays on the page of the next atom.
        head: A table's header, painted again when this atom begins a page.
    """

    height: float
    paint: Callable[[Painter, float, bool], None]
    before: float = 0.0
    keep: bool = False
    head: Atom | None = None


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


def paginate(atoms: Sequence[Atom]) -> list[list[Placed]]:
    """Place atoms on pages, from the top down."""
    pages: list[list[Placed]] = [[]]
    top = TOP
    for chain in _chains(atoms):
        need = sum(each.height + each.before for each in chain) - (0 if pages[-1] else chain[0].before)
        if pages[-1] and top - need < BOTTOM and need <= ROOM - _head(chain[0]):
            pages.append([])
            top = TOP
        for atom in chain:
            before = atom.before if pages[-1] else 0.0
            if pages[-1] and top - before - atom.height < BOTTOM:
                pages.append([])
                top, before = TOP, 0.0
            if not pages[-1] and len(pages) > 1 and atom.head is not None:
                pages[-1].append(Placed(atom.head, top, again=True))
                top -= atom.head.height
            top -= before
            pages[-1].append(Placed(atom, top))
            top -= atom.height
    return pages


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
