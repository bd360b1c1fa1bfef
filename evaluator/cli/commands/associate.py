"""``evaluator associate``: a double-click on one of the program's files opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.doctor.file_types import FILE_TYPES, associate, dissociate, program_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add the command."""
    parser = commands.add_parser("associate", help=catalogue.say("cli.help.associate"))
    parser.add_argument("--remove", action="store_true", help=catalogue.say("cli.option.associate_remove"))
    parser.set_defaults(run=run)
    yield parser


def run(context: Context) -> Answer:
    """Tell the desktop, or take it back."""
    words = program_words()
    remove = context.options.remove
    if remove:
        dissociate()
    else:
        associate(words)
    suffixes = [each.suffix for each in FILE_TYPES]
    key = "cli.associate.removed" if remove else "cli.associate.done"
    return Answer(
        json={
            "associated": not remove,
            "program": list(words),
            "types": [{"suffix": each.suffix, "media_type": each.media_type} for each in FILE_TYPES],
        },
        lines=[context.catalogue.say(key, suffixes=", ".join(suffixes))],
    )
