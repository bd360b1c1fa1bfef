"""``evaluator import``: load applications; every file counts whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli import bundle_findings, shapes
from evaluator.cli.answer import Answer
from evaluator.domain.applicants import BodyKind
from evaluator.errors import InputError
from evaluator.messages import formats
from evaluator.services.import_bundle import BundleReport
from evaluator.services.import_table import Change

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.import_spreadsheet import PreviewedRow
    from evaluator.services.import_table import ImportReport
    from evaluator.services.ports import Workspace


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("import", help=say("cli.help.import"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help=say("cli.option.mapping"))
    parser.add_argument("--dry-run", action="store_true", help=say("cli.option.dry-run"))
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Import each file in a transaction of its own.

    One refused file among several is listed and the others are imported. A refused
    bundle is quarantined; when every file is a refused table, the first refusal is the
    command's error, with all of them listed beside it where there were several.
    """
    options = context.options
    reports: list[tuple[Path, ImportReport]] = []
    refused: list[tuple[Path, InputError]] = []
    rows: list[PreviewedRow] = []
    with context.workspace(options.workspace) as opened:
        for path in options.paths:
            try:
                report = context.program.import_file(
                    opened,
                    path,
                    dry_run=options.dry_run,
                    mapping=options.mapping,
                    progress=context.progress,
                    by=context.by,
                )
            except InputError as error:
                refused.append((path, error))
            else:
                reports.append((path, report))
                if options.dry_run and not isinstance(report, BundleReport):
                    rows += context.program.preview_table(opened, path, options.mapping).rows
        unknown = _unrecognised(opened, reports)
    if refused and not reports:
        if len(refused) == 1:
            raise refused[0][1]
        return _all_refused(context, refused)
    answer = _answer(context, reports, refused, unknown)
    return replace(
        answer,
        json={**answer.json, **({"rows": [_row(each) for each in rows]} if options.dry_run else {})},
        lines=[*(_row_line(context, each) for each in rows), *answer.lines],
    )


def _row(previewed: PreviewedRow) -> dict[str, object]:
    """Shape what a row of a table would become."""
    application = previewed.application
    return {
        "line": previewed.line,
        "id": application.id,
        "number": application.number,
        "title": application.title,
        **shapes.applicants(application.applicants),
        "requested_cents": application.requested,
        "received": application.received.isoformat() if application.received else None,
        "change": previewed.change.value,
    }


def _row_line(context: Context, previewed: PreviewedRow) -> str:
    application, catalogue = previewed.application, context.catalogue
    return catalogue.say(
        "cli.import.row",
        line=previewed.line,
        number=application.number,
        applicants=", ".join(each.name for each in application.applicants.bodies),
        requested=formats.money(application.requested, catalogue.language, cents=True),
        change=catalogue.say(f"cli.import.change.{previewed.change.value}"),
    )


def _unrecognised(opened: Workspace, reports: list[tuple[Path, ImportReport]]) -> list[tuple[str, str]]:
    """Give the names, by application, that no register knows: imported as written, to be looked at."""
    touched = {each for _, report in reports for each, _ in report.changes}
    with opened.read() as unit:
        return [
            (application.id, body.as_written)
            for application in unit.applications()
            if application.id in touched
            for body in application.applicants.bodies
            if body.kind is BodyKind.OTHER and body.code is None
        ]


def _answer(
    context: Context,
    reports: list[tuple[Path, ImportReport]],
    refused: list[tuple[Path, InputError]],
    unknown: list[tuple[str, str]],
) -> Answer:
    say = context.catalogue.say
    counts = {change: sum(report.count(change) for _, report in reports) for change in Change}
    bundles = [(path, each) for path, each in reports if isinstance(each, BundleReport)]
    quarantined = [_refused(context, path, error) for path, error in refused]
    quarantined += [_quarantined(context, path, each) for path, each in bundles if each.refused]
    # An earlier submission that arrives late leaves the application as it is.
    unchanged = counts[Change.UNCHANGED] + counts[Change.OLDER] + counts[Change.KEPT]
    kept = [each for _, report in reports for each, change in report.changes if change is Change.KEPT]
    summary = "cli.import.would" if context.options.dry_run else "cli.import.did"
    return Answer(
        json={
            "imported": counts[Change.NEW],
            "unchanged": unchanged,
            "superseded": counts[Change.SUPERSEDED],
            "older": counts[Change.OLDER],
            "kept": counts[Change.KEPT],
            "quarantined": quarantined,
            "applications": [
                {"id": each, "change": change.value}
                for _, report in reports
                for each, change in report.changes
            ],
            "findings": [
                {**bundle_findings.shape(finding, context.catalogue), "file": str(path.absolute())}
                for path, each in bundles
                for finding in each.findings
            ],
            "unrecognised": [{"id": each, "as_written": written} for each, written in unknown],
            "dry_run": context.options.dry_run,
        },
        lines=[
            say(
                summary,
                new=counts[Change.NEW],
                unchanged=unchanged,
                superseded=counts[Change.SUPERSEDED],
            ),
            *(str(each["message"]) for each in quarantined),
            *(say("cli.import.kept", id=each) for each in kept),
            *(say("cli.import.unrecognised", id=each, name=written) for each, written in unknown),
        ],
        exit_code=1 if quarantined else 0,
    )


def _all_refused(context: Context, refused: list[tuple[Path, InputError]]) -> Answer:
    first = refused[0][1]
    listed = [_refused(context, path, error) for path, error in refused]
    facts: dict[str, object] = dict(first.facts)
    if listed[0]["errors"]:
        facts["errors"] = listed[0]["errors"]
    return Answer(
        json={
            "error": {"code": first.code, "message": listed[0]["message"], "facts": facts},
            "quarantined": listed,
        },
        lines=[str(each["message"]) for each in listed],
        exit_code=first.exit_code,
    )


def _refused(context: Context, path: Path, error: InputError) -> dict[str, object]:
    """Shape a refused table."""
    return {
        "path": str(path.absolute()),
        "code": error.code,
        "message": context.catalogue.error(error),
        "errors": shapes.problems(error, context.catalogue),
    }


def _quarantined(context: Context, path: Path, report: BundleReport) -> dict[str, object]:
    """Shape a refused bundle: its gravest finding, and beside it all of them."""
    shaped = [bundle_findings.shape(each, context.catalogue) for each in report.findings]
    return {
        "path": str(path.absolute()),
        "code": shaped[0]["code"],
        "message": context.catalogue.say(
            "bundles.refused", file=path.absolute().name, reason=shaped[0]["message"]
        ),
        "findings": shaped,
    }
