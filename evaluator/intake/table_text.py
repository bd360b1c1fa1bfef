"""From the bytes of a table to its text: which encoding, and whether it is text at all."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from evaluator.intake.table_errors import (
    EmptyTableError,
    EncodingError,
    EndlessCellError,
    NotATableError,
    TableFolderError,
    TableTooLargeError,
    TableUnreadableError,
)

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes; 50 000 rows with long titles fit."""

COLUMNS = ("annex_row", "applicants_as_printed", "project", "requested_eur")
"""The columns a table must have, in any order; others are left alone."""

COLUMN_NAMES = ", ".join(COLUMNS)

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

# UTF-8 that was read as Windows-1252 and saved again ("Ã¤" was ä, "â€“" a dash), and the
# sign that stands for a letter which is lost.
_SPOILT = re.compile(
    "Ã[\u0080-\u00bf\u201e\u2013\u2014\u2026\u0160\u0161]|â[€\u0080]|\u00c2[\u00a0-\u00bf]|\ufffd"
)
# DOS and old Macintosh letters read as Windows-1252: "J„rvenp„„", "JŠrvenpŠŠ".
_OTHER_CODE_PAGE = re.compile("[a-zåäö](?:[\u201e\u0160\u0152]|[\u201d\u2020][a-zåäö])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def read_text(path: Path) -> str:
    """Read the text of a table.

    UTF-8 with or without a byte order mark, UTF-16 with one, or Windows-1252: what
    spreadsheet programs write in Finland.

    Raises:
        TableFolderError: It is a folder.
        TableUnreadableError: There is no such file, or it may not be read.
        TableTooLargeError: It has more than ``LARGEST_FILE`` bytes.
        EmptyTableError: It holds nothing but white space.
        NotATableError: It is binary.
        EncodingError: Its letters cannot be trusted.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except IsADirectoryError as error:
        raise TableFolderError(file=path.absolute().name or str(path.absolute())) from error
    except (OSError, ValueError) as error:
        if path.is_dir():  # Windows only says that it may not be read
            raise TableFolderError(file=path.absolute().name or str(path.absolute())) from error
        raise TableUnreadableError(file=path.name) from error
    if len(data) > LARGEST_FILE:
        raise TableTooLargeError(file=path.name, limit_mb=LARGEST_FILE // 1024**2)
    text = _decode(data, path.name)
    if not text.strip():
        raise EmptyTableError(file=path.name)
    return text


def require_short(error: csv.Error, file: str, line: int) -> None:
    """Tell a cell that is too long from a quotation mark that is not closed.

    Raises:
        EndlessCellError: That is what the reader of CSV stumbled over.
    """
    if str(error).startswith("field larger"):
        raise EndlessCellError(file=file, line=line, longest=csv.field_size_limit()) from error


def _decode(data: bytes, name: str) -> str:
    if data.startswith(_UTF16_MARKS):
        text = _decode_utf16(data, name)
    elif b"\x00" in data:
        raise NotATableError(file=name, columns=COLUMN_NAMES)
    else:
        try:
            text = data.removeprefix(_UTF8_MARK).decode("utf-8")
        except UnicodeDecodeError:
            text = _decode_windows(data, name)
    spoilt = _SPOILT.search(text)
    if spoilt:
        raise EncodingError(file=name, line=_line_of(text, spoilt.start()))
    if _CONTROL.search(text):
        raise NotATableError(file=name, columns=COLUMN_NAMES)
    return text


def _decode_utf16(data: bytes, name: str) -> str:
    """Decode what Excel calls Unicode text: UTF-16 with a byte order mark."""
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-16", "replace")
        raise EncodingError(file=name, line=before.count("\n") + 1) from error


def _decode_windows(data: bytes, name: str) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise EncodingError(file=name, line=data.count(b"\n", 0, error.start) + 1) from error
    other = _OTHER_CODE_PAGE.search(text)
    if other:
        raise EncodingError(file=name, line=_line_of(text, other.start()))
    return text


def _line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
