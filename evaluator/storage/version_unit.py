"""The part of a unit of work that keeps what papers need: versions of the draft, and translations."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.storage.repositories.translations import TranslationRepository
from evaluator.storage.repositories.versions import DraftVersionRepository

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

    from evaluator.domain.draft_versions import DraftVersion
    from evaluator.domain.translations import Translation


class VersionUnit:
    """Versions of the draft and translations on the connection of a unit of work."""

    _connection: Connection

    @cached_property
    def _draft_versions(self) -> DraftVersionRepository:
        return DraftVersionRepository(self._connection)

    def draft_versions(self) -> tuple[DraftVersion, ...]:
        """Give every version, oldest first."""
        return self._draft_versions.all()

    def add_draft_version(self, value: DraftVersion) -> None:
        """Append a version."""
        self._draft_versions.add(value)

    def translations(self) -> tuple[Translation, ...]:
        """Give every translation, oldest first."""
        return TranslationRepository(self._connection).all()

    def add_translations(self, values: Iterable[Translation]) -> None:
        """Append translations."""
        TranslationRepository(self._connection).add(values)
