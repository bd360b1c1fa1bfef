"""How a file is imported: its preview, perhaps a mapping by hand, then the deed; one file after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evaluator.services.import_table import Change
from evaluator.ui.importing.dialog import ImportDialog
from evaluator.ui.importing.quarantine import QuarantineDialog
from evaluator.ui.importing.words import tr
from evaluator.ui.operations import Lane, Operation
from evaluator.ui.texts import explain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.bundles import RefusedBundle
    from evaluator.domain.column_mapping import ColumnMapping
    from evaluator.errors import EvaluatorError
    from evaluator.services.import_table import ImportReport
    from evaluator.services.ports import Progress
    from evaluator.ui.session import Session


class Importer(QObject):
    """Imports files into the open round.

    Signals:
        said: What was imported, in a few words.
    """

    said = Signal(str)

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent, self._session = parent, session
        self._waiting: list[Path] = []
        self._mapping: ColumnMapping | None = None
        self._operation: Operation | None = None
        self.dialog: ImportDialog | QuarantineDialog | None = None

    def take(self, paths: Sequence[Path]) -> None:
        """Preview files and import those that are confirmed, one after another."""
        begins = not self._waiting and not isinstance(self.dialog, ImportDialog)
        self._waiting.extend(paths)
        if begins:
            self._next()

    def show_quarantine(self) -> None:
        """Show which bundles were refused, and why."""

        def show(refused: tuple[RefusedBundle, ...]) -> None:
            self.dialog = QuarantineDialog(self._parent, refused)
            self.dialog.open()

        operation = self._session.read(lambda program, workspace: program.refused_bundles(workspace))
        operation.succeeded.connect(show)
        operation.start()

    def _next(self) -> None:
        self.dialog, self._mapping = None, None
        if not self._waiting or self._session.workspace is None:
            self._waiting.clear()
            return
        path = self._waiting.pop(0)
        dialog = ImportDialog(self._parent, path.name)
        dialog.mapping_chosen.connect(lambda mapping: self._preview(dialog, path, mapping))
        dialog.wanted.connect(lambda: self._import(dialog, path))
        dialog.stopped.connect(self._stop)
        dialog.finished.connect(lambda _: self._next())
        self.dialog = dialog
        dialog.open()
        self._preview(dialog, path, None)

    def _preview(self, dialog: ImportDialog, path: Path, mapping: ColumnMapping | None) -> None:
        program, workspace = self._session.program, self._session.workspace
        if program is None or workspace is None:
            return
        self._stop()
        self._mapping = mapping
        dialog.show_working(working=True)
        operation = Operation(lambda progress: program.preview_import(workspace, path, mapping, progress))
        operation.succeeded.connect(dialog.show_preview)
        self._run(operation, dialog)

    def _import(self, dialog: ImportDialog, path: Path) -> None:
        program, workspace, by = self._session.program, self._session.workspace, self._session.by
        if program is None or workspace is None:
            return
        mapping = self._mapping
        refused = dialog.preview is not None and dialog.preview.refused

        def work(progress: Progress) -> ImportReport:
            return program.import_file(workspace, path, mapping=mapping, progress=progress, by=by)

        def done(report: ImportReport) -> None:
            count = report.count(Change.NEW) + report.count(Change.SUPERSEDED)
            self.said.emit(
                tr("quarantine.done", file=path.name) if refused else tr("done", count=count, file=path.name)
            )
            dialog.close_done()
            self._session.reload()

        operation = Operation(work, Lane.ROUND)
        operation.succeeded.connect(done)
        self._run(operation, dialog)

    def _run(self, operation: Operation, dialog: ImportDialog) -> None:
        def refused(error: EvaluatorError) -> None:
            dialog.say(explain(error))

        def finished() -> None:
            if self._operation is operation:
                self._operation = None

        self._operation = operation
        operation.progressed.connect(dialog.show_progress)
        operation.failed.connect(refused)
        operation.crashed.connect(self._session.crashed)
        operation.crashed.connect(lambda _: dialog.reject())
        operation.finished.connect(finished)
        operation.start()

    def _stop(self) -> None:
        if self._operation is not None:
            self._operation.cancel()
            self._operation = None
