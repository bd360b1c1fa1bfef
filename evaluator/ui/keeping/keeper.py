"""How a round is created and kept: dialogs in front, the session behind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from evaluator.domain.rounds import Phase
from evaluator.ui.dialogs import Dialog, MessageDialog
from evaluator.ui.keeping.creating import CreateDialog
from evaluator.ui.keeping.dialogs import AdvanceDialog, ChangeKeyDialog, LockDialog, ReopenDialog
from evaluator.ui.keeping.recovering import RecoverDialog
from evaluator.ui.keeping.recovery import RecoveryDialog, recovery_pdf, recovery_text
from evaluator.ui.keeping.words import tr
from evaluator.ui.operations import Lane, Operation
from evaluator.ui.session import KEY_CODES, Deed
from evaluator.ui.texts import TEXTS, explain, number
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.call import Call
    from evaluator.errors import EvaluatorError
    from evaluator.services.ports import Secret, Workspace
    from evaluator.ui.office_program import Archived
    from evaluator.ui.program import Program
    from evaluator.ui.session import Session

    AskFile = Callable[[QWidget, str, str, str], Path | None]

_KIB = 1024
WRONG_KEY = "storage.wrong-key"
"""The workspace has another key than the one that was given."""


def ask_file(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask where a file is written."""
    path, _ = QFileDialog.getSaveFileName(parent, title, name, kinds)
    return Path(path) if path else None


class Keeper(QObject):
    """Creates rounds for the window, and keeps the one that is open."""

    def __init__(self, window: QWidget, session: Session, ask_passphrase: Callable[..., str | None]) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._ask_passphrase = ask_passphrase
        self.ask_file: AskFile = ask_file
        self.dialog: Dialog | None = None

    # A round begins

    def create(self) -> None:
        """Ask for what a new round needs, and make it."""
        program = self._program()
        if program is None:
            return
        operation = Operation(lambda _: program.calls.all())
        operation.succeeded.connect(self._ask_new)
        self._told(operation).start()

    def _ask_new(self, calls: tuple[Call, ...]) -> None:
        dialog = CreateDialog(self._window, calls, self._session.settings.name)
        dialog.wanted.connect(lambda: self._create(dialog))
        self._show(dialog)

    def _create(self, dialog: CreateDialog) -> None:
        path, call, envelope, name = dialog.workspace, dialog.call, dialog.amount, dialog.name
        keyring, passphrase = dialog.key.keyring, dialog.passphrases.passphrase
        shown: list[str] = []

        def make(program: Program) -> Workspace:
            secret = program.keyring_secret() if keyring else program.secret(passphrase=passphrase)
            program.create_round(path, secret, call, by=name, envelope=envelope).close()
            shown.append(program.show_recovery_key(path, secret))
            return program.open(path, passphrase)

        def opened(_: object) -> None:
            dialog.close_done()
            self._show_recovery(path, shown[0], new=True)

        self._session.settings.name = name
        operation = self._session.enter(path, make)
        operation.succeeded.connect(opened)
        operation.failed.connect(lambda error: _tell_new(dialog, error))
        operation.crashed.connect(lambda _: dialog.reject())

    # Its key

    def show_recovery(self) -> None:
        """Show the open round's recovery key; asks for the passphrase where the keyring has none."""
        if self._session.workspace is not None:
            self._read_recovery(self._session.workspace.path, None)

    def _read_recovery(self, path: Path, passphrase: str | None) -> None:
        program = self._program()
        if program is None:
            return

        def refused(error: EvaluatorError) -> None:
            if not error.code.startswith(KEY_CODES):
                self._session.refused.emit(error)
                return
            wrong = passphrase is not None
            if given := self._ask_passphrase(self._window, path.name, wrong=wrong):
                self._read_recovery(path, given)

        secret = program.secret(passphrase=passphrase)
        operation = Operation(lambda _: program.show_recovery_key(path, secret), Lane.ROUND)
        operation.succeeded.connect(lambda key: self._show_recovery(path, key, new=False))
        operation.failed.connect(refused)
        operation.crashed.connect(self._session.crashed)
        operation.start()

    def _show_recovery(self, path: Path, key: str, *, new: bool) -> None:
        dialog = RecoveryDialog(self._window, path.name, key, new=new)
        dialog.pdf_wanted.connect(
            lambda: self._keep(dialog, path, ".pdf", lambda: recovery_pdf(path.name, key, TEXTS.language))
        )
        dialog.text_wanted.connect(
            lambda: self._keep(dialog, path, ".txt", lambda: recovery_text(path.name, key).encode())
        )
        dialog.print_wanted.connect(lambda: self._print(dialog, path, key))
        self._show(dialog)

    def _keep(self, dialog: RecoveryDialog, path: Path, suffix: str, content: Callable[[], bytes]) -> None:
        program = self._program()
        proposed = str(path.with_name(f"{path.stem}-{tr('recovery.name')}{suffix}"))
        target = self.ask_file(dialog, tr("recovery.save"), proposed, f"*{suffix}")
        if target is None or program is None:
            return
        data = content()
        operation = Operation(lambda _: program.write_file(target, data))
        operation.succeeded.connect(lambda _: dialog.say_kept(tr("recovery.saved", file=target.name)))
        operation.failed.connect(lambda error: dialog.say_kept(explain(error)))
        operation.crashed.connect(self._session.crashed)
        operation.start()

    def _print(self, dialog: RecoveryDialog, path: Path, key: str) -> None:
        from evaluator.ui.decision.printing import ask_printer, print_pdf  # noqa: PLC0415 - brings QtPdf

        printer = ask_printer(dialog, tr("recovery.title"), 1)
        if printer is None:
            return
        data = recovery_pdf(path.name, key, TEXTS.language)
        operation = Operation(lambda progress: print_pdf(data, printer, progress))
        operation.succeeded.connect(lambda _: dialog.say_kept(tr("recovery.printed")))
        operation.failed.connect(lambda error: dialog.say_kept(explain(error)))
        operation.crashed.connect(self._session.crashed)
        operation.start()

    def recover(self, path: Path) -> None:
        """Ask for a workspace's recovery key and open it; then offer another key."""
        dialog = RecoverDialog(self._window, path.name)
        dialog.wanted.connect(lambda: self._recover(dialog, path))
        self._show(dialog)

    def _recover(self, dialog: RecoverDialog, path: Path) -> None:
        key = dialog.text

        def opened(_: object) -> None:
            dialog.close_done()
            self.change_key(recovered=key)

        def refused(error: EvaluatorError) -> None:
            wrong = error.code.startswith(WRONG_KEY)
            dialog.say(tr("recover.wrong", file=path.name) if wrong else explain(error))

        operation = self._session.enter(path, lambda program: program.open_recovered(path, key))
        operation.succeeded.connect(opened)
        operation.failed.connect(refused)
        operation.crashed.connect(lambda _: dialog.reject())

    def change_key(self, *, recovered: str | None = None) -> None:
        """Ask for another key of the open round, and change it while nobody has the round open.

        Args:
            recovered: The recovery key that opened it just now.
        """
        workspace = self._session.workspace
        if workspace is None:
            return
        path = workspace.path
        dialog = ChangeKeyDialog(self._window, path.name, recovered=recovered is not None)
        dialog.wanted.connect(lambda: self._change_key(dialog, path, recovered))
        dialog.rejected.connect(lambda: self._open_again(path, recovered))
        self._show(dialog)

    def _open_again(self, path: Path, recovered: str | None) -> None:
        """Open the round that was closed for a change of its key which did not come about."""
        if self._session.workspace is not None:
            return
        if recovered is None:
            self._session.open(path)
        else:
            operation = self._session.enter(path, lambda program: program.open_recovered(path, recovered))
            operation.failed.connect(self._session.refused)

    def _change_key(self, dialog: ChangeKeyDialog, path: Path, recovered: str | None) -> None:
        program, by = self._program(), self._session.by
        if program is None:
            return
        present, new = dialog.passphrases.passphrase, dialog.new_passphrase
        keyring = dialog.key.keyring

        def work(_: object) -> None:
            fresh: Secret = program.keyring_secret() if keyring else program.secret(passphrase=new)
            old = program.secret(passphrase=present)
            if recovered is not None:
                old = program.recovery_secret(recovered)
            program.change_key(path, old, fresh, by=by, to="keyring" if keyring else "passphrase")

        def changed(_: object) -> None:
            dialog.close_done()
            self._session.open(path, new)
            self._say(tr("rekey.done_title"), tr("rekey.done"))

        def refused(error: EvaluatorError) -> None:
            if recovered is not None and keyring and error.code.startswith("keys."):
                dialog.key.use_passphrase()  # this machine has no keyring
                dialog.say(explain(error))
            elif present is None and recovered is None and error.code.startswith(KEY_CODES):
                dialog.ask_present()
            else:
                dialog.say(explain(error))

        self._session.close()
        operation = Operation(work, Lane.ROUND)
        operation.succeeded.connect(changed)
        operation.failed.connect(refused)
        operation.crashed.connect(self._session.crashed)
        operation.start()

    # Its phases

    def advance(self) -> None:
        """Show which phase comes next and what it asks for, and take the round there."""
        outcome = self._session.outcome
        if outcome is None:
            return
        phases = tuple(Phase)
        now = outcome.contents.round.phase
        then = phases[phases.index(now) + 1]
        dialog = AdvanceDialog(self._window, now, then)
        dialog.accepted.connect(
            lambda: self._session.do(
                Deed(
                    said=tr("advance.done", then=window_tr(f"phases.{then.value}")),
                    do=lambda program, workspace, by: program.advance_round(workspace, by=by),
                )
            )
        )
        self._show(dialog)

    def step_back(self) -> None:
        """Ask why the round is taken back to its reviews, and do it."""
        dialog = ReopenDialog(self._window, "back")

        def act() -> None:
            reason = dialog.value
            self._session.do(
                Deed(
                    said=tr("back.done"),
                    do=lambda program, workspace, by: program.step_back(workspace, reason, by=by),
                )
            )

        dialog.accepted.connect(act)
        self._show(dialog)

    # Its end

    def lock(self) -> None:
        """Show what locking does, and do it."""
        dialog = LockDialog(self._window)
        dialog.accepted.connect(
            lambda: self._session.do(
                Deed(
                    said=tr("lock.done"),
                    do=lambda program, workspace, by: program.lock_round(workspace, by=by),
                )
            )
        )
        self._show(dialog)

    def reopen(self) -> None:
        """Ask why the round is reopened, and reopen it."""
        dialog = ReopenDialog(self._window)

        def act() -> None:
            reason = dialog.value
            self._session.do(
                Deed(
                    said=tr("reopen.done"),
                    do=lambda program, workspace, by: program.reopen_round(workspace, reason, by=by),
                )
            )

        dialog.accepted.connect(act)
        self._show(dialog)

    def archive(self) -> None:
        """Ask where the archive goes, write it, and tell its digest."""
        workspace = self._session.workspace
        if workspace is None:
            return
        proposed = str(workspace.path.with_name(f"{workspace.path.stem}-{tr('archive.name')}.zip"))
        path = self.ask_file(self._window, tr("archive.title"), proposed, f"{tr('archive.kind')} (*.zip)")
        if path is None:
            return
        by = self._session.by

        def made(archived: Archived) -> None:
            size = number(max(1, round(archived.bytes / _KIB)))
            self._say(
                tr("archive.done_title"),
                tr("archive.done", file=path.name, size=size, sha256=archived.sha256),
            )
            self._session.reload()

        operation = self._session.attempt(lambda program, open_: program.archive(open_, path, by=by))
        operation.succeeded.connect(made)
        operation.failed.connect(self._session.refused)
        operation.start()

    @property
    def locked(self) -> bool:
        """Whether the open round is locked or archived."""
        outcome = self._session.outcome
        return outcome is not None and outcome.contents.round.phase in {Phase.LOCKED, Phase.ARCHIVED}

    def _say(self, title: str, sentence: str) -> None:
        self._show(MessageDialog(self._window, title, sentence, "shield-check", "accent"))

    def _show(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.open()

    def _told(self, operation: Operation) -> Operation:
        operation.failed.connect(self._session.refused)
        operation.crashed.connect(self._session.crashed)
        return operation

    def _program(self) -> Program | None:
        return self._session.program


def _tell_new(dialog: CreateDialog, error: EvaluatorError) -> None:
    """Say why the round was not made; without a keyring, offer a passphrase instead."""
    if error.code.startswith("keys."):
        dialog.key.use_passphrase()
    dialog.say(explain(error))
