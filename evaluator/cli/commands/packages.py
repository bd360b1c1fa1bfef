"""``evaluator package``: one sealed file for each reviewer who has something to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("package", help=say("exchange.help.package"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=say("exchange.option.folder"))
    parser.add_argument(
        "--to", type=Path, nargs="+", default=[], metavar="CARD", help=say("exchange.option.answer-to")
    )
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Make the packages."""
    program, options, say = context.program, context.options, context.catalogue.say
    cards = [program.read_card(each) for each in options.to]
    person = context.person()
    with context.workspace(options.workspace) as opened:
        made = program.make_packages(opened, person, options.out.absolute(), cards, context.progress)
        with opened.read() as unit:
            names = {each.id: each.name for each in unit.reviewers()}
    return Answer(
        json={
            "packages": [
                {
                    "id": each.id,
                    "reviewer": each.reviewer,
                    "name": names.get(each.reviewer, ""),
                    "path": str(each.path),
                    "applications": each.applications,
                }
                for each in made
            ]
        },
        lines=[
            say(
                "exchange.package.made",
                count=each.applications,
                name=names.get(each.reviewer, each.reviewer),
                path=each.path,
            )
            for each in made
        ],
    )
