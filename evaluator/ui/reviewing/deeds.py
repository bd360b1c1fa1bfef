"""The deeds around the form: declare, give back, submit, reopen, export, restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from evaluator.ui.dialogs import MessageDialog, PassphraseDialog
from evaluator.ui.reviewing.export_dialog import ExportDialog
from evaluator.ui.reviewing.reason import ReasonDialog
from evaluator.ui.reviewing.words import tr
from evaluator.ui.session import Deed

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.exchanged import ReviewFileContents
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.people import Fingerprint, Person
    from evaluator.errors import EvaluatorError
    from evaluator.services.ports import Workspace
    from evaluator.ui.program import Program
    from evaluator.ui.reviewing.view import ReviewingView
    from evaluator.ui.session import Session

    WithPerson = Callable[[Program, Workspace, Person], object]

SUFFIX = ".evreview"
_KEYS = ("keys.missing", "keys.no-keyring", "keys.keyring", "keys.identity.passphrase")


def ask_save(parent: QWidget, name: str) -> Path | None:
    """Ask where the review file is written."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = f"{tr('export.kind')} (*{SUFFIX})"
    path, _ = QFileDialog.getSaveFileName(parent, tr("export.title"), str(Path(folder) / name), kinds)
    if not path:
        return None
    return Path(path) if path.endswith(SUFFIX) else Path(path + SUFFIX)


def ask_open(parent: QWidget) -> Path | None:
    """Ask for one's own review file."""
    kinds = f"{tr('export.kind')} (*{SUFFIX})"
    path, _ = QFileDialog.getOpenFileName(parent, tr("restore.title"), "", kinds)
    return Path(path) if path else None


class Deeds(QObject):
    """Asks what has to be asked, and has it done."""

    def __init__(
        self,
        view: ReviewingView,
        session: Session,
        flush: Callable[[], None],
        reload: Callable[[], None],
    ) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self._flush, self._reload = flush, reload
        self.ask_save, self.ask_open = ask_save, ask_open
        self.ask_passphrase = PassphraseDialog.ask

    def declare(self, application: ApplicationId, conflict: bool, reason: str) -> None:
        """Answer the question of disqualification."""
        key = "declare.done_conflict" if conflict else "declare.done_free"
        self._do(
            tr(key, number=self._number(application)),
            lambda program, workspace: program.reviewing.declare(
                workspace, application, conflict=conflict, reason=reason
            ),
        )

    def decline(self, application: ApplicationId, reason: str) -> None:
        """Give an application back."""
        self._do(
            tr("declare.done_decline", number=self._number(application)),
            lambda program, workspace: program.reviewing.decline(workspace, application, reason),
        )

    def ask_decline(self, application: ApplicationId) -> None:
        """Ask why an application is given back, and give it back."""
        number = self._number(application)
        dialog = ReasonDialog(
            self._view.window(),
            tr("decline.title", number=number),
            tr("declare.what_decline"),
            tr("declare.confirm_decline"),
        )
        dialog.given.connect(lambda reason: self.decline(application, reason))
        dialog.open()

    def submit(self, application: ApplicationId, number: int) -> None:
        """Submit a review that lacks nothing."""
        self._do(
            tr("submit.done", number=number),
            lambda program, workspace: program.reviewing.submit(workspace, [application]),
        )

    def reopen(self, application: ApplicationId) -> None:
        """Ask why a review is taken up again, and do it."""
        number = self._number(application)
        dialog = ReasonDialog(
            self._view.window(), tr("reopen.title", number=number), tr("reopen.why"), tr("reopen.accept")
        )
        dialog.given.connect(
            lambda reason: self._do(
                tr("reopen.done", number=number),
                lambda program, workspace: program.reviewing.reopen(workspace, application, reason),
            )
        )
        dialog.open()

    def export(self) -> None:
        """Say what the file will hold, ask where it goes, and write it."""
        desk = self._view.desk
        if desk is None:
            return
        self._flush()
        dialog = ExportDialog(self._view.window(), desk)
        dialog.accepted.connect(self._choose_export)
        dialog.open()

    def _choose_export(self) -> None:
        desk = self._view.desk
        if desk is None:
            return
        path = self.ask_save(self._view, tr("export.file", number=desk.exports + 1) + SUFFIX)
        if path is not None:
            self._as_reviewer(
                lambda program, workspace, person: program.reviewing.export(workspace, path, person),
                lambda contents: self._on_exported(path, contents),
            )

    def _on_exported(self, path: Path, contents: ReviewFileContents) -> None:
        count = len({each.review.application for each in contents.revisions})
        words = tr("export.done", file=path.name, folder=str(path.parent), count=count)
        MessageDialog(
            self._view.window(), tr("export.done_title"), f"{words} {tr('export.send')}", "circle-check", "ok"
        ).open()

    def restore(self, file: Path | None = None) -> None:
        """Bring back what one's own review file says."""
        path = file or self.ask_open(self._view)
        if path is not None:
            self._as_reviewer(
                lambda program, workspace, person: program.reviewing.restore(workspace, path, person),
                lambda count: self._view.said.emit(tr("restore.done", count=count)),
            )

    def _as_reviewer(
        self, work: WithPerson, done: Callable[..., object], passphrase: str | None = None
    ) -> None:
        """Open the reviewer's identity and do something with it; ask for its passphrase where it has one."""
        desk = self._view.desk
        if desk is None:
            return
        operation = self._session.attempt(
            lambda program, workspace: work(program, workspace, _person(program, desk.reviewer, passphrase))
        )
        operation.succeeded.connect(done)
        operation.succeeded.connect(lambda _: self._reload())
        operation.failed.connect(lambda error: self._on_refused(error, work, done, passphrase))
        operation.start()

    def _on_refused(
        self,
        error: EvaluatorError,
        work: WithPerson,
        done: Callable[..., object],
        passphrase: str | None,
    ) -> None:
        if not error.code.startswith(_KEYS):
            self._session.refused.emit(error)
            return
        given = self.ask_passphrase(self._view.window(), tr("identity.yours"), wrong=passphrase is not None)
        if given:
            self._as_reviewer(work, done, given)

    def _do(self, said: str, work: Callable[[Program, Workspace], object]) -> None:
        self._flush()
        self._session.do(Deed(said=said, do=lambda program, workspace, _: work(program, workspace)))

    def _number(self, application: ApplicationId) -> int:
        tasks = self._view.desk.tasks if self._view.desk is not None else ()
        return next(each.application.number for each in tasks if each.application.id == application)


def _person(program: Program, reviewer: Fingerprint, passphrase: str | None) -> Person:
    """Open the identity whose desk it is; the only one of this machine where none is known by that name."""
    cards = [each for each in program.identities.all() if reviewer in each.known_as]
    name = cards[0].name if cards else None
    return program.identities.open(name, program.identity_secret(passphrase=passphrase))
