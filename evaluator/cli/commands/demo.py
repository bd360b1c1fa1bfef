"""``evaluator demo``: the real round of 2020 end to end, with made-up reviewers."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.amounts import folder
from evaluator.cli.answer import Answer
from evaluator.messages import formats

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    parser = commands.add_parser("demo", help=catalogue.say("cli.help.demo"))
    parser.add_argument(
        "--out", type=folder, default=Path("demo"), metavar="DIR", help=catalogue.say("cli.option.out")
    )
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Run the demonstration."""
    started = time.perf_counter()
    report = context.program.demo(context.options.out.absolute(), progress=context.progress, extracts=True)
    outcome = report.outcome
    seconds = round(time.perf_counter() - started, 2)
    say, language = context.catalogue.say, context.catalogue.language
    allocation = outcome.allocation
    lines = [
        say("cli.demo.made-up"),
        say(
            "cli.demo.applications",
            count=len(outcome.standings),
            requested=formats.money(outcome.requested, language, cents=True),
        ),
        say(
            "cli.demo.confirmed",
            count=len(report.confirmed),
            names=", ".join(
                f"{each.as_written} → {context.program.register[each.code].name_fi}"
                for each in report.confirmed
            ),
        ),
        say("cli.demo.threshold", threshold=formats.number(report.threshold, language)),
        say(
            "cli.demo.grants",
            count=len(outcome.grants),
            granted=formats.money(allocation.granted, language),
            envelope=formats.money(allocation.envelope, language),
            unspent=formats.money(allocation.unspent, language),
        ),
        *(say("cli.demo.paper", path=each.path) for each in report.papers),
        say("cli.demo.extracts", folder=report.extracts[0].path.parent, count=len(report.extracts)),
        say("cli.demo.workspace", path=report.workspace, passphrase_file=report.passphrase_file),
        say("cli.demo.seconds", seconds=formats.number(Decimal(str(seconds)), language, 1)),
    ]
    return Answer(
        json={
            "applications": len(outcome.standings),
            "requested_cents": outcome.requested,
            "envelope_cents": allocation.envelope,
            "grants": len(outcome.grants),
            "granted_cents": allocation.granted,
            "unspent_cents": allocation.unspent,
            "threshold": float(report.threshold),
            "confirmed_names": [
                {"as_written": each.as_written, "code": each.code} for each in report.confirmed
            ],
            "papers": [
                {"kind": each.kind, "path": str(each.path), "language": each.language.value}
                for each in (*report.papers, *report.extracts)
            ],
            "workspace": str(report.workspace),
            "passphrase_file": str(report.passphrase_file),
            "made_up": True,
            "seconds": seconds,
        },
        lines=lines,
    )
