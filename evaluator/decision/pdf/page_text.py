"""The text of a page's marked sequences, by the tables of characters in its fonts.

The file may come from anywhere: how much is parsed and how much text it may give are
bounded over the whole file, since many pages can share one content and one table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pikepdf import Array, String, parse_content_stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

_MEGABYTE: Final = 1 << 20
_LARGEST_PAGE: Final = _MEGABYTE // 2
_MOST_PARSED: Final = 128 * _MEGABYTE
_MOST_INSTRUCTIONS: Final = 4_000_000
_MOST_TEXT: Final = 64 * _MEGABYTE
_LARGEST_FONT_MAP: Final = _MEGABYTE
_LONGEST_TARGET: Final = 64
"""Digits of hexadecimal that one character may stand for: a ligature is a few letters."""

_SHOWS: Final = frozenset({"Tj", "TJ", "'", '"'})


class PageTexts:
    """The marked sequences of all pages, each page read once."""

    def __init__(self, pdf: Pdf) -> None:
        self._pages = {page.obj.objgen: (at, page) for at, page in enumerate(pdf.pages)}
        self._texts: dict[tuple[int, int], dict[int, str]] = {}
        self._fonts: dict[tuple[int, int], dict[int, str]] = {}
        self._left_to_parse = _MOST_PARSED
        self._instructions = _MOST_INSTRUCTIONS
        self._left_to_give = _MOST_TEXT

    def number(self, page: Any) -> int:
        """Give the index of a page in the file."""
        return self._pages[page.objgen][0]

    def text(self, page: Any, mcid: int) -> str:
        """Give the text of one sequence.

        Raises:
            ValueError: The file gives more text than any paper of this program.
        """
        key = page.objgen
        if key not in self._texts:
            self._texts[key] = self._read(self._pages[key][1])
        found = self._texts[key].get(mcid, "")
        self._left_to_give -= len(found)
        if self._left_to_give < 0:
            raise ValueError("too much text")
        return found

    def _read(self, page: Any) -> dict[int, str]:
        streams = page.obj.get("/Contents")
        for stream in streams if isinstance(streams, Array) else [streams]:
            size = len(stream.read_bytes())
            self._left_to_parse -= size
            if size > _LARGEST_PAGE or self._left_to_parse < 0:
                raise ValueError("too large a page")
        fonts = {name: self._font(font) for name, font in page.resources.get("/Font", {}).items()}
        texts: dict[int, list[str]] = {}
        table: dict[int, str] = {}
        mcid: int | None = None
        instructions = parse_content_stream(page)
        self._instructions -= len(instructions)
        if self._instructions < 0:
            raise ValueError("too many instructions")
        for instruction in instructions:
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "BDC":
                mcid = int(operands[1].MCID) if "/MCID" in operands[1] else None
            elif operator == "EMC":
                mcid = None
            elif operator == "Tf":
                table = fonts[str(operands[0])]
            elif operator in _SHOWS and mcid is not None:
                texts.setdefault(mcid, []).append(_shown(operator, operands, table))
        return {mcid: "".join(parts) for mcid, parts in texts.items()}

    def _font(self, font: Any) -> dict[int, str]:
        key = font.objgen
        if key not in self._fonts or key == (0, 0):  # a font written out in the page has no number
            cmap = bytes(font.ToUnicode.read_bytes())
            if len(cmap) > _LARGEST_FONT_MAP:
                raise ValueError("too large a table of characters")
            self._left_to_parse -= len(cmap)
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
    for block in _blocks(cmap, "bfchar"):
        for code, text in re.findall(r"<([0-9A-Fa-f]{1,4})>\s*<([0-9A-Fa-f]+)>", block):
            table[int(code, 16)] = _utf16(text)
    for block in _blocks(cmap, "bfrange"):
        for low, high, texts in re.findall(
            r"<([0-9A-Fa-f]{1,4})>\s*<([0-9A-Fa-f]{1,4})>\s*(\[[^\]]*\]|<[0-9A-Fa-f]+>)", block
        ):
            listed = [_utf16(each) for each in re.findall(r"<([0-9A-Fa-f]+)>", texts)]
            for at in range(int(low, 16), min(int(high, 16), 0xFF) + 1):
                offset = at - int(low, 16)
                table[at] = listed[offset] if texts.startswith("[") else chr(ord(listed[0]) + offset)
    return table


def _blocks(cmap: str, kind: str) -> Iterator[str]:
    """Give what stands between each beginning and its end, looking at every character once."""
    for piece in cmap.split(f"begin{kind}")[1:]:
        block, end, _ = piece.partition(f"end{kind}")
        if end:
            yield block


def _utf16(digits: str) -> str:
    if len(digits) > _LONGEST_TARGET:
        raise ValueError("too long a character")
    return bytes.fromhex(digits).decode("utf-16-be")
