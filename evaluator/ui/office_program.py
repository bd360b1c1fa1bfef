"""What the window asks of the program for the official: rounds, keys, imports, budgets, letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from evaluator.domain.bundles import RefusedBundle
    from evaluator.domain.call import Call
    from evaluator.domain.column_mapping import ColumnMapping
    from evaluator.domain.form_facts import FormFacts
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.money import Cents
    from evaluator.services.application_page import ApplicationPage
    from evaluator.services.bars import Bar
    from evaluator.services.import_preview import ImportPreview
    from evaluator.services.import_table import ImportReport
    from evaluator.services.ports import Progress, Secret, Workspace


class Archived(Protocol):
    """An archive that was made."""

    @property
    def sha256(self) -> str:
        """Of the whole file, hexadecimal."""

    @property
    def bytes(self) -> int:
        """Its size."""


class OfficeProgram(Protocol):
    """The official's deeds; every call may take long and runs in a worker."""

    def create_round(
        self,
        path: Path,
        secret: Secret,
        call: Call,
        *,
        by: str,
        envelope: Cents | None = None,
    ) -> Workspace:
        """Make a workspace for a call, and open it."""

    def import_round(self, file: Path, path: Path, person: Any, secret: Secret, /) -> Any:
        """Take in a round that was given away."""

    def keyring_secret(self) -> Secret:
        """Give a key that the keyring makes and keeps."""

    def recovery_secret(self, text: str) -> Secret:
        """Read a recovery key as a person types it."""

    def open_recovered(self, path: Path, text: str) -> Workspace:
        """Open a workspace with its recovery key as a person types it.

        Raises:
            InputError: It is no recovery key; a group with a misprint is named.
            StorageError: It does not open the workspace.
        """

    def show_recovery_key(self, path: Path, secret: Secret) -> str:
        """Give a workspace's key for paper."""

    def change_key(self, path: Path, old: Secret, new: Secret, *, by: str, to: str) -> None:
        """Give a workspace that nobody has open another key."""

    def write_file(self, path: Path, data: bytes) -> None:
        """Write a file that only its owner may read, whole or not at all."""

    def preview_import(
        self,
        workspace: Workspace,
        path: Path,
        mapping: ColumnMapping | None = None,
        progress: Progress | None = None,
    ) -> ImportPreview:
        """Tell what an import of a file would do, row by row."""

    def import_file(
        self,
        workspace: Workspace,
        path: Path,
        *,
        mapping: ColumnMapping | None = None,
        progress: Progress | None = None,
        by: str = "",
    ) -> ImportReport:
        """Import applications from a bundle or a table, whole or not at all."""

    def refused_bundles(self, workspace: Workspace) -> tuple[RefusedBundle, ...]:
        """Give the quarantine list, the latest first."""

    def barred(self, workspace: Workspace, person: str) -> Mapping[ApplicationId, Bar]:
        """Tell which applications a person may not handle."""

    def open_application(self, workspace: Workspace, application: ApplicationId, by: str) -> ApplicationPage:
        """Give what an official reads of an application; nothing to who is disqualified from it."""

    def save_official_note(
        self, workspace: Workspace, application: ApplicationId, text: str, by: str
    ) -> None:
        """Save what an official noted on an application."""

    def open_attachment(self, workspace: Workspace, application: ApplicationId, path: str, by: str) -> bytes:
        """Give an attachment's bytes."""

    def office_text(self, data: bytes, path: str) -> str:
        """Give the text of an office file."""

    def accept_cost(
        self,
        workspace: Workspace,
        application: ApplicationId,
        line: str,
        accepted: Cents,
        reason: str,
        by: str,
    ) -> object:
        """Record what is accepted of a line of a budget."""

    def accept_rest(self, workspace: Workspace, application: ApplicationId, by: str) -> object:
        """Accept whole what nothing was said of yet."""

    def completion_letter(self, workspace: Workspace, application: ApplicationId) -> bytes | None:
        """Give the letter that asks an applicant to complete, in memory."""

    def completion_letters(
        self, workspace: Workspace, folder: Path, by: str
    ) -> Mapping[ApplicationId, object]:
        """Write every letter that asks an applicant to complete into a folder, all or none."""

    def form_facts(self, workspace: Workspace) -> Mapping[ApplicationId, FormFacts]:
        """Give what the forms say of themselves: language and targets."""

    def find_applications(self, workspace: Workspace, text: str = "") -> tuple[ApplicationId, ...]:
        """Find applications by every word of their forms."""

    def advance_round(self, workspace: Workspace, *, by: str) -> object:
        """Take a round to its next phase.

        Raises:
            RuleError: Something is open yet.
        """

    def step_back(self, workspace: Workspace, reason: str, *, by: str) -> object:
        """Take a round from allocation back to its reviews."""

    def lock_round(self, workspace: Workspace, *, by: str) -> None:
        """Lock a round whose decision is drafted."""

    def reopen_round(self, workspace: Workspace, reason: str, *, by: str) -> None:
        """Reopen a locked round."""

    def archive(self, workspace: Workspace, path: Path, *, by: str) -> Archived:
        """Write everything the round holds into one open file."""
