"""Where a passphrase comes from: a file, the environment, or a person at a terminal."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING

from evaluator.cli.errors import NoTerminalError, PassphraseFileError

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.messages.catalogue import Catalogue

_VARIABLE = "EVALUATOR_PASSPHRASE"
_LONGEST_FILE = 4096


def given_passphrase(file: Path | None) -> str | None:
    """Give the passphrase of the file, else of the environment, else None.

    The first line of the file counts. The variable is taken out of the environment
    once it was read, so that no child process inherits it.

    Raises:
        PassphraseFileError: The file cannot be read or its first line is empty.
    """
    from_environment = os.environ.pop(_VARIABLE, None)
    if file is None:
        return from_environment or None
    try:
        with file.open(encoding="utf-8") as stream:
            first = stream.readline(_LONGEST_FILE).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PassphraseFileError(file=str(file)) from error
    if not first:
        raise PassphraseFileError(file=str(file))
    return first


def ask_passphrase(catalogue: Catalogue) -> str:
    """Ask the person at the terminal.

    Raises:
        NoTerminalError: Nobody sits there.
    """
    if not sys.stdin.isatty():
        raise NoTerminalError
    return getpass.getpass(catalogue.say("cli.prompt.passphrase") + " ")
