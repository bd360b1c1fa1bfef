"""Whom this machine has met: cards that were seen, and cards that count no more.

A small file beside the identities. It holds public keys only; who can write it can
write the program's other files as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from evaluator.domain.canonical import Canonical, decode, encode
from evaluator.domain.cards import card_from, card_told
from evaluator.domain.fields import Fields, moment_told
from evaluator.errors import InputError
from evaluator.keys.identity_errors import IdentityDamagedError, IdentityFolderError
from evaluator.keys.small_files import put_file

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from evaluator.domain.people import Card, Fingerprint

NAME: Final = "contacts.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody whose card was seen here.

    Attributes:
        card: The card.
        met: When it was first seen, aware UTC.
        revoked: When it was revoked, or None.
    """

    card: Card
    met: datetime
    revoked: datetime | None = None


class Contacts:
    """The contacts in a folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def all(self) -> tuple[Contact, ...]:
        """Give every contact, in the order of meeting.

        Raises:
            IdentityDamagedError: The file is none of ours.
            IdentityFolderError: It cannot be read.
        """
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise IdentityFolderError from error
        try:
            fields = Fields(decode(content), "format", "contacts")
            return tuple(_contact_from(each) for each in fields.each("contacts", "card", "met", "revoked"))
        except InputError:
            raise IdentityDamagedError(file=NAME) from None

    @property
    def revoked(self) -> frozenset[Fingerprint]:
        """The fingerprints that count no more."""
        return frozenset(each.card.fingerprint for each in self.all() if each.revoked)

    def cards(self) -> tuple[Card, ...]:
        """Give everybody's card, in the order of meeting."""
        return tuple(each.card for each in self.all())

    def revoked_cards(self) -> tuple[Card, ...]:
        """Give the cards that count no more."""
        return tuple(each.card for each in self.all() if each.revoked)

    def knows(self, card: Card) -> bool:
        """Tell whether this card, or one that vouches for it, was seen before."""
        return any(each.card.fingerprint in card.known_as for each in self.all())

    def meet(self, card: Card, at: datetime) -> bool:
        """Remember a card, and tell whether this is the first contact with the person."""
        first = not self.knows(card)
        contacts = self.all()
        if all(each.card != card for each in contacts):
            others = [each for each in contacts if each.card.fingerprint != card.fingerprint]
            same = [each for each in contacts if each.card.fingerprint == card.fingerprint]
            contact = replace(same[0], card=card) if same else Contact(card=card, met=at)
            self._write((*others, contact))
        return first

    def revoke(self, card: Card, at: datetime) -> None:
        """Note that a card counts no more; for good."""
        self.meet(card, at)
        self._write(
            tuple(
                replace(each, revoked=each.revoked or at)
                if each.card.fingerprint == card.fingerprint
                else each
                for each in self.all()
            )
        )

    def _write(self, contacts: tuple[Contact, ...]) -> None:
        told: dict[str, Canonical] = {"format": 1, "contacts": [_contact_told(each) for each in contacts]}
        put_file(self._path, encode(told))


def _contact_told(contact: Contact) -> dict[str, Canonical]:
    return {
        "card": card_told(contact.card),
        "met": moment_told(contact.met),
        "revoked": None if contact.revoked is None else moment_told(contact.revoked),
    }


def _contact_from(fields: Fields) -> Contact:
    return Contact(
        card=card_from(fields.raw("card"), fields.path("card")),
        met=fields.moment("met"),
        revoked=None if fields.raw("revoked") is None else fields.moment("revoked"),
    )
