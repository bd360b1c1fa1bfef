"""Archive a round: everything it holds in one open file, whose digest the round remembers."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluator.domain.log import Change
from evaluator.domain.log_file import export_log
from evaluator.domain.log_values import moment
from evaluator.domain.rounds import Phase
from evaluator.services.archive_bag import FORMAT, VERSION, BagWriter, digest_of, is_whole
from evaluator.services.errors import ArchiveNotConfirmedError
from evaluator.services.log_round import phase_change, record
from evaluator.services.new_files import new_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import IO

    from evaluator.services.ports import Clock, UnitOfWork, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """An archive that was made and read back.

    Attributes:
        path: Where it lies.
        sha256: Of the whole file, hexadecimal; the round's log holds it.
        bytes: Its size.
        tables: What it holds: tables with the number of their rows.
    """

    path: Path
    sha256: str
    bytes: int
    tables: Mapping[str, int]


class ArchiveRound:
    """Makes the archive of a round. A locked round is then archived."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, path: Path, *, by: str) -> Archived:
        """Write the archive, read it back, and record its digest.

        Of a round that is not locked the archive is a copy of how it stands; only a
        locked one becomes archived by it. The file is not encrypted.

        Raises:
            NotSavedError: It cannot be written; what was at ``path`` is as it was.
            ArchiveNotConfirmedError: What was read back is not what was written.
            WorkspaceError: The workspace can only be read, so nothing could be recorded.
        """
        with workspace.begin() as unit:
            at = self._clock()
            with new_file(path) as stream:
                tables = _write(unit, stream, at)
                stream.flush()
                if not is_whole(stream):
                    raise ArchiveNotConfirmedError(file=path.name)
                sha256, size = digest_of(stream), stream.tell()
            made = Archived(path=path, sha256=sha256, bytes=size, tables=tables)
            _record(unit, made, by, at)
            unit.commit()
        return made


def _write(unit: UnitOfWork, stream: IO[bytes], at: datetime) -> Mapping[str, int]:
    now = unit.round()
    tables = dict(unit.tables())
    bag = BagWriter(stream, now.id)
    about = {
        "format": FORMAT,
        "version": VERSION,
        "round": now.id,
        "call": now.call.id,
        "made": moment(at),
        "made_up": now.made_up,
        "tables": tables,
    }
    bag.member("round.json", [json.dumps(about, ensure_ascii=False, indent=2).encode() + b"\n"])
    for name in tables:
        bag.rows(name, unit.rows(name))
    for digest, pieces in unit.stored_files():
        bag.member(f"attachments/{digest}", pieces)
    bag.member("log.txt", [export_log(now.id, (each.entry for each in unit.log_entries()))])
    bag.close()
    return tables


def _record(unit: UnitOfWork, made: Archived, by: str, at: datetime) -> None:
    now = unit.round()
    change = Change(
        deed="archive.export",
        subject=now.id,
        before=None,
        after={"sha256": made.sha256, "bytes": made.bytes, "tables": dict(made.tables)},
        by=by,
        at=at,
    )
    changes = [change]
    if now.phase is Phase.LOCKED:
        unit.put_round(replace(now, phase=Phase.ARCHIVED))
        changes.append(phase_change(now.id, Phase.LOCKED, Phase.ARCHIVED, by=by, like=change))
    record(unit, changes)
