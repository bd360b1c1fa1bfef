"""Show what an import would do, row by row, whatever the file is; nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from evaluator.domain.applications import Application
    from evaluator.domain.bundles import BundleFinding
    from evaluator.domain.column_mapping import ColumnMapping
    from evaluator.services.import_bundle import ImportBundle
    from evaluator.services.import_spreadsheet import PreviewSpreadsheet
    from evaluator.services.import_table import Change
    from evaluator.services.ports import Progress, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedApplication:
    """What one row of a table, or one form of a bundle, becomes.

    Attributes:
        application: The application.
        change: What it would do to the round.
        line: The row's place in a table; 0 for a bundle.
    """

    application: Application
    change: Change
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What an import of a file would do.

    Attributes:
        bundle: The file is a bundle, not a table.
        applications: What its rows or forms become, in the order of the file.
        errors: Why a table is not imported: of single rows, or the one of the whole file.
        findings: What was noticed in a bundle, the gravest first.
        refused: Nothing would be imported.
        mapping: Which columns of a table were read; None where they could not be told.
        headers: All headers of a table that can be read at all.
    """

    bundle: bool
    applications: tuple[PreviewedApplication, ...] = ()
    errors: tuple[InputError, ...] = ()
    findings: tuple[BundleFinding, ...] = ()
    refused: bool = False
    mapping: ColumnMapping | None = None
    headers: tuple[str, ...] = ()


class PreviewImport:
    """Previews a file of either kind."""

    def __init__(
        self,
        is_bundle: Callable[[Path], bool],
        bundle: ImportBundle,
        table: PreviewSpreadsheet,
        read_headers: Callable[[Path], tuple[str, ...]],
    ) -> None:
        self._is_bundle = is_bundle
        self._bundle = bundle
        self._table = table
        self._read_headers = read_headers

    def __call__(
        self,
        workspace: Workspace,
        path: Path,
        mapping: ColumnMapping | None = None,
        progress: Progress | None = None,
    ) -> ImportPreview:
        """Read the file and compare it with the round.

        Args:
            workspace: The open workspace.
            path: A bundle or a table.
            mapping: Which columns of a table to read; None understands them by themselves
                or as they were read the last time.
            progress: Hears of a bundle's bytes; may raise to stop.

        Raises:
            InputError: There is nothing at ``path``.
            RuleError: The round is locked.
        """
        if self._is_bundle(path):
            return self._of_bundle(workspace, path, progress)
        return self._of_table(workspace, path, mapping)

    def _of_bundle(self, workspace: Workspace, path: Path, progress: Progress | None) -> ImportPreview:
        report = self._bundle(workspace, path, dry_run=True, progress=progress)
        changes = dict(report.changes)
        return ImportPreview(
            bundle=True,
            applications=tuple(
                PreviewedApplication(application=each, change=changes[each.id])
                for each in report.applications
                if each.id in changes
            ),
            findings=report.findings,
            refused=report.refused,
        )

    def _of_table(self, workspace: Workspace, path: Path, mapping: ColumnMapping | None) -> ImportPreview:
        try:
            found = self._table(workspace, path, mapping)
        except InputError as error:
            return ImportPreview(bundle=False, errors=(error,), refused=True, headers=self._headers(path))
        return ImportPreview(
            bundle=False,
            applications=tuple(
                PreviewedApplication(application=each.application, change=each.change, line=each.line)
                for each in found.rows
            ),
            errors=found.errors,
            refused=bool(found.errors),
            mapping=found.mapping,
            headers=self._headers(path),
        )

    def _headers(self, path: Path) -> tuple[str, ...]:
        """Give the headers; none of a file that cannot be read at all."""
        try:
            return self._read_headers(path)
        except InputError:
            return ()
