"""Tables: widths of columns, rows as atoms, a header that comes again on every page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluator.decision.content import ColumnKind, DividerRow, KeyValues, plain
from evaluator.decision.pdf.flow import Atom, kept_rows
from evaluator.decision.pdf.fonts import Face, width
from evaluator.decision.pdf.lines import Line, break_lines, run_elements, unbreakable
from evaluator.decision.pdf.styles import CELL, COLUMN, HEAD_CELL, LEFT, NAVY, RULE, TINT, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.decision.content import Inline, Row, Table
    from evaluator.decision.pdf.painter import Painter
    from evaluator.decision.pdf.structure import Element
    from evaluator.decision.pdf.styles import Colour

PAD_X = 4.0
PAD_Y = 3.2
_NATURAL_LIMIT = 0.32
"""The most of a table's width that a text column without a share may take."""
_FIXED_LIMIT = 0.72
"""The most that all columns without a share may take together."""
_TALL = 8
"""Lines of a row from which it may be divided over two pages."""
_FEWEST = 3
"""Lines of a divided row that stand together on either page."""
_APART = 8.0
"""Room between figures, which end at the right, and a narrow text column beside them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell set in lines: where it stands and how."""

    lines: Sequence[Line]
    left: float
    room: float
    right_aligned: bool
    style: Style


def _figure(table: Table, index: int) -> bool:
    return table.columns[index].kind is not ColumnKind.TEXT


def _natural(texts: list[str], face: Face) -> float:
    return max((width(part, face, CELL.size) for text in texts for part in text.split("\n")), default=0.0)


def _read(inline: Inline) -> str:
    return "".join(run.text for run in inline)


def column_widths(table: Table) -> list[float]:
    """Give every column its width: figures what they need, texts a share of the rest.

    A text column is at least as wide as its longest word, while the others can spare it;
    what they all can spare keeps the headers of figures on one line.
    """
    cells = [_column(table, index) for index in range(len(table.columns))]
    fixed = {
        index: _natural_width(table, index, cells[index])
        for index, column in enumerate(table.columns)
        if not (column.kind is ColumnKind.TEXT and column.share)
    }
    most = COLUMN * (_FIXED_LIMIT if len(fixed) < len(cells) else 1.0)
    if sum(fixed.values()) > most:
        fixed = {index: each * most / sum(fixed.values()) for index, each in fixed.items()}
    shares = {index: column.share for index, column in enumerate(table.columns) if index not in fixed}
    texts = sum(
        _natural([table.columns[index].title, *cells[index]], Face.BOLD) + 2 * PAD_X for index in shares
    )
    fixed = _with_headers(table, fixed, COLUMN - sum(fixed.values()) - texts)
    words = {index: _natural(_words(table, index, cells[index]), Face.BOLD) + 2 * PAD_X for index in shares}
    widths = fixed | _shared(COLUMN - sum(fixed.values()), shares, words)
    return [widths[index] for index in range(len(cells))]


def _with_headers(table: Table, fixed: dict[int, float], spare: float) -> dict[int, float]:
    """Widen columns to their whole headers as long as there is room to spare."""
    widths = dict(fixed)
    for index, each in fixed.items():
        more = _natural([table.columns[index].title], Face.BOLD) + 2 * PAD_X + _apart(table, index) - each
        if 0 < more <= spare:
            widths[index] += more
            spare -= more
    return widths


def _apart(table: Table, index: int) -> float:
    """Give the room between a narrow text column and figures to its left."""
    narrow = not _figure(table, index) and not table.columns[index].share
    return _APART if narrow and index and _figure(table, index - 1) else 0.0


def _column(table: Table, index: int) -> list[str]:
    rows = [row for row in (*table.rows, *table.footer) if not isinstance(row, DividerRow)]
    return [_read(row.cells[index]) for row in rows]


def _words(table: Table, index: int, cells: list[str]) -> list[str]:
    return [word for text in (table.columns[index].title, *cells) for word in unbreakable(text)]


def _natural_width(table: Table, index: int, cells: list[str]) -> float:
    column = table.columns[index]
    # A footer's figures are bold; so are headers, which may break between words.
    face = Face.BOLD if table.footer else Face.REGULAR
    limit = COLUMN * _NATURAL_LIMIT if column.kind is ColumnKind.TEXT else COLUMN
    widest = max(_natural(unbreakable(column.title), Face.BOLD), min(_natural(cells, face), limit))
    return widest + 2 * PAD_X + _apart(table, index)


def _shared(rest: float, shares: dict[int, int], words: dict[int, float]) -> dict[int, float]:
    """Share room out; a column that would break its longest word gets that word's width."""
    if not shares:
        return {}
    total = sum(shares.values())
    narrow = {at: words[at] for at, share in shares.items() if rest * share / total < words[at] < rest / 2}
    if not narrow or sum(narrow.values()) > rest / 2:
        return {at: rest * share / total for at, share in shares.items()}
    others = {at: share for at, share in shares.items() if at not in narrow}
    return narrow | _shared(rest - sum(narrow.values()), others, words)


def table_atoms(table: Table, parent: Element) -> list[Atom]:
    """Set a table below an element of the structure; the caption is set by the caller."""
    widths = column_widths(table)
    head_row = parent.add("THead").add("TR")
    head = _row(
        [
            _cell(plain(column.title), head_row.add("TH", scope="Column"), widths, index, table, HEAD_CELL)
            for index, column in enumerate(table.columns)
        ],
        (NAVY, 0.9),
        None,
        tint=True,
    )
    head.keep = True
    body = parent.add("TBody")
    rows: list[Atom] = []
    for row in table.rows:
        element = body.add("TR")
        if isinstance(row, DividerRow):
            across = _set(row.runs, element.add("TD", span=len(widths)), LEFT, COLUMN, HEAD_CELL)
            for before in rows[-1:]:
                before.keep = True
            rows.append(_row([across], (NAVY, 1.4), head, tint=True))
        else:
            rows.append(_row(_cells(row, element, widths, table, CELL), (RULE, 0.4), head))
    atoms = [head, *kept_rows(rows)]
    if table.footer:
        atoms[-1].keep = True
        foot = parent.add("TFoot")
        for row in table.footer:
            cells = _cells(row, foot.add("TR"), widths, table, HEAD_CELL)
            atoms.append(_row(cells, (NAVY, 0.9), head, tint=True))
    return atoms


def pairs_atoms(block: KeyValues, parent: Element) -> list[Atom]:
    """Set names with their values as a table of row headers."""
    names = _natural([name for name, _ in block.pairs], Face.BOLD) + 4 * PAD_X
    first = min(names, COLUMN * 0.42)
    atoms: list[Atom] = []
    body = parent.add("TBody")
    for name, value in block.pairs:
        row = body.add("TR")
        cells = [
            _set(plain(name), row.add("TH", scope="Row"), LEFT, first, HEAD_CELL),
            _set(value, row.add("TD"), LEFT + first, COLUMN - first, CELL),
        ]
        atoms.append(_row(cells, (RULE, 0.4), None))
    return atoms


def _cells(row: Row, element: Element, widths: list[float], table: Table, style: Style) -> list[Cell]:
    return [
        _cell(
            inline,
            element.add("TH", scope="Row") if index == table.row_header else element.add("TD"),
            widths,
            index,
            table,
            style,
        )
        for index, inline in enumerate(row.cells)
    ]


def _cell(
    inline: Inline, element: Element, widths: list[float], index: int, table: Table, style: Style
) -> Cell:
    apart = _apart(table, index)
    left = LEFT + sum(widths[:index]) + apart
    return _set(inline, element, left, widths[index] - apart, style, right_aligned=_figure(table, index))


def _set(
    inline: Inline, element: Element, left: float, room: float, style: Style, *, right_aligned: bool = False
) -> Cell:
    lines = break_lines(inline, run_elements(inline, element), style, room - 2 * PAD_X + 0.01)
    return Cell(lines, left, room, right_aligned, style)


def _row(
    cells: list[Cell], rule: tuple[Colour, float] | None, head: Atom | None, *, tint: bool = False
) -> Atom:
    """Make an atom of a row; a tall one may be divided between its lines."""
    count = max(len(cell.lines) for cell in cells)
    height = count * CELL.leading + 2 * PAD_Y

    def paint(painter: Painter, top: float, again: bool) -> None:
        if tint:
            painter.fill((LEFT, top - height), (COLUMN, height), TINT)
        if rule:
            painter.rule((LEFT, top - height), (LEFT + COLUMN, top - height), *rule)
        for cell in cells:
            _paint_cell(painter, cell, top - PAD_Y, again=again)

    def divide(room: float) -> tuple[Atom, Atom] | None:
        at = min(int((room - 2 * PAD_Y) // CELL.leading), count - _FEWEST)
        if at < _FEWEST:
            return None
        first = [replace(cell, lines=cell.lines[:at]) for cell in cells]
        rest = [replace(cell, lines=cell.lines[at:]) for cell in cells]
        return _row(first, None, head, tint=tint), _row(rest, rule, head, tint=tint)

    return Atom(height, paint, head=head, divide=divide if count >= _TALL else None)


def _paint_cell(painter: Painter, cell: Cell, top: float, *, again: bool) -> None:
    for at, line in enumerate(cell.lines):
        baseline = top - at * cell.style.leading - cell.style.ascent
        shift = cell.room - PAD_X - line.width if cell.right_aligned else PAD_X
        painter.line(line, (cell.left + shift, baseline), cell.style, again=again)
