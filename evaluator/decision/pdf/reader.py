"""Reads a paper back from its PDF: the embedded data, and the text of every element.

The file may come from anywhere, so nothing of it is believed: its size and what it
unpacks to are bounded before the PDF library sees it, so are pages, elements and depth,
and whatever is not as it must be makes it a damaged file, never a traceback.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from pikepdf import Array, PasswordError, Pdf, PdfError

from evaluator.decision.paper_file_errors import (
    DamagedPaperError,
    DataTooLargeError,
    EncryptedPaperError,
    NoDataError,
    NotPdfError,
    PaperTooLargeError,
)
from evaluator.decision.pdf.page_text import PageTexts
from evaluator.decision.pdf.seal import StructureSeal, page_seals
from evaluator.decision.pdf.structure import INLINE
from evaluator.domain.paper_data import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEGABYTE: Final = 1 << 20
LARGEST_FILE: Final = 64 * _MEGABYTE
LARGEST_DATA: Final = 64 * _MEGABYTE
_MOST_UNPACKED: Final = 512 * _MEGABYTE
_MOST_PAGES: Final = 5_000
_MOST_ELEMENTS: Final = 2_000_000
_DEEPEST: Final = 32
_MOST_STREAMS: Final = 200_000
_DICTIONARY: Final = 4_000
"""Bytes before a stream in which its fields are looked for; those of a paper take a few hundred."""
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_FILTER: Final = re.compile(rb"/Filter\s*(\[[^\]]*\]|[^/<>\[]*/?[^\s/<>\[\]]*)")
_DEFLATED: Final = 8
"""The low half of the first byte of what zlib writes (RFC 1950)."""

_BAD: Final = (PdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError)
"""What a library raises on a file that is not what it says."""


@dataclass(frozen=True, slots=True)
class PaperFile:
    """What a PDF of ours holds.

    Attributes:
        data: The embedded file, as it is.
        texts: The text of each element of the structure, by the number that
            ``structure.placed_facts`` gives it.
        pages: The digest of each page; see ``seal.page_seals``.
        structure: That of the structure.
        language: The file's ("fi-FI").
        attached: Whether the data are its only attachment, and the same by every way to it.
    """

    data: bytes
    texts: tuple[str, ...]
    pages: tuple[str, ...]
    structure: str
    language: str
    attached: bool


def read_paper(content: bytes, file: str) -> PaperFile:
    """Read a PDF.

    Args:
        content: The file.
        file: Its name, for errors.

    Raises:
        InputError: It is none, is encrypted, damaged or too large, or carries no data.
    """
    if len(content) > LARGEST_FILE:
        raise PaperTooLargeError(file=file, limit=LARGEST_FILE // _MEGABYTE)
    if b"%PDF-" not in content[:1024]:
        raise NotPdfError(file=file)
    if _unpacked(content) > _MOST_UNPACKED:
        raise PaperTooLargeError(file=file, limit=_MOST_UNPACKED // _MEGABYTE)
    try:
        with Pdf.open(BytesIO(content), suppress_warnings=True, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise EncryptedPaperError(file=file)
            attached = _attached(pdf)  # looked at first: what reads the name tree also repairs it
            data, tree = _embedded(pdf, file), _Tree(pdf)
            texts = tuple(tree.texts())
            return PaperFile(
                data=data,
                texts=texts,
                pages=page_seals(pdf),
                structure=tree.digest,
                language=str(pdf.Root.get("/Lang", "")),
                attached=attached,
            )
    except PasswordError as error:
        raise EncryptedPaperError(file=file) from error
    except _BAD as error:
        raise DamagedPaperError(file=file) from error


def _unpacked(content: bytes) -> int:
    """Add up what the deflated streams of a file unpack to; stops where it is too much."""
    total, view = 0, memoryview(content)
    for count, found in enumerate(re.finditer(rb"stream[\x00\t\f ]*\r?\n?", content)):
        before = content[max(0, found.start() - _DICTIONARY) : found.start()]
        if count > _MOST_STREAMS or not _only_deflated(before):
            return _MOST_UNPACKED + 1
        begin = found.end()
        if begin < len(content) and content[begin] & 0x0F == _DEFLATED:
            total += _inflated(view[begin:], _MOST_UNPACKED - total)
        if total > _MOST_UNPACKED:
            break
    return total


def _only_deflated(before: bytes) -> bool:
    """Say whether the stream behind these bytes is packed in the one way that tells its size beforehand."""
    fields = _ESCAPE.sub(lambda at: bytes.fromhex(at[1].decode()), before[before.rfind(b"obj") :])
    named = _FILTER.search(fields)
    return named is None or set(named[1].strip(b"[] \t\r\n").split()) <= {b"/FlateDecode"}


def _inflated(packed: memoryview, most: int, depth: int = 0) -> int:
    """Give the size of a deflated stream, and of one deflated twice, up to a little more than ``most``."""
    engine, total = zlib.decompressobj(), 0
    step: bytes | memoryview = packed
    first = b""
    try:
        while not engine.eof and total <= most:
            piece = engine.decompress(step, _MEGABYTE)
            first = first or piece
            total += len(piece)
            step = engine.unconsumed_tail
            if not piece and not step:
                break
    except zlib.error:
        pass
    if depth < _DEEPEST and first and first[0] & 0x0F == _DEFLATED:
        total += _inflated(memoryview(first), most - total, depth + 1) * max(1, total // len(first))
    return total


def _embedded(pdf: Pdf, file: str) -> bytes:
    attachments = pdf.attachments
    if FILE_NAME not in attachments:
        raise NoDataError(file=file, name=FILE_NAME)
    data = bytes(attachments[FILE_NAME].get_file().read_bytes())
    if len(data) > LARGEST_DATA:
        raise DataTooLargeError(file=file, limit=LARGEST_DATA // _MEGABYTE)
    return data


def _attached(pdf: Pdf) -> bool:
    """Say whether the data are the one file that name tree and catalogue lead to."""
    names: Any = pdf.Root
    for step in ("/Names", "/EmbeddedFiles", "/Names"):
        names = names.get(step) if names is not None else None
    listed = pdf.Root.get("/AF")
    if not isinstance(names, Array) or not isinstance(listed, Array) or len(listed) != 1:
        return False
    files = list(names)[1::2]
    streams = {stream.objgen for each in (*files, *listed) for _, stream in each.EF.items()}
    return len(files) == len(streams) == 1 and not any("/AF" in page.obj for page in pdf.pages)


class _Tree:
    """The structure tree of a file: the text of each element in reading order, and the tree's digest."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._left = _MOST_ELEMENTS
        self._seal = StructureSeal()
        self._pages: PageTexts | None = None

    def texts(self) -> Iterator[str]:
        """Give the text of each element, without the inline ones."""
        if len(self._pdf.pages) > _MOST_PAGES:
            raise ValueError("too many pages")
        if "/StructTreeRoot" not in self._pdf.Root:
            return
        self._pages = PageTexts(self._pdf)
        yield from self._element(self._pdf.Root.StructTreeRoot.K, None, 0)

    @property
    def digest(self) -> str:
        """The digest of what was read; see ``seal.structure_seal``."""
        return self._seal.hexdigest

    def _begin(self, element: Any, depth: int) -> None:
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            raise ValueError("too many elements")
        role = str(element.get("/S", ""))[1:]
        told = [str(element.get(key, "")) for key in ("/Lang", "/Alt", "/ActualText", "/E")]
        self._seal.element(depth, (role, told[0], told[1], told[2], told[3]))

    def _element(self, element: Any, page: Any, depth: int) -> Iterator[str]:
        self._begin(element, depth)
        page = element.get("/Pg", page)
        below = []
        text = []
        for kid in _kids(element):
            if not isinstance(kid, int) and "/S" in kid and str(kid.S)[1:] not in INLINE:
                below.append(kid)
            else:
                text.append(self._inline(kid, page, depth + 1))
        yield "".join(text)
        for kid in below:
            yield from self._element(kid, page, depth + 1)

    def _inline(self, kid: Any, page: Any, depth: int) -> str:
        """Give the text of a marked sequence, or of an element inside a text."""
        if isinstance(kid, int):
            return self._marked(page, kid)
        if "/MCID" in kid:
            return self._marked(kid.get("/Pg", page), int(kid.MCID))
        if "/S" not in kid:
            return ""
        self._begin(kid, depth)
        page = kid.get("/Pg", page)
        return "".join(self._inline(each, page, depth + 1) for each in _kids(kid))

    def _marked(self, page: Any, mcid: int) -> str:
        self._left -= 1
        if self._left < 0 or self._pages is None:
            raise ValueError("too many sequences")
        self._seal.marked(self._pages.number(page), mcid)
        return self._pages.text(page, mcid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]
