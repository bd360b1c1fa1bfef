"""The words of the command line, as an argument parser that never exits by itself."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from evaluator import __version__
from evaluator.cli.errors import UsageError
from evaluator.domain.language import Language

if TYPE_CHECKING:
    from evaluator.messages.catalogue import Catalogue


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        """Turn argparse's complaint into an error of ours."""
        raise UsageError(reason=message)


def add_common(parser: argparse.ArgumentParser, catalogue: Catalogue, *, outermost: bool = False) -> None:
    """Add the options that every command takes, before or after its name."""

    def default(value: object) -> object:
        return value if outermost else argparse.SUPPRESS

    say = catalogue.say
    parser.add_argument(
        "--json", action="store_true", default=default(value=False), help=say("cli.option.json")
    )
    parser.add_argument(
        "--language",
        choices=[each.value for each in Language],
        default=default(None),
        help=say("cli.option.language"),
    )
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        default=default(None),
        help=say("cli.option.passphrase-file"),
    )
    parser.add_argument(
        "--recovery-key-file",
        type=Path,
        metavar="FILE",
        default=default(None),
        help=say("cli.option.recovery-key-file"),
    )
    parser.add_argument("--identity", metavar="NAME", default=default(None), help=say("cli.option.identity"))
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", default=default(None), help=say("cli.option.data-dir")
    )


def new_parser(catalogue: Catalogue) -> tuple[Parser, argparse._SubParsersAction[Parser]]:
    """Make the outermost parser and the place where commands are added."""
    parser = Parser(prog="evaluator", description=catalogue.say("cli.description"), allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"evaluator {__version__}")
    add_common(parser, catalogue, outermost=True)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    return parser, commands
