"""``evaluator eligibility``: findings of the rules, and the official's decision."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli import shapes
from evaluator.cli.answer import Answer
from evaluator.cli.errors import UsageError
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.identifiers import ApplicationId

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("eligibility", help=say("cli.help.eligibility"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.add_argument("--decide", nargs=2, metavar=("ID", "yes|no|complete"), help=say("cli.option.decide"))
    parser.add_argument("--reason", default="", metavar="T", help=say("cli.option.reason"))
    parser.add_argument("--by", metavar="DATE", help=say("cli.option.by"))
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Decide on one application, if asked to, and list them all."""
    options = context.options
    with context.workspace(options.workspace) as opened:
        if options.decide:
            context.program.decide_eligibility(
                opened,
                ApplicationId(options.decide[0]),
                _outcome(options.decide[1]),
                options.reason,
                context.by,
                _date(options.by),
            )
        outcome = context.program.outcome(opened)
    standings = sorted(outcome.standings, key=lambda each: each.application.number)
    say = context.catalogue.say
    return Answer(
        json={
            "applications": [
                {
                    "id": each.application.id,
                    "findings": [shapes.finding(one, context.catalogue) for one in each.findings],
                    "decision": shapes.decision(each.eligibility),
                }
                for each in standings
            ]
        },
        lines=[
            f"{each.application.number:>4}  {say(f'cli.eligibility.{shapes.state(each.eligibility)}')}"
            f"  {each.application.applicants.lead.as_written}: "
            + (
                " ".join(str(shapes.finding(one, context.catalogue)["message"]) for one in each.findings)
                or "–"
            )
            for each in standings
        ],
    )


def _outcome(word: str) -> EligibilityOutcome:
    try:
        return EligibilityOutcome(word)
    except ValueError as error:
        raise UsageError(reason=f"--decide: {word!r} (yes, no, complete)") from error


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(reason=f"--by: {text!r} (2020-10-05)") from error
