"""``evaluator consensus``: what the reviewers agreed on, beside their own reviews."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.cli.errors import UsageError
from evaluator.domain.identifiers import ApplicationId
from evaluator.messages import formats

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.record_consensus import ConsensusReport


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("consensus", help=say("reviewing.help.consensus"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.add_argument("application", metavar="APP")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--file", type=Path, metavar="CSV", help=say("reviewing.option.scores"))
    how.add_argument("--withdraw", action="store_true", help=say("reviewing.option.withdraw"))
    parser.add_argument("--rapporteur", default="", metavar="NAME", help=say("reviewing.option.rapporteur"))
    parser.add_argument("--reason", default="", metavar="T", help=say("cli.option.reason"))
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Record or withdraw a consensus, if asked to, and show it beside the reviews."""
    options, deeds = context.options, context.program.reviewing
    application = ApplicationId(options.application)
    with context.workspace(options.workspace) as opened:
        if options.file is None:
            if options.withdraw:
                deeds.withdraw_consensus(opened, application, options.reason, context.by)
            return _answer(context, deeds.show_consensus(opened, application))
        entries = deeds.entries(opened, options.file)
        strange = [each.application for each in entries if each.application != application]
        if strange:
            raise UsageError(reason=f"--file: {strange[0]} != {application}")
        report = deeds.consensus(opened, application, entries, options.rapporteur, options.reason, context.by)
    return _answer(context, report)


def _answer(context: Context, report: ConsensusReport) -> Answer:
    say, language = context.catalogue.say, context.catalogue.language
    score, agreed = report.score, report.consensus
    return Answer(
        json={
            "application": score.application,
            "score": float(score.total),
            "score_exact": str(score.total),
            "consensus": agreed is not None,
            "rapporteur": agreed.rapporteur if agreed else None,
            "reason": agreed.reason if agreed else None,
            "mean": None
            if score.consensus is None or score.consensus.mean is None
            else float(score.consensus.mean),
            "reviews": [{"reviewer": each.reviewer, "score": float(each.total)} for each in score.reviews],
            "differences": [
                {
                    "reviewer": reviewer,
                    "difference": float(difference),
                    "criteria": {
                        criterion: float(apart)
                        for criterion, apart in report.by_criterion.get(reviewer, {}).items()
                    },
                }
                for reviewer, difference in report.differences.items()
            ],
        },
        lines=[
            say(
                "reviewing.consensus" if agreed else "reviewing.no-consensus",
                score=formats.number(score.total, language, 2),
                rapporteur=agreed.rapporteur if agreed else "",
            ),
            *(
                say(
                    "reviewing.difference",
                    reviewer=reviewer,
                    difference=formats.number(difference, language, 2),
                )
                for reviewer, difference in report.differences.items()
            ),
        ],
    )
