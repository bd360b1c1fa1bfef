"""The words of the command line, as an argument parser that never exits by itself."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

from evaluator import __version__
from evaluator.cli.complaints import complaint
from evaluator.cli.errors import UsageError
from evaluator.domain.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.messages.catalogue import Catalogue


class _Formatter(argparse.HelpFormatter):
    """Writes the help with the usage's prefix in the person's language."""

    def __init__(self, prog: str, usage_prefix: str) -> None:
        super().__init__(prog)
        self._usage_prefix = usage_prefix

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Add the usage; where argparse would write its own prefix, ours stands."""
        super().add_usage(usage, actions, groups, self._usage_prefix if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the person's language and raises instead of leaving the program.

    Args:
        catalogue: The sentences; parsers of subcommands inherit it.
        words: What argparse's own parser takes.
    """

    def __init__(self, *, catalogue: Catalogue, **words: Any) -> None:
        say = catalogue.say
        formatter = partial(_Formatter, usage_prefix=say("cli.parser.usage"))
        super().__init__(add_help=False, formatter_class=cast("Any", formatter), **words)
        self._catalogue = catalogue
        self._positionals.title = say("cli.parser.positionals")
        self._optionals.title = say("cli.parser.options")
        self.add_argument("-h", "--help", action="help", help=say("cli.parser.help"))

    def add_subparsers(self, **words: Any) -> argparse._SubParsersAction[Parser]:  # type: ignore[override]
        """Make the place for subcommands, whose parsers speak the same language."""
        words.setdefault("parser_class", partial(Parser, catalogue=self._catalogue))
        return super().add_subparsers(**words)

    def error(self, message: str) -> NoReturn:
        """Turn argparse's complaint into an error of ours."""
        raise UsageError(reason=complaint(message, self._catalogue))


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
    parser = Parser(
        catalogue=catalogue,
        prog="evaluator",
        description=catalogue.say("cli.description"),
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"evaluator {__version__}",
        help=catalogue.say("cli.parser.version"),
    )
    add_common(parser, catalogue, outermost=True)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    return parser, commands
