"""People who exchange files: their cards, and the fingerprint that is read aloud.

A person is known by two public keys, one that signs and one that receives. The
fingerprint covers both. Whether a card is really that person's, only another way
can tell: the two compare the digits over the telephone.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from evaluator.domain.canonical import Canonical, Hash, encode
from evaluator.domain.errors import FingerprintError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

Fingerprint = Hash
"""SHA-256 over both public keys, as files name a person; ``spoken`` gives the digits."""

GROUPS: Final = 8
_DATA: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKeys:
    """What others know of a person's keys.

    Attributes:
        signing: Ed25519 public key, 32 bytes.
        receiving: X25519 public key as age writes it ("age1…").
    """

    signing: bytes
    receiving: str

    @property
    def fingerprint(self) -> Fingerprint:
        """The name of these keys in files."""
        content = b"evaluator keys 1\0" + self.signing + b"\0" + self.receiving.encode()
        return Fingerprint(hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Predecessor:
    """Keys that a person used before, which vouch for those that came next.

    Attributes:
        keys: The former keys.
        signature: By the former signing key over ``succession(former, next)``.
    """

    keys: PublicKeys
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An identity card: a person's own statement of name and keys.

    Attributes:
        name: As the person writes it.
        organisation: Where the person works.
        keys: The keys in use.
        made: When, aware UTC.
        predecessors: Former keys, oldest first, each vouching for the next.
    """

    name: str
    organisation: str
    keys: PublicKeys
    made: datetime
    predecessors: tuple[Predecessor, ...] = ()

    @property
    def fingerprint(self) -> Fingerprint:
        """The name of this card's keys in files."""
        return self.keys.fingerprint

    @property
    def known_as(self) -> tuple[Fingerprint, ...]:
        """Every fingerprint this person has had, the present one last."""
        return (*(each.keys.fingerprint for each in self.predecessors), self.fingerprint)


class Person(Protocol):
    """A person whose secret keys are at hand: who signs, and opens."""

    @property
    def card(self) -> Card:
        """What others know."""

    @property
    def openers(self) -> Sequence[object]:
        """What opens files that were sealed to this person, now or before."""

    def sign(self, content: bytes) -> bytes:
        """Give the signature over ``content``, 64 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whose signature counts.

    Attributes:
        known: Fingerprints that count; None at a first contact, when the signer's
            fingerprint is shown and compared.
        revoked: Fingerprints that count no more.
    """

    known: frozenset[Fingerprint] | None = None
    revoked: frozenset[Fingerprint] = frozenset()


def succession(former: Fingerprint, following: Fingerprint) -> bytes:
    """Give the bytes with which former keys vouch for the following ones."""
    value: dict[str, Canonical] = {"former": former, "following": following}
    return b"evaluator succession 1\0" + encode(value)


def spoken(fingerprint: Fingerprint) -> str:
    """Give the fingerprint as eight groups of five digits, to be read aloud.

    Digits are the same in every language. Four of a group come from the fingerprint,
    106 bits in all; the fifth checks them and the group's place, so that a digit
    misheard, two swapped or a group left out is noticed while it is being read.
    """
    number = int(fingerprint, 16) % 10 ** (GROUPS * _DATA)
    digits = f"{number:0{GROUPS * _DATA}d}"
    groups = (digits[at : at + _DATA] for at in range(0, len(digits), _DATA))
    return " ".join(f"{group}{_check_digit(place, group)}" for place, group in enumerate(groups))


def from_spoken(text: str) -> str:
    """Give the digits as ``spoken`` writes them, from what a person typed.

    Raises:
        FingerprintError: A group was misheard, or there are not forty digits.
    """
    digits = re.sub(r"[\s.-]", "", text)
    if not re.fullmatch(rf"[0-9]{{{GROUPS * (_DATA + 1)}}}", digits):
        raise FingerprintError(group=0)
    groups = [digits[at : at + _DATA + 1] for at in range(0, len(digits), _DATA + 1)]
    for place, group in enumerate(groups):
        if group[_DATA] != _check_digit(place, group[:_DATA]):
            raise FingerprintError(group=place + 1)
    return " ".join(groups)


# Damm's quasigroup of order 10: every single wrong digit and every swap of two
# neighbours changes the check digit (H. M. Damm, 2004).
_DAMM: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def _check_digit(place: int, digits: str) -> str:
    state = 0
    for each in (str(place), *digits):
        state = int(_DAMM[state][int(each)])
    return str(state)
