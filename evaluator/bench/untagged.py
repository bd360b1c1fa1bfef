"""The same paper from ReportLab as it comes: no structure, no tags; the yardstick of our own setting."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFontFamily
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import ListFlowable, ListItem, LongTable, SimpleDocTemplate
from reportlab.platypus import Paragraph as Words

from evaluator.decision.content import (
    BulletList,
    Contents,
    DividerRow,
    Figure,
    Heading,
    KeyValues,
    Notice,
    NumberedList,
    Paragraph,
    Signatures,
    Table,
)
from evaluator.decision.pdf.fonts import Face, metrics
from evaluator.decision.pdf.styles import BODY, CELL, COLUMN, HEADINGS, LEFT, PAGE_HEIGHT, PAGE_WIDTH, RIGHT
from evaluator.decision.pdf.tables import column_widths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evaluator.decision.content import Block, Document, Inline
    from evaluator.decision.pdf.styles import Style


def _style(style: Style, face: Face | None = None) -> ParagraphStyle:
    name = (face or style.face).value
    return ParagraphStyle(
        name, fontName=name, fontSize=style.size, leading=style.leading, bulletFontName=name
    )


_TEXT, _CELL, _HEAD = _style(BODY), _style(CELL), _style(CELL, Face.BOLD)


class _Numbered(Canvas):
    """Writes "page n (N)" once all pages are there, as the ReportLab manual shows it."""

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options)
        self._states: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self._states.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for page, state in enumerate(self._states, 1):
            self.__dict__.update(state)
            self.setFont(Face.REGULAR.value, 8)
            self.drawRightString(RIGHT, PAGE_HEIGHT - 45, f"{page} ({len(self._states)})")
            super().showPage()
        super().save()


def untagged(document: Document) -> bytes:
    """Set a paper with ReportLab's own paragraphs, lists and tables."""
    for face in Face:
        metrics(face)
    registerFontFamily(Face.REGULAR.value, normal=Face.REGULAR.value, bold=Face.BOLD.value)
    out = BytesIO()
    template = SimpleDocTemplate(
        out,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        leftMargin=LEFT,
        rightMargin=PAGE_WIDTH - RIGHT,
        initialFontName=Face.REGULAR.value,
    )
    template.build([each for block in document.blocks for each in _flowables(block)], canvasmaker=_Numbered)
    return out.getvalue()


def _flowables(block: Block) -> Iterator[Any]:
    match block:
        case Heading(level=level, text=text):
            yield Words(escape(text), _style(HEADINGS[level]))
        case Paragraph(runs=content) | Notice(runs=content):
            yield _words(content, _TEXT)
        case BulletList(items=items):
            yield ListFlowable(_entries([(each,) for each in items]), bulletType="bullet")
        case NumberedList(items=numbered):
            yield ListFlowable(_entries(numbered), bulletFontName=Face.REGULAR.value)
        case KeyValues(pairs=pairs):
            rows = [[Words(escape(name), _HEAD), _words(value, _CELL)] for name, value in pairs]
            yield LongTable(rows, colWidths=[COLUMN * 0.3, COLUMN * 0.7])
        case Table():
            yield _table(block)
        case Signatures(titles=titles):
            yield from (Words(escape(each), _TEXT) for each in titles)
        case Figure() | Contents():  # the papers measured here have none
            raise TypeError(block)


def _entries(items: Sequence[Sequence[Inline]]) -> list[Any]:
    return [ListItem([_words(each, _TEXT) for each in item]) for item in items]


def _words(inline: Inline, style: ParagraphStyle) -> Words:
    text = "".join(f"<b>{escape(run.text)}</b>" if run.bold else escape(run.text) for run in inline)
    return Words(text.replace("\n", "<br/>"), style)


def _table(table: Table) -> LongTable:
    rows: list[list[Any]] = [[Words(escape(each.title), _HEAD) for each in table.columns]]
    for row in (*table.rows, *table.footer):
        if isinstance(row, DividerRow):
            rows.append([_words(row.runs, _HEAD), *[""] * (len(table.columns) - 1)])
        else:
            rows.append([_words(cell, _CELL) for cell in row.cells])
    return LongTable(rows, colWidths=column_widths(table), repeatRows=1)
