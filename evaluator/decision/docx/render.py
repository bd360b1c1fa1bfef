"""A paper as a text document (DOCX): header with status and page, body, footer; always the same bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from evaluator.decision.docx import styles
from evaluator.decision.docx.body import Body
from evaluator.decision.office.package import DECLARATION, RELATIONS, Package, Properties, escaped

if TYPE_CHECKING:
    from evaluator.decision.content import Document

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES: Final = f'xmlns:w="{styles.MAIN}" xmlns:r="{RELATIONS}"'
_PARTS: Final = ("styles", "numbering", "settings", "header1", "footer1")
"""What the document refers to first, rId1 and up; links follow."""


def render(paper: Document) -> bytes:
    """Write a paper.

    Every text is in it, whatever the characters: an office program takes another typeface where one
    lacks a letter. What XML cannot hold stands as U+FFFD.
    """
    stream = io.BytesIO()
    properties = Properties(
        title=paper.title,
        subject=paper.subject,
        creator=paper.authority,
        language=styles.TAGS[paper.language],
        day=paper.day,
    )
    package = Package(stream, "word/document.xml", properties)
    body = Body()
    with package.part("word/document.xml", f"{_TYPE}.document.main+xml") as part:
        part.write(f"{DECLARATION}<w:document {_SPACES}><w:body>".encode())
        for piece in body.written(paper.blocks):
            part.write(piece.encode())
        part.write(f"{_section()}</w:body></w:document>".encode())
    package.add("word/styles.xml", f"{_TYPE}.styles+xml", styles.styles(paper.language))
    package.add("word/numbering.xml", f"{_TYPE}.numbering+xml", styles.numbering(body.lists))
    package.add("word/settings.xml", f"{_TYPE}.settings+xml", styles.settings(paper.language))
    package.add("word/header1.xml", f"{_TYPE}.header+xml", _header(paper))
    package.add("word/footer1.xml", f"{_TYPE}.footer+xml", _footer(paper))
    kinds = [(f"{RELATIONS}/{name.rstrip('1')}", f"{name}.xml", False) for name in _PARTS]
    links = [(f"{RELATIONS}/hyperlink", target, True) for target in body.links]
    package.relations("word/document.xml", [*kinds, *links])
    package.close()
    return stream.getvalue()


def _section() -> str:
    margin = styles.MARGIN
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz w:w="{styles.PAGE_WIDTH}" w:h="{styles.PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="1701" w:right="{margin}" w:bottom="1418" w:left="{margin}" w:header="709" '
        'w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _header(paper: Document) -> str:
    """Write status and page at the right of every page, who and what at the left."""
    return (
        f'<w:hdr {_SPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_text(paper.authority)}'
        f"<w:r><w:tab/></w:r>{_text(paper.status, 'Status')}</w:p>"
        f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_text(paper.name)}<w:r><w:tab/></w:r>'
        f"{_field('PAGE')}{_text(' (')}{_field('NUMPAGES')}{_text(')')}</w:p></w:hdr>"
    )


def _footer(paper: Document) -> str:
    return (
        f'<w:ftr {_SPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_text(paper.warning)}</w:p></w:ftr>'
    )


def _text(text: str, style: str = "") -> str:
    if not text:
        return ""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
