"""The fixed frame: the only thing of a file that is read before its signature is verified.

24 bytes say what the file is, how long its body is, and a checksum over both. The
checksum proves nothing about who made the file; it tells a file that was damaged on
its way from one that was sealed to somebody else, so that the right thing can be said.
"""

from __future__ import annotations

import stat
import struct
import zlib
from dataclasses import dataclass
from enum import IntEnum
from typing import IO, TYPE_CHECKING, Final

from evaluator.exchange.errors import (
    CutOffError,
    DamagedError,
    NewerError,
    NotFoundError,
    NotOursError,
    RenamedBundleError,
    UnreadableError,
    WrongKindError,
)

if TYPE_CHECKING:
    from pathlib import Path

MAGIC: Final = b"\x8eEVX\r\n\x1a\n"
"""Not text, and changed by whatever takes it for text."""

VERSION: Final = 1
FRAME: Final = struct.Struct(">8sHBBQI")
_CHECKED: Final = FRAME.size - 4
_BLOCK: Final = 1 << 20
_ZIP: Final = b"PK"


class Kind(IntEnum):
    """Which of the four files."""

    CARD = 1
    PACKAGE = 2
    REVIEW = 3
    ROUND = 4

    @property
    def suffix(self) -> str:
        """The ending of its name."""
        return {1: ".evcard", 2: ".evpack", 3: ".evreview", 4: ".evround"}[self.value]


class Cover(IntEnum):
    """How the body is covered: a card is public, all else is for its receivers only."""

    OPEN = 0
    AGE = 1

    @staticmethod
    def of(kind: Kind) -> Cover:
        """Give the one cover that a kind may have."""
        return Cover.OPEN if kind is Kind.CARD else Cover.AGE


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file whose frame holds: whole, of our kind, not yet opened.

    Attributes:
        path: Where it lies.
        kind: What the frame says it is; the signature covers it.
    """

    path: Path
    kind: Kind

    @property
    def signed(self) -> bytes:
        """The part of the frame that the signature covers."""
        return signed_part(self.kind)

    def open_body(self) -> IO[bytes]:
        """Open the file behind its frame.

        Raises:
            UnreadableError: It is gone.
        """
        try:
            file = self.path.open("rb")
            file.seek(FRAME.size)
        except OSError as error:
            raise UnreadableError(file=self.path.name) from error
        return file


def signed_part(kind: Kind) -> bytes:
    """Give version, kind and cover as the frame has them."""
    return struct.pack(">HBB", VERSION, kind, Cover.of(kind))


def frame(kind: Kind, length: int, body_checksum: int) -> bytes:
    """Make the frame for a body.

    Args:
        kind: What the file is.
        length: Of the body, in bytes.
        body_checksum: CRC-32 of the body.
    """
    start = FRAME.pack(MAGIC, VERSION, kind, Cover.of(kind), length, 0)[:_CHECKED]
    return start + zlib.crc32(start, body_checksum).to_bytes(4, "big")


def look_at(path: Path, wanted: Kind) -> Sealed:
    """Read the frame of a file, and see whether the file is whole.

    Raises:
        ExchangeError: It is missing, something else, cut off, damaged, newer, or
            another one of the four.
    """
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise UnreadableError(file=path.name)  # a pipe or a device could be read for ever
        with path.open("rb") as file:
            kind = _checked(file, path.name)
    except FileNotFoundError:
        raise NotFoundError(file=path.name) from None
    except OSError as error:
        raise UnreadableError(file=path.name) from error
    if kind is not wanted:
        raise WrongKindError(file=path.name, found=kind.suffix, wanted=wanted.suffix)
    return Sealed(path, kind)


def _checked(file: IO[bytes], name: str) -> Kind:
    start = file.read(FRAME.size)
    if not start.startswith(MAGIC):
        if start and MAGIC.startswith(start):
            raise CutOffError(file=name)
        raise (RenamedBundleError if start.startswith(_ZIP) else NotOursError)(file=name)
    if len(start) < FRAME.size:
        raise CutOffError(file=name)
    _, version, kind, cover, length, checksum = FRAME.unpack(start)
    found, body = 0, 0
    while block := file.read(_BLOCK):
        found += len(block)
        body = zlib.crc32(block, body)
    if found < length:
        raise CutOffError(file=name)
    if found > length or zlib.crc32(start[:_CHECKED], body) != checksum:
        raise DamagedError(file=name)
    # Only now: a version that arrived wrong is damage, not news.
    if version != VERSION:
        raise NewerError(file=name, version=version)
    if kind not in Kind.__members__.values() or cover != Cover.of(Kind(kind)):
        raise DamagedError(file=name)
    return Kind(kind)
