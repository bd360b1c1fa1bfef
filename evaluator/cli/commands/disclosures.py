"""``evaluator disclosures``: which papers were given to whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.cli.table import table
from evaluator.messages import formats

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.domain.disclosures import Disclosure
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    parser = commands.add_parser("disclosures", help=catalogue.say("cli.help.disclosures"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """List the register, oldest first."""
    say = context.catalogue.say
    with context.workspace(context.options.workspace) as opened:
        found = context.program.disclosures(opened)
    names = ("number", "time", "given-to", "variant", "papers", "by", "ground")
    header = [say(f"cli.column.{name}") for name in names]
    rows = [_row(context, each) for each in found]
    return Answer(
        json={"disclosures": [_told(each) for each in found]},
        lines=table(header, rows, right=frozenset({0})) if rows else [say("cli.disclosures.none")],
    )


def _told(each: Disclosure) -> dict[str, object]:
    return {
        "number": each.number,
        "at": each.at.isoformat(),
        "given_to": each.given_to,
        "ground": each.ground,
        "variant": each.variant,
        "application": each.application,
        "by": each.by,
        "papers": [
            {"kind": paper.kind, "language": paper.language, "sha256": paper.sha256} for paper in each.papers
        ],
    }


def _row(context: Context, each: Disclosure) -> list[str]:
    say = context.catalogue.say
    erased = say("cli.log.erased")
    variant = erased if each.variant is None else say(f"cli.variant.{each.variant}")
    if each.application:
        variant = f"{variant} ({each.application})"
    papers = ", ".join(f"{paper.kind} {paper.language} {paper.sha256[:12]}" for paper in each.papers)
    return [
        str(each.number),
        formats.moment(each.at, context.catalogue.language),
        erased if each.given_to is None else each.given_to,
        variant,
        papers or erased,
        erased if each.by is None else each.by,
        each.ground or "",
    ]
