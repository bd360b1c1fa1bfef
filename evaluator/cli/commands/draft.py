"""``evaluator draft``: print memo, decision draft and annex."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.domain.language import Language
from evaluator.services.ports import PaperOrder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    say = catalogue.say
    parser = commands.add_parser("draft", help=say("cli.help.draft"))
    parser.add_argument("workspace", type=Path, metavar="WS")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=say("cli.option.out"))
    parser.add_argument(
        "--order",
        choices=[each.value for each in PaperOrder],
        default=PaperOrder.ALPHABETICAL.value,
        help=say("cli.option.order"),
    )
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Write the papers in the language of ``--language``, Finnish or Swedish."""
    options, say = context.options, context.catalogue.say
    language = Language.SV if options.language == Language.SV.value else Language.FI
    with context.workspace(options.workspace) as opened:
        report = context.program.draft(
            opened,
            options.out.absolute(),
            language=language,
            order=PaperOrder(options.order),
            by=context.by,
        )
    missing = [say(each.key, **each.facts) for each in report.missing]
    return Answer(
        json={
            "papers": [
                {
                    "kind": each.kind,
                    "path": str(each.path),
                    "language": each.language.value,
                    "pages": each.pages,
                    "conforms": list(each.conforms),
                }
                for each in report.papers
            ],
            "missing": missing,
        },
        lines=[
            *([say("cli.draft.in-finnish")] if options.language == Language.EN.value else []),
            *(say("cli.draft.paper", path=each.path, count=each.pages) for each in report.papers),
            *(say("cli.draft.missing", what=each) for each in missing),
        ],
        exit_code=0 if not report.refused else 4,
    )
