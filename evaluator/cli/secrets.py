"""Where a passphrase comes from: a file, the environment, or a person at a terminal."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING

from evaluator.cli.errors import NoTerminalError, PassphraseFileError, RecoveryKeyFileError

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
    return (from_environment or None) if file is None else passphrase_of(file)


def passphrase_of(file: Path) -> str:
    """Give the first line of a file.

    Raises:
        PassphraseFileError: It cannot be read or its first line is empty.
    """
    try:
        with file.open(encoding="utf-8") as stream:
            first = stream.readline(_LONGEST_FILE).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PassphraseFileError(file=str(file)) from error
    if not first:
        raise PassphraseFileError(file=str(file))
    return first


def ask_new_passphrase(catalogue: Catalogue) -> str | None:
    """Ask for a new passphrase twice; give None where nobody sits, or where the two differ."""
    if not sys.stdin.isatty():
        return None
    first = getpass.getpass(catalogue.say("cli.prompt.new-passphrase") + " ")
    again = getpass.getpass(catalogue.say("cli.prompt.new-passphrase-again") + " ")
    return first if first == again else None


def given_recovery_key(file: Path | None) -> str | None:
    """Give the recovery key that a file holds, or None.

    Raises:
        RecoveryKeyFileError: The file cannot be read.
    """
    if file is None:
        return None
    try:
        with file.open(encoding="utf-8") as stream:
            return stream.read(_LONGEST_FILE)
    except (OSError, UnicodeDecodeError) as error:
        raise RecoveryKeyFileError(file=str(file)) from error


def ask_passphrase(catalogue: Catalogue, prompt: str = "cli.prompt.passphrase") -> str:
    """Ask the person at the terminal.

    Raises:
        NoTerminalError: Nobody sits there.
    """
    if not sys.stdin.isatty():
        raise NoTerminalError
    return getpass.getpass(catalogue.say(prompt) + " ")
