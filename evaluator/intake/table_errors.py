"""What can be wrong with a table of applications.

Each error names the file, and the line where there is one; lines count from 1, the
header's. A table with any error is refused whole, with the first error and a list of
all that its cells have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.errors import InputError

if TYPE_CHECKING:
    from evaluator.errors import Fact


class TableError(InputError):
    """A table that cannot be used.

    Attributes:
        cell: The address of the cell at fault ("C17"), or empty.
        problems: All errors of the table's cells, this one the first; empty where
            the table is at fault as a whole.
    """

    def __init__(self, **facts: Fact) -> None:
        super().__init__(**facts)
        self.cell = str(facts.get("cell", ""))
        self.problems: tuple[TableError, ...] = ()


class TableFolderError(TableError):
    """It is a folder, not a file."""

    code = "input.table.folder"
    fact_names = ("file",)


class TableUnreadableError(TableError):
    """The file is not there, or may not be read."""

    code = "input.table.unreadable"
    fact_names = ("file",)


class TableTooLargeError(TableError):
    """The file is larger than any table of applications."""

    code = "input.table.too-large"
    fact_names = ("file", "limit_mb")


class TooManyRowsError(TableError):
    """The table has more rows than a round can hold."""

    code = "input.table.too-many-rows"
    fact_names = ("file", "limit")


class EmptyTableError(TableError):
    """The file has no content."""

    code = "input.table.empty"
    fact_names = ("file",)


class NoRowsError(TableError):
    """The table has a header and nothing below it."""

    code = "input.table.no-rows"
    fact_names = ("file",)


class NotATableError(TableError):
    """The content is no table of text: binary, or without any of the columns."""

    code = "input.table.not-a-table"
    fact_names = ("file", "columns")


class EncodingError(TableError):
    """The letters are written in an encoding that is not read here, or were spoilt earlier."""

    code = "input.table.encoding"
    fact_names = ("file", "line")


class EndlessCellError(TableError):
    """A cell of a CSV file holds more than its reader takes: a whole text, or a quotation left open."""

    code = "input.table.endless-cell"
    fact_names = ("file", "line", "longest")


class QuotingError(TableError):
    """A quotation mark opens a cell and does not close it as it should."""

    code = "input.table.quoting"
    fact_names = ("file", "line")


class MissingColumnError(TableError):
    """The header lacks a column."""

    code = "input.table.missing-column"
    fact_names = ("file", "column", "found")


class RepeatedColumnError(TableError):
    """The header names a column twice."""

    code = "input.table.repeated-column"
    fact_names = ("file", "column")


class CellCountError(TableError):
    """A row has fewer or more cells than the header."""

    code = "input.table.cell-count"
    fact_names = ("file", "line", "cells", "expected")


class EmptyCellError(TableError):
    """A cell that must say something is empty."""

    code = "input.table.empty-cell"
    fact_names = ("file", "line", "cell", "column")


class CellTooLongError(TableError):
    """A cell holds more than any name or title."""

    code = "input.table.cell-too-long"
    fact_names = ("file", "line", "cell", "column", "limit")


class NumberError(TableError):
    """A number of an application is no whole number from 1 up."""

    code = "input.table.number"
    fact_names = ("file", "line", "cell", "column", "value")


class AmountError(TableError):
    """An amount cannot be read as euros."""

    code = "input.table.amount"
    fact_names = ("file", "line", "cell", "column", "value")


class NegativeAmountError(TableError):
    """An amount is below zero."""

    code = "input.table.negative-amount"
    fact_names = ("file", "line", "cell", "column", "value")


class AbsurdAmountError(TableError):
    """An amount is larger than any grant."""

    code = "input.table.absurd-amount"
    fact_names = ("file", "line", "cell", "column", "value")


class RepeatedNumberError(TableError):
    """Two rows have the same number."""

    code = "input.table.repeated-number"
    fact_names = ("file", "line", "first_line", "number")


class RepeatedRowError(TableError):
    """Two rows have the same applicants, title and sum."""

    code = "input.table.repeated-row"
    fact_names = ("file", "line", "first_line")


class MomentError(TableError):
    """A time of arrival cannot be read as a day or a time."""

    code = "input.table.moment"
    fact_names = ("file", "line", "cell", "column", "value")


class ImpossibleDayError(TableError):
    """A time of arrival lies where no application can come from."""

    code = "input.table.impossible-day"
    fact_names = ("file", "line", "cell", "column", "value")


class FormulaError(TableError):
    """A cell holds a formula that no program has computed."""

    code = "input.table.formula"
    fact_names = ("file", "line", "cell", "column")


class BrokenCellError(TableError):
    """A cell holds an error of the spreadsheet program."""

    code = "input.table.broken-cell"
    fact_names = ("file", "line", "cell", "column", "value")


class MergedCellError(TableError):
    """A cell is merged with those below it."""

    code = "input.table.merged-cell"
    fact_names = ("file", "line", "cell", "column")


class ApplicantsCellError(TableError):
    """A cell of applicants names nobody, or is too long to be one application's."""

    code = "input.table.applicants"
    fact_names = ("file", "line", "cell", "column")


class WorkbookError(TableError):
    """The file is no workbook, or is damaged."""

    code = "input.table.workbook"
    fact_names = ("file",)


class LockedWorkbookError(TableError):
    """The workbook needs a password, or is in the form of before 2007."""

    code = "input.table.locked-workbook"
    fact_names = ("file",)


class SheetMissingError(TableError):
    """The workbook has no sheet by the name that the mapping gives."""

    code = "input.table.sheet-missing"
    fact_names = ("file", "sheet", "found")


class SeveralSheetsError(TableError):
    """Several visible sheets look like applications."""

    code = "input.table.several-sheets"
    fact_names = ("file", "sheets")


class MappingColumnError(TableError):
    """The file does not have a column that the mapping names, or has it twice."""

    code = "input.table.mapping-column"
    fact_names = ("file", "column", "found")


class HeaderRowError(TableError):
    """The file has nothing on the row that the mapping names as that of the headers."""

    code = "input.table.header-row"
    fact_names = ("file", "row")


class MappingUnreadableError(InputError):
    """The mapping file is not there, may not be read, or is no JSON or TOML."""

    code = "input.mapping.unreadable"
    fact_names = ("file",)


class MappingFieldError(InputError):
    """The mapping file has a key that is not known, or a value of another kind."""

    code = "input.mapping.field"
    fact_names = ("file", "name", "known")


class MappingIncompleteError(InputError):
    """The mapping file does not say where something needed is."""

    code = "input.mapping.incomplete"
    fact_names = ("file", "name")
