"""What handing a round over needs of workspaces and round files, as protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from evaluator.domain.exchanged import RoundFileContents
    from evaluator.domain.identifiers import RoundId
    from evaluator.domain.log import Change, Digest, LoggedEntry
    from evaluator.domain.people import Card, Person, Trust
    from evaluator.domain.rounds import Round
    from evaluator.services.exchange_ports import OpenedRound
    from evaluator.services.ports import Secret
    from evaluator.services.private_ports import ConsensusDrafts
    from evaluator.services.reviewing_ports import ConsensusRecords


class BatonUnit(Protocol):
    """The part of a transaction that matters to the baton."""

    def round(self) -> Round:
        """Give the round's own facts."""

    def log(self, changes: Iterable[Change]) -> None:
        """Append changes to the log."""

    def log_entries(self) -> tuple[LoggedEntry, ...]:
        """Give the whole log."""

    def log_head(self) -> tuple[int, Digest]:
        """Give number and digest of the last entry."""

    def away(self) -> bool:
        """Tell whether the round was given to somebody else."""

    @property
    def consensus(self) -> ConsensusRecords:
        """Consensus records."""

    @property
    def consensus_drafts(self) -> ConsensusDrafts:
        """What the meeting typed and has not recorded."""

    def commit(self) -> None:
        """Make what was done in this unit last."""


class CopyOfRound(Protocol):
    """A copy of a workspace that leaves."""

    @property
    def key(self) -> bytes:
        """Its own key."""

    @property
    def sha512(self) -> str:
        """Of its bytes."""

    @property
    def size(self) -> int:
        """In bytes."""

    def chunks(self) -> Iterator[bytes]:
        """Give its bytes in pieces."""


class BatonWorkspace(Protocol):
    """An open workspace, as far as the baton needs it."""

    @property
    def path(self) -> Path:
        """Where the file lies."""

    def read(self) -> AbstractContextManager[BatonUnit]:
        """Start a transaction that only reads."""

    def hand_over(self, given: Change, failed: Change) -> AbstractContextManager[CopyOfRound]:
        """Give the round away: log it, lend a copy, and from then on only be read."""

    def take_back(self, change: Change) -> None:
        """Let a round that was given away be changed again."""

    def give_up(self) -> None:
        """Close the file for another one to take its place."""

    def close(self) -> None:
        """Let go of the file."""


class Arriving(Protocol):
    """A copy that came in, not yet in its place."""

    def begin(self) -> AbstractContextManager[BatonUnit]:
        """Start a transaction on it."""

    def settle(self, secret: Secret, replaced: BatonWorkspace | None) -> None:
        """Give it a key of this machine and its place."""


class BatonWorkspaces(Protocol):
    """Opens workspaces and takes copies in."""

    def open(self, path: Path, secret: Secret) -> BatonWorkspace:
        """Open a workspace."""

    def arriving(self, path: Path, key: bytes, chunks: Iterable[bytes]) -> AbstractContextManager[Arriving]:
        """Lend a copy that comes in."""


class WriteRound(Protocol):
    """Writes a round file."""

    def __call__(
        self,
        path: Path,
        contents: RoundFileContents,
        sender: Person,
        receivers: Iterable[Card],
        made: datetime,
        copy: CopyOfRound,
        /,
    ) -> object:
        """Write it, sealed to its receivers and its sender."""


class ReadRound(Protocol):
    """Opens a round file."""

    def __call__(
        self, path: Path, identity: Person, trust: Trust, wanted: RoundId | None = None, /
    ) -> OpenedRound:
        """Open, verify and read it.

        Raises:
            InputError: It is refused.
        """


class RevokedCards(Protocol):
    """Gives the cards that count no more."""

    def __call__(self) -> tuple[Card, ...]:
        """Give them."""
