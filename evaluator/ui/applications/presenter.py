"""Connects the applications' view with the session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.ui.applications.delegates import columns
from evaluator.ui.applications.model import make_findable, rows_of
from evaluator.ui.applications.saved_views import SavedViews
from evaluator.ui.applications.view import ApplicationsView
from evaluator.ui.applications.words import tr as letter_words
from evaluator.ui.dialogs import MessageDialog
from evaluator.ui.importing.importer import Importer
from evaluator.ui.operations import Operation
from evaluator.ui.session import AFTER_PAINT_MS, Deed
from evaluator.ui.shared.table_model import RowsModel
from evaluator.ui.texts import TEXTS, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.applicants import NameSuggestion
    from evaluator.domain.eligibility import EligibilityDecision
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.language import Language
    from evaluator.scoring.figures import Outcome
    from evaluator.ui.actions import Actions
    from evaluator.ui.applications.model import ApplicationRow
    from evaluator.ui.applications.page_presenter import PagePresenter
    from evaluator.ui.session import Session, Step

_DENSE = "applications/dense"
_MANY = 1_000
"""So many rows are made ready to be searched in less than a frame."""


def choose_files(parent: QWidget) -> tuple[Path, ...]:
    """Ask which bundles and tables are imported."""
    paths, _ = QFileDialog.getOpenFileNames(parent, tr("import.choose"), "", tr("import.kinds"))
    return tuple(map(Path, paths))


def choose_folder(parent: QWidget) -> Path | None:
    """Ask into which folder letters are written."""
    path = QFileDialog.getExistingDirectory(parent, letter_words("completion.all_title"))
    return Path(path) if path else None


class ApplicationsPresenter(QObject):
    """Shows the round's applications and does what the view asks."""

    def __init__(
        self,
        view: ApplicationsView,
        session: Session,
        choose: Callable[[QWidget], Sequence[Path]] = choose_files,
    ) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self._choose = choose
        self.importer = Importer(view, session)
        self.importer.said.connect(view.said)
        self._shown: tuple[int, Language] | None = None
        view.decided.connect(self._on_decided)
        view.confirm_wanted.connect(self._on_confirm_wanted)
        view.import_wanted.connect(self._on_import_wanted)
        self.page: PagePresenter | None = None
        view.opened.connect(self._on_opened)
        view.full_text_wanted.connect(self._on_full_text)
        view.files_given.connect(self.importer.take)
        self.choose_folder: Callable[[QWidget], Path | None] = choose_folder
        self.dialog: MessageDialog | None = None
        view.letters_wanted.connect(self._on_letters_wanted)
        view.quarantine_wanted.connect(self.importer.show_quarantine)
        view.density_changed.connect(lambda dense: session.settings.keep_flag(_DENSE, dense))
        view.list.keep_in(SavedViews(session.settings))
        view.list.targets_wanted.connect(self._on_targets_wanted)
        if session.settings.knows(_DENSE):
            view.choose_density(session.settings.flag(_DENSE))
        session.changed.connect(self._on_changed)
        if session.outcome is not None:
            self._on_changed(session.outcome)

    def _on_changed(self, outcome: Outcome) -> None:
        if self._shown == (id(outcome), TEXTS.language):
            return  # told twice of one outcome: when this was built, and with everybody
        self._shown = (id(outcome), TEXTS.language)
        if self._session.program is not None:
            self._view.register = self._session.program.register
        rows = rows_of(outcome)
        self._view.show_round(outcome, rows)
        self._read_bars()
        if len(rows) > _MANY:
            QTimer.singleShot(AFTER_PAINT_MS, self, lambda: Operation(lambda _: make_findable(rows)).start())

    def _on_decided(
        self, row: ApplicationRow, outcome: EligibilityOutcome, reason: str, until: date | None
    ) -> None:
        application = row.standing.application
        before = row.standing.eligibility
        word = tr(f"applications.state.{outcome.value}")
        self._session.do(
            Deed(
                said=tr("applications.decided", number=application.number, outcome=word),
                do=_decision(application.id, outcome, reason, until),
                undo=_former(before) if before is not None else _undecided(application.id),
            )
        )

    def _on_confirm_wanted(self, suggestions: Sequence[NameSuggestion]) -> None:
        names = ", ".join(each.suggested for each in suggestions)
        self._session.do(
            Deed(
                said=tr("applications.names_confirmed", names=names),
                do=lambda program, workspace, by: program.confirm_names(workspace, suggestions, by),
            )
        )

    def _on_opened(self, application: ApplicationId) -> None:
        if self.page is None and self._view.full is not None:
            from evaluator.ui.applications.page_presenter import PagePresenter  # noqa: PLC0415 - as the page

            self.page = PagePresenter(self._view.full, self._session)
            self._view.page_left.connect(self.page.leave)
        if self.page is not None:
            self.page.open(application)

    def _read_bars(self) -> None:
        """Read from which applications the user is disqualified, as it stands now."""
        if self._session.workspace is None:
            return
        by = self._session.by
        operation = self._session.read(lambda program, workspace: program.barred(workspace, by))
        operation.succeeded.connect(self._view.know_bars)
        operation.start()

    def _on_letters_wanted(self) -> None:
        """Ask for a folder and write the letter of every applicant that is asked to complete into it."""
        folder = self.choose_folder(self._view)
        if folder is None:
            return
        by = self._session.by

        def written(letters: Mapping[ApplicationId, object]) -> None:
            words = letter_words("completion.all_saved", count=len(letters), folder=str(folder))
            title = letter_words("completion.all_title")
            self.dialog = MessageDialog(self._view.window(), title, words, "circle-check", "ok")
            self.dialog.open()

        operation = self._session.beside(
            lambda program, workspace: program.completion_letters(workspace, folder, by)
        )
        operation.succeeded.connect(written)
        operation.start()

    def _on_targets_wanted(self) -> None:
        """Read what the forms name; rows of a table have none."""
        if self._session.workspace is None:
            return
        operation = self._session.beside(lambda program, workspace: program.form_facts(workspace))
        operation.succeeded.connect(
            lambda facts: self._view.list.know_targets({each: said.targets for each, said in facts.items()})
        )
        operation.start()

    def _on_full_text(self, query: str) -> None:
        def show(found: Sequence[ApplicationId]) -> None:
            outcome = self._session.outcome
            ids = set(found)
            if outcome is not None:
                numbers = (each.number for each in outcome.contents.applications if each.id in ids)
                self._view.show_found(query, frozenset(numbers))

        operation = self._session.beside(
            lambda program, workspace: program.find_applications(workspace, query)
        )
        operation.succeeded.connect(show)
        operation.start()

    def _on_import_wanted(self) -> None:
        if paths := self._choose(self._view):
            self.importer.take(paths)


def _undecided(id_: ApplicationId) -> Step:
    return _decision(id_, EligibilityOutcome.UNDECIDED, tr("eligibility.undone"), None)


def _decision(id_: ApplicationId, outcome: EligibilityOutcome, reason: str, until: date | None) -> Step:
    return lambda program, workspace, by: program.decide_eligibility(
        workspace, id_, outcome, reason, by, complete_by=until
    )


def _former(before: EligibilityDecision) -> Step:
    """Decide again what was decided before; the record keeps both."""
    return _decision(before.application, before.outcome, before.reason, before.complete_by)


def build(session: Session, actions: Actions) -> ApplicationsView:
    """Make the workspace."""
    view = ApplicationsView(RowsModel(columns(dense=False)), actions)
    ApplicationsPresenter(view, session)
    return view
