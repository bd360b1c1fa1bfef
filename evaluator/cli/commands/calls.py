"""``evaluator call``: the calls that ship, and a check of one that is being written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.messages import formats

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add ``call list`` and ``call check``."""
    say = catalogue.say
    family = commands.add_parser("call", help=say("cli.help.call"))
    deeds = family.add_subparsers(dest="deed", metavar="DEED", required=True)
    listing = deeds.add_parser("list", help=say("cli.help.call-list"))
    listing.set_defaults(run=run_list)
    check = deeds.add_parser("check", help=say("cli.help.call-check"))
    check.add_argument("file", type=Path, metavar="FILE")
    check.set_defaults(run=run_check)
    yield from (listing, check)


def run_list(context: Context) -> Answer:
    """List the shipped calls."""
    language = context.catalogue.language
    calls = context.program.calls.all()
    return Answer(
        json={
            "calls": [
                {
                    "id": each.id,
                    "title": each.title.to(language),
                    "opens": each.opens.isoformat() if each.opens else None,
                    "closes": each.closes.isoformat() if each.closes else None,
                    "closes_on": each.closes_on.isoformat(),
                    "envelope_cents": each.envelope_cents,
                    "criteria": len(each.criteria),
                }
                for each in calls
            ]
        },
        lines=[
            f"{each.id}  {formats.day(each.closes_on, language)}  {each.title.to(language)}" for each in calls
        ],
    )


def run_check(context: Context) -> Answer:
    """Check a call file; findings make it invalid."""
    catalogue = context.catalogue
    path: Path = context.options.file
    findings = [
        {"line": each.line, "code": each.code, "message": catalogue.say(f"errors.{each.code}", **each.facts)}
        for each in context.program.check_call(path)
    ]
    valid = not findings
    return Answer(
        json={"valid": valid, "findings": findings},
        lines=[catalogue.say("cli.call.valid", file=path.name)]
        if valid
        else [str(each["message"]) for each in findings],
        exit_code=0 if valid else 1,
    )
