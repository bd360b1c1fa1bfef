"""Writes the packages in a worker; a dialog in front asks, and shows how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evaluator.ui.assigning.packing import PackDialog
from evaluator.ui.operations import Lane, Operation
from evaluator.ui.texts import explain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.people import Card
    from evaluator.errors import EvaluatorError
    from evaluator.services.packages import MadePackage
    from evaluator.services.ports import Progress
    from evaluator.ui.assigning.view import AssigningView
    from evaluator.ui.session import Session

_KEYS = ("keys.missing", "keys.no-keyring", "keys.keyring", "keys.identity.passphrase")
_FOLDER = "packages"


class Packing(QObject):
    """Asks who signs and where to, and writes.

    Signals:
        written: The packages are there; with their number and the folder.
        ended: The work ended, whole or stopped.
        no_identity: The user has no identity yet, without which nothing can be signed.
    """

    written = Signal(int, object)
    ended = Signal()
    no_identity = Signal()

    def __init__(self, view: AssigningView, session: Session) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self._operation: Operation | None = None
        self.dialog: PackDialog | None = None

    def ask(self, count: int) -> None:
        """Ask who signs; without an identity one is made first."""
        program = self._session.program
        if program is None:
            return
        operation = Operation(lambda _: program.identities.all())
        operation.succeeded.connect(lambda people: self._on_people(people, count))
        operation.failed.connect(self._session.refused)
        operation.crashed.connect(self._session.crashed)
        operation.start()

    def _on_people(self, people: Sequence[Card], count: int) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        if not people:
            self.no_identity.emit()
            return
        dialog = PackDialog(self._view, people, workspace.path.parent / _FOLDER, count)
        self.dialog = dialog
        dialog.wanted.connect(lambda: self._write(dialog))
        dialog.stopped.connect(self._stop)
        dialog.open()

    def _write(self, dialog: PackDialog) -> None:
        program, workspace = self._session.program, self._session.workspace
        if program is None or workspace is None:
            return
        name, folder, paths = dialog.name, dialog.folder, dialog.receiver_cards
        passphrase = dialog.passphrases.passphrase

        def work(progress: Progress) -> tuple[MadePackage, ...]:
            person = program.identities.open(name, program.identity_secret(passphrase=passphrase))
            receivers = [program.read_card(each) for each in paths]
            return program.make_packages(workspace, person, folder.absolute(), receivers, progress)

        operation = Operation(work, Lane.ROUND)
        self._operation = operation
        operation.progressed.connect(dialog.show_progress)
        operation.succeeded.connect(lambda made: self.written.emit(len(made), folder))
        operation.succeeded.connect(lambda _: dialog.end())
        operation.failed.connect(lambda error: _tell(dialog, error))
        operation.crashed.connect(self._session.crashed)
        operation.finished.connect(lambda: self._on_finished(dialog))
        operation.start()

    def _stop(self) -> None:
        if self._operation is not None:
            self._operation.cancel()

    def _on_finished(self, dialog: PackDialog) -> None:
        self._operation = None
        if dialog.working:  # stopped, or crashed
            dialog.end()
        self.ended.emit()


def _tell(dialog: PackDialog, error: EvaluatorError) -> None:
    if error.code.startswith(_KEYS) and dialog.passphrases.passphrase is None:
        dialog.ask_passphrase()
    else:
        dialog.refuse(explain(error))
        if error.code.startswith(_KEYS):
            dialog.ask_passphrase()
