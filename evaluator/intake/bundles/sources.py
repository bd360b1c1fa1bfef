"""Where the bytes of a bundle come from: one interface for folders and ZIP files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from evaluator.intake.bundles.findings import FaultError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PIECE: Final = 256 * 1024
"""Bytes that are read, hashed and stored at a time. Measured: 64 KiB cost a fifth more time in
the database, 1 MiB gains nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of a source.

    Attributes:
        path: As the source names it, parted by slashes; safe.
        size: In bytes, as the source says.
        place: Where the source finds it again.
    """

    path: str
    size: int
    place: int


class FaultyEntryError(FaultError):
    """The bytes of one file cannot be had as promised."""


class Source(Protocol):
    """A container that was opened, its names already checked."""

    @property
    def entries(self) -> Sequence[Entry]:
        """The files, by path."""

    @property
    def folders(self) -> frozenset[str]:
        """The folders that are named or implied, without a trailing slash."""

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """Give the bytes of a file in pieces of at most ``PIECE``.

        Raises:
            FaultyEntryError: They are not what the source promised.
        """

    def close(self) -> None:
        """Let go of the file."""


def parents(path: str) -> Iterator[str]:
    """Give the folders above a path, the nearest first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
