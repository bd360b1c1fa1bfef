"""``evaluator analyse``: the evidence that a plain table of ratings gives."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli import evidence
from evaluator.cli.amounts import exact
from evaluator.cli.answer import Answer
from evaluator.cli.errors import ColumnsOptionError, ScaleOptionError, WholeNumberError
from evaluator.cli.table import table
from evaluator.scoring.evidence.method import HIGHEST_DRAWS, HIGHEST_SEED, LOWEST_DRAWS
from evaluator.scoring.evidence.ratings import RatingScale

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.scoring.evidence.figures import Analysis, ApplicationFigures

_PRIORS = ("default", "snsf")
_DRAWS, _SEED = "10000", "1"
_WHOLE = re.compile(r"[0-9]{1,18}")
_MOST_FUNDABLE = 1_000_000
_COLUMNS = 3
_SHOWN = 40


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("analyse", help=say("analyse.help"))
    parser.add_argument("file", type=Path, metavar="RATINGS.csv")
    parser.add_argument("--columns", metavar="APPLICATION,REVIEWER,SCORE", help=say("analyse.option.columns"))
    parser.add_argument("--scale", metavar="LO,HI", help=say("analyse.option.scale"))
    parser.add_argument("--prior", choices=_PRIORS, default="default", help=say("analyse.option.prior"))
    parser.add_argument("--fundable", metavar="N", help=say("analyse.option.fundable"))
    parser.add_argument("--draws", default=_DRAWS, metavar="N", help=say("analyse.option.draws"))
    parser.add_argument("--seed", default=_SEED, metavar="S", help=say("analyse.option.seed"))
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Analyse the table; what cannot be had is null, and a note says why."""
    options = context.options
    found = context.program.analyse(
        options.file,
        columns=_columns(options.columns),
        scale=_scale(options.scale),
        prior=options.prior,
        fundable=None
        if options.fundable is None
        else _whole(options.fundable, "--fundable", 1, _MOST_FUNDABLE),
        draws=_whole(options.draws, "--draws", LOWEST_DRAWS, HIGHEST_DRAWS),
        seed=_whole(options.seed, "--seed", 0, HIGHEST_SEED),
    )
    return Answer(json=shape(found, context.catalogue), lines=_lines(found, context.catalogue))


def _whole(text: str, option: str, least: int, most: int) -> int:
    if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
        raise WholeNumberError(option=option, value=text[:_SHOWN], least=least, most=most)
    return int(text)


def _columns(text: str | None) -> tuple[str, str, str] | None:
    if text is None:
        return None
    names = [name.strip() for name in text.split(",")]
    if len({name.casefold() for name in names}) != _COLUMNS or len(names) != _COLUMNS or not all(names):
        raise ColumnsOptionError(value=text[:_SHOWN])
    return names[0], names[1], names[2]


def _scale(text: str | None) -> RatingScale | None:
    if text is None:
        return None
    ends = text.split(",")
    if len(ends) != 2:  # noqa: PLR2004 - two ends
        raise ScaleOptionError(value=text[:_SHOWN])
    lowest, highest = (exact(end, "--scale") for end in ends)
    if lowest >= highest:
        raise ScaleOptionError(value=text[:_SHOWN])
    return RatingScale(lowest, highest)


def shape(found: Analysis, catalogue: Catalogue) -> dict[str, object]:
    """Give the answer's object, with the keys of the command line's contract."""
    return {
        "applications": [_application(each) for each in found.applications],
        "reviewers": [
            {"id": each.id, "n": each.n, "leniency": each.leniency, "interval_90": each.interval_90}
            for each in found.reviewers
        ],
        **evidence.common(found, catalogue),
        "method": evidence.method(found.method),
    }


def _application(each: ApplicationFigures) -> dict[str, object]:
    return {
        "id": each.id,
        "n": each.n,
        "mean": each.mean,
        "adjusted": each.adjusted,
        "expected_rank": each.expected_rank,
        "sucra": each.sucra,
        "pcer": each.pcer,
        "interval_50": each.interval_50,
        "interval_90": each.interval_90,
        "p_funded": each.p_funded,
        "p_funded_unadjusted": each.p_funded_unadjusted,
        "zone": each.zone.value if each.zone else None,
    }


def _lines(found: Analysis, catalogue: Catalogue) -> list[str]:
    """Lay the figures out for people."""
    words = evidence.Words(catalogue)
    tables = [*_application_table(found, catalogue, words), "", *_reviewer_table(found, words)]
    return [*tables, "", *evidence.sentences(found, catalogue)]


def _application_table(found: Analysis, catalogue: Catalogue, words: evidence.Words) -> list[str]:
    names = ("application", "ratings", "mean", "adjusted", "rank", "interval", "p", "p-unadjusted", "zone")
    return table(
        words.header(*names),
        (
            [
                each.id,
                str(each.n),
                words.number(each.mean),
                words.number(each.adjusted),
                words.number(each.expected_rank, 1),
                words.between(each.interval_90, 0),
                words.share(each.p_funded),
                words.share(each.p_funded_unadjusted),
                catalogue.say(f"analyse.zone.{each.zone.value}") if each.zone else "–",
            ]
            for each in found.applications
        ),
        right=frozenset(range(1, 8)),
    )


def _reviewer_table(found: Analysis, words: evidence.Words) -> list[str]:
    return table(
        words.header("reviewer", "ratings", "leniency", "interval-leniency"),
        (
            [each.id, str(each.n), words.number(each.leniency), words.between(each.interval_90, 2)]
            for each in found.reviewers
        ),
        right=frozenset({1, 2, 3}),
    )
