"""The signed header: who sends what to whom, for which round, and the hash of all the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from evaluator.domain.canonical import Canonical, Hash, decode, encode
from evaluator.domain.cards import card_from, card_told
from evaluator.domain.exchanged import CriteriaVersion, LogHead, PackageId
from evaluator.domain.fields import Fields, moment_told
from evaluator.domain.identifiers import ApplicationId, CallId, RoundId
from evaluator.domain.log import Digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from evaluator.domain.people import Card, Fingerprint

SHA512_BYTES: Final = 64
SHA256_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """A file that lies behind the payload.

    Attributes:
        sha512: Of its bytes, in small hexadecimal digits.
        size: In bytes.
    """

    sha512: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a file says of itself.

    Attributes:
        made: When, aware UTC.
        round: The round; None for a card.
        criteria: The criteria; None for a card.
        package: The package that it is, or that it answers.
        applications: The content of each application it speaks of.
        revision: Grows with each file of the same series; 0 where there is none.
        previous: Hash of the payload before in that series.
        log_head: Head of the sender's log.
    """

    made: datetime
    round: RoundId | None = None
    criteria: CriteriaVersion | None = None
    package: PackageId | None = None
    applications: Mapping[ApplicationId, Hash] = field(default_factory=dict)
    revision: int = 0
    previous: Hash | None = None
    log_head: LogHead | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The signed header.

    Attributes:
        about: What the file says of itself.
        sender: The signer's own card.
        receivers: Fingerprints of those it was sealed to, the sender among them.
        payload: SHA-256 of the payload.
        files: What lies behind it, in this order.
    """

    about: About
    sender: Card
    receivers: tuple[Fingerprint, ...]
    payload: Hash
    files: tuple[FileEntry, ...] = ()

    @property
    def canonical(self) -> bytes:
        """The one spelling, which is signed."""
        about = self.about
        told: dict[str, Canonical] = {
            "made": moment_told(about.made),
            "round": about.round,
            "criteria": criteria_told(about.criteria),
            "package": about.package,
            "applications": {each: content for each, content in about.applications.items()},  # noqa: C416
            "revision": about.revision,
            "previous": about.previous,
            "log_head": log_head_told(about.log_head),
            "sender": card_told(self.sender),
            "receivers": list(self.receivers),
            "payload": self.payload,
            "files": [{"sha512": each.sha512, "size": each.size} for each in self.files],
        }
        return encode(told)


_ABOUT: Final = (
    "made",
    "round",
    "criteria",
    "package",
    "applications",
    "revision",
    "previous",
    "log_head",
)


def header_from(content: bytes) -> Header:
    """Read a header whose signature was verified.

    Raises:
        NotCanonicalError: It is not spelled canonically.
        ContentError: It is no header.
    """
    fields = Fields(decode(content), *_ABOUT, "sender", "receivers", "payload", "files")
    receivers = fields.items("receivers")
    if not all(isinstance(each, str) for each in receivers):
        raise fields.fail("receivers")
    return Header(
        about=_about_from(fields),
        sender=card_from(fields.raw("sender"), "/sender"),
        receivers=tuple(Hash(str(each)) for each in receivers),
        payload=fields.hash("payload"),
        files=tuple(
            FileEntry(sha512=each.hexadecimal("sha512", SHA512_BYTES).hex(), size=each.whole("size"))
            for each in fields.each("files", "sha512", "size")
        ),
    )


def _about_from(fields: Fields) -> About:
    round_id, package = fields.raw("round"), fields.raw("package")
    return About(
        made=fields.moment("made"),
        round=None if round_id is None else RoundId(fields.line("round", most=100)),
        criteria=None if fields.raw("criteria") is None else criteria_from(fields, "criteria"),
        package=None if package is None else PackageId(fields.line("package", most=100)),
        applications={
            ApplicationId(each): Hash(content)
            for each, content in fields.texts_by_name("applications").items()
        },
        revision=fields.whole("revision"),
        previous=fields.hash_or_none("previous"),
        log_head=None if fields.raw("log_head") is None else log_head_from(fields, "log_head"),
    )


def criteria_told(criteria: CriteriaVersion | None) -> Canonical:
    """Write a version of criteria."""
    if criteria is None:
        return None
    return {"call": criteria.call, "version": criteria.version, "hash": criteria.hash}


def criteria_from(fields: Fields, name: str) -> CriteriaVersion:
    """Read a version of criteria."""
    inner = fields.inner(name, "call", "version", "hash")
    return CriteriaVersion(
        call=CallId(inner.line("call", most=200)), version=inner.whole("version"), hash=inner.hash("hash")
    )


def log_head_told(head: LogHead | None) -> Canonical:
    """Write a head of a log."""
    return None if head is None else {"number": head.number, "digest": head.digest.hex()}


def log_head_from(fields: Fields, name: str) -> LogHead:
    """Read a head of a log."""
    inner = fields.inner(name, "number", "digest")
    return LogHead(number=inner.whole("number"), digest=Digest(inner.hexadecimal("digest", SHA256_BYTES)))
