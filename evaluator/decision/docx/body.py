"""The blocks of a paper as the body of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.decision.content import (
    BulletList,
    ColumnKind,
    Contents,
    DividerRow,
    Figure,
    Heading,
    KeyValues,
    Notice,
    NumberedList,
    Paragraph,
    Run,
    Signatures,
    Table,
)
from evaluator.decision.docx.styles import BULLETS, TAGS, TEXT_WIDTH, widths
from evaluator.decision.office.package import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evaluator.decision.content import Block, Column, Inline

_FIRST_LINK: Final = 6
"""The numbers before are those of the document's own parts."""

_NAME_SHARE: Final = 3
"""Of ten parts of the width, what the names of pairs take."""


class Body:
    """Writes blocks, and remembers the links and numbered lists that other parts must know."""

    def __init__(self) -> None:
        self.links: dict[str, str] = {}
        self.lists = 0

    def written(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Give the XML of blocks, piece by piece."""
        table_before = False
        for block in blocks:
            if isinstance(block, Table | KeyValues):
                if table_before and not block.caption:
                    yield _BETWEEN
                table_before = True
            else:
                table_before = False
            yield from self._block(block)
        if table_before:
            yield _BETWEEN

    def _block(self, block: Block) -> Iterator[str]:  # noqa: C901 - one case for each kind
        match block:
            case Heading(level=level, text=text):
                yield self.paragraph(f"Heading{level}", (Run(text),))
            case Contents(title=title, parts=parts):
                yield self.paragraph("Caption", (Run(title),))
                yield from (self.paragraph("BodyText", (Run(each),)) for each in parts)
            case Paragraph(runs=runs):
                yield self.paragraph("BodyText", runs)
            case Notice(runs=runs):
                yield self.paragraph("Notice", runs)
            case BulletList(items=items):
                yield from (self.paragraph("ListBullet", each) for each in items)
            case NumberedList(items=numbered):
                yield from self._numbered(numbered)
            case KeyValues():
                yield from self._pairs(block)
            case Table():
                yield from self._table(block)
            case Signatures(titles=titles):
                yield from (self.paragraph("Signature", (Run(each),)) for each in titles)
            case Figure(caption=caption, alternative=alternative):
                # The bars stand as a table beside the figure; to be edited, words are better than a picture.
                yield self.paragraph("Caption", (Run(caption),))
                yield self.paragraph("BodyText", (Run(alternative),))

    def paragraph(self, style: str, inline: Inline, more: str = "") -> str:
        """Write a paragraph of a style."""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{self._runs(inline)}</w:p>'

    def _runs(self, inline: Inline) -> str:
        return "".join(self._run(each) for each in inline)

    def _run(self, run: Run) -> str:
        style = "Hyperlink" if run.link else "Strong" if run.bold else ""
        properties = f'<w:rStyle w:val="{style}"/>' if style else ""
        if run.language is not None:
            properties += f'<w:lang w:val="{TAGS[run.language]}"/>'
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escaped(each)}</w:t>' if each else ""
            for each in run.text.split("\n")
        )
        written = f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{lines}</w:r>"
        if not run.link:
            return written
        name = self.links.setdefault(run.link, f"rId{_FIRST_LINK + len(self.links)}")
        return f'<w:hyperlink r:id="{name}">{written}</w:hyperlink>'

    def _numbered(self, items: Iterable[tuple[Inline, ...]]) -> Iterator[str]:
        self.lists += 1
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{BULLETS + self.lists}"/></w:numPr>'
        for first, *others in items:
            yield self.paragraph("ListNumber", first, ("<w:keepNext/>" if others else "") + number)
            yield from (self.paragraph("ListContinue", each) for each in others)

    def _pairs(self, block: KeyValues) -> Iterator[str]:
        name = TEXT_WIDTH * _NAME_SHARE // 10
        columns = (name, TEXT_WIDTH - name)
        if block.caption:
            yield self.paragraph("Caption", (Run(block.caption),))
        yield _opened(columns, block.caption, header=False)
        for key, value in block.pairs:
            cells = (("TableHeading", (Run(key),)), ("TableText", value))
            yield self._row(cells, columns)
        yield _CLOSED

    def _table(self, table: Table) -> Iterator[str]:
        columns = widths(tuple((each.kind, each.share) for each in table.columns))
        if table.caption:
            yield self.paragraph("Caption", (Run(table.caption),))
        yield _opened(columns, table.caption, header=True)
        titles = [(_style(each, "Heading"), (Run(each.title),)) for each in table.columns]
        yield self._row(titles, columns, header=True)
        plain = [_style(each) for each in table.columns]
        total = [_style(each, "Total") for each in table.columns]
        for row in table.rows:
            if isinstance(row, DividerRow):
                yield self._divider(row, len(columns))
            else:
                yield self._row(zip(plain, row.cells, strict=True), columns)
        for row in table.footer:
            yield self._row(zip(total, row.cells, strict=True), columns)
        yield _CLOSED

    def _row(
        self, cells: Iterable[tuple[str, Inline]], columns: tuple[int, ...], *, header: bool = False
    ) -> str:
        repeated = "<w:tblHeader/>" if header else ""
        written = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{self.paragraph(style, inline)}</w:tc>"
            for (style, inline), width in zip(cells, columns, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{written}</w:tr>"

    def _divider(self, row: DividerRow, columns: int) -> str:
        return (
            f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{columns}"/></w:tcPr>{self.paragraph("TableTotal", row.runs)}</w:tc></w:tr>'
        )


_CLOSED: Final = "</w:tbl>"
_BETWEEN: Final = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p>'
"""Word joins tables that touch, and wants a paragraph at the end of a document."""


def _opened(columns: tuple[int, ...], caption: str, *, header: bool) -> str:
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in columns)
    look = "0620" if header else "0680"
    named = f'<w:tblCaption w:val="{escaped(caption)}"/>' if caption else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}" w:firstRow="{header:d}" w:lastRow="0" '
        f'w:firstColumn="{not header:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{named}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _style(column: Column, part: str = "") -> str:
    """Name the style of a column's cells."""
    base = "Table" if column.kind is ColumnKind.TEXT else "TableFigure"
    return f"{base}{part}" if part else ("TableText" if base == "Table" else base)
