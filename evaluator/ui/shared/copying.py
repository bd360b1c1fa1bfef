"""Rows on the clipboard: as text with tabs for a spreadsheet, and as a table for a document."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.ui.shared.table_model import Column

_FORMULA = ("=", "+", "-", "@")


def _plain(cell: str) -> str:
    """Keep a cell in its place, and keep a spreadsheet from taking it for a formula."""
    flat = " ".join(cell.split("\t")).replace("\n", " ")
    return f"'{flat}" if flat.startswith(_FORMULA) else flat


def copy_table(columns: Sequence[Column], rows: Sequence[object]) -> None:
    """Put rows on the clipboard, with the columns' titles first."""
    table = [[column.title for column in columns]]
    table += [[column.speak(row) for column in columns] for row in rows]
    data = QMimeData()
    data.setText("\n".join("\t".join(map(_plain, line)) for line in table))
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in line) for line in table)
    data.setHtml("<table>" + "".join(f"<tr>{line}</tr>" for line in cells) + "</table>")
    QGuiApplication.clipboard().setMimeData(data)
