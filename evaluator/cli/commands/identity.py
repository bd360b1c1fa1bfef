"""``evaluator identity``: who one is to others: make, give the card, renew, revoke."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.domain.people import spoken

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.domain.people import Card
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add ``identity new``, ``card``, ``renew``, ``revoke`` and ``list``."""
    say = catalogue.say
    family = commands.add_parser("identity", help=say("exchange.help.identity"))
    deeds = family.add_subparsers(dest="deed", metavar="DEED", required=True)
    new = deeds.add_parser("new", help=say("exchange.help.identity-new"))
    new.add_argument("--name", required=True, metavar="N", help=say("exchange.option.name"))
    new.add_argument("--organisation", default="", metavar="O", help=say("exchange.option.organisation"))
    new.set_defaults(run=run_new)
    card = deeds.add_parser("card", help=say("exchange.help.identity-card"))
    card.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("exchange.option.out"))
    card.set_defaults(run=run_card)
    renew = deeds.add_parser("renew", help=say("exchange.help.identity-renew"))
    renew.set_defaults(run=run_renew)
    revoke = deeds.add_parser("revoke", help=say("exchange.help.identity-revoke"))
    revoke.add_argument("card", type=Path, metavar="CARD")
    revoke.set_defaults(run=run_revoke)
    listing = deeds.add_parser("list", help=say("exchange.help.identity-list"))
    listing.set_defaults(run=run_list)
    yield from (new, card, renew, revoke, listing)


def run_new(context: Context) -> Answer:
    """Make an identity."""
    options = context.options
    card = context.program.identities.new(options.name, options.organisation, context.identity_secret())
    return _answer(context, card, "exchange.identity.new")


def run_card(context: Context) -> Answer:
    """Write the card of an identity."""
    path = context.options.out.absolute()
    identities = context.program.identities
    card = identities.write_card(context.options.identity, context.identity_secret(), path)
    return _answer(context, card, "exchange.identity.card", path=str(path))


def run_renew(context: Context) -> Answer:
    """Give an identity new keys."""
    card = context.program.identities.renew(context.options.identity, context.identity_secret())
    return _answer(context, card, "exchange.identity.renewed")


def run_revoke(context: Context) -> Answer:
    """Note that a card counts no more."""
    given: Path = context.options.card
    identities = context.program.identities
    by_digits = not given.exists() and given.name.replace(" ", "").isdecimal()
    card = identities.revoke_known(given.name) if by_digits else identities.revoke(given)
    return _answer(context, card, "exchange.identity.revoked")


def run_list(context: Context) -> Answer:
    """List the identities of this machine."""
    cards, damaged = context.program.identities.all(), context.program.identities.damaged()
    say = context.catalogue.say
    return Answer(
        json={"identities": [_told(each) for each in cards], "damaged": list(damaged)},
        lines=[
            *(say("exchange.identity.one", **_told(each)) for each in cards),
            *(say("exchange.identity.damaged", file=each) for each in damaged),
        ],
    )


def _told(card: Card) -> dict[str, str]:
    return {"name": card.name, "organisation": card.organisation, "fingerprint": spoken(card.fingerprint)}


def _answer(context: Context, card: Card, key: str, **more: str) -> Answer:
    told = _told(card) | more
    return Answer(
        json=told,
        lines=[
            context.catalogue.say(key, **told),
            context.catalogue.say("exchange.identity.fingerprint", fingerprint=told["fingerprint"]),
        ],
    )
