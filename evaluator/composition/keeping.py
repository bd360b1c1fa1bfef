"""Deeds that keep a round."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from evaluator.composition.foundation import Foundation
from evaluator.keys.recovery import from_printable, printable
from evaluator.keys.secrets import KeyringSecret, RawSecret
from evaluator.services.archive import ArchiveRound
from evaluator.services.change_key import ChangeKey, ShowRecoveryKey
from evaluator.services.list_disclosures import ListDisclosures
from evaluator.services.lock_round import LockRound, ReopenRound
from evaluator.services.log_round import ExportLog, ReadLog, VerifyLogFile
from evaluator.services.new_files import new_file
from evaluator.services.retention import ApplyRetention, PlanRetention
from evaluator.services.verify_paper import VerifyPaper
from evaluator.storage.workspace import salt_of

if TYPE_CHECKING:
    from pathlib import Path

    from evaluator.services.ports import Secret, Workspace


class Keeping(Foundation):
    """Deeds that keep a round: its lock, log, archive, retention and key."""

    @cached_property
    def lock_round(self) -> LockRound:
        """Locks a round whose decision is drafted."""
        return LockRound(self.clock)

    @cached_property
    def reopen_round(self) -> ReopenRound:
        """Reopens a locked round."""
        return ReopenRound(self.clock)

    @cached_property
    def read_log(self) -> ReadLog:
        """Reads and verifies a round's log."""
        return ReadLog()

    @cached_property
    def export_log(self) -> ExportLog:
        """Writes the log without personal data."""
        return ExportLog()

    @cached_property
    def verify_log_file(self) -> VerifyLogFile:
        """Verifies an exported log."""
        return VerifyLogFile()

    @cached_property
    def disclosures(self) -> ListDisclosures:
        """Tells which papers were given to whom."""
        return ListDisclosures()

    @cached_property
    def verify_paper(self) -> VerifyPaper:
        """Tells whether a paper follows from its data."""
        from evaluator.decision.verifying import verify_file  # noqa: PLC0415 - reads PDF, which few need

        return VerifyPaper(verify_file)

    @cached_property
    def archive(self) -> ArchiveRound:
        """Archives a round."""
        return ArchiveRound(self.clock)

    @cached_property
    def plan_retention(self) -> PlanRetention:
        """Tells what the records plan allows."""
        return PlanRetention(self.clock)

    @cached_property
    def apply_retention(self) -> ApplyRetention:
        """Erases a round by its records plan."""
        return ApplyRetention(self.clock)

    @cached_property
    def change_key(self) -> ChangeKey:
        """Gives a workspace another key."""
        return ChangeKey(self.workspaces, self.clock)

    @cached_property
    def show_recovery_key(self) -> ShowRecoveryKey:
        """Gives a workspace's key for paper."""
        return ShowRecoveryKey(self.workspaces, salt_of, printable)

    def keyring_secret(self) -> Secret:
        """Give a key that the keyring makes and keeps."""
        return KeyringSecret()

    def write_text(self, path: Path, text: str) -> None:
        """Write a file that only its owner may read."""
        self.write_file(path, text.encode())

    def write_file(self, path: Path, data: bytes) -> None:
        """Write a file that only its owner may read, whole or not at all."""
        with new_file(path) as stream:
            stream.write(data)

    def open_recovered(self, path: Path, text: str) -> Workspace:
        """Open a workspace with its recovery key as a person types it."""
        return self.workspaces.open(path, self.recovery_secret(text))

    def recovery_secret(self, text: str) -> Secret:
        """Read a recovery key as a person types it."""
        return RawSecret(from_printable(text))
