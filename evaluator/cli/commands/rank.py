"""``evaluator rank``: the order by the transparent score."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli import shapes
from evaluator.cli.answer import Answer
from evaluator.cli.table import table
from evaluator.messages import formats

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    parser = commands.add_parser("rank", help=catalogue.say("cli.help.rank"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Rank the round."""
    with context.workspace(context.options.workspace) as opened:
        outcome = context.program.outcome(opened)
    say, language = context.catalogue.say, context.catalogue.language
    scored = [each for each in outcome.standings if each.score is not None]
    return Answer(
        json={
            "applications": [
                {
                    "id": each.application.id,
                    "number": each.application.number,
                    "place": each.placing.place if each.placing else None,
                    "shared": bool(each.placing and each.placing.shared),
                    "score": float(each.score.total),
                    "score_exact": str(each.score.total),
                    "groups": {group: float(value) for group, value in each.score.groups.items()},
                    "reviews": len(each.score.reviews),
                    "recused": len(each.score.recused),
                    "shortfalls": [
                        {"kind": kind.value, "of": of}
                        for kind, of in (each.placing.shortfalls if each.placing else ())
                    ],
                    "state": shapes.state(each.eligibility),
                }
                for each in scored
                if each.score is not None
            ],
            "reviewers": [{"id": each.id, "name": each.name} for each in outcome.contents.reviewers],
        },
        lines=table(
            [
                say("cli.column.place"),
                say("cli.column.score"),
                say("cli.column.number"),
                say("cli.column.applicant"),
            ],
            (
                [
                    str(each.placing.place) if each.placing else "–",
                    formats.number(each.score.total, language, 2),
                    str(each.application.number),
                    shapes.standing_name(each),
                ]
                for each in scored
                if each.score is not None
            ),
            right=frozenset({0, 1, 2}),
        ),
    )
