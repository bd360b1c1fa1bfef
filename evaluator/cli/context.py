"""What every command gets: the program, its options and the user's language."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.cli.secrets import ask_passphrase, given_passphrase

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from evaluator.composition import Program
    from evaluator.messages.catalogue import Catalogue
    from evaluator.services.ports import Secret, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The surroundings of one command.

    Attributes:
        program: The services.
        options: The parsed words.
        catalogue: Sentences in the user's language.
    """

    program: Program
    options: argparse.Namespace
    catalogue: Catalogue

    @property
    def by(self) -> str:
        """The name under which changes are recorded."""
        return self.options.identity or self.catalogue.say("cli.official")

    def secret(self) -> Secret:
        """Give the key's source by the published order: file, environment, keyring, prompt."""
        return self.program.secret(
            passphrase=given_passphrase(self.options.passphrase_file),
            ask=lambda: ask_passphrase(self.catalogue),
        )

    @contextmanager
    def workspace(self, path: Path) -> Iterator[Workspace]:
        """Open a workspace for the length of a command."""
        opened = self.program.workspaces.open(path, self.secret())
        try:
            yield opened
        finally:
            opened.close()

    def progress(self, done: int, total: int) -> None:
        """Show how far long work has come, on a terminal only."""
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            sys.stderr.write(f"\r{done} / {total}{end}")
            sys.stderr.flush()
