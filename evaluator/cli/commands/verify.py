"""``evaluator verify``: whether a paper follows from the data it carries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.domain.money import Cents
from evaluator.domain.paper_data import COUNTS
from evaluator.messages import formats

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.verify_paper import PaperDifference

_OF_FILE = frozenset({"digest", "attachment", "language", "page", "structure"})
"""What is not as it was made; there is no figure to name."""


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("verify", help=say("cli.help.verify"))
    parser.add_argument("path", type=Path, metavar="FILE.pdf")
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Work the paper out from its data; needs neither workspace nor key."""
    say = context.catalogue.say
    path: Path = context.options.path
    verdict = context.program.verify_paper(path)
    key = "follows" if verdict.follows else "differs"
    return Answer(
        json={
            "follows": verdict.follows,
            "differences": [
                {
                    "what": each.what,
                    "where": each.where,
                    "stated": each.stated,
                    "follows": each.follows,
                    "message": _sentence(context, each),
                }
                for each in verdict.differences
            ],
            "checked": list(verdict.checked),
            "paper": verdict.paper,
            "variant": verdict.variant,
            "language": verdict.language,
            "authentic": None,
        },
        lines=[
            say(f"cli.verify.{key}", file=path.name, count=len(verdict.differences)),
            *(_sentence(context, each) for each in verdict.differences),
            say(
                "cli.verify.checked",
                what=", ".join(say(f"cli.verify.part.{each}") for each in verdict.checked),
            ),
            say("cli.verify.not-authentic"),
        ],
        exit_code=0 if verdict.follows else 1,
    )


def _sentence(context: Context, difference: PaperDifference) -> str:
    say = context.catalogue.say
    about, _, number = difference.what.partition(".")
    if about in _OF_FILE:
        return say(f"cli.verify.difference.{about}", number=number)
    return say(
        f"cli.verify.difference.{difference.where}",
        what=difference.what,
        stated=_written(context, difference.what, difference.stated),
        follows=_written(context, difference.what, difference.follows),
    )


def _written(context: Context, what: str, value: int | str | None) -> int | str:
    if value is None:
        return context.catalogue.say("cli.verify.nothing")
    if isinstance(value, int) and not what.endswith(COUNTS):
        return formats.money(Cents(value), context.catalogue.language)
    return value
