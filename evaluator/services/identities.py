"""The identities of this machine's user: make, show, renew, revoke."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from evaluator.domain.people import from_spoken, spoken
from evaluator.services.errors import IdentityNameError, IdentityRevokedError, UnknownFingerprintError
from evaluator.services.exchange_ports import IdentityT, SecretT_contra, StoredT

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from evaluator.domain.people import Card
    from evaluator.services.exchange_ports import ContactBook, IdentityStore
    from evaluator.services.ports import Clock

LONGEST_NAME = 200
IdentityT_contra = TypeVar("IdentityT_contra", contravariant=True)


class MakeIdentity(Protocol[IdentityT]):
    """Makes keys."""

    def new(self, name: str, organisation: str, at: datetime, /) -> IdentityT:
        """Make keys for a person."""

    def renewed(self, identity: IdentityT, at: datetime, /) -> IdentityT:
        """Give the same person with new keys, for which the old ones vouch."""


class CardFiles(Protocol[IdentityT_contra]):
    """Writes and reads card files."""

    def write(self, path: Path, identity: IdentityT_contra, /) -> None:
        """Write a person's card."""

    def read(self, path: Path, /) -> Card:
        """Read a card."""


class Identities(Generic[IdentityT, StoredT, SecretT_contra]):
    """What a person can do with identities and cards."""

    def __init__(
        self,
        store: IdentityStore[IdentityT, StoredT, SecretT_contra],
        contacts: ContactBook,
        make: MakeIdentity[IdentityT],
        cards: CardFiles[IdentityT],
        clock: Clock,
    ) -> None:
        self._store = store
        self._contacts = contacts
        self._make = make
        self._cards = cards
        self._clock = clock

    def all(self) -> tuple[Card, ...]:
        """Give the cards of the identities on this machine, by name."""
        return tuple(each.card for each in self._store.all())

    def damaged(self) -> tuple[str, ...]:
        """Give the names of identity files that cannot be read."""
        return self._store.damaged()

    def new(self, name: str, organisation: str, secret: SecretT_contra) -> Card:
        """Make an identity.

        Raises:
            IdentityNameError: Name or organisation cannot be written on a card.
            RefusedError: There is one by that name.
            StorageError: It cannot be kept.
        """
        identity = self._make.new(_line(name, least=1), _line(organisation, least=0), self._clock())
        self._store.add(identity, secret)
        return identity.card

    def write_card(self, name: str | None, secret: SecretT_contra, path: Path) -> Card:
        """Write the card of an identity, to be sent to the official.

        Raises:
            InputError: There is no such identity.
            IdentityRevokedError: It was revoked.
            RefusedError: There is a file already.
        """
        identity = self.open(name, secret)
        self._cards.write(path, identity)
        return identity.card

    def renew(self, name: str | None, secret: SecretT_contra) -> Card:
        """Give an identity new keys, for which the old ones vouch.

        Files that are on their way to the old keys can still be opened.

        Raises:
            InputError: There is no such identity.
            IdentityRevokedError: It was revoked; nobody would believe what it vouches for.
        """
        stored = self._store.find(name)
        identity = self._make.renewed(self.open(name, secret), self._clock())
        self._store.replace(stored, identity, secret)
        return identity.card

    def revoke(self, card_file: Path) -> Card:
        """Note on this machine that a card counts no more; for good.

        Raises:
            InputError: The file is no card.
        """
        card = self._cards.read(card_file)
        self._contacts.revoke(card, self._clock())
        return card

    def revoke_known(self, digits: str) -> Card:
        """Revoke the card of somebody whom this machine has met, by the fingerprint alone.

        For a key that was lost together with its card file.

        Raises:
            InputError: These are no such digits, or nobody's.
        """
        said = from_spoken(digits)
        for card in self._contacts.cards():
            if spoken(card.fingerprint) == said:
                self._contacts.revoke(card, self._clock())
                return card
        raise UnknownFingerprintError(fingerprint=said)

    def open(self, name: str | None, secret: SecretT_contra) -> IdentityT:
        """Open an identity to sign and to read with.

        Raises:
            InputError: There is no such identity.
            IdentityRevokedError: It was revoked.
            StorageError: Its key cannot be had.
        """
        stored = self._store.find(name)
        if stored.card.fingerprint in self._contacts.revoked:
            raise IdentityRevokedError(name=stored.card.name)
        return self._store.open(stored, secret)


def _line(text: str, *, least: int) -> str:
    line = text.strip()
    if not least <= len(line) <= LONGEST_NAME or not line.isprintable():
        raise IdentityNameError
    return line
