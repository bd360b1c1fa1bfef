"""The logical structure of a PDF: elements in reading order, and the text they mark.

Blocks make their elements before anything is painted; painting adds the marked
sequences. An element that stands inside a line (a link, a change of language) takes
its place among its parent's sequences when it is painted first.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked sequence: the page's index and the sequence's number on it."""

    page: int
    mcid: int


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
        alternative: For a figure, what is read instead of it.
        box: For a figure, left, bottom, right, top in points on its page; set when painted.
        placed: Whether its parent knows it yet.
    """

    role: str
    parent: Element | None = None
    kids: list[Element | Marked] = field(default_factory=list)
    language: str = ""
    scope: str = ""
    span: int = 1
    numbering: str = ""
    address: str = ""
    alternative: str = ""
    box: tuple[float, float, float, float] | None = None
    placed: bool = False

    def add(self, role: str, *, scope: str = "", span: int = 1, numbering: str = "") -> Element:
        """Make an element below this one, after what is there."""
        made = Element(role, self, scope=scope, span=span, numbering=numbering, placed=True)
        self.kids.append(made)
        return made

    def inline(self, role: str, *, language: str = "", address: str = "") -> Element:
        """Make an element that takes its place when it is painted."""
        return Element(role, self, language=language, address=address)

    def mark(self, marked: Marked) -> None:
        """Add a marked sequence, and the element itself to its parent if it is new."""
        if not self.placed and self.parent is not None:
            self.placed = True
            self.parent.kids.append(self)
        self.kids.append(marked)
