"""Connects the log's view with the session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from evaluator.ui.log.model import rows_of
from evaluator.ui.log.proof import VerifyDialog
from evaluator.ui.log.told import Naming, naming_of
from evaluator.ui.log.view import LogView
from evaluator.ui.log.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.log import Digest, LogVerdict
    from evaluator.services.ports import Workspace
    from evaluator.ui.actions import Actions
    from evaluator.ui.log.model import LogRow
    from evaluator.ui.program import Program
    from evaluator.ui.session import Deed, Session

SUFFIX = "-log.txt"


def choose_export(parent: QWidget, name: str) -> Path | None:
    """Ask where the log is written."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    path, _ = QFileDialog.getSaveFileName(
        parent, tr("export_where"), str(Path(folder) / name), f"{tr('export_kind')} (*.txt)"
    )
    return Path(path) if path else None


def choose_exported(parent: QWidget) -> Path | None:
    """Ask which exported log is verified."""
    kinds = f"{tr('export_kind')} (*.txt);;{tr('all_files')} (*)"
    path, _ = QFileDialog.getOpenFileName(parent, tr("verify_file"), "", kinds)
    return Path(path) if path else None


class LogPresenter(QObject):
    """Shows the round's log and does what the view asks."""

    def __init__(
        self,
        view: LogView,
        session: Session,
        choose_export: Callable[[QWidget, str], Path | None] = choose_export,
        choose_exported: Callable[[QWidget], Path | None] = choose_exported,
    ) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self.choose_export, self.choose_exported = choose_export, choose_exported
        self.dialog: VerifyDialog | None = None
        self._asked = 0  # how often was asked what the log proves: an older answer is not shown
        view.shown.connect(self.reload)
        view.verify_wanted.connect(self._on_verify_wanted)
        view.export_wanted.connect(self._on_export_wanted)
        session.done.connect(self._on_done)

    def reload(self) -> None:
        """Read the log anew, verify it and show it."""
        outcome = self._session.outcome
        if outcome is None:
            return
        naming = naming_of(outcome)
        operation = self._session.beside(lambda program, workspace: _read(program, workspace, naming))
        operation.succeeded.connect(self._show)  # a method: it goes with the view, a late answer meets none
        operation.start()

    def _show(self, read: tuple[Sequence[LogRow], LogVerdict]) -> None:
        self._view.show_log(*read)

    def _on_done(self, _deed: Deed) -> None:
        if self._view.isVisible():
            self.reload()

    def _on_verify_wanted(self) -> None:
        self.dialog = VerifyDialog(self._view)
        self.dialog.wanted.connect(self._verify)
        self.dialog.file_wanted.connect(self._verify_file)
        self.dialog.open()
        self._verify(None)

    def _verify(self, anchor: Digest | None) -> None:
        self._tell_of(lambda program, workspace: program.read_log(workspace, anchor).verdict)

    def _verify_file(self, anchor: Digest | None) -> None:
        path = self.choose_exported(self.dialog or self._view)
        if path is not None:
            self._tell_of(lambda program, _: program.verify_log_file(path, anchor), path.name)

    def _tell_of(self, verify: Callable[[Program, Workspace], LogVerdict], file: str = "") -> None:
        self._asked += 1
        asked = self._asked

        def tell(verdict: LogVerdict) -> None:
            if self.dialog is not None and asked == self._asked:
                self.dialog.show_verdict(verdict, file)

        operation = self._session.beside(verify)
        operation.succeeded.connect(tell)
        operation.start()

    def _on_export_wanted(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        path = self.choose_export(self._view, workspace.path.stem + SUFFIX)
        if path is None:
            return
        operation = self._session.beside(lambda program, opened: program.export_log(opened, path))
        operation.succeeded.connect(lambda _: self._view.said.emit(tr("exported", file=path.name)))
        operation.start()


def _read(program: Program, workspace: Workspace, naming: Naming) -> tuple[Sequence[LogRow], LogVerdict]:
    read = program.read_log(workspace)
    return rows_of(read.entries, naming), read.verdict


def build(session: Session, actions: Actions) -> LogView:
    """Make the workspace."""
    view = LogView(actions)
    LogPresenter(view, session)
    return view
