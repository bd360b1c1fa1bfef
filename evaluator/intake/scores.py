"""Reads a table of scores: application, criterion, value, comment; one answer a line.

CSV with commas, semicolons or tabs. A value is a step of the scale, ``na`` with its reason
as the comment, or ``likelihood/severity/preparedness`` for a risk; a line without a value
only gives a sentence, to a criterion or a group. Criteria are named by id or by the number
that is printed, applications by id or number. Everything that is wrong is told at once.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.domain.identifiers import CriterionId, GroupId
from evaluator.domain.reviews import NotApplicable, RiskEntry, Scored
from evaluator.intake.score_errors import (
    EmptyScoresError,
    PairColumnsError,
    ScoreApplicationError,
    ScoreCellsError,
    ScoreColumnsError,
    ScoreCriterionError,
    ScoreGroupError,
    ScoreNotApplicableError,
    ScoreNotRiskError,
    ScoreQuotingError,
    ScoreReasonError,
    ScoreRiskError,
    ScoreTableError,
    ScoreTwiceError,
    ScoreValueError,
)
from evaluator.intake.table_errors import EmptyTableError
from evaluator.intake.table_text import read_text, require_short
from evaluator.scoring.errors import RiskOutsideStepsError
from evaluator.scoring.risk import risk_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call, Criterion
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.reviews import ScoreState
    from evaluator.errors import Fact

_DELIMITERS = (",", ";", "\t")
_COLUMNS = ("application", "criterion", "value")
_NUMBER = re.compile(r"[0-9]{1,6}([.,][0-9]{1,6})?")
_RISK = re.compile(r"([0-9]{1,3})/([0-9]{1,3})/([0-9]{1,3})")
_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One answer, as the table gives it.

    Attributes:
        application: Which application.
        about: A criterion or a group.
        state: The answer; None where the line gives a sentence alone.
        comment: The sentence; None where the line has none.
        line: Where it stands.
    """

    application: ApplicationId
    about: CriterionId | GroupId
    state: ScoreState | None
    comment: str | None
    line: int


def read_scores(path: Path, call: Call, applications: Iterable[Application]) -> tuple[ScoreLine, ...]:
    """Read scores in the order of the file.

    Raises:
        InputError: The table cannot be used; the first error carries all of them as
            ``problems``.
    """
    records = _records(path)
    header = [name.strip().casefold() for name in next(records)[1]]
    missing = [name for name in _COLUMNS if name not in header]
    if missing:
        raise ScoreColumnsError(file=path.name, missing=", ".join(missing))
    reader = _Reader(path.name, call, applications)
    lines: list[ScoreLine] = []
    problems: list[ScoreTableError] = []
    for line, cells in records:
        try:
            lines.append(reader.line(line, header, cells))
        except ScoreTableError as error:
            problems.append(error)
    if problems:
        problems[0].problems = tuple(problems)
        raise problems[0]
    if not lines:
        raise EmptyScoresError(file=path.name)
    return tuple(lines)


def read_pairs(path: Path) -> tuple[tuple[str, str], ...]:
    """Read a table of assignments: columns ``application`` and ``reviewer``.

    Raises:
        InputError: The table cannot be used.
    """
    records = _records(path)
    header = [name.strip().casefold() for name in next(records)[1]]
    missing = [name for name in ("application", "reviewer") if name not in header]
    if missing:
        raise PairColumnsError(file=path.name, missing=", ".join(missing))
    pairs = []
    for line, cells in records:
        if len(cells) != len(header):
            raise ScoreCellsError(file=path.name, line=line, cells=len(cells), expected=len(header))
        named = dict(zip(header, cells, strict=True))
        pairs.append((named["application"].strip(), named["reviewer"].strip()))
    if not pairs:
        raise EmptyScoresError(file=path.name)
    return tuple(pairs)


class _Reader:
    """Understands the lines of one table."""

    def __init__(self, file: str, call: Call, applications: Iterable[Application]) -> None:
        listed = list(applications)
        self._file = file
        self._call = call
        self._applications: Mapping[str, ApplicationId] = {
            **{str(each.number): each.id for each in listed},
            **{each.id: each.id for each in listed},
        }
        self._criteria: Mapping[str, Criterion] = {
            **{each.number: each for each in call.criteria},
            **{each.id: each for each in call.criteria},
        }
        self._groups = {each.id for each in call.groups}
        self._seen: dict[tuple[str, str], int] = {}

    def line(self, line: int, header: Sequence[str], cells: Sequence[str]) -> ScoreLine:
        if len(cells) != len(header):
            raise ScoreCellsError(file=self._file, line=line, cells=len(cells), expected=len(header))
        named = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        comment = named.get("comment") or None
        wanted = named["application"]
        if wanted not in self._applications:
            raise ScoreApplicationError(
                file=self._file, line=line, column="application", value=wanted[:_SHOWN]
            )
        application = self._applications[wanted]
        about, state = self._answer(line, named["criterion"], named["value"], comment)
        first = self._seen.setdefault((application, about), line)
        if first != line:
            raise ScoreTwiceError(file=self._file, line=line, first_line=first)
        said = None if isinstance(state, NotApplicable) else comment
        return ScoreLine(application=application, about=about, state=state, comment=said, line=line)

    def _answer(
        self, line: int, name: str, value: str, comment: str | None
    ) -> tuple[CriterionId | GroupId, ScoreState | None]:
        if name in self._groups:
            if value:
                raise ScoreGroupError(file=self._file, line=line, column="value", value=value[:_SHOWN])
            return GroupId(name), None
        criterion = self._criteria.get(name)
        if criterion is None:
            raise ScoreCriterionError(file=self._file, line=line, column="criterion", value=name[:_SHOWN])
        if not value:
            return criterion.id, None
        if value.casefold() == "na":
            return criterion.id, self._not_applicable(line, criterion, comment)
        if "/" in value or criterion.risk is not None:
            return criterion.id, self._risk(line, criterion, value)
        return criterion.id, self._scored(line, value)

    def _scored(self, line: int, value: str) -> Scored:
        scale = self._call.scale
        exact = Fraction(value.replace(",", ".")) if _NUMBER.fullmatch(value) else None
        if exact is None or exact.denominator != 1 or exact.numerator not in scale.steps:
            raise ScoreValueError(
                file=self._file,
                line=line,
                column="value",
                value=value[:_SHOWN],
                lowest=scale.lowest,
                highest=scale.highest,
            )
        return Scored(exact)

    def _risk(self, line: int, criterion: Criterion, value: str) -> Scored:
        at: dict[str, Fact] = {"file": self._file, "line": line, "column": "value", "value": value[:_SHOWN]}
        if criterion.risk is None:
            raise ScoreNotRiskError(**at)
        found = _RISK.fullmatch(value)
        if found is None:
            raise ScoreRiskError(**at, steps=criterion.risk.steps)
        likelihood, severity, preparedness = map(int, found.groups())
        entry = RiskEntry(likelihood=likelihood, severity=severity, preparedness=preparedness)
        try:
            return Scored(risk_value(entry, criterion.risk, self._call.scale), entry)
        except RiskOutsideStepsError:
            raise ScoreRiskError(**at, steps=criterion.risk.steps) from None

    def _not_applicable(self, line: int, criterion: Criterion, comment: str | None) -> NotApplicable:
        if not criterion.may_be_not_applicable:
            raise ScoreNotApplicableError(
                file=self._file, line=line, column="value", criterion=criterion.number
            )
        if comment is None:
            raise ScoreReasonError(file=self._file, line=line, column="comment")
        return NotApplicable(comment)


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give each record that is not empty, the header first, with the line on which it begins."""
    try:
        text = read_text(path)
    except EmptyTableError as error:
        raise EmptyScoresError(file=path.name) from error
    first = next(line for line in text.splitlines() if line.strip())
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first.count), strict=True
    )
    line = 1
    try:
        for cells in reader:
            if any(each.strip() for each in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        require_short(error, path.name, line)
        raise ScoreQuotingError(file=path.name, line=line) from error
