"""``evaluator applicants parse``: how a text of applicants is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.cli import shapes
from evaluator.cli.answer import Answer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    family = commands.add_parser("applicants", help=catalogue.say("cli.help.applicants"))
    deeds = family.add_subparsers(dest="deed", metavar="DEED", required=True)
    parse = deeds.add_parser("parse", help=catalogue.say("cli.help.applicants-parse"))
    parse.add_argument("text", metavar="TEXT")
    parse.set_defaults(run=run)
    yield parse


def run(context: Context) -> Answer:
    """Parse the text without storing anything."""
    program, say = context.program, context.catalogue.say
    understood = program.understand(context.options.text, {})
    receiver = program.receiver(understood.lead)
    return Answer(
        json={
            **shapes.applicants(understood),
            "suggestions": [
                {"as_written": each.as_written, "suggested": each.suggested, "code": each.code}
                for each in understood.suggestions
            ],
            "receiver": {"fi": receiver.fi, "sv": receiver.sv},
            "lead_repeated": understood.lead_repeated,
        },
        lines=[
            say("cli.applicants.lead", name=understood.lead.name, code=understood.lead.code or "–"),
            *(
                say("cli.applicants.partner", name=each.name, code=each.code or "–")
                for each in understood.partners
            ),
            *(
                say("cli.applicants.suggestion", as_written=each.as_written, suggested=each.suggested)
                for each in understood.suggestions
            ),
            say("cli.applicants.receiver", receiver=receiver.to(context.catalogue.language)),
        ],
    )
