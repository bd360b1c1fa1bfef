"""What can be wrong with a table of ratings; lines count from 1, the header's."""

from __future__ import annotations

from evaluator.errors import InputError


class RatingTableError(InputError):
    """A table of ratings that cannot be used; it is refused whole."""


class EmptyRatingsError(RatingTableError):
    """The file holds no header, or nothing below it."""

    code = "input.ratings.empty"
    fact_names = ("file",)


class NotRatingsError(RatingTableError):
    """The content is no table of text: it is binary."""

    code = "input.ratings.not-a-table"
    fact_names = ("file",)


class TooManyRatingsError(RatingTableError):
    """There are more ratings than can be analysed."""

    code = "input.ratings.too-many"
    fact_names = ("file", "limit")


class RatingQuotingError(RatingTableError):
    """A quotation mark opens a cell and does not close it as it should."""

    code = "input.ratings.quoting"
    fact_names = ("file", "line")


class RatingColumnsError(RatingTableError):
    """The table does not name the three columns, and nobody said which they are."""

    code = "input.ratings.columns"
    fact_names = ("file", "found")


class RatingColumnMissingError(RatingTableError):
    """The header lacks a column that was asked for."""

    code = "input.ratings.column-missing"
    fact_names = ("file", "column", "found")


class RatingColumnTwiceError(RatingTableError):
    """The header names a column twice, so either could be meant."""

    code = "input.ratings.column-twice"
    fact_names = ("file", "column")


class RatingCellsError(RatingTableError):
    """A line has more or fewer cells than the header."""

    code = "input.ratings.cells"
    fact_names = ("file", "line", "cells", "expected")


class RatingMissingError(RatingTableError):
    """A cell that is needed is empty; a rating that was not given has no line at all."""

    code = "input.ratings.missing"
    fact_names = ("file", "line", "column")


class RatingNumberError(RatingTableError):
    """A rating is no finite number."""

    code = "input.ratings.number"
    fact_names = ("file", "line", "column", "value")


class RatingTwiceError(RatingTableError):
    """A reviewer rates an application twice; which one counts is not for the program to say."""

    code = "input.ratings.twice"
    fact_names = ("file", "line", "first_line", "application", "reviewer")
