"""What can be wrong with a table of scores; lines count from 1, the header's."""

from __future__ import annotations

from evaluator.errors import InputError


class ScoreTableError(InputError):
    """A table of scores that cannot be used; it is refused whole.

    Attributes:
        problems: All errors of the table's cells, this one the first; empty where the
            table as a whole is the matter.
    """

    problems: tuple[ScoreTableError, ...] = ()

    @property
    def cell(self) -> str:
        """Where, as line and column."""
        facts = self.facts
        return f"{facts.get('line', 1)}:{facts.get('column', '')}".rstrip(":")


class EmptyScoresError(ScoreTableError):
    """The file holds no header, or nothing below it."""

    code = "input.scores.empty"
    fact_names = ("file",)


class ScoreColumnsError(ScoreTableError):
    """The header lacks a column."""

    code = "input.scores.columns"
    fact_names = ("file", "missing")


class ScoreQuotingError(ScoreTableError):
    """A quotation mark opens a cell and does not close it as it should."""

    code = "input.scores.quoting"
    fact_names = ("file", "line")


class ScoreCellsError(ScoreTableError):
    """A line has more or fewer cells than the header."""

    code = "input.scores.cells"
    fact_names = ("file", "line", "cells", "expected")


class ScoreApplicationError(ScoreTableError):
    """A line names an application that is not there."""

    code = "input.scores.application"
    fact_names = ("file", "line", "column", "value")


class ScoreCriterionError(ScoreTableError):
    """A line names a criterion that the call does not have."""

    code = "input.scores.criterion"
    fact_names = ("file", "line", "column", "value")


class ScoreTwiceError(ScoreTableError):
    """A criterion of an application is scored twice."""

    code = "input.scores.twice"
    fact_names = ("file", "line", "first_line")


class ScoreValueError(ScoreTableError):
    """A value is neither a step of the scale nor anything else that is taken."""

    code = "input.scores.value"
    fact_names = ("file", "line", "column", "value", "lowest", "highest")


class ScoreRiskError(ScoreTableError):
    """A risk is not entered as one, or its steps are not the call's."""

    code = "input.scores.risk"
    fact_names = ("file", "line", "column", "value", "steps")


class ScoreNotRiskError(ScoreTableError):
    """A criterion that is no risk is entered as one."""

    code = "input.scores.not-risk"
    fact_names = ("file", "line", "column", "value")


class ScoreNotApplicableError(ScoreTableError):
    """A criterion is marked as not applicable against the call, or without a reason."""

    code = "input.scores.not-applicable"
    fact_names = ("file", "line", "column", "criterion")


class ScoreReasonError(ScoreTableError):
    """What is not applicable needs its reason in the comment."""

    code = "input.scores.reason"
    fact_names = ("file", "line", "column")


class ScoreGroupError(ScoreTableError):
    """A group takes a sentence, no value."""

    code = "input.scores.group"
    fact_names = ("file", "line", "column", "value")


class PairColumnsError(ScoreTableError):
    """A table of assignments lacks a column."""

    code = "input.pairs.columns"
    fact_names = ("file", "missing")
