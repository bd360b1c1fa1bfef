"""``evaluator bench``: what the program holds on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.cli.amounts import share
from evaluator.cli.answer import Answer
from evaluator.cli.table import table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.bench.measure import Result
    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("bench", help=say("cli.help.bench"))
    parser.add_argument("--only", type=_measurement, metavar="NAME", help=say("cli.option.only"))
    parser.add_argument("--scale", type=share, default=1.0, metavar="S", help=say("cli.option.scale"))
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Measure; a goal that does not hold here is advice about a machine, not a failure."""
    from evaluator.bench.run import measure_all  # noqa: PLC0415 - every part of the program: other commands need not wait

    options, say = context.options, context.catalogue.say
    results = measure_all(context.program, options.only, options.scale, context.progress)
    return Answer(
        json={
            "results": [
                {
                    "name": each.name,
                    "ours": round(each.ours, 4),
                    "reference": None if each.reference is None else round(each.reference, 4),
                    "unit": each.unit,
                    "ratio": None if each.ratio is None else round(each.ratio, 3),
                    "goal": each.goal,
                    "holds": each.holds,
                    "n": each.n,
                    "size": each.size,
                }
                for each in results
            ]
        },
        lines=table(
            [say(f"cli.column.{name}") for name in ("name", "ours", "reference", "ratio", "goal", "holds")],
            (_row(each, say("cli.bench.yes"), say("cli.bench.no")) for each in results),
            right=frozenset({1, 2, 3, 4}),
        ),
    )


def _measurement(name: str) -> str:
    """Take a measurement's name as it is written.

    Raises:
        ValueError: There is no such measurement.
    """
    from evaluator.bench.run import NAMES  # noqa: PLC0415 - as above

    if name not in NAMES:
        raise ValueError(name)
    return name


def _row(each: Result, yes: str, no: str) -> list[str]:
    return [
        each.name,
        f"{each.ours:.3f} {each.unit}",
        "–" if each.reference is None else f"{each.reference:.3f} {each.unit}",
        "–" if each.ratio is None else f"{each.ratio:.2f}",
        f"{each.goal:g}" if each.ratio is not None else f"{each.goal:g} {each.unit}",
        yes if each.holds else no,
    ]
