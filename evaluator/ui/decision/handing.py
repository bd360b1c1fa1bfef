"""What applicants are handed: everybody's extract, and the pack for one claim; each into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from evaluator.ui.decision.applicant import ApplicantChoice
from evaluator.ui.decision.giving import WIDTH, ReceiverFields, applicant_of
from evaluator.ui.dialogs import Dialog, MessageDialog
from evaluator.ui.shared.labels import label
from evaluator.ui.texts import say, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.scoring.figures import Outcome
    from evaluator.services.ports import Missing, Paper
    from evaluator.ui.decision.view import DecisionView
    from evaluator.ui.operations import Operation
    from evaluator.ui.session import Session

_NAMED = 5
"""So many waiting texts are named; of more only the number is said."""


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    path = QFileDialog.getExistingDirectory(parent, title, documents)
    return Path(path) if path else None


class PackDialog(Dialog):
    """Asks whose claim the pack is for, and to whom it is given."""

    def __init__(self, parent: QWidget | None, outcome: Outcome, application: ApplicationId | None) -> None:
        self._outcome = outcome
        self.applicant = ApplicantChoice()
        self.applicant.show_round(outcome)
        self.applicant.offer_languages(offered=False)
        self.applicant.applications.setMinimumWidth(WIDTH)
        self.applicant.applications.setCurrentIndex(max(0, self.applicant.applications.findData(application)))
        self.applicant.show()
        self.fields = ReceiverFields()
        title = tr("actions.file.appeal").rstrip("…")
        super().__init__(
            parent,
            title,
            label(say("ui_papers.pack_why"), "body", "2", wrap=True),
            self.applicant,
            self.fields,
            accept=say("ui_papers.pack_accept"),
            reject=tr("dialogs.cancel"),
        )
        self.setAccessibleName(title)
        self.applicant.chosen.connect(self._suggest)
        self._suggest()

    @property
    def application(self) -> ApplicationId | None:
        """Whose claim it is; None in a round without applications."""
        wanted = self.applicant.wanted
        return wanted.application if wanted is not None else None

    def _suggest(self) -> None:
        self.fields.suggest(applicant_of(self._outcome, self.application))


class WritingDialog(Dialog):
    """Shows how far the files have come; its button stops them, and then none is left behind.

    Signals:
        stopped: Stop.
    """

    stopped = Signal()

    def __init__(self, parent: QWidget | None, title: str) -> None:
        self.progress = QProgressBar(textVisible=False)
        self.progress.setRange(0, 0)
        self.progress.setMinimumWidth(WIDTH)
        self.progress.setAccessibleName(title)
        self.told = label(say("ui_papers.writing"), "small", "2", wrap=True)
        super().__init__(parent, title, self.told, self.progress, accept=tr("dialogs.cancel"))
        self.setAccessibleName(title)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many are written."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.told.setText(say("ui_papers.written_so_far", done=done, total=total))

    def accept(self) -> None:
        """Stop; the dialog closes once it has stopped."""
        self.accept_button.setEnabled(False)
        self.stopped.emit()

    def reject(self) -> None:
        """Stop, as the button does."""
        self.accept()


class HandingPresenter(QObject):
    """Asks where to, writes beside the window, and says what was written and what waits."""

    def __init__(
        self,
        view: DecisionView,
        session: Session,
        ask_folder: Callable[[QWidget, str], Path | None] = ask_folder,
    ) -> None:
        super().__init__(view)
        self._view, self._session, self._ask_folder = view, session, ask_folder
        self.dialog: Dialog | None = None
        view.extracts_wanted.connect(self._on_extracts)
        view.pack_wanted.connect(self._on_pack)

    def _on_extracts(self) -> None:
        title = tr("actions.file.extracts").rstrip("…")
        folder = self._ask_folder(self._view, title)
        if folder is None or self._session.workspace is None:
            return

        def work(program: Any, workspace: Any, by: str, progress: Any) -> Any:
            return program.extracts.write_ready(workspace, folder, by=by, progress=progress)

        def written(answer: tuple[Sequence[Paper], Sequence[Missing]]) -> None:
            papers, waiting = answer
            self._tell(title, _said(len(papers), folder), waiting)

        self._write(title, self._session.long(work), written)

    def _on_pack(self) -> None:
        outcome = self._session.outcome
        if outcome is None:
            return
        wanted = self._view.applicant.wanted
        asked = PackDialog(self._view, outcome, wanted.application if wanted is not None else None)
        asked.accepted.connect(lambda: self._on_pack_asked(asked))
        self.dialog = asked
        asked.open()

    def _on_pack_asked(self, asked: PackDialog) -> None:
        application, receiver = asked.application, asked.fields.receiver
        title = tr("actions.file.appeal").rstrip("…")
        folder = None if application is None else self._ask_folder(self._view, title)
        if folder is None or self._session.workspace is None:
            return

        def work(program: Any, workspace: Any, by: str, _progress: Any) -> Any:
            return program.appeal_pack(workspace, application, folder, by=by, receiver=receiver)

        self._write(
            title,
            self._session.long(work),
            lambda papers: self._tell(title, _said(len(papers), folder), ()),
        )

    def _write(self, title: str, operation: Operation, written: Callable[[Any], None]) -> None:
        dialog = WritingDialog(self._view, title)
        self.dialog = dialog
        dialog.stopped.connect(operation.cancel)
        operation.progressed.connect(dialog.show_progress)
        operation.finished.connect(lambda: dialog.done(int(Dialog.DialogCode.Accepted)))
        operation.succeeded.connect(written)
        operation.failed.connect(self._session.refused)
        dialog.open()
        operation.start()

    def _tell(self, title: str, said: str, waiting: Sequence[Missing]) -> None:
        """Say what was written; what waits for a translation is named, or counted where it is much."""
        if not waiting:
            self._view.said.emit(said)
            return
        named = [say(each.key, **each.facts) for each in waiting[:_NAMED]]
        more = len(waiting) - len(named)
        lines = [said, *named, *([say("ui_papers.more_waiting", count=more)] if more else [])]
        self.dialog = MessageDialog(self._view, title, "\n".join(lines), "info", "accent")
        self.dialog.open()


def _said(count: int, folder: Path) -> str:
    return say("ui_papers.written", count=count, folder=folder.name or str(folder))
