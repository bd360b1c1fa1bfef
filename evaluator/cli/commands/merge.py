"""``evaluator merge``: take review files in; undo, settle, accept or send back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.cli.errors import UsageError
from evaluator.domain.histories import settlements_in_force
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.merging import CellVerdict

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.domain.histories import Fork, Settlement
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.coverage import Coverage
    from evaluator.services.merge_reviews import MergedFileReport, MergeReport
    from evaluator.services.ports import Workspace


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("merge", help=say("reviewing.help.merge"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help=say("cli.option.dry-run"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--undo", type=int, metavar="ID", help=say("reviewing.option.undo"))
    how.add_argument("--settle", metavar="CONFLICT", help=say("reviewing.option.settle"))
    how.add_argument("--unsettle", metavar="CONFLICT", help=say("reviewing.option.unsettle"))
    stale = ("APP", "REVIEWER")
    how.add_argument("--accept-stale", nargs=2, metavar=stale, help=say("reviewing.option.accept-stale"))
    how.add_argument("--send-back", nargs=2, metavar=stale, help=say("reviewing.option.send-back"))
    parser.add_argument("--take", metavar="REVISION", help=say("reviewing.option.take"))
    parser.add_argument("--reason", default="", metavar="T", help=say("cli.option.reason"))
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Merge files, or do one of the chair's deeds."""
    options = context.options
    words = (options.settle, options.unsettle, options.accept_stale, options.send_back)
    deed = options.undo is not None or any(words)
    if deed == bool(options.files):
        raise UsageError(reason="FILE | --undo | --settle | --unsettle | --accept-stale | --send-back")
    if bool(options.settle) != bool(options.take):
        raise UsageError(reason="--settle CONFLICT --take REVISION")
    if not deed:
        return _merge(context)
    with context.workspace(options.workspace) as opened:
        _decide(context, opened)
        coverage, forks = context.program.reviewing.coverage(opened)
        with opened.read() as unit:
            criteria = len(unit.round().call.criteria)
            settled = settlements_in_force(unit.words.settlements())
    # No file was read, so the only cells to tell of are those that the round misses.
    cells = {each.value: 0 for each in CellVerdict}
    cells[CellVerdict.MISSING.value] = criteria * len(coverage.missing)
    return Answer(
        json={
            "files": [],
            "cells": cells,
            "merge_id": options.undo,
            "conflicts": _forks_told(forks),
            "settled": _settled_told(settled),
            "missing": _missing_told(coverage),
        },
        lines=[context.catalogue.say("reviewing.done"), *_waiting(context, coverage, forks)],
    )


def _decide(context: Context, opened: Workspace) -> None:
    options, deeds = context.options, context.program.reviewing
    if options.undo is not None:
        deeds.undo_merge(opened, options.undo, context.by)
    elif options.settle:
        deeds.settle(opened, options.settle, options.take, options.reason, context.by)
    elif options.unsettle:
        deeds.unsettle(opened, options.unsettle, options.reason, context.by)
    else:
        application, reviewer = options.accept_stale or options.send_back
        deeds.speak_on_stale(
            opened,
            ApplicationId(application),
            reviewer,
            options.reason,
            context.by,
            accept=bool(options.accept_stale),
        )


def _merge(context: Context) -> Answer:
    options, person = context.options, context.person()
    with context.workspace(options.workspace) as opened:
        report = context.program.reviewing.merge(
            opened,
            [each.absolute() for each in options.files],
            person,
            context.by,
            dry_run=options.dry_run,
            progress=context.progress,
        )
    say = context.catalogue.say
    files = [_file_told(context, each) for each in report.files]
    counts = {each.value: report.cells.get(each, 0) for each in CellVerdict}
    return Answer(
        json={
            "files": files,
            "cells": counts,
            "conflicts": _forks_told(report.forks),
            "missing": _missing_told(report.coverage),
            "coverage": [
                {"application": application, "reviewer": reviewer, "state": covered.value}
                for (application, reviewer), covered in report.coverage.pairs.items()
            ],
            "merge_id": report.merge,
            "dry_run": options.dry_run,
        },
        lines=[
            *(_file_line(context, each, told) for each, told in zip(report.files, files, strict=True)),
            say("reviewing.cells", **counts),
            *_waiting(context, report.coverage, report.forks),
        ],
        exit_code=1 if _not_done(report) else 0,
    )


def _not_done(report: MergeReport) -> bool:
    """A refused file, or cells in conflict or refused, were asked for and not done."""
    undone = (CellVerdict.CONFLICTING, CellVerdict.STALE, CellVerdict.RECUSED)
    return bool(report.refused) or any(report.cells.get(each, 0) for each in undone)


def _file_told(context: Context, report: MergedFileReport) -> dict[str, object]:
    decision = report.decision
    refusal = decision.refusal
    return {
        "path": str(report.path),
        "status": "accepted" if decision.accepted else "refused",
        "code": None if refusal is None else refusal.code,
        "message": None if refusal is None else context.catalogue.error(refusal),
        "reviewer": decision.reviewer,
        "revision": decision.revision or None,
        "cells": {each.value: decision.cells.get(each, 0) for each in CellVerdict},
        "reviews": [
            {"application": each.application, "verdict": each.verdict.value} for each in decision.reviews
        ],
    }


def _file_line(context: Context, report: MergedFileReport, told: dict[str, object]) -> str:
    if not report.decision.accepted:
        return str(told["message"])
    return context.catalogue.say("reviewing.accepted", file=report.path.name, count=len(report.reviews))


def _forks_told(forks: Iterable[Fork]) -> list[dict[str, object]]:
    return [
        {
            "id": each.id,
            "application": each.application,
            "reviewer": each.reviewer,
            "revisions": list(each.revisions),
        }
        for each in forks
    ]


def _settled_told(settlements: Iterable[Settlement]) -> list[dict[str, object]]:
    return [
        {
            "id": each.conflict,
            "application": each.application,
            "reviewer": each.reviewer,
            "taken": each.taken,
            "reason": each.reason,
            "by": each.by,
        }
        for each in settlements
    ]


def _missing_told(coverage: Coverage) -> list[dict[str, str]]:
    return [{"application": application, "reviewer": reviewer} for application, reviewer in coverage.missing]


def _waiting(context: Context, coverage: Coverage, forks: Iterable[Fork]) -> list[str]:
    say = context.catalogue.say
    lines = [
        say("reviewing.fork", id=each.id, application=each.application, reviewer=each.reviewer)
        for each in forks
    ]
    if coverage.missing:
        lines.append(say("reviewing.missing", count=len(coverage.missing)))
    return lines
