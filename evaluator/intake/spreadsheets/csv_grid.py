"""Rows of a CSV file, as spreadsheet programs and e-form tools save it in Finland."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from evaluator.intake.spreadsheets.columns import known_headers
from evaluator.intake.spreadsheets.grid import Grid, GridRow
from evaluator.intake.table_errors import QuotingError
from evaluator.intake.table_text import read_text, require_short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_DELIMITERS = (",", ";", "\t")
_HEADERS_WITHIN = 20
"""Lines in which the headers are looked for."""


def csv_grid(path: Path, headers: Collection[str] = ()) -> Grid:
    """Open a CSV file.

    Args:
        path: The file.
        headers: Headers that are expected besides those that are known everywhere.

    Raises:
        TableError: It cannot be read as text.
    """
    text = read_text(path)
    delimiter = ""
    if text.startswith("sep=") and text[5:6] in {"\n", "\r"}:  # how Excel is told the delimiter
        delimiter = text[4]
        text = "\n" + text[5:].lstrip("\r\n")  # the line stays, so that all others keep their number
    return Grid(path.name, "", _rows(path.name, text, delimiter or _delimiter(text, headers)))


def _delimiter(text: str, headers: Collection[str]) -> str:
    """Choose the delimiter that finds the most headers, then the most columns, in the first lines."""
    first = [line for line in text[:100_000].splitlines() if line.strip()][:_HEADERS_WITHIN]

    def worth(delimiter: str) -> tuple[int, int]:
        split = [[cell.strip().strip('"') for cell in line.split(delimiter)] for line in first]
        return max((known_headers(cells, headers), len(cells)) for cells in split)

    return max(_DELIMITERS, key=worth)


def _rows(file: str, text: str, delimiter: str) -> Iterator[GridRow]:
    # Only real line ends end a record; a line separator inside a title does not.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row, cells in enumerate(reader, start=1):
            found = GridRow(line, row, tuple(each.strip() or None for each in cells))
            if not found.empty:
                yield found
            line = reader.line_num + 1
    except csv.Error as error:
        require_short(error, file, line)
        raise QuotingError(file=file, line=line) from error
