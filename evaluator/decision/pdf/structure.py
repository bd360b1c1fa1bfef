"""The logical structure of a PDF: elements in reading order, and the text they mark.

Blocks make their elements before anything is painted; painting adds the marked
sequences. An element that stands inside a line (a link, a change of language) takes
its place among its parent's sequences when it is painted first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.decision.content import Fact

INLINE = frozenset({"Span", "Link"})
"""Elements that stand inside a text and are not counted among its places."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked sequence: the page's index and the sequence's number on it."""

    page: int
    mcid: int


@dataclass(slots=True, eq=False)
class Target:
    """A place in the paper that a link leads to; page and height are known once pages are.

    Attributes:
        text: The heading that stands there.
        page: Index of its page.
        top: Height of its upper edge on the page, in points.
    """

    text: str
    page: int = 0
    top: float = 0.0


@dataclass(slots=True, eq=False)
class Element:
    """One element of the structure tree.

    Attributes:
        role: A standard structure type ("P", "TD").
        parent: Above it; None for the root.
        kids: Elements and marked sequences, in reading order.
        language: Set where it differs from the document's ("sv-FI").
        scope: "Row" or "Column" for a header cell.
        span: How many columns a cell covers.
        numbering: For a list, "Decimal" or "Disc".
        address: For a link, where it leads.
        target: For a link inside the paper, likewise.
        alternative: For a figure, what is read instead of it.
        box: For a figure, left, bottom, right, top in points on its page; set when painted.
        placed: Whether its parent knows it yet.
        facts: What it states, in reading order.
    """

    role: str
    parent: Element | None = None
    kids: list[Element | Marked] = field(default_factory=list)
    language: str = ""
    scope: str = ""
    span: int = 1
    numbering: str = ""
    address: str = ""
    target: Target | None = None
    alternative: str = ""
    box: tuple[float, float, float, float] | None = None
    placed: bool = False
    facts: list[Fact] = field(default_factory=list)

    def add(self, role: str, *, scope: str = "", span: int = 1, numbering: str = "") -> Element:
        """Make an element below this one, after what is there."""
        made = Element(role, self, scope=scope, span=span, numbering=numbering, placed=True)
        self.kids.append(made)
        return made

    def inline(
        self, role: str, *, language: str = "", address: str = "", target: Target | None = None
    ) -> Element:
        """Make an element that takes its place when it is painted."""
        return Element(role, self, language=language, address=address, target=target)

    def mark(self, marked: Marked) -> None:
        """Add a marked sequence, and the element itself to its parent if it is new."""
        if not self.placed and self.parent is not None:
            self.placed = True
            self.parent.kids.append(self)
        self.kids.append(marked)


def placed_facts(root: Element) -> Iterator[tuple[int, Fact]]:
    """Give every fact with the number of the element that states it, in reading order.

    Elements count from 0 at the root, each before those below it, inline ones not.
    """
    for at, element in enumerate(_counted(root)):
        for fact in element.facts:
            yield at, fact


def _counted(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element) and kid.role not in INLINE:
            yield from _counted(kid)
