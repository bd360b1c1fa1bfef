"""What is private or only typed: passages, officials' notes, drafts of a consensus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlmodel import col, select

from evaluator.domain.consensus import ConsensusDraft
from evaluator.domain.identifiers import ApplicationId, CriterionId
from evaluator.domain.official_notes import OfficialNote
from evaluator.domain.passages import Passage, PassageId
from evaluator.storage.repositories import bulk
from evaluator.storage.repositories.words import answers_from, answers_text
from evaluator.storage.tables_private import ConsensusDraftRow, OfficialNoteRow, PassageRow

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


class PassageRepository:
    """The passages that the reviewer of this workspace marked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, application: ApplicationId) -> tuple[Passage, ...]:
        """Give the passages of an application, by text, place and name."""
        rows = self._connection.execute(
            select(PassageRow)
            .where(col(PassageRow.application) == application)
            .order_by(col(PassageRow.field), col(PassageRow.start), col(PassageRow.id))
        )
        return tuple(
            Passage(
                id=PassageId(row.id),
                application=ApplicationId(row.application),
                field=row.field,
                start=row.start,
                quoted=row.quoted,
                criterion=None if row.criterion is None else CriterionId(row.criterion),
                note=row.note,
                at=row.at,
            )
            for row in rows
        )

    def put(self, value: Passage) -> None:
        """Store a passage in place of the former of its name."""
        row = {
            "id": value.id,
            "application": value.application,
            "field": value.field,
            "start": value.start,
            "quoted": value.quoted,
            "criterion": value.criterion,
            "note": value.note,
            "at": value.at,
        }
        bulk.put(self._connection, PassageRow, [row])

    def drop(self, passage: PassageId) -> None:
        """Let go of a passage, if there is one."""
        self._connection.execute(delete(PassageRow).where(col(PassageRow.id) == passage))

    def drop_of(self, application: ApplicationId) -> None:
        """Let go of all passages of an application."""
        self._connection.execute(delete(PassageRow).where(col(PassageRow.application) == application))


class OfficialNoteRepository:
    """The officials' notes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, application: ApplicationId) -> OfficialNote | None:
        """Give the note on an application, or None."""
        row = self._connection.execute(
            select(OfficialNoteRow).where(col(OfficialNoteRow.application) == application)
        ).one_or_none()
        if row is None:
            return None
        return OfficialNote(application=ApplicationId(row.application), text=row.text, by=row.by, at=row.at)

    def put(self, value: OfficialNote) -> None:
        """Store a note in place of the former."""
        row = {"application": value.application, "text": value.text, "by": value.by, "at": value.at}
        bulk.put(self._connection, OfficialNoteRow, [row])

    def drop(self, application: ApplicationId) -> None:
        """Let go of a note, if there is one."""
        self._connection.execute(
            delete(OfficialNoteRow).where(col(OfficialNoteRow.application) == application)
        )


class ConsensusDraftRepository:
    """What the meeting typed and has not recorded."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> dict[ApplicationId, ConsensusDraft]:
        """Give the drafts, by application."""
        rows = self._connection.execute(
            select(ConsensusDraftRow).order_by(col(ConsensusDraftRow.application))
        )
        return {
            ApplicationId(row.application): ConsensusDraft(
                application=ApplicationId(row.application),
                scores=answers_from(row.answers)[0],
                rapporteur=row.rapporteur,
                reason=row.reason,
                left=tuple(json.loads(row.left)),
                at=row.at,
            )
            for row in rows
        }

    def put(self, value: ConsensusDraft) -> None:
        """Store a draft in place of the former."""
        row = {
            "application": value.application,
            "answers": answers_text(value.scores, {}),
            "rapporteur": value.rapporteur,
            "reason": value.reason,
            "left": json.dumps(list(value.left), ensure_ascii=False),
            "at": value.at,
        }
        bulk.put(self._connection, ConsensusDraftRow, [row])

    def drop(self, application: ApplicationId) -> None:
        """Let go of a draft, if there is one."""
        self._connection.execute(
            delete(ConsensusDraftRow).where(col(ConsensusDraftRow.application) == application)
        )
