"""Reviewers, and the revisions of their reviews with every score and sentence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func
from sqlmodel import col, select

from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId, ReviewerId
from evaluator.domain.reviews import (
    NotApplicable,
    Recused,
    Review,
    Reviewer,
    Scored,
    ScoreState,
    Unanswered,
    Withdrawn,
)
from evaluator.storage.column_types import exact_from, exact_text
from evaluator.storage.repositories import bulk
from evaluator.storage.tables import CommentRow, ReviewerRow, ReviewRow, ScoreRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.engine import Connection

_PLAIN: Final[dict[str, type[Unanswered | Recused | Withdrawn]]] = {
    "unanswered": Unanswered,
    "recused": Recused,
    "withdrawn": Withdrawn,
}
_NAMES: Final = {made: name for name, made in _PLAIN.items()}


class ReviewerRepository:
    """The reviewers, by id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Reviewer, ...]:
        """Give them all, by id."""
        rows = self._connection.execute(select(ReviewerRow).order_by(col(ReviewerRow.id)))
        return tuple(
            Reviewer(id=ReviewerId(row.id), name=row.name, organisation=row.organisation, made_up=row.made_up)
            for row in rows
        )

    def put(self, values: Iterable[Reviewer]) -> None:
        """Store reviewers; one with a known id takes the former's place."""
        rows = [
            {
                "id": each.id,
                "name": each.name,
                "organisation": each.organisation,
                "made_up": each.made_up,
            }
            for each in values
        ]
        bulk.put(self._connection, ReviewerRow, rows)


class ReviewRepository:
    """Every revision of every review; it only grows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest(self) -> tuple[Review, ...]:
        """Give the highest revision of each review, by application and reviewer."""
        rows = self._connection.execute(
            select(ReviewRow).order_by(
                col(ReviewRow.application), col(ReviewRow.reviewer), col(ReviewRow.revision)
            )
        )
        # Dictionaries keep the place of a key, so the order is that of the pairs.
        highest = {(row.application, row.reviewer): row for row in rows}
        wanted = {row.id for row in highest.values()}
        scores = self._scores(wanted)
        comments = self._comments(wanted)
        nothing: dict[Any, Any] = {}
        return tuple(
            Review(
                application=ApplicationId(row.application),
                reviewer=ReviewerId(row.reviewer),
                revision=row.revision,
                scores=scores.get(row.id, nothing),
                comments=comments.get(row.id, nothing),
                recused=row.recused,
                recusal_reason=row.recusal_reason,
                submitted=row.submitted,
            )
            for row in highest.values()
        )

    def add(self, values: Iterable[Review]) -> None:
        """Append revisions; the same revision twice is a bug of the caller."""
        reviews = list(values)
        first = 1 + (self._connection.execute(select(func.max(ReviewRow.id))).scalar_one() or 0)
        numbered = list(enumerate(reviews, start=first))
        bulk.append(self._connection, ReviewRow, [_to_row(number, each) for number, each in numbered])
        scores = (row for number, each in numbered for row in _score_rows(number, each))
        bulk.append_tuples(self._connection, ScoreRow, scores)
        comments = (
            (number, criterion, text)
            for number, each in numbered
            for criterion, text in each.comments.items()
        )
        bulk.append_tuples(self._connection, CommentRow, comments)

    def _scores(self, wanted: set[int]) -> Mapping[int, dict[CriterionId, ScoreState]]:
        # Hundreds of thousands of rows: the driver's tuples, and each state made once.
        found: defaultdict[int, dict[CriterionId, ScoreState]] = defaultdict(dict)
        made: dict[tuple[str, str | None, str], ScoreState] = {}
        raw: Any = self._connection.connection.driver_connection
        rows = raw.execute("SELECT review, criterion, state, value, reason FROM score")
        for review, criterion, state, value, reason in rows:
            key = (state, value, reason)
            known = made.get(key)
            if known is None:
                known = made[key] = _state(state, value, reason)
            if review in wanted:
                found[review][criterion] = known
        return found

    def _comments(self, wanted: set[int]) -> Mapping[int, dict[CriterionId | GroupId, str]]:
        found: defaultdict[int, dict[CriterionId | GroupId, str]] = defaultdict(dict)
        for row in self._connection.execute(select(CommentRow)):
            if row.review in wanted:
                found[row.review][CriterionId(row.criterion)] = row.text
        return found


def _to_row(number: int, value: Review) -> Mapping[str, Any]:
    return {
        "id": number,
        "application": value.application,
        "reviewer": value.reviewer,
        "revision": value.revision,
        "recused": value.recused,
        "recusal_reason": value.recusal_reason,
        "submitted": value.submitted,
    }


def _score_rows(number: int, value: Review) -> Iterable[tuple[int, str, str, str | None, str]]:
    for criterion, state in value.scores.items():
        match state:
            case Scored(exact):
                yield number, criterion, "scored", exact_text(exact), ""
            case NotApplicable(reason):
                yield number, criterion, "not_applicable", None, reason
            case _:
                yield number, criterion, _NAMES[type(state)], None, ""


def _state(state: str, value: str | None, reason: str) -> ScoreState:
    if state == "scored" and value is not None:
        return Scored(exact_from(value))
    if state == "not_applicable":
        return NotApplicable(reason)
    return _PLAIN[state]()
