"""Erase a round when its records plan allows it, and never before its archive was confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from evaluator.domain.helsinki import HELSINKI
from evaluator.domain.log import Change, Field
from evaluator.domain.rounds import Phase
from evaluator.services.archive_bag import digest_of
from evaluator.services.errors import (
    ArchiveOutdatedError,
    NotArchivedError,
    NotDueError,
    OtherArchiveError,
    TermUnknownError,
)
from evaluator.services.log_round import changed_after, last_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from evaluator.domain.log import LoggedEntry, LogValue
    from evaluator.domain.rounds import Round
    from evaluator.errors import RuleError
    from evaluator.services.ports import Clock, UnitOfWork, Workspace

_KEPT_VALUES: Final = frozenset({"archive.export", "retention.apply"})
"""Deeds whose values stay readable: that the round was archived and erased, and by whom."""


_KEPT_TABLES: Final = frozenset({"round", "log_entry", "log_value"})
"""Which round it was, and the log; what the log says is erased value by value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPlan:
    """What the records plan says of a round now.

    Attributes:
        years: How long a round is kept after it was locked, by the call or by whom it was
            said; None where nobody has said it yet, and nothing can be erased.
        until: The first day on which it may be erased, or None.
        archive: SHA-256 of the latest archive, or None.
        tables: What would be erased, or was: tables with the number of their rows.
        obstacle: Why nothing can be erased now, or None.
        applied: It was erased.
    """

    years: int | None
    until: date | None
    archive: str | None
    tables: Mapping[str, int]
    obstacle: RuleError | None
    applied: bool = False


class PlanRetention:
    """Tells what the records plan allows; changes nothing."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, term: int | None = None) -> RetentionPlan:
        """Give the plan as it stands today; ``term`` as for ``ApplyRetention``."""
        with workspace.read() as unit:
            return _plan(unit, _day(self._clock()), term)


class ApplyRetention:
    """Erases a round; what stays is which round it was, and its log without values."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self, workspace: Workspace, *, by: str, archive: Path | None = None, term: int | None = None
    ) -> RetentionPlan:
        """Erase the round, with notes and drafts that no archive holds; an erased one stays as it is.

        The log's chain stays whole, its values are erased but for those that show the
        archive and the erasing. Nothing of the rest is left in the file afterwards.

        Args:
            workspace: The open workspace.
            by: Who erases.
            archive: Where the archive lies now; it is read and compared once more.
            term: Years after the locking, 0 and up, by the records plan where the call does
                not say; where it does, the longer term counts. It goes into the log.

        Raises:
            NotArchivedError: The locked round was not archived.
            ArchiveOutdatedError: It was changed since.
            TermUnknownError: Neither the call nor ``term`` says how long it is kept.
            NotDueError: It is kept longer.
            OtherArchiveError: ``archive`` is not the archive that was confirmed.
            WorkspaceError: The file does not allow it.
        """
        with workspace.begin() as unit:
            plan = _plan(unit, _day(self._clock()), term)
            if plan.applied:
                return plan
            if plan.obstacle is not None:
                raise plan.obstacle
            if archive is not None:
                _compare(archive, plan.archive)
            erased = dict(unit.erase_round())
            entries = unit.log_entries()
            unit.erase_log(each.entry.number for each in entries if each.entry.deed not in _KEPT_VALUES)
            unit.log([self._change(unit, plan, erased, by)])
            unit.commit()
        workspace.compact()
        return RetentionPlan(
            years=plan.years,
            until=plan.until,
            archive=plan.archive,
            tables=erased,
            obstacle=None,
            applied=True,
        )

    def _change(self, unit: UnitOfWork, plan: RetentionPlan, erased: Mapping[str, int], by: str) -> Change:
        counts: dict[str, LogValue] = dict(erased)
        return Change(
            deed="retention.apply",
            subject=unit.round().id,
            before=counts,
            after={"archive_sha256": plan.archive, "years": plan.years},
            by=by,
            at=self._clock(),
        )


def _plan(unit: UnitOfWork, today: date, term: int | None) -> RetentionPlan:
    now, entries = unit.round(), unit.log_entries()
    archived = last_of(entries, "archive.export")
    years = max((each for each in (now.call.retention_years, term) if each is not None), default=None)
    until = _until(years, entries)
    applied = last_of(entries, "retention.apply") is not None
    return RetentionPlan(
        years=years,
        until=until,
        archive=_digest(archived),
        tables={
            name: rows
            for name, rows in {**unit.tables(), **unit.private_tables()}.items()
            if rows and name not in _KEPT_TABLES
        },
        obstacle=None if applied else _obstacle(now, entries, archived, until, today),
        applied=applied,
    )


def _obstacle(
    now: Round, entries: Sequence[LoggedEntry], archived: LoggedEntry | None, until: date | None, today: date
) -> RuleError | None:
    if now.phase is not Phase.ARCHIVED or _digest(archived) is None or archived is None:
        return NotArchivedError(phase=now.phase.value)
    if changed_after(entries, archived.entry.number):
        return ArchiveOutdatedError()
    if until is None:
        return TermUnknownError()
    if today < until:
        return NotDueError(until=until.isoformat())
    return None


def _until(years: int | None, entries: Sequence[LoggedEntry]) -> date | None:
    locked = last_of(entries, "round.lock")
    if years is None or locked is None:
        return None
    day = _day(locked.entry.at)
    year = day.year + years
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, month=3, day=1)


def _day(at: datetime) -> date:
    """Give the official's day; that of universal time ends two or three hours later."""
    return at.astimezone(HELSINKI).date()


def _digest(archived: LoggedEntry | None) -> str | None:
    opening = archived.openings.get(Field.AFTER) if archived else None
    after = opening.value if opening else None
    return str(after["sha256"]) if isinstance(after, dict) else None


def _compare(archive: Path, expected: str | None) -> None:
    try:
        with archive.open("rb") as stream:
            found = digest_of(stream)
    except OSError:
        found = ""
    if found != expected:
        raise OtherArchiveError(file=archive.name)
