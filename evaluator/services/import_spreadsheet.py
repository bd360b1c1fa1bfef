"""Import applications from a spreadsheet, all rows or none; show before what each row becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.applications import Application
from evaluator.domain.column_mapping import ColumnMapping
from evaluator.domain.identifiers import ApplicationId
from evaluator.errors import InputError
from evaluator.services.guards import require_open
from evaluator.services.import_table import Change, ImportReport, compare, store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from evaluator.domain.applicants import Applicants
    from evaluator.domain.identifiers import MunicipalityCode
    from evaluator.services.ports import (
        Clock,
        Progress,
        ReadMapping,
        ReadSpreadsheet,
        SpreadsheetReading,
        TableRow,
        UnitOfWork,
        Workspace,
    )

    Understand = Callable[[str, Mapping[str, MunicipalityCode]], Applicants]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedRow:
    """What one row becomes.

    Attributes:
        line: Where it stands in the file.
        application: The application.
        change: What it would do to the round.
    """

    line: int
    application: Application
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadsheetPreview:
    """What an import of a file would do.

    Attributes:
        file, sheet: What was read; no sheet for a CSV file.
        mapping: Which columns were read.
        unused: Headers of columns that were not.
        rows: The rows without errors, in the order of the file.
        errors: The errors of the others. While there is one, nothing is imported; each
            has the address of its ``cell``.
    """

    file: str
    sheet: str
    mapping: ColumnMapping
    unused: tuple[str, ...]
    rows: tuple[PreviewedRow, ...]
    errors: tuple[InputError, ...]


class _Reader:
    """Reads a file as the round and its officials mean it."""

    def __init__(self, read: ReadSpreadsheet, read_mapping: ReadMapping, understand: Understand) -> None:
        self._read = read
        self._read_mapping = read_mapping
        self._understand = understand

    def file(
        self, workspace: Workspace, path: Path, mapping: ColumnMapping | Path | None
    ) -> SpreadsheetReading:
        """Read a file by the mapping given, itself or as a file, else by the one remembered for the call."""
        given = (
            mapping if mapping is None or isinstance(mapping, ColumnMapping) else self._read_mapping(mapping)
        )
        with workspace.read() as unit:
            remembered = unit.import_mapping(unit.round().call.id)
        return self._read(path, given, remembered)

    def applications(
        self, unit: UnitOfWork, reading: SpreadsheetReading, progress: Progress | None
    ) -> tuple[list[Application], set[int]]:
        """Understand the rows; give the applications, and the numbers of those nobody understands."""
        confirmed = {each.as_written: each.code for each in unit.confirmations()}
        year = unit.round().call.closes_on.year
        found: list[Application] = []
        faulty: set[int] = set()
        for done, row in enumerate(reading.rows, start=1):
            try:
                applicants = self._understand(row.applicants, confirmed)
            except InputError:
                faulty.add(row.number)
            else:
                found.append(_application(row, applicants, year, reading.file))
            if progress is not None:
                progress(done, len(reading.rows))
        return found, faulty


class ImportSpreadsheet(_Reader):
    """Loads a spreadsheet of applications into a round."""

    def __init__(
        self, read: ReadSpreadsheet, read_mapping: ReadMapping, understand: Understand, clock: Clock
    ) -> None:
        super().__init__(read, read_mapping, understand)
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        path: Path,
        *,
        dry_run: bool = False,
        mapping: ColumnMapping | Path | None = None,
        progress: Progress | None = None,
        by: str = "",
    ) -> ImportReport:
        """Store every row as an application, in one transaction.

        The same file again changes nothing; a row that differs from the stored
        application of the same number takes its place, unless that came with a form
        in a bundle, which stays. The columns are remembered
        for the next file of the call.

        Args:
            workspace: The open workspace.
            path: An ``.xlsx`` or CSV file.
            dry_run: Only tell what would change.
            mapping: Which column holds what, or a file that says so.
            progress: Hears of each row; may raise to stop.
            by: Who imports, for the log.

        Raises:
            InputError: The file cannot be used; nothing was stored. Errors of cells
                are all carried by the first of them, as ``problems``.
            RoundLockedError: The round is locked.
        """
        reading = self.file(workspace, path, mapping)
        with workspace.begin() as unit:
            require_open(unit)
            incoming, faulty = self.applications(unit, reading, progress)
            reading.refuse(faulty)
            report = ImportReport(changes=compare(unit, incoming), dry_run=dry_run)
            if not dry_run:
                changed = {
                    each for each, change in report.changes if change in {Change.NEW, Change.SUPERSEDED}
                }
                new = (each for each in incoming if each.id in changed)
                store(unit, new, by=by, at=self._clock())
                unit.put_import_mapping(unit.round().call.id, reading.mapping)
                unit.commit()
        return report


class PreviewSpreadsheet(_Reader):
    """Shows what each row of a spreadsheet would become; changes nothing."""

    def __call__(
        self, workspace: Workspace, path: Path, mapping: ColumnMapping | Path | None = None
    ) -> SpreadsheetPreview:
        """Read the file and compare it with the round.

        Raises:
            InputError: The file cannot be read as a whole. Errors of cells are given,
                not raised.
        """
        reading = self.file(workspace, path, mapping)
        with workspace.read() as unit:
            incoming, faulty = self.applications(unit, reading, None)
            changes = dict(compare(unit, incoming))
        lines = {row.number: row.line for row in reading.rows}
        return SpreadsheetPreview(
            file=reading.file,
            sheet=reading.sheet,
            mapping=reading.mapping,
            unused=tuple(reading.unused),
            rows=tuple(
                PreviewedRow(line=lines[each.number], application=each, change=changes[each.id])
                for each in incoming
            ),
            errors=_in_order(reading.all_problems(faulty)),
        )


def _application(row: TableRow, applicants: Applicants, year: int, source: str) -> Application:
    return Application(
        id=ApplicationId(f"{year}-{row.number:03d}"),
        number=row.number,
        title=row.title,
        applicants=applicants,
        requested=row.requested,
        received=row.received,
        source=source,
    )


def _in_order(errors: Sequence[InputError]) -> tuple[InputError, ...]:
    return tuple(sorted(errors, key=lambda each: int(each.facts.get("line", 0))))
