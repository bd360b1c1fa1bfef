"""Made-up reviewers and reviews of a demonstration, from two CSV files.

Both are UTF-8 with commas, and begin with lines that start with ``#`` and say that what
follows is made up. Everybody read from here is marked as made up.

``reviewers``: the columns ``reviewer,name,organisation``.

``reviews``: the columns ``reviewer,application,criterion,value,comment``, one row for

- a score: a step of the call's scale; the comment is the sentence, if one is given;
- ``na``: not applicable; the comment is the reason;
- a sentence on a whole group: the group's id as criterion, no value;
- ``recused``: the reviewer is disqualified; no criterion; the comment is the reason.

A review is made of the rows of one reviewer on one application, in any order.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId, ReviewerId
from evaluator.domain.reviews import NotApplicable, Review, Reviewer, Scored, ScoreState
from evaluator.intake.demo_errors import (
    DemoColumnsError,
    DemoCommentError,
    DemoTwiceError,
    DemoUnknownError,
    DemoUnreadableError,
    DemoValueError,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime
    from pathlib import Path

    from evaluator.domain.call import Call

REVIEWER_COLUMNS = ("reviewer", "name", "organisation")
REVIEW_COLUMNS = ("reviewer", "application", "criterion", "value", "comment")
NOT_APPLICABLE, RECUSED = "na", "recused"
REMARK = "#"


def read_demo_reviewers(path: Path) -> tuple[Reviewer, ...]:
    """Read the made-up reviewers, in the order of the file.

    Raises:
        DemoFileError: The file cannot be used; says which line.
    """
    reviewers: dict[ReviewerId, Reviewer] = {}
    for line, (reviewer, name, organisation) in _rows(path, REVIEWER_COLUMNS):
        if not reviewer or not name:
            raise DemoUnknownError(file=path.name, line=line, column="reviewer", value=reviewer)
        if reviewer in reviewers:
            raise DemoTwiceError(file=path.name, line=line)
        key = ReviewerId(reviewer)
        reviewers[key] = Reviewer(id=key, name=name, organisation=organisation, made_up=True)
    return tuple(reviewers.values())


def read_demo_reviews(
    path: Path, call: Call, reviewers: Collection[Reviewer], submitted: datetime
) -> tuple[Review, ...]:
    """Read the made-up reviews, by application and reviewer.

    Args:
        path: The file.
        call: Gives criteria, groups and scale.
        reviewers: Who may appear in it.
        submitted: When all of them were submitted, aware UTC.

    Raises:
        DemoFileError: The file cannot be used; says which line.
    """
    sheets: dict[tuple[str, str], _Sheet] = {}
    reader = _Reader(path.name, call, {each.id for each in reviewers})
    for line, cells in _rows(path, REVIEW_COLUMNS):
        row = _Row(line, *cells)
        sheet = sheets.setdefault((row.application, row.reviewer), _Sheet())
        reader.put(row, sheet)
    return tuple(
        Review(
            application=ApplicationId(application),
            reviewer=ReviewerId(reviewer),
            scores=sheet.scores,
            comments=sheet.comments,
            recused=bool(sheet.recusal_reason),
            recusal_reason=sheet.recusal_reason,
            submitted=submitted,
        )
        for (application, reviewer), sheet in sorted(sheets.items())
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the file of reviews, with its line."""

    line: int
    reviewer: str
    application: str
    criterion: str
    value: str
    comment: str


@dataclass(slots=True)
class _Sheet:
    """A review while its rows come in."""

    scores: dict[CriterionId, ScoreState] = field(default_factory=dict)
    comments: dict[CriterionId | GroupId, str] = field(default_factory=dict)
    recusal_reason: str = ""


class _Reader:
    """Puts rows into sheets by the rules of one call."""

    def __init__(self, file: str, call: Call, reviewers: Collection[str]) -> None:
        self._file = file
        self._reviewers = reviewers
        self._criteria = {criterion.id for criterion in call.criteria}
        self._groups = {group.id for group in call.groups}
        self._scale = call.scale
        self._steps = {str(step): Scored(Fraction(step)) for step in call.scale.steps}

    def put(self, row: _Row, sheet: _Sheet) -> None:
        """Put one row into its review.

        Raises:
            DemoFileError: The row does not fit.
        """
        if row.reviewer not in self._reviewers:
            raise self._unknown(row, "reviewer", row.reviewer)
        if not row.application:
            raise self._unknown(row, "application", "")
        if row.value == RECUSED:
            self._recuse(row, sheet)
        elif GroupId(row.criterion) in self._groups:
            self._comment_group(row, sheet)
        else:
            self._score(row, sheet)

    def _recuse(self, row: _Row, sheet: _Sheet) -> None:
        if row.criterion:
            raise self._unknown(row, "criterion", row.criterion)
        if sheet.scores or sheet.comments or sheet.recusal_reason:
            raise DemoTwiceError(file=self._file, line=row.line)
        sheet.recusal_reason = self._needed_comment(row)

    def _comment_group(self, row: _Row, sheet: _Sheet) -> None:
        group = GroupId(row.criterion)
        if row.value:
            raise self._wrong_value(row)
        if group in sheet.comments or sheet.recusal_reason:
            raise DemoTwiceError(file=self._file, line=row.line)
        sheet.comments[group] = self._needed_comment(row)

    def _score(self, row: _Row, sheet: _Sheet) -> None:
        criterion = CriterionId(row.criterion)
        if criterion not in self._criteria:
            raise self._unknown(row, "criterion", row.criterion)
        if criterion in sheet.scores or sheet.recusal_reason:
            raise DemoTwiceError(file=self._file, line=row.line)
        if row.value == NOT_APPLICABLE:
            sheet.scores[criterion] = NotApplicable(self._needed_comment(row))
            return
        if row.value not in self._steps:
            raise self._wrong_value(row)
        sheet.scores[criterion] = self._steps[row.value]
        if row.comment:
            sheet.comments[criterion] = row.comment

    def _needed_comment(self, row: _Row) -> str:
        if not row.comment:
            raise DemoCommentError(file=self._file, line=row.line)
        return row.comment

    def _unknown(self, row: _Row, column: str, value: str) -> DemoUnknownError:
        return DemoUnknownError(file=self._file, line=row.line, column=column, value=value)

    def _wrong_value(self, row: _Row) -> DemoValueError:
        return DemoValueError(
            file=self._file,
            line=row.line,
            value=row.value,
            lowest=self._scale.lowest,
            highest=self._scale.highest,
        )


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Give the rows below the header, stripped, each with the line it ends on."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DemoUnreadableError(file=path.name) from error
    lines = text.splitlines(keepends=True)
    remarks = next((at for at, line in enumerate(lines) if not line.startswith(REMARK)), len(lines))
    reader = csv.reader(lines[remarks:], strict=True)
    headed = False
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            line = remarks + reader.line_num
            if len(cells) != len(columns) or (not headed and tuple(cells) != columns):
                raise DemoColumnsError(file=path.name, line=line, columns=",".join(columns))
            if headed:
                yield line, cells
            headed = True
    except csv.Error as error:
        raise DemoUnreadableError(file=path.name) from error
    if not headed:
        raise DemoColumnsError(file=path.name, line=remarks + 1, columns=",".join(columns))
