"""Making one of the four files: sign, then seal to every receiver and to the sender.

What is sealed: signer, signature and two lengths (108 bytes), the header, the payload,
and then the files as the header lists them. Everything is written beside the target and
takes its place only when it is whole; what lies there meanwhile is sealed already.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import struct
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

import pyrage

from evaluator.domain.canonical import Hash
from evaluator.exchange.errors import TargetError, TargetExistsError
from evaluator.exchange.frame import FRAME, Cover, Kind, frame, signed_part
from evaluator.exchange.header import About, FileEntry, Header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from _typeshed import WriteableBuffer

    from evaluator.domain.people import Card, Person

PREFIX: Final = struct.Struct(">32s64sIQ")
"""Signer's public key, signature, length of the header, length of the payload."""

_SIGNED: Final = b"evaluator file 1\0"
_BUFFER: Final = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosedFile:
    """A file to be sealed behind the payload.

    Attributes:
        entry: Its name and size.
        chunks: Gives its bytes in pieces, as often as it is called.
    """

    entry: FileEntry
    chunks: Callable[[], Iterable[bytes]]


def signed_bytes(kind: Kind, header: bytes, payload_length: int) -> bytes:
    """Give what the signature of a file covers; the payload is covered by its hash."""
    lengths = struct.pack(">IQ", len(header), payload_length)
    return _SIGNED + signed_part(kind) + lengths + header


def seal(
    path: Path,
    kind: Kind,
    about: About,
    payload: bytes,
    sender: Person,
    receivers: Iterable[Card] = (),
    files: Sequence[EnclosedFile] = (),
) -> Header:
    """Write a file.

    Args:
        path: Where; an existing file is refused.
        kind: Which of the four.
        about: What it says of itself.
        payload: Its content, canonically written.
        sender: Who signs; can open it as well.
        receivers: Who can open it.
        files: What is enclosed.

    Returns:
        The header that was signed.

    Raises:
        TargetExistsError: There is a file already.
        TargetError: It cannot be written.
    """
    to = _each_once([*receivers, sender.card])
    header = Header(
        about=about,
        sender=sender.card,
        receivers=() if kind is Kind.CARD else tuple(sorted(each.fingerprint for each in to)),
        payload=Hash(hashlib.sha256(payload).hexdigest()),
        files=tuple(each.entry for each in files),
    )
    told = header.canonical
    signature = sender.sign(signed_bytes(kind, told, len(payload)))
    prefix = PREFIX.pack(sender.card.keys.signing, signature, len(told), len(payload))
    source = _Source(_pieces(prefix + told + payload, files))
    with _target(path) as file:
        body = _Body(file)
        if Cover.of(kind) is Cover.OPEN:
            body.write(source.readall())
        else:
            _encrypt(source, body, [each.keys.receiving for each in to])
        file.seek(0)
        file.write(frame(kind, body.length, body.checksum))
    return header


def _encrypt(source: _Source, body: _Body, receiving: Iterable[str]) -> None:
    try:
        # age asks for some kilobytes at a time: the buffer answers most of that without Python.
        pieces = io.BufferedReader(source, _BUFFER)
        pyrage.encrypt_io(pieces, body, [pyrage.x25519.Recipient.from_str(each) for each in receiving])
    except pyrage.EncryptError:
        # What went wrong in reading or writing comes through as a text only.
        raise source.failure or body.failure or RuntimeError("age does not encrypt") from None


def _each_once(cards: Iterable[Card]) -> list[Card]:
    return list({each.fingerprint: each for each in cards}.values())


def _pieces(start: bytes, files: Iterable[EnclosedFile]) -> Iterator[bytes]:
    yield start
    for each in files:
        size = 0
        for chunk in each.chunks():
            size += len(chunk)
            yield chunk
        if size != each.entry.size:
            raise RuntimeError("an enclosed file has another size than its entry says")


class _Source(io.RawIOBase):
    """Bytes in pieces, as a file that can be read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._now = memoryview(b"")
        self.failure: BaseException | None = None

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Give what is left of a piece, or as much as there is room for; nothing at the end."""
        room = memoryview(buffer)
        try:
            while not self._now:
                self._now = memoryview(next(self._pieces))
        except StopIteration:
            return 0
        except BaseException as error:
            self.failure = error
            raise
        size = min(len(room), len(self._now))
        room[:size] = self._now[:size]
        self._now = self._now[size:]
        return size


class _Body:
    """Writes the body behind the frame's place, and counts."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.length = 0
        self.checksum = 0
        self.failure: BaseException | None = None
        file.write(bytes(FRAME.size))

    def write(self, data: bytes) -> int:
        try:
            self._file.write(data)
        except BaseException as error:
            self.failure = error
            raise
        self.length += len(data)
        self.checksum = zlib.crc32(data, self.checksum)
        return len(data)

    def flush(self) -> None:
        """Nothing: the file is flushed once, when it is whole."""


@contextmanager
def _target(path: Path) -> Iterator[IO[bytes]]:
    if path.exists() or path.is_symlink():
        raise TargetExistsError(file=path.name)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        with os.fdopen(
            os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600), "wb"
        ) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise TargetError(file=path.name) from error
    finally:
        with suppress(OSError):
            draft.unlink()
