"""From a drawn file to a tagged one: structure tree, links, outline, metadata.

ISO 14289-1 (PDF/UA) and ISO 19005-2 and -3 (PDF/A) name what is put in here. The file is
written once, by qpdf, in a fixed form: the same paper gives the same bytes.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, OutlineItem, Pdf, Stream, String

from evaluator.decision.pdf.attachment import attach
from evaluator.decision.pdf.lines import TAGS
from evaluator.decision.pdf.metadata import properties, xmp
from evaluator.decision.pdf.seal import page_seals, structure_seal
from evaluator.decision.pdf.srgb import profile
from evaluator.decision.pdf.structure import Element, Marked
from evaluator.domain.paper_data import PrintData

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from evaluator.decision.content import Document
    from evaluator.decision.pdf.painter import Bookmark, LinkArea, Painter

_ABOVE = 6
"""Points that stay in sight above a heading when somebody goes there."""


def finish(
    drawn: bytes,
    painter: Painter,
    root: Element,
    document: Document,
    data_of: Callable[[PrintData], bytes] | None = None,
) -> bytes:
    """Tag a drawn file, embed its data if it has any, and give it as it is written to disk."""
    with Pdf.open(BytesIO(drawn)) as pdf:
        tree = _Tree(pdf)
        top = Dictionary(Type=Name.StructTreeRoot)
        pdf.Root.StructTreeRoot = pdf.make_indirect(top)
        pdf.Root.StructTreeRoot.K = tree.build(root, pdf.Root.StructTreeRoot)
        parents = _page_parents(tree, painter)
        _links(tree, painter.links, parents)
        pdf.Root.StructTreeRoot.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(parents)))
        pdf.Root.StructTreeRoot.ParentTreeNextKey = len(parents) // 2
        _outline(pdf, painter.bookmarks)
        _catalogue(pdf, document, part=2 if data_of is None else 3)
        if data_of is not None:
            seen = PrintData(pages=page_seals(pdf), structure=structure_seal(root))
            attach(pdf, data_of(seen), document)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=ObjectStreamMode.generate,
        )
        return out.getvalue()


class _Tree:
    """The structure tree as objects of a file."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.objects: dict[Element, Any] = {}

    def build(self, element: Element, parent: Any) -> Any:
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
        self.objects[element] = made
        first = next((kid.page for kid in element.kids if isinstance(kid, Marked)), None)
        if first is not None:
            made.Pg = self.pages[first]
        kids = [self._kid(kid, made, first) for kid in element.kids]
        if kids:
            made.K = kids[0] if len(kids) == 1 else Array(kids)
        if element.language:
            made.Lang = String(element.language)
        if element.alternative:
            made.Alt = String(element.alternative)
        if attributes := _attributes(element):
            made.A = attributes
        return made

    def _kid(self, kid: Element | Marked, parent: Any, first: int | None) -> Any:
        if isinstance(kid, Element):
            return self.build(kid, parent)
        if kid.page == first:
            return kid.mcid
        return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.mcid)

    def add_kid(self, element: Element, kid: Any) -> None:
        made = self.objects[element]
        present = made.get("/K")
        if present is None:
            made.K = kid
        elif isinstance(present, Array):
            present.append(kid)
        else:
            made.K = Array([present, kid])


def _attributes(element: Element) -> Dictionary | None:
    if element.scope:
        return Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    if element.span > 1:
        return Dictionary(O=Name.Table, ColSpan=element.span)
    if element.box is not None:
        box = Array([round(each, 2) for each in element.box])
        return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
    if element.numbering:
        return Dictionary(O=Name.List, ListNumbering=Name(f"/{element.numbering}"))
    return None


def _page_parents(tree: _Tree, painter: Painter) -> list[Any]:
    """Give the parent tree's entries of the pages, and number the pages by them."""
    parents: list[Any] = []
    for index, elements in enumerate(painter.sequences):
        page = tree.pages[index]
        page.StructParents = index
        page.Tabs = Name.S
        if "/Trans" in page:
            del page["/Trans"]
        parents += [index, tree.pdf.make_indirect(Array([tree.objects[each] for each in elements]))]
    return parents


def _links(tree: _Tree, areas: list[LinkArea], parents: list[Any]) -> None:
    for area in areas:
        page = tree.pages[area.page]
        key = len(parents) // 2
        target, address = area.element.target, area.element.address
        link = tree.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(each, 2) for each in area.box]),
                Border=Array([0, 0, 0]),
                F=4,
                StructParent=key,
                Contents=String(address if target is None else target.text),
            )
        )
        if target is None:
            link.A = Dictionary(S=Name.URI, URI=String(address))
        else:
            link.Dest = Array([tree.pages[target.page], Name.XYZ, 0, round(target.top + _ABOVE, 2), 0])
        if "/Annots" not in page:
            page.Annots = Array([])
        page.Annots.append(link)
        tree.add_kid(area.element, Dictionary(Type=Name.OBJR, Pg=page, Obj=link))
        parents += [key, tree.objects[area.element]]


def _outline(pdf: Pdf, bookmarks: list[Bookmark]) -> None:
    with pdf.open_outline() as outline:
        above: list[OutlineItem] = []
        for mark in bookmarks:
            item = OutlineItem(mark.text, mark.page, "XYZ", left=0, top=round(mark.top + _ABOVE, 2))
            del above[mark.level - 1 :]
            (above[-1].children if above else outline.root).append(item)
            above.append(item)


def _catalogue(pdf: Pdf, document: Document, *, part: int) -> None:
    root = pdf.Root
    root.Lang = String(TAGS[document.language.value])
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    metadata = Stream(pdf, xmp(document, part))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = metadata
    colours = Stream(pdf, profile())
    colours.N = 3
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=colours,
            )
        ]
    )
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    for key, value in properties(document).items():
        pdf.docinfo[key] = value
