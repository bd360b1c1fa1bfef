"""The part of a unit of work that keeps what is private or only typed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.storage.repositories.private import (
    ConsensusDraftRepository,
    OfficialNoteRepository,
    PassageRepository,
)

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


class PrivateUnit:
    """Passages, officials' notes and drafts of a consensus on the connection of a unit of work."""

    _connection: Connection

    @cached_property
    def passages(self) -> PassageRepository:
        """What the reviewer marked."""
        return PassageRepository(self._connection)

    @cached_property
    def official_notes(self) -> OfficialNoteRepository:
        """What officials noted on applications."""
        return OfficialNoteRepository(self._connection)

    @cached_property
    def consensus_drafts(self) -> ConsensusDraftRepository:
        """What the meeting typed and has not recorded."""
        return ConsensusDraftRepository(self._connection)
