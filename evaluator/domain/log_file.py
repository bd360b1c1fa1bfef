"""The exported log: a file of lines without personal data, which verifies without a key.

The first line names format, version and round, then comes each entry in its
canonical spelling, and the last line names the head. With nothing but a tool for
SHA-256 anybody can check it: the digest of ``evaluator log entry 1``, a zero byte
and the line is the ``previous`` of the next line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from evaluator.domain.identifiers import RoundId
from evaluator.domain.log import Digest, Field, LogEntry, LogVerdict, start_of, verify_chain
from evaluator.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT: Final = "evaluator-log"
VERSION: Final = 1


class LogFileError(InputError):
    """The file is no exported log at all."""

    code = "input.log-file.format"


class LogFileVersionError(InputError):
    """A later version of the program exported the log.

    Facts:
        version: The version of the format.
    """

    code = "input.log-file.version"
    fact_names = ("version",)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedLog:
    """What an exported log says.

    Attributes:
        round: The round it belongs to.
        entries: The entries up to the first line that is none.
        head: The head it names, or None without one.
        garbled: Number of the first entry that cannot be read, or None.
    """

    round: RoundId
    entries: tuple[LogEntry, ...]
    head: Digest | None
    garbled: int | None

    def verify(self, anchor: Digest | None = None) -> LogVerdict:
        """Check the chain; see ``verify_chain``. A log without its end is not intact."""
        start = start_of(self.round)
        verdict = verify_chain(self.entries, start, head=self.head, anchor=anchor)
        broken = self.garbled if self.head is None else None
        if broken is None or verdict.first_broken is not None:
            return verdict
        return replace(verdict, intact=False, first_broken=broken, anchored=None, proves=())


def export_log(round_id: RoundId, entries: Iterable[LogEntry]) -> bytes:
    """Write the log of a round; the same log gives the same bytes."""
    lines = [_line({"format": FORMAT, "round": round_id, "version": VERSION})]
    head = start_of(round_id)
    for entry in entries:
        lines.append(entry.canonical)
        head = entry.digest
    lines.append(_line({"head": head.hex()}))
    return b"\n".join(lines) + b"\n"


def read_log(content: bytes) -> ExportedLog:
    """Read an exported log, as far as it can be read.

    Raises:
        LogFileError: It is no exported log.
        LogFileVersionError: A later version exported it.
    """
    first, *rest = content.split(b"\n")
    header = _json(first)
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise LogFileError
    if header.get("version") != VERSION:
        raise LogFileVersionError(version=str(header.get("version"))[:20])
    if not isinstance(header.get("round"), str):
        raise LogFileError
    entries: list[LogEntry] = []
    head: Digest | None = None
    for line in rest:
        entry = _entry(line)
        if entry is None:
            head = _head(line)
            break
        entries.append(entry)
    # Whatever stands behind the head belongs to no log.
    if head is not None and rest[len(entries) + 1 :] != [b""]:
        head = None
    return ExportedLog(
        round=RoundId(header["round"]),
        entries=tuple(entries),
        head=head,
        garbled=None if head is not None else len(entries) + 1,
    )


def _line(value: dict[str, str | int]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _json(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _head(line: bytes) -> Digest | None:
    found = _json(line)
    try:
        head = Digest(bytes.fromhex(found["head"]))
    except (TypeError, KeyError, ValueError):
        return None
    return head if line == _line({"head": head.hex()}) else None


def _entry(line: bytes) -> LogEntry | None:
    """Read an entry, unless the line is anything but its one spelling."""
    found = _json(line)
    try:
        entry = LogEntry(
            number=int(found["number"]),
            at=datetime.fromisoformat(found["at"]),
            deed=str(found["deed"]),
            commitments={field: Digest(bytes.fromhex(found["commitments"][field])) for field in Field},
            previous=Digest(bytes.fromhex(found["previous"])),
        )
        canonical = entry.canonical
    except (TypeError, KeyError, ValueError, AttributeError, OverflowError):
        return None
    return entry if canonical == line else None
