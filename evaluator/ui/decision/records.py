"""What goes with the papers: translations, the register of disclosures, raw data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from evaluator.ui.decision.giving import WantedCopy, ask_copy
from evaluator.ui.decision.translating import TranslationsDialog
from evaluator.ui.dialogs import Dialog
from evaluator.ui.session import Deed
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, panel, row, scrolled
from evaluator.ui.texts import TEXTS, moment, say, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from evaluator.domain.disclosures import Disclosure
    from evaluator.domain.language import Language
    from evaluator.scoring.figures import Outcome
    from evaluator.services.translate import TextState
    from evaluator.ui.decision.view import DecisionView
    from evaluator.ui.session import Session


class RecordsPanel(QWidget):
    """Two buttons below the versions.

    Signals:
        translations_wanted: The texts shall be shown with their translations.
        disclosures_wanted: The register shall be shown.
    """

    translations_wanted = Signal()
    disclosures_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.translations = Button(say("ui_papers.translate"), "secondary", small=True)
        self.translations.clicked.connect(self.translations_wanted)
        self.disclosures = Button(say("ui_papers.disclosures"), "secondary", small=True)
        self.disclosures.clicked.connect(self.disclosures_wanted)
        self.setLayout(row(self.translations, self.disclosures, None, gap=8))


class DisclosuresDialog(Dialog):
    """The register of disclosures, newest first."""

    def __init__(self, parent: QWidget | None, register: Sequence[Disclosure]) -> None:
        blocks = [_entry(each) for each in reversed(register)]
        nothing = label(say("cli.disclosures.none"), "body", "2", wrap=True)
        body = scrolled(panel(col(*blocks, None, gap=12, margins=(2, 2, 12, 2))))
        title = say("ui_papers.register")
        super().__init__(parent, title, body if blocks else nothing, accept=tr("dialogs.close"))
        self.setAccessibleName(title)
        self.resize(560, min(560, 180 + 84 * len(blocks)))


def _entry(each: Disclosure) -> QWidget:
    erased = say("cli.log.erased")
    variant = erased if each.variant is None else say(f"cli.variant.{each.variant}")
    papers = ", ".join(f"{tr(f'decision.paper.{paper.kind}')} ({paper.language})" for paper in each.papers)
    facts = (moment(each.at), variant, each.application, each.ground, each.by or erased)
    return panel(
        col(
            label(each.given_to or erased, "smallstrong", wrap=True, selectable=True),
            label(papers or erased, "small", wrap=True),
            label(" · ".join(filter(None, facts)), "small", "2", wrap=True),
            gap=2,
        )
    )


def ask_translations(parent: QWidget, texts: Sequence[TextState]) -> Mapping[Language, Mapping[str, str]]:
    """Let the user translate; gives what was typed anew."""
    dialog = TranslationsDialog(parent, texts)
    accepted = dialog.exec() == Dialog.DialogCode.Accepted
    changed = dialog.changed if accepted else {}
    dialog.deleteLater()
    return changed


def show_register(parent: QWidget, register: Sequence[Disclosure]) -> None:
    """Show the register until the user has read it."""
    dialog = DisclosuresDialog(parent, register)
    dialog.exec()
    dialog.deleteLater()


def ask_data_file(parent: QWidget) -> Path | None:
    """Ask where raw data are saved."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = str(Path(folder) / say("ui_papers.data_file"))
    path, _ = QFileDialog.getSaveFileName(
        parent, tr("actions.file.export_data").rstrip("…"), name, "XLSX (*.xlsx)"
    )
    return Path(path).with_suffix(".xlsx") if path else None


class RecordsPresenter(QObject):
    """Asks, and does what was asked for through the session."""

    def __init__(
        self,
        view: DecisionView,
        session: Session,
        ask: Callable[
            [QWidget, Sequence[TextState]], Mapping[Language, Mapping[str, str]]
        ] = ask_translations,
        show: Callable[[QWidget, Sequence[Disclosure]], None] = show_register,
        ask_file: Callable[[QWidget], Path | None] = ask_data_file,
        ask_copy: Callable[[QWidget, Outcome], WantedCopy | None] = ask_copy,
    ) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self._ask, self._show, self._ask_file, self._ask_copy = ask, show, ask_file, ask_copy
        view.records.translations_wanted.connect(self._on_translations)
        view.records.disclosures_wanted.connect(self._on_disclosures)
        view.export_wanted.connect(self._on_export)

    def _on_translations(self) -> None:
        reading = self._session.read(lambda program, workspace: program.translate.texts(workspace))
        reading.succeeded.connect(self._on_texts)
        reading.start()

    def _on_texts(self, texts: Sequence[TextState]) -> None:
        changed = self._ask(self._view, texts)
        if not changed:
            return

        def do(program: Any, workspace: Any, by: str) -> None:
            for language, translations in changed.items():
                program.translate(workspace, language, translations, by=by)

        count = sum(map(len, changed.values()))
        self._session.do(Deed(said=say("ui_papers.recorded", count=count), do=do))

    def _on_disclosures(self) -> None:
        reading = self._session.read(lambda program, workspace: program.disclosures(workspace))
        reading.succeeded.connect(lambda register: self._show(self._view, register))
        reading.start()

    def _on_export(self) -> None:
        outcome = self._session.outcome
        wanted = None if outcome is None else self._ask_copy(self._view, outcome)
        path = None if wanted is None else self._ask_file(self._view)
        if wanted is None or path is None:
            return

        def do(program: Any, workspace: Any, by: str) -> None:
            program.export_data(
                workspace,
                path,
                language=TEXTS.language,
                by=by,
                edition=wanted.edition,
                receiver=wanted.receiver,
            )

        self._session.do(Deed(said=tr("decision.saved", file=path.name), do=do))
