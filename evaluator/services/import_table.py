"""Import applications from a table, all rows or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from evaluator.domain.applications import Application
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.rounds import Phase
from evaluator.services.guards import require_open

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from evaluator.domain.applicants import Applicants
    from evaluator.domain.identifiers import MunicipalityCode
    from evaluator.services.ports import Progress, ReadTable, TableRow, UnitOfWork, Workspace


class Change(StrEnum):
    """What an import does to one application."""

    NEW = "new"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do.

    Attributes:
        changes: For each application of the source, in its order.
        dry_run: Nothing was stored.
    """

    changes: tuple[tuple[ApplicationId, Change], ...]
    dry_run: bool

    def count(self, change: Change) -> int:
        """Count the applications with ``change``."""
        return sum(each is change for _, each in self.changes)


class ImportTable:
    """Loads a table of applications into a round."""

    def __init__(
        self,
        read: ReadTable,
        understand: Callable[[str, Mapping[str, MunicipalityCode]], Applicants],
    ) -> None:
        self._read = read
        self._understand = understand

    def __call__(
        self, workspace: Workspace, path: Path, *, dry_run: bool = False, progress: Progress | None = None
    ) -> ImportReport:
        """Store every row as an application, in one transaction.

        The same table again changes nothing; a row that differs from the stored
        application of the same number takes its place.

        Raises:
            InputError: The table cannot be used; nothing was stored.
            RuleError: The round is locked.
        """
        rows = self._read(path)
        with workspace.begin() as unit:
            require_open(unit)
            incoming = tuple(self._applications(unit, rows, path.name, progress))
            report = ImportReport(changes=_compare(unit, incoming), dry_run=dry_run)
            if not dry_run:
                changed = {each for each, change in report.changes if change is not Change.UNCHANGED}
                unit.put_applications(each for each in incoming if each.id in changed)
                _begin_intake(unit)
                unit.commit()
        return report

    def _applications(
        self, unit: UnitOfWork, rows: Iterable[TableRow], source: str, progress: Progress | None
    ) -> Iterable[Application]:
        confirmed = {each.as_written: each.code for each in unit.confirmations()}
        year = unit.round().call.closes_on.year
        listed = tuple(rows)
        for done, row in enumerate(listed, start=1):
            yield Application(
                id=ApplicationId(f"{year}-{row.number:03d}"),
                number=row.number,
                title=row.title,
                applicants=self._understand(row.applicants, confirmed),
                requested=row.requested,
                source=source,
            )
            if progress is not None:
                progress(done, len(listed))


def _compare(unit: UnitOfWork, incoming: Iterable[Application]) -> tuple[tuple[ApplicationId, Change], ...]:
    stored = {each.id: each for each in unit.applications()}

    def change(each: Application) -> Change:
        if each.id not in stored:
            return Change.NEW
        # The same content from a file of another name is the same application.
        same = replace(stored[each.id], source=each.source) == each
        return Change.UNCHANGED if same else Change.SUPERSEDED

    return tuple((each.id, change(each)) for each in incoming)


def _begin_intake(unit: UnitOfWork) -> None:
    now = unit.round()
    if now.phase is Phase.DRAFT:
        unit.put_round(replace(now, phase=Phase.INTAKE))
