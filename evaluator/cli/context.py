"""What every command gets: the program, its options and the user's language."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluator.cli.secrets import ask_passphrase, given_passphrase, given_recovery_key

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from evaluator.composition import IdentitySecret, Program
    from evaluator.domain.people import Person
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
    _given: list[str | None] = field(default_factory=list, repr=False)

    @property
    def by(self) -> str:
        """The name under which changes are recorded: the identity that the options name, or the only one."""
        if self.options.identity:
            return str(self.options.identity)
        known = self.program.identities.all()
        return known[0].name if len(known) == 1 else self.catalogue.say("cli.official")

    @property
    def passphrase(self) -> str | None:
        """The passphrase of the file or the environment, read once for workspace and identity alike."""
        if not self._given:
            self._given.append(given_passphrase(self.options.passphrase_file))
        return self._given[0]

    def secret(self) -> Secret:
        """Give the key's source: a recovery key, else file, environment, keyring, prompt.

        A recovery key that is given decides alone, as a passphrase does.
        """
        recovery = given_recovery_key(self.options.recovery_key_file)
        if recovery is not None:
            return self.program.recovery_secret(recovery)
        return self.program.secret(passphrase=self.passphrase, ask=lambda: ask_passphrase(self.catalogue))

    def identity_secret(self) -> IdentitySecret:
        """Give the source of an identity's key, by the same order."""
        return self.program.identity_secret(
            passphrase=self.passphrase,
            ask=lambda: ask_passphrase(self.catalogue, "cli.prompt.identity"),
        )

    def person(self) -> Person:
        """Open the identity that the options name, or the only one."""
        return self.program.identities.open(self.options.identity, self.identity_secret())

    @contextmanager
    def workspace(self, path: Path) -> Iterator[Workspace]:
        """Open a workspace for the length of a command."""
        opened = self.program.workspaces.open(path, self.secret())
        self.tell_place(opened)
        try:
            yield opened
        finally:
            opened.close()

    def tell_place(self, opened: Workspace) -> None:
        """Warn of a workspace that lies on a network drive or where another program synchronises."""
        key = f"storage.places.{opened.place}"
        if self.catalogue.has(key):
            print(self.catalogue.say(key), file=sys.stderr)

    def progress(self, done: int, total: int) -> None:
        """Show how far long work has come, on a terminal only."""
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            sys.stderr.write(f"\r{done} / {total}{end}")
            sys.stderr.flush()
