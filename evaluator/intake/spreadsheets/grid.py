"""A spreadsheet without its format: rows of plain cells, each with an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that holds no value that could be used.

    Attributes:
        why: ``formula``: a formula without a computed value; ``merged``: part of a
            merged range; ``error``: an error of the spreadsheet program ("#REF!").
        shown: What stands there.
    """

    why: str
    shown: str


Value = str | int | Decimal | datetime | date | time | Broken | None
"""What a cell holds; an empty one holds None."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row.

    Attributes:
        line: Where it begins in the file, as a text editor counts; the row in a workbook.
        row: Its row as a spreadsheet program counts, from 1.
        cells: From column A on.
    """

    line: int
    row: int
    cells: tuple[Value, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return all(each is None or (isinstance(each, str) and not each.strip()) for each in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet.

    Attributes:
        file: Name of the file, without folders.
        sheet: Name of the sheet; empty where there are none.
        rows: Those that are not empty, from top to bottom, read as they are asked for.
    """

    file: str
    sheet: str
    rows: Iterator[GridRow]


def address(row: int, column: int) -> str:
    """Give the address of a cell, both counted from 1: ``C17``."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def texts(cells: Iterable[Value]) -> list[str]:
    """Give cells as the texts of headers."""
    return [each.strip() if isinstance(each, str) else "" if each is None else str(each) for each in cells]
