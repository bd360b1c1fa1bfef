"""``evaluator export``: all raw data of a round, as a workbook or as files of values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli import outside
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
    parser = commands.add_parser("export", help=say("cli.help.export"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE.xlsx|DIR", help=say("cli.option.out-data")
    )
    outside.add(parser, catalogue, variant="copy", applicant="copy-applicant")
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Write the data; titles and explanations are in the language of the command."""
    options, say = context.options, context.catalogue.say
    edition = outside.edition(options)
    with context.workspace(options.workspace) as opened:
        exported = context.program.export_data(
            opened,
            options.out.absolute(),
            language=context.catalogue.language,
            by=context.by,
            edition=edition,
            receiver=outside.receiver(options),
        )
    return Answer(
        json={
            "path": str(exported.path),
            "variant": edition.variant.value,
            "given_to": options.given_to,
            "tables": dict(exported.tables),
        },
        lines=[
            say(
                "cli.export.made",
                path=exported.path,
                tables=len(exported.tables),
                count=sum(exported.tables.values()),
            ),
            say(f"cli.export.{edition.variant.value}"),
            *([say("cli.draft.given", who=options.given_to)] if options.given_to else []),
        ],
    )
