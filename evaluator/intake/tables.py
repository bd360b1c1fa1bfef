"""Reads a table of applications whole or not at all: the annex of 2020, or a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.intake.spreadsheets import read_spreadsheet

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.intake.spreadsheets.rows import Row


def read_table(path: Path) -> tuple[Row, ...]:
    """Read the applications of a file, in its order.

    Raises:
        TableError: The first thing that is wrong, and where; nothing is given of a
            faulty file.
    """
    reading = read_spreadsheet(path)
    reading.refuse()
    return reading.rows
