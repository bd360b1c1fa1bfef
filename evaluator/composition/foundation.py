"""What every deed rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from evaluator.domain.applicant_parser import parse_applicants
from evaluator.domain.helsinki import HELSINKI
from evaluator.domain.inflection import receiver
from evaluator.intake.call_files import ShippedCalls
from evaluator.intake.registers import bodies, municipalities
from evaluator.intake.templates import faults_of, read_templates, sheets
from evaluator.keys.resolution import ResolvedSecret
from evaluator.services.own_sentences import OwnSentences
from evaluator.storage.workspace import SqlWorkspaces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from evaluator.domain.applicants import Applicants, Body
    from evaluator.domain.identifiers import MunicipalityCode
    from evaluator.domain.language import Language, Text
    from evaluator.domain.municipalities import Register
    from evaluator.services.ports import CallLibrary, Clock, Secret, Workspace, Workspaces


@dataclass(frozen=True)
class Foundation:
    """What every deed rests on: registers, calls, workspaces, keys and the clock.

    Attributes:
        clock: Tells the time to every deed.
        data_dir: Where the program keeps what is not in a workspace.
        log_salts: For the log's commitments; random ones when None.
        templates_dir: The folder of own sentences that the user named for the papers;
            None takes ``papers`` in the data folder where it is there.
    """

    clock: Clock
    data_dir: Path
    log_salts: Callable[[], Iterator[bytes]] | None = None
    templates_dir: Path | None = None

    def today(self) -> date:
        """Give the day that papers bear: the official's, not that of universal time."""
        return self.clock().astimezone(HELSINKI).date()

    @cached_property
    def register(self) -> Register:
        """The municipalities."""
        return municipalities()

    @cached_property
    def calls(self) -> CallLibrary:
        """The calls that ship with the program."""
        return ShippedCalls()

    @cached_property
    def workspaces(self) -> Workspaces:
        """Makes and opens workspace files."""
        return SqlWorkspaces(self.log_salts)

    def understand(self, text: str, confirmed: Mapping[str, MunicipalityCode]) -> Applicants:
        """Read a text of applicants, with the names that were confirmed."""
        return parse_applicants(text, self.register, bodies(), confirmed)

    def templates(self) -> dict[Language, dict[str, Any]]:
        """Give the official's own sentences for the papers, read anew and checked.

        Raises:
            InputError: They cannot be used.
        """
        if self.templates_dir is not None:
            return read_templates(self.templates_dir, required=True)
        return read_templates(self._own_papers)

    @property
    def _own_papers(self) -> Path:
        return self.data_dir / "papers"

    @cached_property
    def own_sentences(self) -> OwnSentences:
        """Writes the papers' sentences out to be adapted, and checks adapted ones."""
        return OwnSentences(sheets, faults_of, self._own_papers)

    def receiver(self, body: Body) -> Text:
        """Give the words with which the decision addresses a receiver."""
        return receiver(body, self.register, bodies())

    def secret(self, *, passphrase: str | None, ask: Callable[[], str] | None = None) -> Secret:
        """Give the key's source by the published order."""
        return ResolvedSecret(passphrase, ask)

    def open(self, path: Path, passphrase: str | None = None) -> Workspace:
        """Open a workspace by a passphrase, else by the keyring.

        Raises:
            StorageError: It cannot be opened; without a key, ask for the passphrase.
        """
        return self.workspaces.open(path, self.secret(passphrase=passphrase))
