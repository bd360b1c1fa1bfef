"""The reviewer's own desk: drafts that are overwritten, files that were exported, content that goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete
from sqlmodel import col, select

from evaluator.domain.canonical import Hash
from evaluator.domain.exchanged import Recommendation
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.review_rules import Draft
from evaluator.storage.repositories import bulk
from evaluator.storage.repositories.words import answers_from, answers_text
from evaluator.storage.search import Part, SearchIndex
from evaluator.storage.tables_reviewing import DraftRow, ReviewFileRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.engine import Connection


class DraftRepository:
    """What was answered and not submitted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> dict[ApplicationId, Draft]:
        """Give the drafts, by application."""
        rows = self._connection.execute(select(DraftRow).order_by(col(DraftRow.application)))
        return {each.application: each for each in map(_draft, rows)}

    def put(self, value: Draft) -> None:
        """Store a draft in place of the former."""
        row = {
            "application": value.application,
            "answers": answers_text(value.scores, value.comments),
            "recommendation": None if value.recommendation is None else value.recommendation.value,
            "number": value.number,
            "previous": value.previous,
            "reason": value.reason,
            "saved": value.saved,
        }
        bulk.put(self._connection, DraftRow, [row])

    def drop(self, application: ApplicationId) -> None:
        """Let go of a draft, if there is one."""
        self._connection.execute(delete(DraftRow).where(col(DraftRow.application) == application))


class ExportRepository:
    """The review files that were exported; it only grows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self) -> tuple[int, Hash | None]:
        """Give number and hash of the last one; 0 and None before the first."""
        row = self._connection.execute(
            select(ReviewFileRow).order_by(col(ReviewFileRow.revision).desc()).limit(1)
        ).one_or_none()
        return (0, None) if row is None else (row.revision, Hash(row.hash))

    def add(self, revision: int, name: Hash, at: datetime) -> None:
        """Append a file."""
        bulk.append(self._connection, ReviewFileRow, [{"revision": revision, "hash": name, "at": at}])


def remove_content(connection: Connection, applications: Iterable[ApplicationId]) -> None:
    """Delete form, attachments and every word of the answers of applications, marked ones, too.

    Bytes that another application needs stay.
    """
    raw: Any = connection.connection.driver_connection
    removed = tuple(applications)
    SearchIndex(connection).forget(Part.ANSWERS, removed)
    for each in removed:
        raw.execute("DELETE FROM passage WHERE application = ?", (each,))
        submissions = "(SELECT id FROM submission WHERE application = ?)"
        raw.execute(f"DELETE FROM attachment WHERE submission IN {submissions}", (each,))  # noqa: S608
        raw.execute("DELETE FROM submission WHERE application = ?", (each,))
    raw.execute("DELETE FROM chunk WHERE content NOT IN (SELECT content FROM attachment)")
    raw.execute("DELETE FROM content WHERE id NOT IN (SELECT content FROM attachment)")


def _draft(row: Any) -> Draft:
    scores, comments = answers_from(row.answers)
    return Draft(
        application=ApplicationId(row.application),
        saved=row.saved,
        scores=scores,
        comments=comments,
        recommendation=None if row.recommendation is None else Recommendation(row.recommendation),
        number=row.number,
        previous=None if row.previous is None else Hash(row.previous),
        reason=row.reason,
    )
