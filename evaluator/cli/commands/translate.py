"""``evaluator translate``: what officials typed, in the language of each paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.cli.errors import OptionAloneError
from evaluator.domain.language import Language

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.translate import TextState


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("translate", help=say("cli.help.translate"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.add_argument(
        "--to", choices=[Language.FI.value, Language.SV.value], help=say("cli.option.translate-to")
    )
    parser.add_argument(
        "--text",
        nargs=2,
        action="append",
        default=[],
        metavar=("KEY", "T"),
        help=say("cli.option.translate-text"),
    )
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Record translations, if any are given, and list the texts with what each still lacks."""
    options, say = context.options, context.catalogue.say
    if options.text and options.to is None:
        raise OptionAloneError(option="--text", wanted="--to")
    if options.to and not options.text:
        raise OptionAloneError(option="--to", wanted="--text")
    recorded = 0
    with context.workspace(options.workspace) as opened:
        if options.text:
            recorded = context.program.translate(
                opened, Language(options.to), dict(options.text), by=context.by
            )
        texts = context.program.translate.texts(opened)
    return Answer(
        json={"recorded": recorded, "texts": [_told(each) for each in texts]},
        lines=[
            *([say("cli.translate.recorded", count=recorded)] if options.text else []),
            *(_line(context, each) for each in texts),
            *([] if texts else [say("cli.translate.none")]),
        ],
    )


def _told(each: TextState) -> dict[str, object]:
    return {
        "key": each.text.key,
        "application": each.text.application,
        "number": each.text.number,
        "kind": each.text.kind.value,
        "text": each.text.text,
        "written_in": each.text.written.value,
        "translations": {language.value: words for language, words in each.translations.items()},
        "missing": [language.value for language in each.missing],
    }


def _line(context: Context, each: TextState) -> str:
    say = context.catalogue.say
    state = ", ".join(say(f"cli.translate.missing.{language.value}") for language in each.missing)
    return f"{each.text.key}  {state or say('cli.translate.complete')}: {each.text.text}"
