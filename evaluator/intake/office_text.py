"""The text of a document or a workbook, for reading only; nothing in the file is run, followed or written.

Attachments come from strangers. A part that unpacks to more than the limits, a document
type (entities hide in it) and a damaged archive are refused; pictures, macros, links and
embedded files are not looked at.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, Final
from xml.parsers import expat

from evaluator.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOCUMENT: Final = "word/document.xml"
_LARGEST_PART: Final = 32 << 20
_LONGEST_TEXT: Final = 2_000_000
_CHUNK: Final = 1 << 16
_ROWS, _COLUMNS, _SHEETS = 2000, 60, 40


class OfficeTextError(InputError):
    """An office file cannot be read safely.

    Facts:
        file: Its name.
    """

    code = "input.office-text"
    fact_names: ClassVar[tuple[str, ...]] = ("file",)


def office_text(data: bytes, path: str) -> str:
    """Give the text of a ``.docx`` or the cells of an ``.xlsx``.

    Args:
        data: The file.
        path: Its name; the ending tells which it is.

    Raises:
        OfficeTextError: It cannot be read safely.
    """
    name = path.rpartition("/")[2]
    try:
        text = _of_workbook(data, name) if name.lower().endswith(".xlsx") else _of_document(data, name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, expat.ExpatError, zlib.error) as error:
        raise OfficeTextError(file=name) from error
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, KeyError, TypeError) as error:
        raise OfficeTextError(file=name) from error  # what readers raise for damage and passwords
    return text[:_LONGEST_TEXT]


class _Words:
    """Hears the elements of a document."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._in_text = False
        self.length = 0
        self.parts: list[str] = []

    def doctype(self, *_: object) -> None:
        """Refuse a document type."""
        raise OfficeTextError(file=self._name)

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        match tag.rpartition("}")[2]:
            case "t":
                self._in_text = True
            case "tab":
                self._put("\t")
            case "br":
                self._put("\n")

    def end(self, tag: str) -> None:
        """Hear an element end."""
        match tag.rpartition("}")[2]:
            case "t":
                self._in_text = False
            case "p":
                self._put("\n")

    def text(self, data: str) -> None:
        """Hear characters."""
        if self._in_text:
            self._put(data)

    def _put(self, data: str) -> None:
        self.length += len(data)
        if self.length <= _LONGEST_TEXT:
            self.parts.append(data)


def _of_document(data: bytes, name: str) -> str:
    words = _Words(name)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = words.doctype
    parser.StartElementHandler = words.start
    parser.EndElementHandler = words.end
    parser.CharacterDataHandler = words.text
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_DOCUMENT) as stream:
        left = _LARGEST_PART
        while chunk := stream.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise OfficeTextError(file=name)
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no names
    return "".join(words.parts).strip("\n")


def _of_workbook(data: bytes, name: str) -> str:
    from openpyxl import load_workbook  # noqa: PLC0415 - takes long, and few need it

    from evaluator.intake.spreadsheets.workbook_guard import inspect  # noqa: PLC0415

    inspect(io.BytesIO(data), name)
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        return "\n\n".join(_sheets(book))
    finally:
        book.close()


def _sheets(book: object) -> Iterator[str]:
    for sheet in islice(book.worksheets, _SHEETS):  # type: ignore[attr-defined]
        lines = [f"[{sheet.title}]"]
        for row in islice(sheet.iter_rows(max_col=_COLUMNS, values_only=True), _ROWS):
            cells = ["" if each is None else str(each) for each in row]
            if any(cells):
                lines.append("\t".join(cells).rstrip("\t"))
        yield "\n".join(lines)
