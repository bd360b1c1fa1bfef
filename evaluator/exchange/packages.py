"""Assignment packages: from the official to one reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.canonical import decode
from evaluator.domain.exchanged import criteria_version
from evaluator.exchange.enclosed import enclosed_files
from evaluator.exchange.errors import SignatureError
from evaluator.exchange.frame import Kind, look_at
from evaluator.exchange.header import About, FileEntry
from evaluator.exchange.opening import decrypt, require_sealable, verify
from evaluator.exchange.package_content import package_from, package_spelling
from evaluator.exchange.sealing import EnclosedFile, seal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from evaluator.domain.exchanged import PackageContents
    from evaluator.domain.people import Card, Person, Trust
    from evaluator.exchange.header import Header
    from evaluator.exchange.opening import Verified


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPackage:
    """A package that was verified.

    Attributes:
        verified: The file; ``files`` gives the attachments' bytes.
        contents: What it holds.
    """

    verified: Verified
    contents: PackageContents

    @property
    def sender(self) -> Card:
        """Who made it."""
        return self.verified.header.sender

    def files(self, person: Person) -> Iterator[tuple[FileEntry, Iterator[bytes]]]:
        """Give each attachment once, with its bytes in pieces; see ``enclosed_files``."""
        return enclosed_files(self.verified, person)


def write_package(
    path: Path,
    contents: PackageContents,
    sender: Person,
    reviewer: Card,
    bytes_of: Callable[[str], Iterable[bytes]],
) -> Header:
    """Write a package, sealed to its reviewer and to its sender.

    Args:
        path: Where; an existing file is refused.
        contents: What it holds.
        sender: The official who makes it.
        reviewer: Who gets it.
        bytes_of: Gives the bytes of an attachment in pieces, by its SHA-512; each
            attachment is asked for once, however many applications it came with.

    Raises:
        TargetExistsError: There is a file already.
        TargetError: It cannot be written.
    """
    entries = _entries(contents)
    return seal(
        path,
        Kind.PACKAGE,
        _about(contents),
        package_spelling(contents),
        sender,
        [reviewer],
        [EnclosedFile(entry=each, chunks=_bound(bytes_of, each.sha512)) for each in entries],
    )


def read_package(path: Path, identity: Person, trust: Trust) -> OpenedPackage:
    """Open a package.

    Args:
        path: The file.
        identity: The reviewer, or the sender who restores from it.
        trust: Whose packages count.

    Raises:
        ExchangeError: It is none, or not for this identity, or not by whom it should.
        NotCanonicalError: What was signed is not spelled canonically.
        ContentError: What was signed is no package.
    """
    verified = verify(decrypt(look_at(path, Kind.PACKAGE), identity), identity, trust)
    contents = package_from(decode(verified.payload))
    for at, card in enumerate(contents.receivers):
        require_sealable(card, f"/receivers/{at}")
    if verified.header.about != _about(contents) or verified.header.files != _entries(contents):
        # Signed, but header and payload speak of different things.
        raise SignatureError(file=path.name)
    return OpenedPackage(verified=verified, contents=contents)


def _about(contents: PackageContents) -> About:
    return About(
        made=contents.made,
        round=contents.round,
        criteria=criteria_version(contents.call),
        package=contents.id,
        applications={each.application.id: each.content for each in contents.applications},
        log_head=contents.log_head,
    )


def _entries(contents: PackageContents) -> tuple[FileEntry, ...]:
    found = {
        each.sha512: FileEntry(sha512=each.sha512, size=each.size)
        for assigned in contents.applications
        for each in assigned.attachments
    }
    return tuple(found[name] for name in sorted(found))


def _bound(bytes_of: Callable[[str], Iterable[bytes]], sha512: str) -> Callable[[], Iterable[bytes]]:
    return lambda: bytes_of(sha512)
