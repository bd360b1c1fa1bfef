"""Reviewers, and the revisions of their reviews with every score and sentence."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlmodel import col, select

from evaluator.domain.canonical import Hash
from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId, ReviewerId
from evaluator.domain.reviews import (
    NotApplicable,
    Recused,
    Review,
    Reviewer,
    RiskEntry,
    Scored,
    ScoreState,
    Unanswered,
    Withdrawn,
)
from evaluator.storage.column_types import exact_from, exact_text, moment_text
from evaluator.storage.connection import driver_of
from evaluator.storage.repositories import bulk
from evaluator.storage.tables import CommentRow, ReviewerRow, ReviewRow, ScoreRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from evaluator.domain.exchanged import ContentHash, RevisionHash

_PLAIN: Final[dict[str, type[Unanswered | Recused | Withdrawn]]] = {
    "unanswered": Unanswered,
    "recused": Recused,
    "withdrawn": Withdrawn,
}
_Spelled = tuple[str, str | None, str, str | None]
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

    def links(self) -> tuple[ReviewLink, ...]:
        """Give every revision that no undone merge brought, without its scores.

        By application, reviewer, number and the order in which they came.
        """
        return tuple(self.each_link())

    def each_link(self) -> Iterator[ReviewLink]:
        """Give the same one after the other."""
        for row in self._raw().execute(_LINKS.format(also="")):
            yield ReviewLink(*row)

    def links_of(self, reviewer: ReviewerId) -> tuple[ReviewLink, ...]:
        """Give the same of one reviewer."""
        rows = self._raw().execute(_LINKS.format(also="AND reviewer = ?"), (reviewer,))
        return tuple(ReviewLink(*row) for row in rows)

    def of(self, links: Collection[ReviewLink]) -> tuple[Review, ...]:
        """Give the reviews behind links, in their order."""
        # Hundreds of thousands of rows are read in one sweep, a few by their keys.
        wanted = {each.id for each in links}
        few = wanted if len(wanted) <= _FEW else None
        scores, comments = self._scores(wanted, few), self._comments(wanted, few)
        nothing: dict[Any, Any] = {}
        return tuple(
            Review(
                application=ApplicationId(each.application),
                reviewer=ReviewerId(each.reviewer),
                revision=each.revision,
                scores=scores.get(each.id, nothing),
                comments=comments.get(each.id, nothing),
                recused=bool(each.recused),
                recusal_reason=each.recusal_reason,
                submitted=None if each.submitted is None else datetime.fromisoformat(each.submitted),
            )
            for each in links
        )

    def add(self, values: Iterable[Review]) -> None:
        """Append revisions that have no name; the same revision twice is a bug of the caller."""
        self.add_rows([(each, _NO_NAME) for each in values])

    def add_rows(self, values: Sequence[tuple[Review, tuple[Any, ...]]]) -> None:
        """Append revisions, each with name, previous, content, recommendation, reason and merge."""
        first = 1 + (driver_of(self._connection).execute("SELECT max(id) FROM review").fetchone()[0] or 0)
        numbered = [(number, each) for number, (each, _) in enumerate(values, start=first)]
        rows = [_to_row(number, each, more) for number, (each, more) in enumerate(values, start=first)]
        bulk.append_tuples(self._connection, ReviewRow, rows)
        bulk.append_tuples(self._connection, ScoreRow, _score_rows(numbered))
        comments = [
            (number, about, text) for number, each in numbered for about, text in each.comments.items()
        ]
        bulk.append_tuples(self._connection, CommentRow, comments)

    def _scores(self, wanted: set[int], few: set[int] | None) -> Mapping[int, dict[CriterionId, ScoreState]]:
        # The driver's tuples, and each state made once.
        found: defaultdict[int, dict[CriterionId, ScoreState]] = defaultdict(dict)
        made: dict[tuple[str, str | None, str, str | None], ScoreState] = {}
        for review, criterion, *spelled in self._some("score", few):
            key = tuple(spelled)
            known = made.get(key)
            if known is None:
                known = made[key] = _state(*key)
            if review in wanted:
                found[review][criterion] = known
        return found

    def _comments(
        self, wanted: set[int], few: set[int] | None
    ) -> Mapping[int, dict[CriterionId | GroupId, str]]:
        found: defaultdict[int, dict[CriterionId | GroupId, str]] = defaultdict(dict)
        for review, about, text in self._some("comment", few):
            if review in wanted:
                found[review][CriterionId(about)] = text
        return found

    def _some(self, table: str, few: set[int] | None) -> Iterator[Any]:
        raw = self._raw()
        if few is None:
            yield from raw.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
            return
        for each in sorted(few):
            yield from raw.execute(f"SELECT * FROM {table} WHERE review = ?", (each,))  # noqa: S608

    def _raw(self) -> Any:
        return self._connection.connection.driver_connection


_FEW: Final = 2000
_NO_NAME: Final = (None, None, None, None, "", None)
_LINKS: Final = (
    "SELECT id, application, reviewer, revision, recused, recusal_reason, submitted, "
    "name, previous, content, recommendation, reason, merge FROM review "
    "WHERE (merge IS NULL OR merge NOT IN (SELECT merge FROM merge_undo)) {also} "
    "ORDER BY application, reviewer, revision, id"
)


class ReviewLink(NamedTuple):
    """A revision without its scores, as the file holds it."""

    id: int
    application: str
    reviewer: str
    revision: int
    recused: int
    recusal_reason: str
    submitted: str | None
    name: str | None
    previous: RevisionHash | None
    content: ContentHash | None
    recommendation: str | None
    reason: str
    merge: int | None

    @property
    def hash(self) -> RevisionHash:
        """Its name, or one of its own where it came without."""
        return Hash(self.name or f"row {self.id}")


def _to_row(number: int, value: Review, more: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give a row as SQLite takes it."""
    submitted = None if value.submitted is None else moment_text(value.submitted)
    return (
        number,
        value.application,
        value.reviewer,
        value.revision,
        int(value.recused),
        value.recusal_reason,
        submitted,
        *more,
    )


def _score_rows(numbered: Iterable[tuple[int, Review]]) -> Iterator[tuple[int, str, str, Any, str, Any]]:
    """Write scores; the same state, which a file repeats by the thousand, is spelled once."""
    # By identity, as a state's own hash is dear; each is kept so that no other takes its place.
    spelled: dict[int, tuple[_Spelled, ScoreState]] = {}
    for number, value in numbered:
        for criterion, state in value.scores.items():
            known = spelled.get(id(state))
            if known is None:
                known = spelled[id(state)] = (_state_row(state), state)
            word, exact, reason, risk = known[0]
            yield number, criterion, word, exact, reason, risk


def _state_row(state: ScoreState) -> _Spelled:
    match state:
        case Scored(exact, RiskEntry() as risk):
            spelled = f"{risk.likelihood}/{risk.severity}/{risk.preparedness}"
            return "scored", exact_text(exact), "", spelled
        case Scored(exact):
            return "scored", exact_text(exact), "", None
        case NotApplicable(reason):
            return "not_applicable", None, reason, None
        case Unanswered() | Recused() | Withdrawn():
            return _NAMES[type(state)], None, "", None


def _state(state: str, value: str | None, reason: str, risk: str | None) -> ScoreState:
    if state == "scored" and value is not None:
        return Scored(exact_from(value), None if risk is None else _risk(risk))
    if state == "not_applicable":
        return NotApplicable(reason)
    return _PLAIN[state]()


def _risk(spelled: str) -> RiskEntry:
    likelihood, severity, preparedness = map(int, spelled.split("/"))
    return RiskEntry(likelihood=likelihood, severity=severity, preparedness=preparedness)
