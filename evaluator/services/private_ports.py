"""What notes and unrecorded drafts need of a workspace, as protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.consensus import ConsensusDraft
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.official_notes import OfficialNote
    from evaluator.domain.passages import Passage, PassageId


class Passages(Protocol):
    """What the reviewer marked."""

    def of(self, application: ApplicationId, /) -> tuple[Passage, ...]:
        """Give the passages of an application, by text and place."""

    def put(self, value: Passage, /) -> None:
        """Store a passage in place of the former of its name."""

    def drop(self, passage: PassageId, /) -> None:
        """Let go of a passage, if there is one."""

    def drop_of(self, application: ApplicationId, /) -> None:
        """Let go of all passages of an application."""


class OfficialNotes(Protocol):
    """What officials noted on applications."""

    def of(self, application: ApplicationId, /) -> OfficialNote | None:
        """Give the note on an application, or None."""

    def put(self, value: OfficialNote, /) -> None:
        """Store a note in place of the former."""

    def drop(self, application: ApplicationId, /) -> None:
        """Let go of a note, if there is one."""


class ConsensusDrafts(Protocol):
    """What the meeting typed and has not recorded."""

    def all(self) -> Mapping[ApplicationId, ConsensusDraft]:
        """Give the drafts, by application."""

    def put(self, value: ConsensusDraft, /) -> None:
        """Store a draft in place of the former."""

    def drop(self, application: ApplicationId, /) -> None:
        """Let go of a draft, if there is one."""


class PrivateUnit(Protocol):
    """The part of a transaction that keeps what is private or only typed."""

    @property
    def passages(self) -> Passages:
        """What the reviewer marked."""

    @property
    def official_notes(self) -> OfficialNotes:
        """What officials noted on applications."""

    @property
    def consensus_drafts(self) -> ConsensusDrafts:
        """What the meeting typed and has not recorded."""

    def private_tables(self) -> Mapping[str, int]:
        """Give the tables that no archive holds, with the number of their rows."""
