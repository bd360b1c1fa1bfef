"""Which column of a spreadsheet holds what: said once for a call, remembered for its next files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class SheetField(StrEnum):
    """What a column of a spreadsheet can hold."""

    NUMBER = "number"
    APPLICANTS = "applicants"
    PARTNERS = "partners"
    TITLE = "title"
    REQUESTED = "requested"
    RECEIVED = "received"


REQUIRED = (SheetField.NUMBER, SheetField.APPLICANTS, SheetField.TITLE, SheetField.REQUESTED)
"""What no application can do without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """How to read a spreadsheet.

    Attributes:
        columns: For each field the header of its column; partners may lie in several.
        sheet: Name of the sheet in a workbook; empty for the one that can be read.
        header_row: The row of the headers, from 1; 0 for the first row that is not empty.
    """

    columns: Mapping[SheetField, tuple[str, ...]]
    sheet: str = ""
    header_row: int = 0
