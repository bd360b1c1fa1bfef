"""Reads a PDF as assistive technology does: the structure tree, with each element's text.

Independent of how the file was made: content streams are parsed anew, and glyph codes
become text through the fonts' own ToUnicode tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pikepdf

SHOWS = {"Tj", "TJ", "'", '"'}
PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}


@dataclass
class Node:
    role: str
    text: str = ""
    language: str = ""
    scope: str = ""
    span: int = 1
    alternative: str = ""
    box: tuple[float, ...] = ()
    kids: list[Node] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def find(self, role: str) -> list[Node]:
        own = [self] if self.role == role else []
        return own + [found for kid in self.kids for found in kid.find(role)]


@dataclass
class Reading:
    root: Node
    unmarked: list[str]
    artifacts: dict[int, list[str]]
    language: str


def _to_unicode(font: Any) -> dict[int, str]:
    cmap = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    table: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            table[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, array in re.findall(
            r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\[[^\]]*\]|<[0-9A-Fa-f]+>)", block
        ):
            texts = [
                bytes.fromhex(each).decode("utf-16-be") for each in re.findall(r"<([0-9A-Fa-f]+)>", array)
            ]
            for at in range(int(low, 16), int(high, 16) + 1):
                offset = at - int(low, 16)
                table[at] = texts[offset] if array.startswith("[") else chr(ord(texts[0]) + offset)
    return table


def _page_texts(page: Any) -> tuple[dict[int, str], list[str], list[str]]:
    fonts = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
    marked: dict[int, str] = {}
    unmarked: list[str] = []
    artifacts: list[str] = []
    stack: list[int | str] = []
    table: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in {"BDC", "BMC"}:
            properties = operands[1] if operator == "BDC" else {}
            assert not stack, "marked content is nested"
            stack.append(int(properties["/MCID"]) if "/MCID" in properties else str(operands[0]))
            if isinstance(stack[-1], str):
                artifacts.append("")
        elif operator == "EMC":
            stack.pop()
        elif operator == "Tf":
            table = fonts[str(operands[0])]
        elif operator in SHOWS:
            parts = operands[0] if operator == "TJ" else [operands[-1]]
            text = "".join(
                table[code] for part in parts if isinstance(part, pikepdf.String) for code in bytes(part)
            )
            if not stack:
                unmarked.append(text)
            elif isinstance(stack[-1], int):
                marked[stack[-1]] = marked.get(stack[-1], "") + text
            else:
                artifacts[-1] += text
        elif operator in PAINTS and not stack:
            unmarked.append(operator)
    assert not stack
    return marked, unmarked, artifacts


def read(path: Any) -> Reading:
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked is True
        texts: dict[tuple[int, int], str] = {}
        unmarked: list[str] = []
        artifacts: dict[int, list[str]] = {}
        pages: dict[tuple[int, int], int] = {}
        for index, page in enumerate(pdf.pages):
            marked, loose, aside = _page_texts(page)
            texts |= {(index, mcid): text for mcid, text in marked.items()}
            unmarked += loose
            artifacts[index] = [each for each in aside if each]
            pages[page.objgen] = index
        used: set[tuple[int, int]] = set()
        root = _node(pdf.Root.StructTreeRoot.K, pages, texts, used)
        assert used == set(texts), "marked content that no element has"
        _check_parent_tree(pdf)
        return Reading(root, unmarked, artifacts, str(pdf.Root.Lang))


def _node(element: Any, pages: Any, texts: Any, used: set[tuple[int, int]], inherited: Any = None) -> Node:
    page = element.get("/Pg", inherited)
    attributes = element.get("/A", {})
    node = Node(
        role=str(element.S)[1:],
        language=str(element.get("/Lang", "")),
        scope=str(attributes.get("/Scope", ""))[1:],
        span=int(attributes.get("/ColSpan", 1)),
        alternative=str(element.get("/Alt", "")),
        box=tuple(float(each) for each in attributes.get("/BBox", ())),
    )
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            key = (pages[page.objgen], kid)
            used.add(key)
            node.text += texts[key]
        elif "/MCID" in kid:
            key = (pages[kid.Pg.objgen], int(kid.MCID))
            used.add(key)
            node.text += texts[key]
        elif kid.get("/Type") == "/OBJR":
            link = kid.Obj
            node.links.append(str(link.A.URI) if "/A" in link else f"page {pages[link.Dest[0].objgen] + 1}")
        else:
            made = _node(kid, pages, texts, used, page)
            node.kids.append(made)
            if made.role in {"Span", "Link"}:
                node.text += made.text
    return node


def _check_parent_tree(pdf: Any) -> None:
    """Every marked sequence leads back to the element that has it."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        entries = parents[int(page.StructParents)]
        for mcid, element in enumerate(entries):
            kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
            found = [
                kid for kid in kids if kid == mcid or (not isinstance(kid, int) and kid.get("/MCID") == mcid)
            ]
            assert found, (mcid, element.S)
