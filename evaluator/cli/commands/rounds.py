"""``evaluator round``: make a round, look at it, take it further."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.amounts import euros
from evaluator.cli.answer import Answer
from evaluator.cli.commands import baton
from evaluator.messages import formats
from evaluator.scoring.counting import counted_reviews

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.ports import Workspace


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add ``round new``, ``show``, ``advance``, ``lock``, ``reopen`` and ``back``."""
    say = catalogue.say
    family = commands.add_parser("round", help=say("cli.help.round"))
    deeds = family.add_subparsers(dest="deed", metavar="DEED", required=True)
    new = deeds.add_parser("new", help=say("cli.help.round-new"))
    new.add_argument("workspace", type=Path, metavar="WS")
    new.add_argument("--call", required=True, metavar="ID", help=say("cli.option.call"))
    new.add_argument("--envelope", metavar="EUR", help=say("cli.option.envelope"))
    new.set_defaults(run=run_new)
    show = deeds.add_parser("show", help=say("cli.help.round-show"))
    show.add_argument("workspace", type=Path, metavar="WS")
    show.set_defaults(run=run_show)
    advance = deeds.add_parser("advance", help=say("cli.help.round-advance"))
    advance.add_argument("workspace", type=Path, metavar="WS")
    advance.set_defaults(run=run_advance)
    lock = deeds.add_parser("lock", help=say("cli.help.round-lock"))
    lock.add_argument("workspace", type=Path, metavar="WS")
    lock.set_defaults(run=run_lock)
    reopen = deeds.add_parser("reopen", help=say("cli.help.round-reopen"))
    reopen.add_argument("workspace", type=Path, metavar="WS")
    reopen.add_argument("--reason", default="", metavar="T", help=say("cli.option.reason"))
    reopen.set_defaults(run=run_reopen)
    back = deeds.add_parser("back", help=say("cli.help.round-back"))
    back.add_argument("workspace", type=Path, metavar="WS")
    back.add_argument("--reason", default="", metavar="T", help=say("cli.option.reason"))
    back.set_defaults(run=run_back)
    yield from (new, show, advance, lock, reopen, back)
    yield from baton.add_to(deeds, catalogue)


def run_new(context: Context) -> Answer:
    """Create a workspace."""
    options = context.options
    envelope = euros(options.envelope, "--envelope") if options.envelope is not None else None
    call = context.program.calls.get(options.call)
    opened = context.program.create_round(
        options.workspace.absolute(), context.secret(), call, by=context.by, envelope=envelope
    )
    try:
        context.tell_place(opened)
        return _answer(context, opened)
    finally:
        opened.close()


def run_show(context: Context) -> Answer:
    """Show the round's figures."""
    with context.workspace(context.options.workspace) as opened:
        return _answer(context, opened)


def run_advance(context: Context) -> Answer:
    """Take the round to its next phase."""
    with context.workspace(context.options.workspace) as opened:
        context.program.advance_round(opened, by=context.by)
        return _answer(context, opened)


def run_lock(context: Context) -> Answer:
    """Lock the round."""
    with context.workspace(context.options.workspace) as opened:
        context.program.lock_round(opened, by=context.by)
        return _answer(context, opened)


def run_reopen(context: Context) -> Answer:
    """Reopen the round."""
    with context.workspace(context.options.workspace) as opened:
        context.program.reopen_round(opened, context.options.reason, by=context.by)
        return _answer(context, opened)


def run_back(context: Context) -> Answer:
    """Take the round from allocation back to its reviews."""
    with context.workspace(context.options.workspace) as opened:
        context.program.step_back(opened, context.options.reason, by=context.by)
        return _answer(context, opened)


def _answer(context: Context, opened: Workspace) -> Answer:
    outcome = context.program.outcome(opened)
    contents = outcome.contents
    now = contents.round
    say, language = context.catalogue.say, context.catalogue.language
    submitted = len(counted_reviews(contents))
    return Answer(
        json={
            "round": now.id,
            "call": now.call.id,
            "title": now.call.title.to(language),
            "state": now.phase.value,
            "applications": len(contents.applications),
            "reviewers": len(contents.reviewers),
            "reviews_submitted": submitted,
            "requested_cents": outcome.requested,
            "envelope_cents": now.envelope,
            "rule": now.rule.value,
            "threshold": None if now.threshold is None else float(now.threshold),
            "made_up": now.made_up,
            "workspace": str(opened.path),
            "place": str(opened.place),
            "read_only": None if opened.hindrance is None else opened.hindrance.code,
            "log_head": contents.log_head,
        },
        lines=[
            now.call.title.to(language),
            *([say("cli.round.made-up")] if now.made_up else []),
            say("cli.round.state", state=say(f"cli.phase.{now.phase.value}")),
            say(
                "cli.round.applications",
                count=len(contents.applications),
                requested=formats.money(outcome.requested, language, cents=True),
            ),
            say("cli.round.reviews", reviewers=len(contents.reviewers), count=submitted),
            say("cli.round.envelope", envelope=formats.money(now.envelope, language)),
        ],
    )
