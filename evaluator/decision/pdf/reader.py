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

from pikepdf import Array, PasswordError, Pdf, PdfError, String, parse_content_stream

from evaluator.decision.paper_file_errors import (
    DamagedPaperError,
    DataTooLargeError,
    EncryptedPaperError,
    NoDataError,
    NotPdfError,
    PaperTooLargeError,
)
from evaluator.decision.pdf.structure import INLINE
from evaluator.domain.paper_data import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEGABYTE: Final = 1 << 20
LARGEST_FILE: Final = 64 * _MEGABYTE
LARGEST_DATA: Final = 64 * _MEGABYTE
_MOST_UNPACKED: Final = 512 * _MEGABYTE
_LARGEST_PAGE: Final = 2 * _MEGABYTE
_LARGEST_FONT_MAP: Final = _MEGABYTE
_MOST_PAGES: Final = 5_000
_MOST_ELEMENTS: Final = 2_000_000
_DEEPEST: Final = 32
_MOST_STREAMS: Final = 200_000
_DEFLATED: Final = 8
"""The low half of the first byte of what zlib writes (RFC 1950)."""

_SHOWS: Final = frozenset({"Tj", "TJ", "'", '"'})
_BAD: Final = (PdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError)
"""What a library raises on a file that is not what it says."""


@dataclass(frozen=True, slots=True)
class PaperFile:
    """What a PDF of ours holds.

    Attributes:
        data: The embedded file, as it is.
        texts: The text of each element of the structure, by the number that
            ``structure.placed_facts`` gives it.
    """

    data: bytes
    texts: tuple[str, ...]


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
            return PaperFile(_embedded(pdf, file), tuple(_texts(pdf)))
    except PasswordError as error:
        raise EncryptedPaperError(file=file) from error
    except _BAD as error:
        raise DamagedPaperError(file=file) from error


def _unpacked(content: bytes) -> int:
    """Add up what the deflated streams of a file unpack to; stops where it is too much."""
    total, view = 0, memoryview(content)
    for count, found in enumerate(re.finditer(rb"stream[\x00\t\f ]*\r?\n?", content)):
        if count > _MOST_STREAMS:
            return _MOST_UNPACKED + 1
        begin = found.end()
        if begin < len(content) and content[begin] & 0x0F == _DEFLATED:
            total += _inflated(view[begin:], _MOST_UNPACKED - total)
        if total > _MOST_UNPACKED:
            break
    return total


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


def _texts(pdf: Pdf) -> Iterator[str]:
    """Give the text of each element in reading order, without the inline ones."""
    if "/StructTreeRoot" not in pdf.Root:
        return
    if len(pdf.pages) > _MOST_PAGES:
        raise ValueError("too many pages")
    marked = _Marked(pdf)
    left = [_MOST_ELEMENTS]
    yield from _element(pdf.Root.StructTreeRoot.K, None, marked, left, 0)


def _element(element: Any, page: Any, marked: _Marked, left: list[int], depth: int) -> Iterator[str]:
    left[0] -= 1
    if left[0] < 0 or depth > _DEEPEST:
        raise ValueError("too many elements")
    page = element.get("/Pg", page)
    below = []
    text = []
    for kid in _kids(element):
        if not isinstance(kid, int) and "/S" in kid and str(kid.S)[1:] not in INLINE:
            below.append(kid)
        else:
            text.append(_inline(kid, page, marked, left, depth + 1))
    yield "".join(text)
    for kid in below:
        yield from _element(kid, page, marked, left, depth + 1)


def _inline(kid: Any, page: Any, marked: _Marked, left: list[int], depth: int) -> str:
    """Give the text of a marked sequence, or of an element inside a text."""
    left[0] -= 1
    if left[0] < 0 or depth > _DEEPEST:
        raise ValueError("too many elements")
    if isinstance(kid, int):
        return marked.text(page, kid)
    if "/MCID" in kid:
        return marked.text(kid.get("/Pg", page), int(kid.MCID))
    if "/S" not in kid:
        return ""
    page = kid.get("/Pg", page)
    return "".join(_inline(each, page, marked, left, depth + 1) for each in _kids(kid))


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


class _Marked:
    """The marked sequences of all pages, each page read once."""

    def __init__(self, pdf: Pdf) -> None:
        self._pages = {page.obj.objgen: page for page in pdf.pages}
        self._texts: dict[tuple[int, int], dict[int, str]] = {}
        self._fonts: dict[tuple[int, int], dict[int, str]] = {}

    def text(self, page: Any, mcid: int) -> str:
        """Give the text of one sequence."""
        key = page.objgen
        if key not in self._texts:
            self._texts[key] = self._read(self._pages[key])
        return self._texts[key].get(mcid, "")

    def _read(self, page: Any) -> dict[int, str]:
        streams = page.obj.get("/Contents")
        for stream in streams if isinstance(streams, Array) else [streams]:
            if len(stream.read_bytes()) > _LARGEST_PAGE:
                raise ValueError("too large a page")
        fonts = {name: self._font(font) for name, font in page.resources.get("/Font", {}).items()}
        texts: dict[int, str] = {}
        table: dict[int, str] = {}
        mcid: int | None = None
        for instruction in parse_content_stream(page):
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "BDC":
                mcid = int(operands[1].MCID) if "/MCID" in operands[1] else None
            elif operator == "EMC":
                mcid = None
            elif operator == "Tf":
                table = fonts[str(operands[0])]
            elif operator in _SHOWS and mcid is not None:
                texts[mcid] = texts.get(mcid, "") + _shown(operator, operands, table)
        return texts

    def _font(self, font: Any) -> dict[int, str]:
        key = font.objgen
        if key not in self._fonts:
            cmap = bytes(font.ToUnicode.read_bytes())
            if len(cmap) > _LARGEST_FONT_MAP:
                raise ValueError("too large a table of characters")
            self._fonts[key] = _characters(cmap.decode("latin-1"))
        return self._fonts[key]


def _shown(operator: str, operands: Any, table: dict[int, str]) -> str:
    parts = operands[0] if operator == "TJ" else [operands[-1]]
    return "".join(
        table.get(code, "\ufffd") for part in parts if isinstance(part, String) for code in bytes(part)
    )


def _characters(cmap: str) -> dict[int, str]:
    """Read a font's ToUnicode table (ISO 32000-1, 9.10.3), for fonts of one byte a character."""
    table: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]{1,4})>\s*<([0-9A-Fa-f]+)>", block):
            table[int(code, 16)] = _utf16(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, texts in re.findall(
            r"<([0-9A-Fa-f]{1,4})>\s*<([0-9A-Fa-f]{1,4})>\s*(\[[^\]]*\]|<[0-9A-Fa-f]+>)", block
        ):
            listed = [_utf16(each) for each in re.findall(r"<([0-9A-Fa-f]+)>", texts)]
            for at in range(int(low, 16), min(int(high, 16), 0xFF) + 1):
                offset = at - int(low, 16)
                table[at] = listed[offset] if texts.startswith("[") else chr(ord(listed[0]) + offset)
    return table


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
