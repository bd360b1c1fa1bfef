"""``evaluator templates``: the papers' sentences to be adapted, and a check of adapted ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add ``templates export`` and ``templates check``."""
    say = catalogue.say
    family = commands.add_parser("templates", help=say("cli.help.templates"))
    deeds = family.add_subparsers(dest="deed", metavar="DEED", required=True)
    export = deeds.add_parser("export", help=say("cli.help.templates-export"))
    export.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=say("cli.option.out-templates")
    )
    export.set_defaults(run=run_export)
    check = deeds.add_parser("check", help=say("cli.help.templates-check"))
    check.add_argument("folder", type=Path, metavar="DIR")
    check.set_defaults(run=run_check)
    yield from (export, check)


def run_export(context: Context) -> Answer:
    """Write the sentences of both languages into a folder, each behind a ``#``."""
    say, sentences = context.catalogue.say, context.program.own_sentences
    files = sentences.export(context.options.out.absolute())
    return Answer(
        json={"files": [str(each) for each in files], "place": str(sentences.place)},
        lines=[*map(str, files), say("cli.templates.exported", place=sentences.place)],
    )


def run_check(context: Context) -> Answer:
    """Check adapted sentences; findings make them invalid."""
    catalogue, folder = context.catalogue, context.options.folder.absolute()
    findings = [
        {
            "file": str(each.facts["file"]),
            "line": each.facts.get("line"),
            "code": each.code,
            "message": catalogue.error(each),
        }
        for each in context.program.own_sentences.check(folder)
    ]
    valid = not findings
    return Answer(
        json={"valid": valid, "findings": findings},
        lines=[catalogue.say("cli.templates.valid", folder=folder)]
        if valid
        else [str(each["message"]) for each in findings],
        exit_code=0 if valid else 1,
    )
