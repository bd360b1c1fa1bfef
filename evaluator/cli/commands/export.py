"""``evaluator export``: all raw data of a round, as a workbook or as files of values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.services.export_ports import Copy

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
    parser.add_argument(
        "--variant",
        choices=[each.value for each in Copy],
        default=Copy.INTERNAL.value,
        help=say("cli.option.copy"),
    )
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Write the data; titles and explanations are in the language of the command."""
    options, say = context.options, context.catalogue.say
    copy = Copy(options.variant)
    with context.workspace(options.workspace) as opened:
        exported = context.program.export_data(
            opened,
            options.out.absolute(),
            language=context.catalogue.language,
            copy=copy,
            by=context.by,
        )
    return Answer(
        json={"path": str(exported.path), "variant": copy.value, "tables": dict(exported.tables)},
        lines=[
            say(
                "cli.export.made",
                path=exported.path,
                tables=len(exported.tables),
                count=sum(exported.tables.values()),
            ),
            say(f"cli.export.{copy.value}"),
        ],
    )
