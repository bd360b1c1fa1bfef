"""``evaluator applications``: what came in, and what the rules noticed about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli import shapes
from evaluator.cli.answer import Answer
from evaluator.cli.table import table
from evaluator.messages import formats

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("applications", help=say("cli.help.applications"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.add_argument("--find", default="", metavar="TEXT", help=say("cli.option.find"))
    parser.add_argument("--municipality", metavar="CODE|NAME", help=say("cli.option.municipality"))
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """List the applications by number, all or those that match."""
    options = context.options
    with context.workspace(options.workspace) as opened:
        wanted = context.program.find_applications(opened, options.find, options.municipality)
        outcome = context.program.outcome(opened)
    standings = {each.application.id: each for each in outcome.standings}
    found = [standings[each] for each in wanted]
    language = context.catalogue.language
    say = context.catalogue.say
    return Answer(
        json={
            "applications": [
                {
                    "id": each.application.id,
                    "number": each.application.number,
                    "title": each.application.title,
                    **shapes.applicants(each.application.applicants),
                    "requested_cents": each.application.requested,
                    "state": shapes.state(each.eligibility),
                    "findings": [shapes.finding(one, context.catalogue) for one in each.findings],
                }
                for each in found
            ]
        },
        lines=table(
            [
                say("cli.column.number"),
                say("cli.column.applicant"),
                say("cli.column.title"),
                say("cli.column.asked"),
            ],
            (
                [
                    str(each.application.number),
                    each.application.applicants.lead.as_written,
                    each.application.title,
                    formats.money(each.application.requested, language, cents=True),
                ]
                for each in found
            ),
            right=frozenset({0, 3}),
        ),
    )
