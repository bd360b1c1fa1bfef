"""Round files: the whole round, from official to chair and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from evaluator.domain.canonical import Canonical, decode, encode
from evaluator.domain.cards import card_from, card_told
from evaluator.domain.exchanged import RoundFileContents
from evaluator.domain.fields import Fields
from evaluator.domain.identifiers import RoundId
from evaluator.exchange.enclosed import enclosed_files
from evaluator.exchange.errors import OtherRoundError, SignatureError
from evaluator.exchange.frame import Kind, look_at
from evaluator.exchange.header import (
    About,
    FileEntry,
    criteria_from,
    criteria_told,
    log_head_from,
    log_head_told,
)
from evaluator.exchange.opening import decrypt, verify
from evaluator.exchange.sealing import EnclosedFile, seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from evaluator.domain.people import Card, Person, Trust
    from evaluator.exchange.header import Header
    from evaluator.exchange.opening import Verified

_KEY_BYTES: Final = 32


class CopyToSend(Protocol):
    """The copy of the workspace."""

    @property
    def sha512(self) -> str:
        """Of its bytes, in small hexadecimal digits."""

    @property
    def size(self) -> int:
        """In bytes."""

    def chunks(self) -> Iterator[bytes]:
        """Give its bytes in pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedRound:
    """A round file that was verified.

    Attributes:
        verified: The file; its one enclosed file is the copy of the workspace.
        contents: What it says.
    """

    verified: Verified
    contents: RoundFileContents

    @property
    def sender(self) -> Card:
        """Who gave the round away."""
        return self.verified.header.sender

    def copy(self, person: Person) -> Iterator[bytes]:
        """Give the copy of the workspace in pieces; a wrong hash raises at its end."""
        for _, chunks in enclosed_files(self.verified, person):
            yield from chunks


def write_round(
    path: Path,
    contents: RoundFileContents,
    sender: Person,
    receivers: Iterable[Card],
    made: datetime,
    copy: CopyToSend,
) -> Header:
    """Write a round file, sealed to the receivers and to its sender.

    Raises:
        TargetExistsError: There is a file already.
        TargetError: It cannot be written.
    """
    payload = encode(_told(contents))
    enclosed = EnclosedFile(entry=FileEntry(sha512=copy.sha512, size=copy.size), chunks=copy.chunks)
    return seal(path, Kind.ROUND, _about(contents, made), payload, sender, receivers, [enclosed])


def read_round(path: Path, identity: Person, trust: Trust, wanted: RoundId | None = None) -> OpenedRound:
    """Open a round file.

    Args:
        path: The file.
        identity: Who opens it.
        trust: Whose round files count.
        wanted: The round that it should be, where one is there already.

    Raises:
        ExchangeError: It is none, or not for this identity, or not by whom it should.
        NotCanonicalError: What was signed is not spelled canonically.
        ContentError: What was signed is no round file.
    """
    verified = verify(decrypt(look_at(path, Kind.ROUND), identity), identity, trust)
    contents = _from(decode(verified.payload))
    header = verified.header
    if header.about != _about(contents, header.about.made) or len(header.files) != 1:
        raise SignatureError(file=path.name)
    if wanted is not None and contents.round != wanted:
        raise OtherRoundError(file=path.name, round=contents.round)
    return OpenedRound(verified=verified, contents=contents)


def _about(contents: RoundFileContents, made: datetime) -> About:
    return About(
        made=made,
        round=contents.round,
        criteria=contents.criteria,
        log_head=contents.log_head,
    )


def _told(contents: RoundFileContents) -> Canonical:
    return {
        "format": 1,
        "round": contents.round,
        "criteria": criteria_told(contents.criteria),
        "log_head": log_head_told(contents.log_head),
        "key": contents.key.hex(),
        "revoked": [card_told(each) for each in contents.revoked],
    }


def _from(value: Canonical) -> RoundFileContents:
    fields = Fields(value, "format", "round", "criteria", "log_head", "key", "revoked")
    if fields.whole("format") != 1:
        raise fields.fail("format")
    return RoundFileContents(
        round=RoundId(fields.line("round", most=100)),
        criteria=criteria_from(fields, "criteria"),
        log_head=log_head_from(fields, "log_head"),
        key=fields.hexadecimal("key", _KEY_BYTES),
        revoked=tuple(card_from(each, f"/revoked/{at}") for at, each in enumerate(fields.items("revoked"))),
    )
