"""``evaluator round export``, ``import`` and ``take-back``: the round as a baton."""

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


def add_to(deeds: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the three deeds to the family ``round``."""
    say = catalogue.say
    export = deeds.add_parser("export", help=say("exchange.help.round-export"))
    export.add_argument("workspace", type=Path, metavar="WS")
    export.add_argument(
        "--to", type=Path, nargs="+", required=True, metavar="CARD", help=say("exchange.option.to")
    )
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("exchange.option.out"))
    export.set_defaults(run=run_export)
    take_in = deeds.add_parser("import", help=say("exchange.help.round-import"))
    take_in.add_argument("file", type=Path, metavar="FILE")
    take_in.add_argument(
        "--workspace", type=Path, required=True, metavar="WS", help=say("exchange.option.into")
    )
    take_in.set_defaults(run=run_import)
    back = deeds.add_parser("take-back", help=say("exchange.help.round-take-back"))
    back.add_argument("workspace", type=Path, metavar="WS")
    back.add_argument("--reason", required=True, metavar="T", help=say("cli.option.reason"))
    back.set_defaults(run=run_take_back)
    yield from (export, take_in, back)


def run_export(context: Context) -> Answer:
    """Give the round away."""
    program, say = context.program, context.catalogue.say
    path = context.options.out.absolute()
    cards = [program.read_card(each) for each in context.options.to]
    person = context.person()
    with context.workspace(context.options.workspace) as opened:
        program.export_round(opened, person, cards, path)
    receivers = [_told(each) for each in cards]
    return Answer(
        json={"path": str(path), "receivers": receivers},
        lines=[
            say("exchange.round.exported", path=path),
            *(say("exchange.round.receiver", **each) for each in receivers),
        ],
    )


def run_import(context: Context) -> Answer:
    """Take a round in."""
    say = context.catalogue.say
    path = context.options.workspace.absolute()
    found = context.program.import_round(context.options.file, path, context.person(), context.secret())
    sender = _told(found.sender)
    return Answer(
        json={
            "round": found.round,
            "workspace": str(found.path),
            "sender": sender,
            "first_contact": found.first_contact,
        },
        lines=[
            say("exchange.round.imported", path=found.path),
            say("exchange.round.sender", **sender),
            *([say("exchange.round.first-contact")] if found.first_contact else []),
        ],
    )


def run_take_back(context: Context) -> Answer:
    """Take the round back without its return."""
    with context.workspace(context.options.workspace) as opened:
        context.program.take_back_round(opened, context.options.reason, context.by)
        with opened.read() as unit:
            round_id = unit.round().id
    return Answer(json={"round": round_id}, lines=[context.catalogue.say("exchange.round.taken-back")])


def _told(card: Card) -> dict[str, str]:
    return {"name": card.name, "organisation": card.organisation, "fingerprint": spoken(card.fingerprint)}
