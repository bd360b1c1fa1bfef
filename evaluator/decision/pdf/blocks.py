"""Blocks of a paper to atoms, each bound to its element of the structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.decision.content import (
    BulletList,
    Contents,
    Figure,
    Heading,
    KeyValues,
    Notice,
    NumberedList,
    Paragraph,
    Signatures,
    Table,
    plain,
    text_of,
)
from evaluator.decision.pdf.contents import contents_atoms
from evaluator.decision.pdf.figures import figure_atoms
from evaluator.decision.pdf.flow import Atom, kept
from evaluator.decision.pdf.fonts import Face, width
from evaluator.decision.pdf.lines import Line, break_lines, run_elements
from evaluator.decision.pdf.painter import Bookmark
from evaluator.decision.pdf.structure import Target
from evaluator.decision.pdf.styles import (
    BODY,
    CAPTION,
    COLUMN,
    HEADINGS,
    ITEM,
    LEFT,
    MM,
    NOTICE,
    RED,
    RULE,
    WARM,
    Style,
)
from evaluator.decision.pdf.tables import pairs_atoms, table_atoms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evaluator.decision.content import Block, Inline
    from evaluator.decision.pdf.painter import Painter
    from evaluator.decision.pdf.structure import Element

_Other = Heading | Paragraph | Notice | BulletList | NumberedList | KeyValues | Table | Signatures | Figure
_INDENT = 7.5 * MM
_NOTICE_PAD = 8.0
_SIGNATURE = 74 * MM
_SHORT = 9
"""Rows of a table, header and totals among them, that stay on one page."""


def atoms_of(blocks: Sequence[Block], root: Element) -> list[Atom]:
    """Set a paper's blocks, top to bottom."""
    atoms: list[Atom] = []
    targets = {each: Target(each) for block in blocks if isinstance(block, Contents) for each in block.parts}
    for at, block in enumerate(blocks):
        made = _contents(block, targets, root) if isinstance(block, Contents) else _block(block, root)
        before = blocks[at - 1] if at else None
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if isinstance(block, Heading):
            made[0].target = targets.get(block.text)
        if isinstance(block, Heading) or _introduces(before, block, following):
            made[-1].keep = True
        atoms.extend(made)
    return atoms


def _contents(block: Contents, targets: dict[str, Target], root: Element) -> list[Atom]:
    element = root.add("TOC")
    return [
        *_caption(block.title, element),
        *contents_atoms([targets[each] for each in block.parts], element),
    ]


def _introduces(before: Block | None, block: Block, following: Block | None) -> bool:
    """Whether a paragraph leads over to the list or table below it: it says so, or stands alone above it."""
    leads = isinstance(following, BulletList | NumberedList | Table | KeyValues)
    if not leads or not isinstance(block, Paragraph):
        return False
    return text_of(block.runs).endswith(":") or isinstance(before, Heading)


def _block(block: _Other, root: Element) -> list[Atom]:  # noqa: C901, PLR0911 - one return for each kind
    match block:
        case Heading():
            return _heading(block, root)
        case Paragraph(runs=runs):
            return _paragraph(runs, root.add("P"), BODY)
        case Notice(runs=runs):
            return _notice(runs, root.add("P"))
        case BulletList(items=items):
            return _list([(f"{chr(0x2013)}", (item,)) for item in items], root.add("L", numbering="Disc"))
        case NumberedList(items=numbered):
            labelled = [(f"{number}.", item) for number, item in enumerate(numbered, 1)]
            return _list(labelled, root.add("L", numbering="Decimal"))
        case Table():
            table = root.add("Table")
            return [*_caption(block.caption, table), *_together(table_atoms(block, table))]
        case KeyValues():
            table = root.add("Table")
            made = [*_caption(block.caption, table), *_together(pairs_atoms(block, table))]
            made[0].before = CAPTION.before
            return made
        case Figure():
            return _figure(block, root.add("Div"))
        case Signatures(titles=titles):
            signed = [_signature(title, root.add("P")) for title in titles]
            for atom in signed[:-1]:
                atom.keep = True
            return signed


def _heading(block: Heading, root: Element) -> list[Atom]:
    style = HEADINGS[block.level]
    atoms = _paragraph(plain(block.text), root.add(f"H{block.level}"), style)
    first = atoms[0].paint

    def paint(painter: Painter, top: float, again: bool) -> None:
        painter.bookmarks.append(Bookmark(block.level, block.text, painter.page, top))
        first(painter, top, again)

    atoms[0].paint = paint
    for atom in atoms:
        atom.keep = True
    return atoms


def _caption(caption: str, table: Element) -> list[Atom]:
    if not caption:
        return []
    atoms = _paragraph(plain(caption), table.add("Caption"), CAPTION)
    for atom in atoms:
        atom.keep = True
    atoms[-1].height += 3
    return atoms


def _together(atoms: list[Atom]) -> list[Atom]:
    """Keep a short table on one page."""
    if len(atoms) <= _SHORT:
        for atom in atoms[:-1]:
            atom.keep = True
    return atoms


def _figure(block: Figure, group: Element) -> list[Atom]:
    """Set caption and figure side by side in the tree: what stands inside a figure is not read."""
    return [*_caption(block.caption, group), *figure_atoms(block, group)]


def _paragraph(
    inline: Inline, element: Element, style: Style, left: float = LEFT, room: float = 0.0
) -> list[Atom]:
    lines = break_lines(inline, run_elements(inline, element), style, room or COLUMN)
    atoms = [_line_atom(line, style, left) for line in lines]
    atoms[0].before = style.before
    kept(atoms)
    return atoms


def _line_atom(line: Line, style: Style, left: float) -> Atom:
    def paint(painter: Painter, top: float, again: bool) -> None:  # noqa: ARG001 - a callback's fixed form
        painter.line(line, (left, top - style.ascent), style)

    return Atom(style.leading, paint)


def _notice(inline: Inline, element: Element) -> list[Atom]:
    style = NOTICE
    room = COLUMN - 2 * _NOTICE_PAD - 3
    lines = break_lines(inline, run_elements(inline, element), style, room)
    height = len(lines) * style.leading + 2 * _NOTICE_PAD

    def paint(painter: Painter, top: float, again: bool) -> None:  # noqa: ARG001 - a callback's fixed form
        painter.fill((LEFT, top - height), (COLUMN, height), WARM)
        painter.fill((LEFT, top - height), (3, height), RED)
        for at, line in enumerate(lines):
            below = top - _NOTICE_PAD - at * style.leading
            painter.line(line, (LEFT + 3 + _NOTICE_PAD, below - style.ascent), style)

    return [Atom(height, paint, before=style.before)]


def _list(items: Iterable[tuple[str, Sequence[Inline]]], element: Element) -> list[Atom]:
    ends: list[Atom] = []
    atoms: list[Atom] = []
    for label, paragraphs in items:
        entry = element.add("LI")
        mark, body = entry.add("Lbl"), entry.add("LBody")
        for at, inline in enumerate(paragraphs):
            target = body if len(paragraphs) == 1 else body.add("P")
            made = _paragraph(inline, target, ITEM, LEFT + _INDENT, COLUMN - _INDENT)
            if at == 0:
                _label(made[0], label, mark)
            else:
                made[0].before = 2.0
            atoms.extend(made)
        ends.append(atoms[-1])
    for end in (*ends[:1], *ends[-2:-1]) if len(ends) > 1 else ():
        end.keep = True  # no item stands alone at either end
    return atoms


def _label(atom: Atom, label: str, element: Element) -> None:
    first = atom.paint
    right = LEFT + _INDENT - 2.2 * MM

    def paint(painter: Painter, top: float, again: bool) -> None:
        at = (right - width(label, Face.REGULAR, ITEM.size), top - ITEM.ascent)
        painter.text(element, at, label, ITEM, Face.REGULAR)
        first(painter, top, again)

    atom.paint = paint


def _signature(title: str, element: Element) -> Atom:
    inline = plain(title)
    lines = break_lines(inline, run_elements(inline, element), BODY, COLUMN)

    def paint(painter: Painter, top: float, again: bool) -> None:  # noqa: ARG001 - a callback's fixed form
        painter.rule((LEFT, top - 34), (LEFT + _SIGNATURE, top - 34), RULE, 0.7)
        for at, line in enumerate(lines):
            painter.line(line, (LEFT, top - 37 - at * BODY.leading - BODY.ascent), BODY)

    return Atom(40 + len(lines) * BODY.leading, paint, before=6)
