"""Keep the log of a round: record what was done, show it, verify it, export it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluator.domain.log import Change, start_of, verify_log
from evaluator.domain.log_deeds import LEAVES_CONTENT
from evaluator.domain.log_file import export_log, read_log
from evaluator.domain.rounds import Phase
from evaluator.services.errors import LogFileUnreadableError
from evaluator.services.new_files import new_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from evaluator.domain.log import Digest, LoggedEntry, LogVerdict
    from evaluator.services.ports import UnitOfWork, Workspace


def record(unit: UnitOfWork, changes: Iterable[Change]) -> None:
    """Log changes in the transaction that makes them; the last thing before its commit.

    A change of what a drafted round holds takes the round back to allocation: its
    draft is no longer the draft of this round.
    """
    listed = list(changes)
    if not listed:
        return
    now = unit.round()
    if now.phase is Phase.DRAFTED and any(each.deed not in LEAVES_CONTENT for each in listed):
        unit.put_round(replace(now, phase=Phase.ALLOCATION))
        last = listed[-1]
        listed.append(phase_change(now.id, Phase.DRAFTED, Phase.ALLOCATION, by=last.by, like=last))
    unit.log(listed)


def phase_change(subject: str, before: Phase, after: Phase, *, by: str, like: Change) -> Change:
    """Give the entry for a phase that another change brings with it."""
    return Change(
        deed="round.advance", subject=subject, before=before.value, after=after.value, by=by, at=like.at
    )


def last_of(entries: Iterable[LoggedEntry], deed: str) -> LoggedEntry | None:
    """Give the last entry of a deed."""
    found = None
    for each in entries:
        if each.entry.deed == deed:
            found = each
    return found


def changed_after(entries: Iterable[LoggedEntry], number: int) -> bool:
    """Tell whether the round holds something else than at the entry with this number."""
    return any(each.entry.number > number and each.entry.deed not in LEAVES_CONTENT for each in entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLog:
    """The log of a round and what its verification shows.

    Attributes:
        entries: With what is left of their values, oldest first.
        verdict: What a verification shows.
    """

    entries: tuple[LoggedEntry, ...]
    verdict: LogVerdict


class ReadLog:
    """Reads and verifies the log of an open workspace."""

    def __call__(self, workspace: Workspace, anchor: Digest | None = None) -> RoundLog:
        """Give the log; ``anchor`` is a head known from elsewhere."""
        with workspace.read() as unit:
            entries = unit.log_entries()
            start = start_of(unit.round().id)
        return RoundLog(entries=entries, verdict=verify_log(entries, start, anchor=anchor))


class ExportLog:
    """Writes the log without personal data into a file that is verified without the key."""

    def __call__(self, workspace: Workspace, path: Path) -> RoundLog:
        """Write the file; one that is there is replaced.

        Raises:
            NotSavedError: It cannot be written.
        """
        with workspace.read() as unit:
            entries = unit.log_entries()
            identity = unit.round().id
        content = export_log(identity, (each.entry for each in entries))
        with new_file(path) as stream:
            stream.write(content)
        return RoundLog(entries=entries, verdict=verify_log(entries, start_of(identity)))


class VerifyLogFile:
    """Verifies an exported log; needs neither workspace nor key."""

    def __call__(self, path: Path, anchor: Digest | None = None) -> LogVerdict:
        """Give what the file shows.

        Raises:
            InputError: It cannot be read, or is no exported log.
        """
        try:
            content = path.read_bytes()
        except OSError as error:
            raise LogFileUnreadableError(file=path.name) from error
        return read_log(content).verify(anchor)
