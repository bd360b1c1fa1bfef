"""``evaluator archive`` and ``evaluator retention``: the end of a round's life."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.cli.answer import Answer
from evaluator.cli.errors import WholeNumberError
from evaluator.messages import formats

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.retention import RetentionPlan


_LONGEST_TERM: Final = 500
"""Years."""

_SHOWN: Final = 80


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add both commands."""
    say = catalogue.say
    archive = commands.add_parser("archive", help=say("cli.help.archive"))
    archive.add_argument("workspace", type=Path, metavar="WS")
    archive.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("cli.option.out-file"))
    archive.set_defaults(run=run_archive)
    retention = commands.add_parser("retention", help=say("cli.help.retention"))
    retention.add_argument("workspace", type=Path, metavar="WS")
    retention.add_argument("--apply", action="store_true", help=say("cli.option.apply"))
    retention.add_argument("--archive", type=Path, metavar="FILE", help=say("cli.option.archive"))
    retention.add_argument("--term", metavar="YEARS", help=say("cli.option.term"))
    retention.set_defaults(run=run_retention)
    yield from (archive, retention)


def run_archive(context: Context) -> Answer:
    """Write everything a round holds into one open file, and read it back."""
    options, say = context.options, context.catalogue.say
    with context.workspace(options.workspace) as opened:
        made = context.program.archive(opened, options.out.absolute(), by=context.by)
    return Answer(
        json={
            "path": str(made.path),
            "sha256": made.sha256,
            "bytes": made.bytes,
            "tables": dict(made.tables),
        },
        lines=[
            say("cli.archive.made", path=made.path, count=sum(made.tables.values())),
            say("cli.archive.digest", digest=made.sha256),
            say("cli.archive.open"),
        ],
    )


def run_retention(context: Context) -> Answer:
    """Show what the records plan says, or erase the round by it."""
    options = context.options
    term = None if options.term is None else _years(options.term)
    with context.workspace(options.workspace) as opened:
        if options.apply:
            plan = context.program.apply_retention(opened, by=context.by, archive=options.archive, term=term)
        else:
            plan = context.program.plan_retention(opened, term)
    return Answer(
        json={
            "tables": dict(plan.tables),
            "applied": plan.applied,
            "years": plan.years,
            "until": plan.until.isoformat() if plan.until else None,
            "archive_sha256": plan.archive,
            "obstacle": _obstacle(context, plan),
        },
        lines=_lines(context, plan),
    )


def _years(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text) or int(text) > _LONGEST_TERM:
        raise WholeNumberError(option="--term", value=text[:_SHOWN], least=0, most=_LONGEST_TERM)
    return int(text)


def _obstacle(context: Context, plan: RetentionPlan) -> dict[str, str] | None:
    if plan.obstacle is None:
        return None
    return {"code": plan.obstacle.code, "message": context.catalogue.error(plan.obstacle)}


def _lines(context: Context, plan: RetentionPlan) -> list[str]:
    say, language = context.catalogue.say, context.catalogue.language
    rows = sum(plan.tables.values())
    if plan.applied:
        return [say("cli.retention.applied", count=rows)]
    lines = [
        say("cli.retention.not-published")
        if plan.years is None
        else say("cli.retention.years", count=plan.years)
    ]
    if plan.until is not None:
        lines.append(say("cli.retention.until", day=formats.day(plan.until, language)))
    if plan.obstacle is not None:
        return [*lines, context.catalogue.error(plan.obstacle)]
    return [*lines, say("cli.retention.would", count=rows)]
