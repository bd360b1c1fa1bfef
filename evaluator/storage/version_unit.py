"""The part of a unit of work that keeps versions of the decision draft."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.storage.repositories.versions import DraftVersionRepository

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from evaluator.domain.draft_versions import DraftVersion


class VersionUnit:
    """Versions of the draft on the connection of a unit of work."""

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
