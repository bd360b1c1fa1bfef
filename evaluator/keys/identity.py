"""A person's secret keys: one signs, one opens what was sealed to the person.

Ed25519 signs; X25519, as age uses it, receives. When keys are renewed, the old ones
vouch for the new ones, and stay to open what is still on its way to them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from evaluator.domain.people import Card, Predecessor, PublicKeys, succession

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretKeys:
    """One pair of secret keys; never printed, not even by mistake.

    Attributes:
        signing: Ed25519 private key, 32 bytes.
        receiving: X25519 private key as age writes it.
    """

    signing: bytes = field(repr=False)
    receiving: str = field(repr=False)

    @property
    def public(self) -> PublicKeys:
        """What others know of them."""
        private = Ed25519PrivateKey.from_private_bytes(self.signing)
        opener = pyrage.x25519.Identity.from_str(self.receiving)
        return PublicKeys(signing=private.public_key().public_bytes_raw(), receiving=str(opener.to_public()))

    def sign(self, content: bytes) -> bytes:
        """Give the signature over ``content``, 64 bytes; the same content gives the same."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A person on this machine.

    Attributes:
        card: What others know.
        keys: The keys in use.
        former: Keys that were renewed; they open, and sign no more.
    """

    card: Card
    keys: SecretKeys
    former: tuple[SecretKeys, ...] = ()

    def sign(self, content: bytes) -> bytes:
        """Give the signature over ``content``, 64 bytes."""
        return self.keys.sign(content)

    @property
    def openers(self) -> Sequence[pyrage.x25519.Identity]:
        """What opens files that were sealed to this person, now or before."""
        return [pyrage.x25519.Identity.from_str(each.receiving) for each in (self.keys, *self.former)]


def new_identity(name: str, organisation: str, at: datetime) -> Identity:
    """Make keys for a person."""
    keys = _new_keys()
    return Identity(card=Card(name=name, organisation=organisation, keys=keys.public, made=at), keys=keys)


def renewed(identity: Identity, at: datetime) -> Identity:
    """Give the same person with new keys, for which the old ones vouch."""
    keys = _new_keys()
    former = Predecessor(
        keys=identity.card.keys,
        signature=identity.sign(succession(identity.card.fingerprint, keys.public.fingerprint)),
    )
    card = replace(
        identity.card, keys=keys.public, made=at, predecessors=(*identity.card.predecessors, former)
    )
    return Identity(card=card, keys=keys, former=(identity.keys, *identity.former))


class IdentityMaker:
    """The two deeds together, as the services' port has them."""

    def new(self, name: str, organisation: str, at: datetime) -> Identity:
        """Make keys for a person."""
        return new_identity(name, organisation, at)

    def renewed(self, identity: Identity, at: datetime) -> Identity:
        """Give the same person with new keys."""
        return renewed(identity, at)


def signed_by(keys: PublicKeys, signature: bytes, content: bytes) -> bool:
    """Tell whether the owner of ``keys`` made ``signature`` over ``content``."""
    try:
        Ed25519PublicKey.from_public_bytes(keys.signing).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def succession_holds(card: Card) -> bool:
    """Tell whether each of the card's former keys vouches for those that came next."""
    owned = [*(each.keys for each in card.predecessors), card.keys]
    return all(
        signed_by(former.keys, former.signature, succession(former.keys.fingerprint, keys.fingerprint))
        for former, keys in zip(card.predecessors, owned[1:], strict=True)
    )


def _new_keys() -> SecretKeys:
    return SecretKeys(
        signing=Ed25519PrivateKey.generate().private_bytes_raw(),
        receiving=str(pyrage.x25519.Identity.generate()),
    )
