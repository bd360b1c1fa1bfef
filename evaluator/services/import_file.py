"""Import applications from a file, whichever kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from evaluator.domain.column_mapping import ColumnMapping
    from evaluator.services.import_bundle import ImportBundle
    from evaluator.services.import_spreadsheet import ImportSpreadsheet
    from evaluator.services.import_table import ImportReport
    from evaluator.services.ports import Progress, Workspace


class ImportFile:
    """Hands a file to the import that reads its kind."""

    def __init__(
        self, is_bundle: Callable[[Path], bool], bundle: ImportBundle, table: ImportSpreadsheet
    ) -> None:
        self._is_bundle = is_bundle
        self._bundle = bundle
        self._table = table

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
        """Import it in one transaction; a bundle's report is a ``BundleReport``.

        Raises:
            InputError: A table cannot be used, or there is nothing at ``path``.
            RuleError: The round is locked.
        """
        if self._is_bundle(path):
            return self._bundle(workspace, path, dry_run=dry_run, progress=progress, by=by)
        return self._table(workspace, path, dry_run=dry_run, mapping=mapping, progress=progress, by=by)
