"""``evaluator assign``: who reads which application."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.cli.errors import UsageError
from evaluator.domain.identifiers import ApplicationId

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.assign import AssignmentReport


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("assign", help=say("reviewing.help.assign"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--per-application", type=int, metavar="N", help=say("reviewing.option.per-application"))
    how.add_argument("--table", type=Path, metavar="FILE", help=say("reviewing.option.table"))
    how.add_argument("--pair", nargs=2, metavar=("APP", "REVIEWER"), help=say("reviewing.option.pair"))
    how.add_argument("--remove", nargs=2, metavar=("APP", "REVIEWER"), help=say("reviewing.option.remove"))
    parser.add_argument("--seed", type=int, default=0, metavar="S", help=say("reviewing.option.seed"))
    parser.add_argument(
        "--calibration", nargs="+", default=[], metavar="APP", help=say("reviewing.option.calibration")
    )
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Assign, if asked to, and show who reads what."""
    options, deeds = context.options, context.program.reviewing
    if options.calibration and options.per_application is None:
        raise UsageError(reason="--calibration: --per-application")
    with context.workspace(options.workspace) as opened:
        if options.per_application is not None:
            report = deeds.assign(
                opened,
                options.per_application,
                context.by,
                seed=options.seed,
                calibration=[ApplicationId(each) for each in options.calibration],
            )
        elif options.table is not None:
            deeds.assign_table(opened, options.table, context.by)
            report = deeds.assignments(opened)
        elif options.pair or options.remove:
            pair = options.pair or options.remove
            report = deeds.assign_pairs(opened, [tuple(pair)], context.by, remove=bool(options.remove))
        else:
            report = deeds.assignments(opened)
    return assignments_answer(context, report)


def assignments_answer(context: Context, report: AssignmentReport) -> Answer:
    """Shape who reads what."""
    say = context.catalogue.say
    blocked = [
        {
            "application": each.application,
            "reviewer": each.person,
            "rule": each.kind.value,
            "severity": each.severity.value,
            "body": each.body,
            "source": each.kind.source,
            "message": say(f"reviewing.conflicts.{each.kind.value}"),
        }
        for each in report.conflicts
    ]
    return Answer(
        json={
            "assignments": [
                {"application": each.application, "reviewer": each.reviewer, "by_hand": each.by_hand}
                for each in report.assignments
            ],
            "load": dict(report.load),
            "blocked": blocked,
            "short": list(report.short),
            "components": report.components,
        },
        lines=[
            say("reviewing.assigned", count=len(report.assignments)),
            *(say("reviewing.load", reviewer=who, count=load) for who, load in report.load.items()),
            *(say("reviewing.blocked", **each) for each in blocked),
            *([say("reviewing.short", count=len(report.short))] if report.short else []),
            *([say("reviewing.components", count=report.components)] if report.components > 1 else []),
        ],
    )
