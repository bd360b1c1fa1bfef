"""``evaluator doctor``: can the program work on this machine, and if not, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.doctor.run import run_checks

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    parser = commands.add_parser("doctor", help=catalogue.say("cli.help.doctor"))
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Run every check; only a failing one that the main job needs makes the exit code 1."""
    catalogue = context.catalogue
    checks = run_checks()
    say = catalogue.say
    return Answer(
        json={
            "checks": [
                {
                    "name": each.name,
                    "ok": each.ok,
                    "needed": each.needed,
                    "message": each.message(catalogue),
                    "fix": each.fix(catalogue),
                }
                for each in checks
            ]
        },
        lines=[
            line
            for each in checks
            for line in (
                f"{say('cli.doctor.ok' if each.ok else 'cli.doctor.failed')}: {each.message(catalogue)}",
                *([f"    {each.fix(catalogue)}"] if each.fix(catalogue) else []),
            )
        ],
        exit_code=0 if all(each.ok or not each.needed for each in checks) else 1,
    )
