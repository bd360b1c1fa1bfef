"""Workbooks made by the tests."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

HEADERS = ("Nro", "Hakija", "Hankkeen nimi", "Haettu avustus (€)", "Saapunut")
ROW = (1, "Espoon kaupunki (Vantaa)", "Esimerkkihanke", 1000.5, "5.10.2020 16.14")


def a_workbook(
    path: Path, rows: Sequence[Sequence[Any]] = (HEADERS, ROW), change: Callable[[Any], None] | None = None
) -> Path:
    """Save a workbook with one sheet of rows; ``change`` may do more to it before."""
    book = openpyxl.Workbook()
    book.active.title = "Hakemukset"
    for row in rows:
        book.active.append(list(row))
    if change is not None:
        change(book)
    book.save(path)
    return path


def with_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Rewrite one part of a workbook."""
    parts = {}
    with zipfile.ZipFile(path) as archive:
        for each in archive.infolist():
            parts[each.filename] = archive.read(each)
    parts[name] = change(parts.get(name, b""))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
    path.write_bytes(written.getvalue())
    return path


SHEET = "xl/worksheets/sheet1.xml"


def computed(path: Path, cell: str, value: str) -> Path:
    """Give a formula the value that a spreadsheet program would have computed."""

    def put(xml: bytes) -> bytes:
        pattern = rf'(<c r="{cell}"[^>]*>.*?<f>.*?</f>)<v\s*/?>(?:</v>)?'.encode()
        found, count = re.subn(pattern, rb"\g<1><v>" + value.encode() + b"</v>", xml)
        assert count == 1, xml
        return found

    return with_part(path, SHEET, put)
