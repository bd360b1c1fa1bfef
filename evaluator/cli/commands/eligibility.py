"""``evaluator eligibility``: findings of the rules, and the official's decision."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli import reasons, shapes
from evaluator.cli.amounts import euros
from evaluator.cli.answer import Answer
from evaluator.cli.errors import UsageError
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.identifiers import ApplicationId

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.scoring.figures import Standing
    from evaluator.services.ports import Paper


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("eligibility", help=say("cli.help.eligibility"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    answers = "|".join(each.value for each in EligibilityOutcome)
    parser.add_argument("--decide", nargs=2, metavar=("ID", answers), help=say("cli.option.decide"))
    reasons.add(parser, catalogue)
    parser.add_argument("--by", metavar="DATE", help=say("cli.option.by"))
    parser.add_argument("--accept", nargs=3, metavar=("ID", "LINE", "EUR"), help=say("cli.option.accept"))
    parser.add_argument("--letters", type=Path, metavar="DIR", help=say("cli.option.letters"))
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Decide on one application or one line of costs, if asked to, and list them all."""
    options = context.options
    with context.workspace(options.workspace) as opened:
        reason = reasons.reason(context, opened)
        if options.decide:
            context.program.decide_eligibility(
                opened,
                ApplicationId(options.decide[0]),
                _outcome(options.decide[1]),
                reason,
                context.by,
                _date(options.by),
            )
        if options.accept:
            id_, line, amount = options.accept
            context.program.accept_cost(
                opened, ApplicationId(id_), line, euros(amount, "--accept"), reason, context.by
            )
        written = (
            context.program.completion_letters(opened, options.letters, context.by) if options.letters else {}
        )
        outcome = context.program.outcome(opened)
    accepted = outcome.contents.accepted_costs
    standings = sorted(outcome.standings, key=lambda each: each.application.number)
    return Answer(
        json={
            "applications": [
                {
                    "id": each.application.id,
                    "findings": [shapes.finding(one, context.catalogue) for one in each.findings],
                    "decision": shapes.decision(each.eligibility),
                    "accepted_cents": accepted.get(each.application.id),
                    "bound_cents": each.award.bound,
                    "bound_verified": each.award.bound_verified,
                }
                for each in standings
            ],
            "letters": _letters(written),
        },
        lines=[
            *(str(each["path"]) for each in _letters(written)),
            *(_line(context.catalogue, each) for each in standings),
        ],
    )


def _line(catalogue: Catalogue, standing: Standing) -> str:
    state = catalogue.say(f"cli.eligibility.{shapes.state(standing.eligibility)}")
    said = [str(shapes.finding(each, catalogue)["message"]) for each in standing.findings]
    application = standing.application
    return (
        f"{application.number:>4}  {state}  {application.applicants.lead.as_written}: {' '.join(said) or '–'}"
    )


def _letters(written: Mapping[ApplicationId, Paper]) -> list[dict[str, object]]:
    return [
        {"id": id_, "path": str(each.path), "language": each.language.value, "pages": each.pages}
        for id_, each in written.items()
    ]


def _outcome(word: str) -> EligibilityOutcome:
    try:
        return EligibilityOutcome(word)
    except ValueError as error:
        raise UsageError(reason=f"--decide: {word!r} (yes, no, complete, undecided)") from error


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(reason=f"--by: {text!r} (2020-10-05)") from error
