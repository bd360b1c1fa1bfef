"""How a card is written, in card files, headers, packages and on this machine alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evaluator.domain.fields import Fields, moment_told
from evaluator.domain.people import Card, Predecessor, PublicKeys

if TYPE_CHECKING:
    from evaluator.domain.canonical import Canonical

SIGNING_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
MOST_PREDECESSORS: Final = 100
_RECEIVING: Final = re.compile(r"age1[02-9ac-hj-np-z]{58}")  # Bech32 of 32 bytes


def card_told(card: Card) -> dict[str, Canonical]:
    """Write a card as a canonical value."""
    return {
        "name": card.name,
        "organisation": card.organisation,
        "keys": _keys_told(card.keys),
        "made": moment_told(card.made),
        "predecessors": [
            {"keys": _keys_told(each.keys), "signature": each.signature.hex()} for each in card.predecessors
        ],
    }


def card_from(value: Canonical, where: str = "/card") -> Card:
    """Read a card; its signatures are not checked here.

    Raises:
        ContentError: It is no card.
    """
    fields = Fields(value, "name", "organisation", "keys", "made", "predecessors", where=where)
    if len(fields.items("predecessors")) > MOST_PREDECESSORS:
        raise fields.fail("predecessors")
    return Card(
        name=fields.line("name", most=200),
        organisation=fields.line("organisation", least=0, most=200),
        keys=_keys_from(fields),
        made=fields.moment("made"),
        predecessors=tuple(
            Predecessor(keys=_keys_from(each), signature=each.hexadecimal("signature", SIGNATURE_BYTES))
            for each in fields.each("predecessors", "keys", "signature")
        ),
    )


def _keys_told(keys: PublicKeys) -> dict[str, Canonical]:
    return {"signing": keys.signing.hex(), "receiving": keys.receiving}


def _keys_from(fields: Fields) -> PublicKeys:
    keys = fields.inner("keys", "signing", "receiving")
    receiving = keys.text("receiving", most=80)
    if not _RECEIVING.fullmatch(receiving):
        raise keys.fail("receiving")
    return PublicKeys(signing=keys.hexadecimal("signing", SIGNING_BYTES), receiving=receiving)
