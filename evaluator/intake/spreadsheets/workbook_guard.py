"""Looks a workbook over before anything in it is understood.

A workbook is a ZIP of XML files, and both can be made to hurt: a small file that
unpacks to terabytes, a document type whose entities multiply, a cell in the last row
of sixteen million. What is over the limits is refused while it is counted. The sheets
are also searched for what their cells do not tell: merged ranges, and formulas that
were never computed.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from evaluator.intake.spreadsheets import limits
from evaluator.intake.table_errors import TableTooLargeError, TooManyRowsError, WorkbookError

if TYPE_CHECKING:
    from typing import IO

_CHUNK = 1 << 16
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_SHEETS = "xl/worksheets/"

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


@dataclass(slots=True)
class SheetFacts:
    """What was found in one sheet.

    Attributes:
        last_row, last_column: The last ones with a value.
        merged: Merged ranges.
        uncomputed: Row and column of formulas without a value.
    """

    last_row: int = 0
    last_column: int = 0
    merged: list[Area] = field(default_factory=list)
    uncomputed: set[tuple[int, int]] = field(default_factory=set)


def inspect(file: IO[bytes], name: str) -> dict[str, SheetFacts]:
    """Look over a workbook and give the facts of its sheets by the names of their parts.

    Args:
        file: The workbook, open.
        name: Its name, for errors.

    Raises:
        TableTooLargeError: It unpacks to more than the limits allow.
        TooManyRowsError: Something stands below the last row that is read.
        WorkbookError: It is no workbook, is damaged, or has a part that no honest one has.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _check_sizes(parts, name)
            budget = _Budget(name)
            found: dict[str, SheetFacts] = {}
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        facts = _parse(stream, name, budget)
                    if part.filename.startswith(_SHEETS):
                        found[part.filename] = facts
            return found
    except (zipfile.BadZipFile, zipfile.LargeZipFile, expat.ExpatError) as error:
        raise WorkbookError(file=name) from error
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise WorkbookError(file=name) from error  # what zipfile and zlib raise for damage and passwords
    except zlib.error as error:
        raise WorkbookError(file=name) from error


def column_number(letters: str) -> int:
    """Give the number of a column, from 1: ``AA`` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _check_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse by what the archive says of itself; ``_Budget`` sees whether it lied."""
    large = sum(part.file_size for part in parts) > limits.LARGEST_UNPACKED
    for part in parts:
        over = part.file_size > limits.MEGABYTE
        packed_tight = over and part.file_size > limits.LARGEST_RATIO * max(part.compress_size, 1)
        large = large or part.file_size > limits.LARGEST_PART or packed_tight
    if large or len(parts) > limits.MOST_PARTS:
        raise TableTooLargeError(file=name, limit_mb=limits.LARGEST_UNPACKED // limits.MEGABYTE)
    if len({part.filename for part in parts}) != len(parts):
        raise WorkbookError(file=name)


class _Budget:
    """Counts the bytes that come out of an archive."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = limits.LARGEST_UNPACKED

    def spend(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise TableTooLargeError(file=self._name, limit_mb=limits.LARGEST_UNPACKED // limits.MEGABYTE)


def _parse(stream: IO[bytes], name: str, budget: _Budget) -> SheetFacts:
    watcher = _Watcher(name)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = watcher.doctype
    parser.StartElementHandler = watcher.start
    parser.EndElementHandler = watcher.end
    parser.CharacterDataHandler = watcher.text
    while chunk := stream.read(_CHUNK):
        budget.spend(len(chunk))
        parser.Parse(chunk)
    parser.Parse(b"", True)  # noqa: FBT003 - expat takes no names
    return watcher.facts


class _Watcher:
    """Hears the elements of one part; only those of sheets mean something to it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.facts = SheetFacts()
        self._row = 0
        self._column = 0
        self._formula = False
        self._valued = False
        self._in_value = False

    def doctype(self, *_: object) -> None:
        """Refuse a document type: a spreadsheet has none, and entities hide in it."""
        raise WorkbookError(file=self._name)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        match tag.rpartition("}")[2]:
            case "row":
                self._row = self._number(attributes.get("r"), self._row + 1)
                self._column = 0
            case "c":
                self._begin_cell(attributes.get("r", ""))
            case "f":
                self._formula = True
            case "v" | "t":
                self._in_value = True
            case "mergeCell":
                self._merged(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        """Hear an element end."""
        match tag.rpartition("}")[2]:
            case "v" | "t":
                self._in_value = False
            case "c":
                self._end_cell()

    def text(self, data: str) -> None:
        """Hear text; only that a value has any matters."""
        if self._in_value and data:
            self._valued = True

    def _begin_cell(self, reference: str) -> None:
        found = _ADDRESS.fullmatch(reference)
        self._column = column_number(found[1]) if found else self._column + 1
        if found:
            self._row = int(found[2])
        self._formula = self._valued = False

    def _end_cell(self) -> None:
        if not (self._formula or self._valued):
            return
        if self._row > limits.LAST_ROW:
            raise TooManyRowsError(file=self._name, limit=limits.MOST_ROWS)
        if self._column > limits.MOST_COLUMNS:
            raise WorkbookError(file=self._name)
        self.facts.last_row = max(self.facts.last_row, self._row)
        self.facts.last_column = max(self.facts.last_column, self._column)
        if self._formula and not self._valued and len(self.facts.uncomputed) <= limits.MOST_ROWS:
            self.facts.uncomputed.add((self._row, self._column))

    def _merged(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        one, other = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last or first)
        if one and other and len(self.facts.merged) <= limits.MOST_ROWS:
            self.facts.merged.append(
                (int(one[2]), column_number(one[1]), int(other[2]), column_number(other[1]))
            )

    def _number(self, text: str | None, otherwise: int) -> int:
        return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 7 else otherwise  # noqa: PLR2004
