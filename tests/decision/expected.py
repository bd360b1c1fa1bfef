"""What the structure tree of a paper must be, worked out from the content model alone."""

from __future__ import annotations

from typing import Any

from evaluator.decision.content import (
    Block,
    BulletList,
    Contents,
    DividerRow,
    Document,
    Figure,
    Heading,
    Inline,
    KeyValues,
    Notice,
    NumberedList,
    Paragraph,
    Row,
    Signatures,
    Table,
    plain,
    text_of,
)
from tests.decision.reading import Node

Tree = tuple[Any, ...]


def _text(inline: Inline) -> str:
    # The file keeps a no-break space's place, and writes it as a space.
    return text_of(inline).replace("\n", " ").replace("\u00a0", " ").rstrip()


def _rows(table: Table, rows: tuple[Row | DividerRow, ...]) -> list[Tree]:
    made: list[Tree] = []
    for row in rows:
        if isinstance(row, DividerRow):
            made.append(("TR", (("TD", _text(row.runs), "", len(table.columns)),)))
        else:
            made.append(
                (
                    "TR",
                    tuple(
                        ("TH", _text(cell), "Row", 1)
                        if at == table.row_header
                        else ("TD", _text(cell), "", 1)
                        for at, cell in enumerate(row.cells)
                    ),
                )
            )
    return made


def _table(table: Table) -> Tree:
    head = (
        "THead",
        (("TR", tuple(("TH", _text(plain(each.title)), "Column", 1) for each in table.columns)),),
    )
    foot = (("TFoot", tuple(_rows(table, table.footer))),) if table.footer else ()
    return ("Table", (("Caption", table.caption), head, ("TBody", tuple(_rows(table, table.rows))), *foot))


def _item(label: str, paragraphs: tuple[Inline, ...]) -> Tree:
    if len(paragraphs) == 1:
        return ("LI", (("Lbl", label), ("LBody", _text(paragraphs[0]))))
    return ("LI", (("Lbl", label), ("LBody", tuple(("P", _text(each)) for each in paragraphs))))


def _block(block: Block) -> list[Tree]:  # noqa: PLR0911 - one return for each kind
    match block:
        case Heading(level=level, text=text):
            return [(f"H{level}", text)]
        case Contents(title=title, parts=parts):
            return [("TOC", (("Caption", title), *(("TOCI", (("Reference", each),)) for each in parts)))]
        case Paragraph(runs=runs) | Notice(runs=runs):
            return [("P", _text(runs))]
        case BulletList(items=items):
            return [("L", tuple(_item("–", (each,)) for each in items))]
        case NumberedList(items=numbered):
            return [("L", tuple(_item(f"{at}.", each) for at, each in enumerate(numbered, 1)))]
        case Table():
            return [_table(block)]
        case KeyValues():
            caption = (("Caption", block.caption),) if block.caption else ()
            rows = tuple(
                ("TR", (("TH", _text(plain(name)), "Row", 1), ("TD", _text(value), "", 1)))
                for name, value in block.pairs
            )
            return [("Table", (*caption, ("TBody", rows)))]
        case Figure():
            return [("Div", (("Caption", block.caption), ("Figure", block.alternative)))]
        case Signatures(titles=titles):
            return [("P", each) for each in titles]


def expected(document: Document) -> Tree:
    return ("Document", tuple(each for block in document.blocks for each in _block(block)))


def tree_of(node: Node) -> Tree:
    """Give a read tree in the same form, inline elements dissolved in their block."""
    if node.role == "Figure":
        return ("Figure", node.alternative)
    kids = [each for each in node.kids if each.role not in {"Span", "Link"}]
    if node.role == "Reference":  # the page is the file's own to say
        return (node.role, node.text.rstrip("0123456789").rstrip())
    if node.role in {"TH", "TD"}:
        return (node.role, node.text.rstrip(), node.scope, node.span)
    if kids:
        assert not node.text, f"{node.role} has text beside its blocks"
        return (node.role, tuple(tree_of(each) for each in kids))
    return (node.role, node.text.rstrip())
