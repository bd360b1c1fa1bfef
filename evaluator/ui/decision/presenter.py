"""Makes the papers anew when the round changes, and prints and saves them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog

from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.variants import Variant
from evaluator.ui.decision.giving import Giving, applicant_of, ask_giving
from evaluator.ui.decision.handing import HandingPresenter
from evaluator.ui.decision.model import PreparedDraft, prepare
from evaluator.ui.decision.printing import ask_printer, print_pdf
from evaluator.ui.decision.records import RecordsPresenter
from evaluator.ui.decision.versions import VersionsPresenter, keeping
from evaluator.ui.decision.view import DecisionView
from evaluator.ui.operations import Operation
from evaluator.ui.session import Deed
from evaluator.ui.texts import say, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from evaluator.domain.language import Language
    from evaluator.scoring.figures import Outcome
    from evaluator.services.paper_ports import RenderedPaper
    from evaluator.services.ports import Workspace
    from evaluator.ui.actions import Actions
    from evaluator.ui.program import Program
    from evaluator.ui.session import Session

_REST_MS = 150
"""Changes that follow each other faster are drafted once."""


def ask_file(parent: QWidget, name: str) -> Path | None:
    """Ask where a paper is saved."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = f"PDF (*.pdf);;{tr('start.all_files')} (*)"
    path, _ = QFileDialog.getSaveFileName(parent, tr("decision.save"), str(Path(folder) / name), kinds)
    return Path(path) if path else None


class DecisionPresenter(QObject):
    """Only a place in sight is drafted; out of sight it is known to be old."""

    def __init__(
        self,
        view: DecisionView,
        session: Session,
        ask_file: Callable[[QWidget, str], Path | None] = ask_file,
        ask_printer: Callable[[QWidget, str, int], QPrinter | None] = ask_printer,
        ask_giving: Callable[[QWidget, str], Giving | None] = ask_giving,
    ) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self._ask_file, self._ask_printer, self._ask_giving = ask_file, ask_printer, ask_giving
        self._old = True
        self._draft: Operation | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._make)
        view.settings_changed.connect(self._on_settings_changed)
        view.came_in_sight.connect(self._on_came_in_sight)
        view.print_wanted.connect(self._on_print_wanted)
        view.save_wanted.connect(self._on_save_wanted)
        view.language_wanted.connect(self._on_language_wanted)
        session.changed.connect(self._on_changed)
        if session.outcome is not None:
            self._on_changed(session.outcome)

    def _on_changed(self, outcome: Outcome) -> None:
        self._old = True
        self._view.show_round(outcome)
        if self._view.isVisible():
            self._rest.start()

    def _on_settings_changed(self) -> None:
        self._old = True
        self._rest.start()

    def _on_came_in_sight(self) -> None:
        if wanted := self._session.remembered.pop("decision.paper", ""):
            self._view.show_thing(wanted)
        if self._old:
            self._rest.start()

    def _make(self) -> None:
        if self._session.workspace is None:
            return
        if self._draft is not None:
            self._draft.cancel()
        language, order, extract = self._view.language, self._view.order, self._view.extract
        edition = self._view.edition
        self._old = False
        self._view.show_making(making=True)
        self._draft = self._session.beside(
            lambda program, workspace: prepare(program, workspace, language, order, extract, edition)
        )
        self._draft.succeeded.connect(self._on_made)
        self._draft.failed.connect(self._on_not_made)
        self._draft.crashed.connect(self._on_not_made)
        self._draft.start()

    def _on_made(self, draft: PreparedDraft) -> None:
        self._view.show_making(making=False)
        self._view.show_draft(draft)

    def _on_not_made(self, _error: BaseException) -> None:
        self._view.show_making(making=False)

    def _on_print_wanted(self, paper: RenderedPaper) -> None:
        printer = self._ask_printer(self._view, paper.name, paper.pages)
        giving = None if printer is None else self._giving(paper)
        if printer is None or giving is None:
            return
        workspace = self._session.workspace
        operation = Operation(lambda progress: print_pdf(paper.data, printer, progress))
        operation.succeeded.connect(lambda pages: self._on_printed(pages, paper, workspace, giving))
        operation.failed.connect(self._session.refused)
        operation.crashed.connect(self._session.crashed)
        operation.start()

    def _on_save_wanted(self, paper: RenderedPaper) -> None:
        path = self._ask_file(self._view, paper.name)
        giving = None if path is None else self._giving(paper)
        if path is None or giving is None:
            return

        edition = self._view.edition_of(paper)

        def save(program: Program, workspace: Workspace, by: str) -> None:
            program.draft.save(workspace, paper, path, by=by, edition=edition, receiver=giving.receiver)

        deed = keeping(save, paper, self._view.order)
        self._session.do(Deed(said=tr("decision.saved", file=path.name), do=deed))

    def _on_language_wanted(self, application: ApplicationId, language: Language | None) -> None:
        """Keep the choice with the round; the extract is made anew when the round has changed."""

        def keep(program: Program, workspace: Workspace, by: str) -> None:
            program.answer_languages(workspace, {application: language}, by=by)

        def restore(program: Program, workspace: Workspace, by: str) -> None:
            program.answer_languages(workspace, {application: former}, by=by)

        former = self._view.answered
        doing = self._session.do(Deed(said=say("ui_papers.answered"), do=keep, undo=restore))
        # What was refused shall not stay chosen before the user's eyes.
        doing.failed.connect(lambda _: self._view.show_answered())

    def _giving(self, paper: RenderedPaper) -> Giving | None:
        """Ask to whom a paper for outside is given; one that stays in the house is given to nobody."""
        edition, outcome = self._view.edition_of(paper), self._session.outcome
        about = ApplicationId(paper.about) if paper.about else edition.party
        if outcome is None or (edition.variant is Variant.INTERNAL and about is None):
            return Giving()
        return self._ask_giving(self._view, applicant_of(outcome, about))

    def _on_printed(
        self, pages: int, paper: RenderedPaper, workspace: Workspace | None, giving: Giving
    ) -> None:
        said = tr("decision.printed", count=pages)
        if workspace is None or self._session.workspace is not workspace:
            # The round was closed while the printer took the pages: its log is out of reach.
            self._view.said.emit(said)
            return

        edition = self._view.edition_of(paper)

        def note(program: Program, workspace: Workspace, by: str) -> None:
            program.draft.record(workspace, paper, by=by, edition=edition, receiver=giving.receiver)

        self._session.do(Deed(said=said, do=keeping(note, paper, self._view.order)))


def build(session: Session, actions: Actions) -> DecisionView:
    """Make the workspace."""
    view = DecisionView(actions)
    DecisionPresenter(view, session)
    VersionsPresenter(view, session)
    RecordsPresenter(view, session)
    HandingPresenter(view, session)
    return view
