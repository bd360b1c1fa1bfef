"""Connects an application's page with the session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from evaluator.ui.applications.letter import LetterDialog
from evaluator.ui.applications.note import NoteKeeper
from evaluator.ui.applications.words import tr
from evaluator.ui.reading.content import readable
from evaluator.ui.session import Deed
from evaluator.ui.texts import money

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.money import Cents
    from evaluator.scoring.figures import Outcome, Standing
    from evaluator.services.application_page import ApplicationPage
    from evaluator.ui.applications.cost_rows import CostRow
    from evaluator.ui.applications.page import ApplicationPageView
    from evaluator.ui.session import Session, Step


def ask_letter_file(parent: QWidget, name: str) -> Path | None:
    """Ask where a letter is written."""
    path, _ = QFileDialog.getSaveFileName(parent, tr("completion.save"), name, "PDF (*.pdf)")
    return Path(path) if path else None


class PagePresenter(QObject):
    """Shows one application and does what its page asks."""

    def __init__(self, page: ApplicationPageView, session: Session) -> None:
        super().__init__(page)
        self._page, self._session = page, session
        self._open: ApplicationId | None = None
        self.ask_file: Callable[[QWidget, str], Path | None] = ask_letter_file
        self.dialog: LetterDialog | None = None
        self.notes = NoteKeeper(page.note, session)
        page.reader.attachment_wanted.connect(self._on_attachment)
        page.costs.accepted.connect(self._on_accepted)
        page.costs.rest_wanted.connect(self._on_rest)
        page.completion.preview_wanted.connect(lambda: self._with_letter(self._show_letter))
        page.completion.save_wanted.connect(lambda: self._with_letter(self._save_letter))
        session.changed.connect(self._on_changed)  # no lambda: it would outlive the page

    def open(self, application: ApplicationId) -> None:
        """Read an application and show it."""
        self._open = application
        self._read()

    def leave(self) -> None:
        """Read nothing anew any more."""
        self.notes.finish()
        self._open = None

    def _on_changed(self, _outcome: object) -> None:
        self._read()

    def _read(self) -> None:
        application = self._open
        if application is None or self._session.workspace is None:
            return
        by = self._session.by
        operation = self._session.read(
            lambda program, workspace: program.open_application(workspace, application, by)
        )
        operation.succeeded.connect(self._show)
        operation.start()

    def _show(self, page: ApplicationPage) -> None:
        outcome = self._session.outcome
        standing = _standing(outcome, page.application)
        if outcome is not None and standing is not None and page.application == self._open:
            self._page.show_page(page, standing, outcome)
            self.notes.show(page)

    def _on_attachment(self, path: str) -> None:
        application = self._open
        if application is None:
            return
        files, by = self._page.reader.files, self._session.by
        operation = self._session.beside(
            lambda program, workspace: readable(
                program, path, program.open_attachment(workspace, application, path, by)
            )
        )
        operation.succeeded.connect(lambda content: files.show_content(path, content))
        operation.failed.connect(lambda _: files.show_failure())
        operation.start()

    def _on_accepted(self, line: CostRow, amount: Cents, reason: str) -> None:
        application, standing = self._open, self._page.standing
        if application is None or standing is None:
            return
        said = line.said
        self._session.do(
            Deed(
                said=tr(
                    "costs.done",
                    number=standing.application.number,
                    what=line.what,
                    amount=money(amount, cents=True),
                ),
                do=_accept(application, line.key, amount, reason),
                undo=_accept(application, line.key, said.accepted, said.reason) if said else None,
            )
        )
        self._page.costs.step()

    def _on_rest(self) -> None:
        application, standing = self._open, self._page.standing
        if application is None or standing is None:
            return
        self._session.do(
            Deed(
                said=tr("costs.rest_done", number=standing.application.number),
                do=lambda program, workspace, by: program.accept_rest(workspace, application, by),
            )
        )

    def _with_letter(self, act: Callable[[bytes], object]) -> None:
        application = self._open
        if application is None:
            return

        def have(letter: bytes | None) -> None:
            if letter is not None:
                act(letter)

        operation = self._session.beside(
            lambda program, workspace: program.completion_letter(workspace, application)
        )
        operation.succeeded.connect(have)
        operation.start()

    def _show_letter(self, letter: bytes) -> None:
        self.dialog = LetterDialog(self._page, letter)
        self.dialog.save_wanted.connect(lambda: self._save_letter(letter))
        self.dialog.open()

    def _save_letter(self, letter: bytes) -> None:
        application = self._open
        path = self.ask_file(self._page, tr("completion.file", id=application or ""))
        if path is None:
            return
        operation = self._session.beside(lambda program, _: program.write_file(path, letter))
        operation.succeeded.connect(
            lambda _: self._session.done.emit(
                Deed(said=tr("completion.saved", file=path.name), do=lambda *_: None)
            )
        )
        operation.start()


def _accept(application: ApplicationId, line: str, amount: Cents, reason: str) -> Step:
    return lambda program, workspace, by: program.accept_cost(
        workspace, application, line, amount, reason, by
    )


def _standing(outcome: Outcome | None, application: ApplicationId) -> Standing | None:
    if outcome is None:
        return None
    return next((each for each in outcome.standings if each.application.id == application), None)
