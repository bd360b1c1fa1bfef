"""Digests of what a reader sees of each page, and of what a reading program hears.

Taken from the finished pages when a paper is made, and again when it is checked. Everything
that draws counts: content, fonts, images, notes laid over the page, its size and turn. Of
annotations only the field of a signature does not, which is added to a paper afterwards.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from evaluator.decision.pdf.structure import INLINE, Element, Marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pikepdf import Pdf

_OF_PAGE: Final = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents")
_NOT_OF_NOTE: Final = frozenset({"/P", "/Parent", "/StructParent", "/Popup", "/IRT"})
_TREE: Final = frozenset({"/StructElem", "/StructTreeRoot", "/Pages"})
"""What has a digest of its own, or leads back to every page."""
_OF_STORAGE: Final = frozenset({"/Length", "/Filter", "/DecodeParms", "/Length1"})
_DEEPEST: Final = 32
_MOST_OBJECTS: Final = 5_000_000

Mark = tuple[str, str, str, str, str]
"""Role, language, alternative, replacing text and expansion of an element."""


def page_seals(pdf: Pdf) -> tuple[str, ...]:
    """Give the SHA-256 of each page as it is drawn, in hexadecimal.

    Raises:
        ValueError: The pages are too many or too deep, or refer to themselves.
    """
    pages = [page.obj for page in pdf.pages]
    digests = _Digests({page.objgen: at for at, page in enumerate(pages)})
    return tuple(digests.of_page(page) for page in pages)


class _Digests:
    """Digests of objects by what they hold, not by their numbers; each indirect one is worked out once."""

    def __init__(self, pages: Mapping[tuple[int, int], int]) -> None:
        self._known: dict[tuple[int, int], bytes] = {}
        self._pages = pages
        self._left = _MOST_OBJECTS

    def of_page(self, page: Any) -> str:
        made = hashlib.sha256()
        for key in _OF_PAGE:
            made.update(key.encode() + self._of(_inherited(page, key), 0))
        for note in page.get("/Annots", ()):
            if note.get("/Subtype") == Name.Widget and note.get("/FT") == Name.Sig:
                continue
            made.update(b"note" + self._of_fields(note, _NOT_OF_NOTE, 0))
        return made.hexdigest()

    def _of(self, value: Any, depth: int) -> bytes:
        key = value.objgen if isinstance(value, Object) else (0, 0)
        if key in self._pages:  # where a link leads to
            return b"page %d" % self._pages[key]
        if key != (0, 0) and key in self._known:
            return self._known[key]
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            raise ValueError("too deep or too many objects")
        made = hashlib.sha256(self._told(value, depth)).digest()
        if key != (0, 0):
            self._known[key] = made
        return made

    def _told(self, value: Any, depth: int) -> bytes:
        if isinstance(value, Stream):
            return b"stream" + self._of_fields(value, _OF_STORAGE, depth) + bytes(value.read_bytes())
        if isinstance(value, Dictionary):
            if str(value.get("/Type", "")) in _TREE:
                return b"tree"
            return b"fields" + self._of_fields(value, frozenset(), depth)
        if isinstance(value, Array):
            return b"list" + b"".join(self._of(each, depth + 1) for each in value)
        if isinstance(value, String):
            return b"string" + bytes(value)
        return f"{type(value).__name__} {value}".encode()

    def _of_fields(self, value: Any, without: frozenset[str], depth: int) -> bytes:
        return b"".join(
            key.encode() + self._of(each, depth + 1)
            for key, each in sorted(value.items())
            if key not in without
        )


def _inherited(page: Any, key: str) -> Any:
    """Give a field of a page, or of what it stands under (ISO 32000-1, 7.7.3.4)."""
    for _ in range(_DEEPEST):
        found = page.get(key)
        if found is not None:
            return found
        page = page.get("/Parent")
        if page is None:
            return None
    return None


class StructureSeal:
    """The SHA-256 of a structure tree, told element by element in reading order."""

    def __init__(self) -> None:
        self._made = hashlib.sha256()

    def element(self, depth: int, mark: Mark) -> None:
        """Add an element."""
        self._made.update(json.dumps([depth, *mark]).encode())

    def marked(self, page: int, mcid: int) -> None:
        """Add a marked sequence of the element at hand."""
        self._made.update(b"%d.%d;" % (page, mcid))

    @property
    def hexdigest(self) -> str:
        """The digest of what was told so far, in hexadecimal."""
        return self._made.hexdigest()


def structure_seal(root: Element) -> str:
    """Give the digest of a structure that is about to be written, in the order in which it is read."""
    seal = StructureSeal()
    _tell(seal, root, 0)
    return seal.hexdigest


def _tell(seal: StructureSeal, element: Element, depth: int) -> None:
    """Tell an element: its own text with what stands inside it, then the elements below it."""
    seal.element(depth, (element.role, element.language, element.alternative, "", ""))
    below = [each for each in element.kids if _is_block(each)]
    text = [each for each in element.kids if not _is_block(each)]
    for each in (*text, *below):
        if isinstance(each, Element):
            _tell(seal, each, depth + 1)
        else:
            seal.marked(each.page, each.mcid)


def _is_block(kid: Element | Marked) -> bool:
    return isinstance(kid, Element) and kid.role not in INLINE
