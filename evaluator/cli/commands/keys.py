"""``evaluator key``: the recovery key for paper, and another key for a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.cli.answer import Answer
from evaluator.cli.errors import NewKeyMissingError
from evaluator.cli.secrets import ask_new_passphrase, passphrase_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from evaluator.cli.context import Context
    from evaluator.cli.parser import Parser
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.ports import Secret


def add(commands: argparse._SubParsersAction[Parser], catalogue: Catalogue) -> Iterator[Parser]:
    """Add ``key recovery`` and ``key change``."""
    say = catalogue.say
    family = commands.add_parser("key", help=say("cli.help.key"))
    deeds = family.add_subparsers(dest="deed", metavar="DEED", required=True)
    recovery = deeds.add_parser("recovery", help=say("cli.help.key-recovery"))
    recovery.add_argument("workspace", type=Path, metavar="WS")
    recovery.add_argument("--out", type=Path, metavar="FILE", help=say("cli.option.out-file"))
    recovery.set_defaults(run=run_recovery)
    change = deeds.add_parser("change", help=say("cli.help.key-change"))
    change.add_argument("workspace", type=Path, metavar="WS")
    where = change.add_mutually_exclusive_group()
    where.add_argument(
        "--new-passphrase-file", type=Path, metavar="FILE", help=say("cli.option.new-passphrase-file")
    )
    where.add_argument("--to-keyring", action="store_true", help=say("cli.option.to-keyring"))
    change.set_defaults(run=run_change)
    yield from (recovery, change)


def run_recovery(context: Context) -> Answer:
    """Give the recovery key, on standard output or into a file that only its owner may read."""
    options, say = context.options, context.catalogue.say
    text = context.program.show_recovery_key(options.workspace, context.secret())
    if options.out is None:
        return Answer(json={"recovery_key": text, "path": None}, lines=[text, say("cli.key.recovery-note")])
    path = options.out.absolute()
    context.program.write_text(path, f"{text}\n")
    return Answer(
        json={"recovery_key": None, "path": str(path)},
        lines=[say("cli.key.recovery-file", path=path), say("cli.key.recovery-note")],
    )


def run_change(context: Context) -> Answer:
    """Give the workspace a new key, from a new passphrase or in the keyring."""
    options = context.options
    new, kind = _new_secret(context)
    context.program.change_key(options.workspace, context.secret(), new, by=context.by, to=kind)
    path = options.workspace.absolute()
    return Answer(
        json={"workspace": str(path), "key": kind},
        lines=[
            context.catalogue.say(f"cli.key.changed-{kind}"),
            context.catalogue.say("cli.key.changed-note"),
        ],
    )


def _new_secret(context: Context) -> tuple[Secret, str]:
    options, program = context.options, context.program
    if options.to_keyring:
        return program.keyring_secret(), "keyring"
    file = options.new_passphrase_file
    passphrase = ask_new_passphrase(context.catalogue) if file is None else passphrase_of(file)
    if not passphrase:
        raise NewKeyMissingError
    return program.secret(passphrase=passphrase), "passphrase"
