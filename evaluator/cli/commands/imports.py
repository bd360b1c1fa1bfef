"""``evaluator import``: load applications; every file counts whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.errors import InputError
from evaluator.services.import_table import Change

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.import_table import ImportReport


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("import", help=say("cli.help.import"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--dry-run", action="store_true", help=say("cli.option.dry-run"))
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Import each file in a transaction of its own.

    One refused file among several is listed and the others are imported; when every
    file is refused the first refusal is the command's error.
    """
    options = context.options
    reports: list[ImportReport] = []
    refused: list[tuple[Path, InputError]] = []
    with context.workspace(options.workspace) as opened:
        for path in options.paths:
            try:
                reports.append(
                    context.program.import_table(
                        opened, path, dry_run=options.dry_run, progress=context.progress
                    )
                )
            except InputError as error:
                refused.append((path, error))
    if refused and not reports:
        raise refused[0][1]
    return _answer(context, reports, refused)


def _answer(context: Context, reports: list[ImportReport], refused: list[tuple[Path, InputError]]) -> Answer:
    say = context.catalogue.say
    counts = {change: sum(report.count(change) for report in reports) for change in Change}
    quarantined = [
        {"path": str(path.absolute()), "code": error.code, "message": context.catalogue.error(error)}
        for path, error in refused
    ]
    summary = "cli.import.would" if context.options.dry_run else "cli.import.did"
    return Answer(
        json={
            "imported": counts[Change.NEW],
            "unchanged": counts[Change.UNCHANGED],
            "superseded": counts[Change.SUPERSEDED],
            "quarantined": quarantined,
            "applications": [
                {"id": each, "change": change.value} for report in reports for each, change in report.changes
            ],
            "dry_run": context.options.dry_run,
        },
        lines=[
            say(
                summary,
                new=counts[Change.NEW],
                unchanged=counts[Change.UNCHANGED],
                superseded=counts[Change.SUPERSEDED],
            ),
            *(str(each["message"]) for each in quarantined),
        ],
        exit_code=1 if refused else 0,
    )
