"""Identity cards: the one file that is not sealed, because nobody's keys are known before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.people import Trust
from evaluator.exchange.frame import Kind, look_at
from evaluator.exchange.header import About
from evaluator.exchange.opening import decrypt, verify
from evaluator.exchange.sealing import seal

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.domain.people import Card, Person


def write_card(path: Path, identity: Person) -> None:
    """Write a person's card, signed by the person.

    Raises:
        TargetExistsError: There is a file already.
        TargetError: It cannot be written.
    """
    seal(path, Kind.CARD, About(made=identity.card.made), b"", identity)


def read_card(path: Path) -> Card:
    """Read a card. Whether it is really that person's, only comparing the fingerprint tells.

    Raises:
        ExchangeError: It is no card, or damaged.
        SignatureError: The card was changed after it was signed.
    """
    verified = verify(decrypt(look_at(path, Kind.CARD), None), None, Trust())
    return verified.header.sender


class CardFiles:
    """The two deeds together, as the services' port has them."""

    def write(self, path: Path, identity: Person) -> None:
        """Write a person's card; see ``write_card``."""
        write_card(path, identity)

    def read(self, path: Path) -> Card:
        """Read a card; see ``read_card``."""
        return read_card(path)
