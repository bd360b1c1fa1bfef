"""Translations of what officials typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from evaluator.domain.translations import Translation
from evaluator.storage.repositories import bulk
from evaluator.storage.tables_translations import TranslationRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection


class TranslationRepository:
    """Append-only; the last of a text in a language is in force."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Translation, ...]:
        """Give every translation, oldest first."""
        rows = self._connection.execute(select(TranslationRow).order_by(col(TranslationRow.sequence)))
        return tuple(
            Translation(
                text=row.text, language=row.language, translation=row.translation, by=row.by, at=row.at
            )
            for row in rows
        )

    def add(self, values: Iterable[Translation]) -> None:
        """Append translations."""
        rows = [
            {
                "text": each.text,
                "language": each.language,
                "translation": each.translation,
                "by": each.by,
                "at": each.at,
            }
            for each in values
        ]
        bulk.append(self._connection, TranslationRow, rows)
