"""``evaluator review``: review on one's own machine, without any network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.cli.errors import UsageError
from evaluator.domain.exchanged import Recommendation
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.people import spoken

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.ports import Workspace
    from evaluator.services.review_desk import ReviewTask


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the deeds of reviewing."""
    say = catalogue.say
    family = commands.add_parser("review", help=say("reviewing.help.review"))
    deeds = family.add_subparsers(dest="deed", metavar="DEED", required=True)

    def deed(name: str, run: object) -> Parser:
        parser = deeds.add_parser(name, help=say(f"reviewing.help.review-{name}"))
        parser.set_defaults(run=run)
        return parser

    opening = deed("open", run_open)
    opening.add_argument("package", type=Path, metavar="PACK")
    opening.add_argument(
        "--workspace", type=Path, required=True, metavar="WS", help=say("reviewing.option.workspace")
    )
    opening.add_argument("--sender", default="", metavar="DIGITS", help=say("reviewing.option.sender"))
    rest = [
        deed("show", run_show),
        deed("declare", run_declare),
        deed("decline", run_decline),
        deed("score", run_score),
        deed("recommend", run_recommend),
        deed("submit", run_submit),
        deed("reopen", run_reopen),
        deed("export", run_export),
        deed("restore", run_restore),
    ]
    for parser in rest:
        parser.add_argument("workspace", type=Path, metavar="WS")
    _, declare, decline, score, recommend, submit, reopen, export, restore = rest
    for parser in (declare, decline, recommend, reopen):
        parser.add_argument("application", metavar="APP")
    declare.add_argument("--conflict", choices=("yes", "no"), required=True)
    for parser in (declare, decline, reopen):
        parser.add_argument("--reason", default="", metavar="T", help=say("cli.option.reason"))
    choices = [*(each.value for each in Recommendation), "none"]
    recommend.add_argument("recommendation", choices=choices, metavar="|".join(choices))
    score.add_argument("--file", type=Path, required=True, metavar="CSV", help=say("reviewing.option.scores"))
    submit.add_argument("applications", nargs="*", metavar="APP")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("reviewing.option.out"))
    restore.add_argument("file", type=Path, metavar="FILE")
    yield from (opening, *rest)


def run_open(context: Context) -> Answer:
    """Open a package into one's own workspace."""
    say, options = context.catalogue.say, context.options
    taken = context.program.reviewing.open_package(
        options.package,
        options.workspace.absolute(),
        context.person(),
        context.secret(),
        compared=options.sender,
    )
    try:
        answer = _answer(context, taken.workspace)
    finally:
        taken.workspace.close()
    sender = {"name": taken.sender.name, "fingerprint": spoken(taken.sender.fingerprint)}
    lines = [say("reviewing.opened", **sender)]
    if taken.first_contact:
        lines.append(say("reviewing.first-contact"))
    return Answer(
        json={
            **answer.json,
            "workspace": str(options.workspace.absolute()),
            "sender": sender,
            "first_contact": taken.first_contact,
        },
        lines=[*lines, *answer.lines],
    )


def run_show(context: Context) -> Answer:
    """Show the desk."""
    with context.workspace(context.options.workspace) as opened:
        return _answer(context, opened)


def run_declare(context: Context) -> Answer:
    """Answer the question of disqualification."""
    options = context.options
    with context.workspace(options.workspace) as opened:
        context.program.reviewing.declare(
            opened,
            ApplicationId(options.application),
            conflict=options.conflict == "yes",
            reason=options.reason,
        )
        return _answer(context, opened)


def run_decline(context: Context) -> Answer:
    """Give an application back."""
    options = context.options
    with context.workspace(options.workspace) as opened:
        context.program.reviewing.decline(opened, ApplicationId(options.application), options.reason)
        return _answer(context, opened)


def run_score(context: Context) -> Answer:
    """Save the scores of a table into the drafts."""
    with context.workspace(context.options.workspace) as opened:
        context.program.reviewing.save_table(opened, context.options.file)
        return _answer(context, opened)


def run_recommend(context: Context) -> Answer:
    """Save a recommendation into the draft."""
    options = context.options
    wanted = None if options.recommendation == "none" else Recommendation(options.recommendation)
    with context.workspace(options.workspace) as opened:
        context.program.reviewing.save(opened, (), {ApplicationId(options.application): wanted})
        return _answer(context, opened)


def run_submit(context: Context) -> Answer:
    """Submit reviews."""
    options = context.options
    with context.workspace(options.workspace) as opened:
        context.program.reviewing.submit(opened, [ApplicationId(each) for each in options.applications])
        return _answer(context, opened)


def run_reopen(context: Context) -> Answer:
    """Reopen a submitted review."""
    options = context.options
    if not options.reason.strip():
        raise UsageError(reason="--reason")
    with context.workspace(options.workspace) as opened:
        context.program.reviewing.reopen(opened, ApplicationId(options.application), options.reason)
        return _answer(context, opened)


def run_export(context: Context) -> Answer:
    """Write the review file."""
    path, person = context.options.out.absolute(), context.person()
    with context.workspace(context.options.workspace) as opened:
        contents = context.program.reviewing.export(opened, path, person)
        answer = _answer(context, opened)
    return Answer(
        json={
            **answer.json,
            "path": str(path),
            "revision": contents.revision,
            "reviews": len({each.review.application for each in contents.revisions}),
        },
        lines=[
            context.catalogue.say("reviewing.exported", path=path, revision=contents.revision),
            *answer.lines,
        ],
    )


def run_restore(context: Context) -> Answer:
    """Restore from one's own review file."""
    person = context.person()
    with context.workspace(context.options.workspace) as opened:
        restored = context.program.reviewing.restore(opened, context.options.file, person)
        answer = _answer(context, opened)
    return Answer(
        json={**answer.json, "restored": restored},
        lines=[context.catalogue.say("reviewing.restored", count=restored), *answer.lines],
    )


def _answer(context: Context, workspace: Workspace) -> Answer:
    tasks = context.program.reviewing.desk(workspace)
    return Answer(
        json={"applications": [_told(context, each) for each in tasks]},
        lines=[
            context.catalogue.say(
                "reviewing.task",
                number=each.application.number,
                state=context.catalogue.say(f"reviewing.state.{each.state.value}"),
                answered=each.answered,
                criteria=each.criteria,
                title=each.application.title,
            )
            for each in tasks
        ],
    )


def _told(context: Context, task: ReviewTask) -> dict[str, object]:
    recommended = task.draft.recommendation if task.draft else None
    if recommended is None and task.draft is None and task.submitted is not None:
        recommended = task.submitted.recommendation
    return {
        "id": task.application.id,
        "number": task.application.number,
        "title": task.application.title,
        "state": task.state.value,
        "answered": task.answered,
        "criteria": task.criteria,
        "calibration": task.calibration,
        "changed": task.changed,
        "revision": task.submitted.review.revision if task.submitted else 0,
        "recommendation": recommended.value if recommended else None,
        "lacks": [
            {
                "of": each.of,
                "what": each.what.value,
                "message": context.catalogue.say(
                    f"reviewing.owed.{each.what.value}", of=each.number or each.of
                ),
            }
            for each in task.lacks
        ],
    }
