"""What reviewers said: submitted revisions by name, declarations, what was given back, and merges."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func
from sqlmodel import col, select

from evaluator.domain.canonical import Hash
from evaluator.domain.exchanged import Declaration, Declined, Recommendation, SubmittedRevision
from evaluator.domain.identifiers import ApplicationId, ReviewerId
from evaluator.domain.merges import Merge, MergedFile
from evaluator.domain.merging import Sayings
from evaluator.storage.column_types import moment_text
from evaluator.storage.repositories import bulk
from evaluator.storage.tables_reviewing import (
    DeclarationRow,
    DeclinedRow,
    MergedFileRow,
    MergeRow,
    MergeUndoRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy.engine import Connection

    from evaluator.storage.repositories.reviews import ReviewLink, ReviewRepository

_IN_FORCE: Final = "(merge IS NULL OR merge NOT IN (SELECT merge FROM merge_undo))"


class SayingRepository:
    """What is known of each reviewer; it only grows, and an undone merge counts no more."""

    def __init__(self, connection: Connection, reviews: ReviewRepository) -> None:
        self._connection = connection
        self._reviews = reviews

    def all(self) -> dict[ReviewerId, Sayings]:
        """Give everything that is known, by reviewer."""
        return self._sayings(self._reviews.links())

    def of(self, reviewer: ReviewerId) -> Sayings:
        """Give what is known of one reviewer."""
        return self._sayings(self._reviews.links_of(reviewer), reviewer).get(reviewer, Sayings())

    def links(self) -> dict[tuple[ApplicationId, ReviewerId], list[ReviewLink]]:
        """Give the submitted revisions of each review without their scores.

        Of a review that never had names the last revision stands for all.
        """
        return dict(self.histories())

    def histories(self) -> Iterator[tuple[tuple[ApplicationId, ReviewerId], list[ReviewLink]]]:
        """Give the same one review after the other, by application and reviewer."""
        of_review = groupby(self._reviews.each_link(), key=lambda each: (each.application, each.reviewer))
        for (application, reviewer), listed in of_review:
            links: list[ReviewLink] = []
            for each in listed:
                if each.submitted is None:
                    continue
                if each.name is None:
                    links.clear()
                links.append(each)
            if links:
                yield (ApplicationId(application), ReviewerId(reviewer)), links

    def reviewed(self) -> frozenset[ApplicationId]:
        """Give the applications of which some revision is known, that of an undone merge too."""
        rows = self._raw().execute("SELECT DISTINCT application FROM review")
        return frozenset(ApplicationId(row[0]) for row in rows)

    def conflicted(self) -> dict[tuple[ApplicationId, ReviewerId], str]:
        """Give the declared conflicts, with the reason that was given last."""
        rows = self._raw().execute(
            f"SELECT application, reviewer, reason FROM declaration WHERE conflict = 1 AND {_IN_FORCE} "  # noqa: S608
            "ORDER BY number, sequence"
        )
        return {(ApplicationId(row[0]), ReviewerId(row[1])): row[2] for row in rows}

    def declined(self) -> dict[tuple[ApplicationId, ReviewerId], str]:
        """Give what was given back, with the reason that was given last."""
        rows = self._raw().execute(
            f"SELECT application, reviewer, reason FROM declined WHERE {_IN_FORCE} ORDER BY sequence"  # noqa: S608
        )
        return {(ApplicationId(row[0]), ReviewerId(row[1])): row[2] for row in rows}

    def add(self, reviewer: ReviewerId, said: Sayings, merge: int | None) -> None:
        """Append what a reviewer said, and by which merge it came, if by one."""
        self._reviews.add_rows(
            [(each.review, _named(name, each, merge)) for name, each in said.revisions.items()]
        )
        bulk.append_tuples(
            self._connection,
            DeclarationRow,
            (
                (
                    None,
                    reviewer,
                    each.application,
                    int(each.conflict),
                    each.reason,
                    moment_text(each.at),
                    each.number,
                    merge,
                )
                for each in sorted(said.declarations, key=lambda one: (one.application, one.number))
            ),
        )
        bulk.append_tuples(
            self._connection,
            DeclinedRow,
            (
                (None, reviewer, each.application, each.reason, moment_text(each.at), merge)
                for each in sorted(said.declined, key=lambda one: one.application)
            ),
        )

    def _sayings(
        self, links: Iterable[ReviewLink], only: ReviewerId | None = None
    ) -> dict[ReviewerId, Sayings]:
        named = [each for each in links if each.name is not None]
        revisions: defaultdict[ReviewerId, dict[Hash, SubmittedRevision]] = defaultdict(dict)
        for link, review in zip(named, self._reviews.of(named), strict=True):
            revisions[review.reviewer][link.hash] = SubmittedRevision(
                review=review,
                content=Hash(link.content or ""),
                recommendation=None if link.recommendation is None else Recommendation(link.recommendation),
                previous=link.previous,
                reason=link.reason,
            )
        declarations, declined = self._declarations(only), self._declined(only)
        return {
            reviewer: Sayings(
                revisions=revisions.get(reviewer, {}),
                declarations=frozenset(declarations.get(reviewer, ())),
                declined=frozenset(declined.get(reviewer, ())),
            )
            for reviewer in sorted({*revisions, *declarations, *declined})
        }

    def _declarations(self, only: ReviewerId | None) -> Mapping[ReviewerId, list[Declaration]]:
        found: defaultdict[ReviewerId, list[Declaration]] = defaultdict(list)
        columns = "reviewer, application, conflict, reason, at, number"
        for who, application, conflict, reason, at, number in self._said(columns, "declaration", only):
            found[ReviewerId(who)].append(
                Declaration(
                    application=ApplicationId(application),
                    conflict=bool(conflict),
                    reason=reason,
                    at=datetime.fromisoformat(at),
                    number=number,
                )
            )
        return found

    def _declined(self, only: ReviewerId | None) -> Mapping[ReviewerId, list[Declined]]:
        found: defaultdict[ReviewerId, list[Declined]] = defaultdict(list)
        for who, application, reason, at in self._said("reviewer, application, reason, at", "declined", only):
            found[ReviewerId(who)].append(
                Declined(application=ApplicationId(application), reason=reason, at=datetime.fromisoformat(at))
            )
        return found

    def _said(self, columns: str, table: str, only: ReviewerId | None) -> Iterator[Any]:
        also, given = ("", ()) if only is None else (" AND reviewer = ?", (only,))
        query = f"SELECT {columns} FROM {table} WHERE {_IN_FORCE}{also} ORDER BY sequence"  # noqa: S608
        yield from self._raw().execute(query, given)

    def _raw(self) -> Any:
        return self._connection.connection.driver_connection


class MergeRepository:
    """The merges of the round."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Merge, ...]:
        """Give them all, oldest first, the undone ones too."""
        undone = {row.merge: row.at for row in self._connection.execute(select(MergeUndoRow))}
        files: defaultdict[int, list[MergedFile]] = defaultdict(list)
        for row in self._connection.execute(
            select(MergedFileRow).order_by(col(MergedFileRow.reviewer), col(MergedFileRow.revision))
        ):
            files[row.merge].append(
                MergedFile(hash=Hash(row.hash), reviewer=ReviewerId(row.reviewer), revision=row.revision)
            )
        rows = self._connection.execute(select(MergeRow).order_by(col(MergeRow.id)))
        return tuple(
            Merge(id=row.id, by=row.by, at=row.at, files=tuple(files[row.id]), undone=undone.get(row.id))
            for row in rows
        )

    def new(self, by: str, at: datetime) -> int:
        """Begin a merge and give its number."""
        number = 1 + (self._connection.execute(select(func.max(MergeRow.id))).scalar_one() or 0)
        bulk.append(self._connection, MergeRow, [{"id": number, "by": by, "at": at}])
        return int(number)

    def add_file(self, merge: int, file: MergedFile) -> None:
        """Note that a merge took a file in; twice is once."""
        self._raw().execute(
            "INSERT OR IGNORE INTO merged_file (merge, hash, reviewer, revision) VALUES (?, ?, ?, ?)",
            (merge, file.hash, file.reviewer, file.revision),
        )

    def undo(self, merge: int, by: str, at: datetime) -> None:
        """Note that a merge counts no more."""
        bulk.append(self._connection, MergeUndoRow, [{"merge": merge, "by": by, "at": at}])

    def _raw(self) -> Any:
        return self._connection.connection.driver_connection


def _named(name: str, revision: SubmittedRevision, merge: int | None) -> tuple[Any, ...]:
    recommended = revision.recommendation
    return (
        name,
        revision.previous,
        revision.content,
        None if recommended is None else recommended.value,
        revision.reason,
        merge,
    )
