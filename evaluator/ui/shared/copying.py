"""Rows on the clipboard: as text with tabs for a spreadsheet, and as a table for a document."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from evaluator.domain.language import Language
from evaluator.ui.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from evaluator.ui.shared.table_model import Column

_FORMULA = ("=", "+", "-", "@")
_EXCEL = "urn:schemas-microsoft-com:office:excel"


def _plain(cell: str) -> str:
    """Keep a cell in its place, and keep a spreadsheet from taking it for a formula."""
    flat = " ".join(cell.split("\t")).replace("\n", " ")
    return f"'{flat}" if flat.startswith(_FORMULA) else flat


def _typed(value: Decimal) -> str:
    """Write a number as one types it into a spreadsheet of one's language: ``57239,00``."""
    written = f"{value:f}"
    return written if TEXTS.language is Language.EN else written.replace(".", ",")


def _cell(column: Column, row: object) -> str:
    """Give a cell of the document; a spreadsheet finds its number beside the words."""
    words = escape(column.speak(row))
    if column.figure is None:
        return f"<td>{words}</td>"
    value = f"{column.figure(row):f}"
    return f'<td align="right" x:num="{value}" sdval="{value}">{words}</td>'


def copy_table(columns: Sequence[Column], rows: Sequence[object]) -> None:
    """Put rows on the clipboard, with the columns' titles first.

    The text is for any program; Word, Excel and LibreOffice take the table. Numbers of columns
    that have a ``figure`` are numbers there, whatever stands between their thousands.
    """
    text = ["\t".join(_plain(column.title) for column in columns)]
    html = ["".join(f"<th>{escape(column.title)}</th>" for column in columns)]
    for row in rows:
        text.append(
            "\t".join(
                _typed(each.figure(row)) if each.figure is not None else _plain(each.speak(row))
                for each in columns
            )
        )
        html.append("".join(_cell(each, row) for each in columns))
    data = QMimeData()
    data.setText("\n".join(text))
    lines = "".join(f"<tr>{line}</tr>" for line in html)
    data.setHtml(f'<html xmlns:x="{_EXCEL}"><body><table>{lines}</table></body></html>')
    QGuiApplication.clipboard().setMimeData(data)
