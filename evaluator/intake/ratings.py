"""Reads a plain table of ratings: application, reviewer, score, one rating a line.

CSV with commas, semicolons or tabs, UTF-8 or Windows-1252. Numbers have a decimal point or,
where a comma does not part the cells, a decimal comma. Nothing is returned from a faulty
table; nothing is guessed, skipped or filled in.
"""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.intake.rating_errors import (
    EmptyRatingsError,
    NotRatingsError,
    RatingCellsError,
    RatingColumnMissingError,
    RatingColumnsError,
    RatingColumnTwiceError,
    RatingMissingError,
    RatingNumberError,
    RatingQuotingError,
    RatingTwiceError,
    TooManyRatingsError,
)
from evaluator.intake.table_errors import EmptyTableError, NotATableError
from evaluator.intake.table_text import read_text, require_short
from evaluator.scoring.evidence.ratings import Rating

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MOST_RATINGS = 500_000

_DELIMITERS = (",", ";", "\t")
_NUMBER = re.compile(r"[+\-\u2212]?[0-9]{1,12}([.,][0-9]{1,12})?")
_SHOWN = 40
_THREE = 3


USUAL = ("application", "reviewer", "score")
"""What the columns are called unless somebody says otherwise."""


def read_ratings(path: Path, columns: tuple[str, str, str] | None = None) -> tuple[Rating, ...]:
    """Read ratings in the order of the file.

    Args:
        path: The table.
        columns: Names of its columns, exactly as in the header but for letter case. None
            takes ``USUAL``, else the three columns of a table that has no more, in the
            order application, reviewer, score.

    Raises:
        InputError: The first thing that is wrong, and where.
    """
    try:
        text = read_text(path)
    except EmptyTableError as error:
        raise EmptyRatingsError(file=path.name) from error
    except NotATableError as error:
        raise NotRatingsError(file=path.name) from error
    table = _Table(path.name, text)
    ratings = tuple(table.ratings(columns))
    if not ratings:
        raise EmptyRatingsError(file=path.name)
    return ratings


class _Table:
    """One table while it is read."""

    def __init__(self, file: str, text: str) -> None:
        first = next(line for line in text.splitlines() if line.strip())
        self._file = file
        self._text = text
        self._delimiter = max(_DELIMITERS, key=first.count)

    def ratings(self, columns: tuple[str, str, str] | None) -> Iterator[Rating]:
        records = self._records()
        header = [name.strip() for name in next(records)[1]]
        at = self._positions(header, columns)
        lines: dict[tuple[str, str], int] = {}
        for count, (line, cells) in enumerate(records, start=1):
            if count > MOST_RATINGS:
                raise TooManyRatingsError(file=self._file, limit=MOST_RATINGS)
            if len(cells) != len(header):
                raise RatingCellsError(file=self._file, line=line, cells=len(cells), expected=len(header))
            rating = self._rating(
                line, [cells[index].strip() for index in at], [header[index] for index in at]
            )
            pair = (rating.application, rating.reviewer)
            if pair in lines:
                raise RatingTwiceError(
                    file=self._file,
                    line=line,
                    first_line=lines[pair],
                    application=pair[0][:_SHOWN],
                    reviewer=pair[1][:_SHOWN],
                )
            lines[pair] = line
            yield rating

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Give each record that is not empty, with the line on which it begins."""
        reader = csv.reader(io.StringIO(self._text, newline=""), delimiter=self._delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(each.strip() for each in cells):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            require_short(error, self._file, line)
            raise RatingQuotingError(file=self._file, line=line) from error

    def _positions(self, header: Sequence[str], columns: tuple[str, str, str] | None) -> list[int]:
        names = [name.casefold() for name in header]
        found = ", ".join(name for name in header if name)[:200]
        if columns is None and not set(USUAL) <= set(names):
            if len(header) == _THREE:
                return [0, 1, 2]
            raise RatingColumnsError(file=self._file, found=found)
        wanted = columns or USUAL
        for column in wanted:
            times = names.count(column.casefold())
            if not times:
                raise RatingColumnMissingError(file=self._file, column=column[:_SHOWN], found=found)
            if times > 1:
                raise RatingColumnTwiceError(file=self._file, column=column[:_SHOWN])
        return [names.index(column.casefold()) for column in wanted]

    def _rating(self, line: int, cells: Sequence[str], header: Sequence[str]) -> Rating:
        for cell, column in zip(cells, header, strict=True):
            if not cell:
                raise RatingMissingError(file=self._file, line=line, column=column)
        application, reviewer, score = cells
        if not _NUMBER.fullmatch(score):
            raise RatingNumberError(file=self._file, line=line, column=header[2], value=score[:_SHOWN])
        exact = Fraction(score.replace(",", ".").replace("\u2212", "-"))
        return Rating(application=application, reviewer=reviewer, score=exact, line=line)
