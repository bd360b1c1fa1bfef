"""``evaluator rank``: the order by the transparent score, and the evidence beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli import evidence, shapes
from evaluator.cli.answer import Answer
from evaluator.cli.table import table
from evaluator.messages import formats
from evaluator.scoring.explanation import decimals_needed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.scoring.evidence.figures import ApplicationFigures, Evidence, Firmness
    from evaluator.scoring.figures import ApplicationScore, Outcome, Standing

_RIGHT = frozenset({0, 1, 2, 3, 4})


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    parser = commands.add_parser("rank", help=catalogue.say("cli.help.rank"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Rank the round; a figure that cannot be had is null, and a note says why."""
    with context.workspace(context.options.workspace) as opened:
        outcome = context.program.outcome(opened)
        found = context.program.evidence(opened, outcome)
    figures = {each.id: each for each in found.analysis.applications}
    firmness = {each.application: each for each in found.firmness}
    scored = [(each, each.score) for each in outcome.standings if each.score is not None]
    return Answer(
        json={
            "applications": [
                {
                    **_standing(each, score),
                    **_figures(figures.get(each.application.id), firmness.get(each.application.id)),
                }
                for each, score in scored
            ],
            "reviewers": _reviewers(outcome, found),
            **evidence.common(found.analysis, context.catalogue),
            "method": {**evidence.method(found.analysis.method), "weight_draws": found.weight_draws},
        },
        lines=[
            *_table(scored, figures, firmness, context.catalogue),
            "",
            *evidence.sentences(found.analysis, context.catalogue),
        ],
    )


def _standing(each: Standing, score: ApplicationScore) -> dict[str, object]:
    return {
        "id": each.application.id,
        "number": each.application.number,
        "place": each.placing.place if each.placing else None,
        "shared": bool(each.placing and each.placing.shared),
        "score": float(score.total),
        "score_exact": str(score.total),
        "groups": {group: float(value) for group, value in score.groups.items()},
        "reviews": len(score.reviews),
        "recused": len(score.recused),
        "shortfalls": [
            {"kind": kind.value, "of": of} for kind, of in (each.placing.shortfalls if each.placing else ())
        ],
        "state": shapes.state(each.eligibility),
    }


def _figures(figures: ApplicationFigures | None, firmness: Firmness | None) -> dict[str, object]:
    """Shape one application's evidence; every key is there, null where there is no figure."""
    zone = figures.zone if figures else None
    return {
        "adjusted": figures.adjusted if figures else None,
        "expected_rank": figures.expected_rank if figures else None,
        "sucra": figures.sucra if figures else None,
        "pcer": figures.pcer if figures else None,
        "interval_50": figures.interval_50 if figures else None,
        "interval_90": figures.interval_90 if figures else None,
        "score_50": figures.score_50 if figures else None,
        "score_90": figures.score_90 if figures else None,
        "p_funded": figures.p_funded if figures else None,
        "p_funded_unadjusted": figures.p_funded_unadjusted if figures else None,
        "zone": zone.value if zone else None,
        "firm": firmness.firm if firmness else None,
        "share_funded_by_weights": firmness.share_funded_by_weights if firmness else None,
        "funded_by_median": firmness.funded_by_median if firmness else None,
        "turned_by": firmness.turned_by if firmness else None,
    }


def _reviewers(outcome: Outcome, found: Evidence) -> list[dict[str, object]]:
    known = {each.id: each for each in found.analysis.reviewers}
    shaped = []
    for each in outcome.contents.reviewers:
        of_reviewer = known.get(each.id)
        shaped.append(
            {
                "id": each.id,
                "name": each.name,
                "n": of_reviewer.n if of_reviewer else 0,
                "leniency": of_reviewer.leniency if of_reviewer else None,
                "interval_90": of_reviewer.interval_90 if of_reviewer else None,
            }
        )
    return shaped


def _table(
    scored: list[tuple[Standing, ApplicationScore]],
    figures: Mapping[str, ApplicationFigures],
    firmness: Mapping[str, Firmness],
    catalogue: Catalogue,
) -> list[str]:
    say, words = catalogue.say, evidence.Words(catalogue)
    decimals = decimals_needed(score for _, score in scored)
    rows = []
    for each, score in scored:
        of, firm = figures.get(each.application.id), firmness.get(each.application.id)
        rows.append(
            [
                str(each.placing.place) if each.placing else "–",
                formats.number(score.total, catalogue.language, decimals[score.application]),
                words.number(of.expected_rank if of else None, 1),
                words.share(of.p_funded_unadjusted if of else None),
                str(each.application.number),
                say(f"analyse.zone.{of.zone.value}") if of and of.zone else "–",
                say(f"analyse.firm.{'yes' if firm.firm else 'no'}") if firm else "–",
                shapes.standing_name(each),
            ]
        )
    header = [
        say("cli.column.place"),
        say("cli.column.score"),
        say("analyse.column.rank"),
        say("analyse.column.p-unadjusted"),
        say("cli.column.number"),
        say("analyse.column.zone"),
        say("analyse.column.firm"),
        say("cli.column.applicant"),
    ]
    return table(header, rows, right=_RIGHT)
