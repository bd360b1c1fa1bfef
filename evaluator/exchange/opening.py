"""Opening one of the four files, in three steps that cannot be taken in another order.

``look_at`` gives a ``Sealed``, ``decrypt`` makes it ``Decrypted``, ``verify`` makes
that ``Verified``; parsers take nothing but a ``Verified``, and nothing but ``verify``
makes one. Only the two fixed frames are read before the signature is verified: the
outer one for what the file is, the inner one for who claims to have signed how much.

    sealed = look_at(path, Kind.REVIEW)
    decrypted = decrypt(sealed, identity)
    verified = verify(decrypted, identity, Trust(known=reviewers))
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NoReturn

import pyrage

from evaluator.domain.errors import ContentError
from evaluator.domain.people import PublicKeys, spoken
from evaluator.exchange.errors import (
    DamagedError,
    NoKeyError,
    NotReceiverError,
    RevokedSignerError,
    SignatureError,
    SignerError,
    TooLargeError,
    UnknownSignerError,
)
from evaluator.exchange.frame import Cover, Sealed
from evaluator.exchange.header import Header, header_from
from evaluator.exchange.sealing import PREFIX, signed_bytes
from evaluator.keys.identity import signed_by, succession_holds

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.domain.people import Card, Person, Trust

LONGEST_HEADER: Final = 16 << 20
LONGEST_PAYLOAD: Final = 256 << 20
_NO_MATCH: Final = "No matching keys found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decrypted:
    """What was in a file, as somebody claims; not to be read yet.

    Attributes:
        sealed: The file.
        signer: The Ed25519 public key that is claimed.
        signature: The claim.
        header: What is signed.
        payload: What the header names by its hash.
        enclosed: Whether anything lies behind the payload.
    """

    sealed: Sealed
    signer: bytes
    signature: bytes
    header: bytes = field(repr=False)
    payload: bytes = field(repr=False)
    enclosed: bool


_BY_VERIFY: Final = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was in a file, as its sender signed it.

    Attributes:
        sealed: The file.
        header: The signed header.
        payload: Its content.
    """

    sealed: Sealed
    header: Header
    payload: bytes = field(repr=False)
    made_by: object = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse to be made by anything but ``verify``; that would be a bug, not a bad file."""
        if self.made_by is not _BY_VERIFY:
            raise RuntimeError("only verify makes a Verified")


class _Enough(Exception):  # noqa: N818 - no error: all that is wanted has been read
    """Stops the decryption."""


class _Collector:
    """Takes the inner frame, the header and the payload, and no more."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._wanted = PREFIX.size
        self.found = bytearray()
        self.more = False

    def write(self, data: bytes) -> int:
        self.found += data
        if self._wanted == PREFIX.size <= len(self.found):
            _, _, header, payload = PREFIX.unpack_from(self.found)
            if header > LONGEST_HEADER or payload > LONGEST_PAYLOAD:
                raise TooLargeError(file=self._name)
            self._wanted += header + payload
        if len(self.found) > self._wanted:
            self.more = True
            raise _Enough
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def result(self, sealed: Sealed) -> Decrypted:
        if len(self.found) < max(self._wanted, PREFIX.size + 1):
            raise DamagedError(file=self._name)
        signer, signature, header, payload = PREFIX.unpack_from(self.found)
        start = PREFIX.size + header
        return Decrypted(
            sealed=sealed,
            signer=signer,
            signature=signature,
            header=bytes(self.found[PREFIX.size : start]),
            payload=bytes(memoryview(self.found)[start : start + payload]),
            enclosed=self.more,
        )


def decrypt(sealed: Sealed, identity: Person | None) -> Decrypted:
    """Open a file's header and payload; enclosed files stay sealed.

    Args:
        sealed: The file.
        identity: Whose keys open it; None for a card, which anybody can read.

    Raises:
        NoKeyError: It was sealed to others.
        DamagedError: It does not agree with its seal.
        TooLargeError: A part is larger than can be.
    """
    collector = _Collector(sealed.path.name)
    with contextlib.suppress(_Enough):
        pour(sealed, identity, collector)
    return collector.result(sealed)


def pour(sealed: Sealed, identity: Person | None, writer: object) -> None:
    """Give the opened body of a file to a writer, piece by piece.

    Raises:
        NoKeyError: It was sealed to others.
        DamagedError: It does not agree with its seal.
    """
    with sealed.open_body() as body:
        if Cover.of(sealed.kind) is Cover.OPEN:
            write: Callable[[bytes], int] = writer.write  # type: ignore[attr-defined]
            while data := body.read(1 << 16):
                write(data)
            return
        if identity is None:
            raise RuntimeError("a sealed file needs somebody to open it")
        try:
            pyrage.decrypt_io(body, writer, identity.openers)
        except (pyrage.DecryptError, OSError) as error:
            if str(error) == _NO_MATCH:
                raise NoKeyError(file=sealed.path.name, name=identity.card.name) from None
            raise DamagedError(file=sealed.path.name) from None


def require_sealable(card: Card, where: str) -> None:
    """See whether anything can be sealed to a card at all.

    Raises:
        ContentError: Its receiving key is none.
    """
    try:
        pyrage.x25519.Recipient.from_str(card.keys.receiving)
    except pyrage.RecipientError:
        raise ContentError(where=f"{where}/keys/receiving") from None


def verify(decrypted: Decrypted, identity: Person | None, trust: Trust) -> Verified:
    """See whether a file is what its sender signed, for whom, and whether the sender counts.

    Args:
        decrypted: What was in the file.
        identity: Who reads it; must be among the receivers that the sender named.
        trust: Whose signature counts.

    Raises:
        SignatureError: The signature does not belong to the content.
        NotCanonicalError: The header is not spelled canonically.
        ContentError: The header is none.
        NotReceiverError: The sender did not name this identity.
        RevokedSignerError: The sender's card was revoked.
        UnknownSignerError: Nobody knows the sender.
    """
    name = decrypted.sealed.path.name
    claimed = PublicKeys(signing=decrypted.signer, receiving="")
    covered = signed_bytes(decrypted.sealed.kind, decrypted.header, len(decrypted.payload))
    if not signed_by(claimed, decrypted.signature, covered):
        raise SignatureError(file=name)
    header = header_from(decrypted.header)
    require_sealable(header.sender, "/sender")
    payload = hashlib.sha256(decrypted.payload).hexdigest()
    if (
        header.sender.keys.signing != decrypted.signer
        or not hmac.compare_digest(payload, header.payload)
        or decrypted.enclosed != any(each.size for each in header.files)
        or not succession_holds(header.sender)
    ):
        raise SignatureError(file=name)
    if identity is not None and not set(identity.card.known_as) & set(header.receivers):
        raise NotReceiverError(file=name, name=identity.card.name)
    _trust(header.sender, trust, name)
    return Verified(sealed=decrypted.sealed, header=header, payload=decrypted.payload, made_by=_BY_VERIFY)


def _trust(sender: Card, trust: Trust, name: str) -> None:
    """See whether the sender counts.

    Who is known by former keys is known by those that they vouch for, unless one of
    them was revoked: who stole keys could vouch for any.
    """
    known = trust.known
    if sender.fingerprint in trust.revoked:
        _refuse(RevokedSignerError, sender, name)
    if known is not None and sender.fingerprint in known:
        return
    if trust.revoked & set(sender.known_as):
        _refuse(RevokedSignerError, sender, name)
    if known is not None and not known & set(sender.known_as):
        _refuse(UnknownSignerError, sender, name)


def _refuse(error: type[SignerError], sender: Card, name: str) -> NoReturn:
    raise error(file=name, name=sender.name, fingerprint=spoken(sender.fingerprint))
