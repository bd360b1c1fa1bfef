"""What can be wrong with a table of applications.

Each error names the file, and the line where there is one; lines count from 1, the
header's. A table with any error is refused whole.
"""

from __future__ import annotations

from evaluator.errors import InputError


class TableError(InputError):
    """A table that cannot be used."""


class TableUnreadableError(TableError):
    """The file is not there, is a folder, or may not be read."""

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
    fact_names = ("file", "line", "column")


class CellTooLongError(TableError):
    """A cell holds more than any name or title."""

    code = "input.table.cell-too-long"
    fact_names = ("file", "line", "column", "limit")


class NumberError(TableError):
    """A number of an application is no whole number from 1 up."""

    code = "input.table.number"
    fact_names = ("file", "line", "column", "value")


class AmountError(TableError):
    """An amount cannot be read as euros."""

    code = "input.table.amount"
    fact_names = ("file", "line", "column", "value")


class NegativeAmountError(TableError):
    """An amount is below zero."""

    code = "input.table.negative-amount"
    fact_names = ("file", "line", "column", "value")


class AbsurdAmountError(TableError):
    """An amount is larger than any grant."""

    code = "input.table.absurd-amount"
    fact_names = ("file", "line", "column", "value")


class RepeatedNumberError(TableError):
    """Two rows have the same number."""

    code = "input.table.repeated-number"
    fact_names = ("file", "line", "first_line", "number")


class RepeatedRowError(TableError):
    """Two rows have the same applicants, title and sum."""

    code = "input.table.repeated-row"
    fact_names = ("file", "line", "first_line")
