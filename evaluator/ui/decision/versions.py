"""Versions of the draft beside its preview: listed, compared in a dialog, and the draft to be edited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from evaluator.messages.differences import sentence
from evaluator.ui.dialogs import Dialog
from evaluator.ui.session import Deed
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import label, section
from evaluator.ui.shared.layout import col, emptied, panel, row, scrolled
from evaluator.ui.texts import TEXTS, moment, money, say, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.domain.draft_versions import DraftVersion
    from evaluator.services.draft_versions import Comparison
    from evaluator.services.paper_ports import RenderedPaper
    from evaluator.services.ports import PaperOrder
    from evaluator.ui.decision.view import DecisionView
    from evaluator.ui.session import Session, Step

_SHOWN = 6
"""Versions listed beside the preview; the command line lists them all."""

DECISION = "decision"


class VersionsPanel(QWidget):
    """The latest versions, newest first, each with what changed since the one before.

    Signals:
        compare_wanted: Two versions shall be compared; with the numbers of the older and the newer.
        editable_wanted: The draft shall be saved to be edited.
    """

    compare_wanted = Signal(int, int)
    editable_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = col(gap=8)
        self.editable = Button(say("ui_versions.editable"), "secondary", "file-down", small=True)
        self.editable.clicked.connect(self.editable_wanted)
        self.setLayout(col(self._list, row(self.editable, None), gap=10))
        self.show_versions(())

    def show_versions(self, versions: Sequence[DraftVersion]) -> None:
        """Show the versions, oldest first as they are kept."""
        emptied(self._list)
        count = label(str(len(versions)), "caption", "3")
        self._list.addLayout(section(say("ui_versions.title"), count))
        for at in range(len(versions) - 1, max(-1, len(versions) - 1 - _SHOWN), -1):
            self._list.addLayout(self._line(versions[at], _before(versions, at)))
        if not versions:
            self._list.addWidget(label(say("versions.none"), "small", "3", wrap=True))

    def _line(self, version: DraftVersion, before: DraftVersion | None) -> Any:
        granted = money(version.read().granted_cents)
        language = say(f"ui_versions.language.{version.language.value}")
        words = say("ui_versions.version", number=version.number, language=language, granted=granted)
        head, note = label(words, "smallstrong"), label(f"{moment(version.at)} · {version.by}", "small", "2")
        note.setWordWrap(True)
        if before is None:
            return col(head, note, gap=1)
        changes = Button(say("ui_versions.changes"), "link", small=True)
        changes.setAccessibleName(say("ui_versions.changes_of", before=before.number, number=version.number))
        changes.clicked.connect(lambda: self.compare_wanted.emit(before.number, version.number))
        return col(row(head, None, changes, gap=8), note, gap=1)


def _before(versions: Sequence[DraftVersion], at: int) -> DraftVersion | None:
    """Give the version before one in the same language."""
    same = [each for each in versions[:at] if each.language is versions[at].language]
    return same[-1] if same else None


class ComparisonDialog(Dialog):
    """Everything in which two versions differ, a line for each."""

    def __init__(self, parent: QWidget | None, comparison: Comparison) -> None:
        facts = {"before": comparison.before.number, "after": comparison.after.number}
        self.lines = [sentence(each, TEXTS.catalogue) for each in comparison.differences]
        shown = self.lines or [say("versions.same", **facts)]
        words = [label(each, "body", wrap=True, selectable=True) for each in shown]
        body = scrolled(panel(col(*words, None, gap=12, margins=(2, 2, 12, 2))))
        title = say("ui_versions.compared", **facts)
        super().__init__(parent, title, body, accept=tr("dialogs.close"))
        self.setAccessibleName(title)
        self.resize(640, min(620, 180 + 48 * len(shown)))


def ask_document(parent: QWidget, name: str) -> Path | None:
    """Ask where the draft is saved to be edited."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = f"DOCX (*.docx);;{tr('start.all_files')} (*)"
    path, _ = QFileDialog.getSaveFileName(
        parent, say("ui_versions.editable"), str(Path(folder) / name), kinds
    )
    return Path(path) if path else None


def show_comparison(parent: QWidget, comparison: Comparison) -> None:
    """Show what differs until the user has read it."""
    dialog = ComparisonDialog(parent, comparison)
    dialog.exec()
    dialog.deleteLater()


def keeping(step: Step, paper: RenderedPaper, order: PaperOrder) -> Step:
    """Give a deed's step that also keeps a version where it lets the decision out."""
    if paper.kind != DECISION:
        return step

    def do(program: Any, workspace: Any, by: str) -> None:
        step(program, workspace, by)
        program.draft_versions.keep(workspace, paper.language, order, by=by)

    return do


class VersionsPresenter(QObject):
    """Lists the versions when the place comes in sight and after every deed."""

    def __init__(
        self,
        view: DecisionView,
        session: Session,
        ask: Callable[[QWidget, str], Path | None] = ask_document,
        show: Callable[[QWidget, Comparison], None] = show_comparison,
    ) -> None:
        super().__init__(view)
        self._view, self._session, self._ask, self._show = view, session, ask, show
        view.came_in_sight.connect(self._list)
        view.versions.compare_wanted.connect(self._on_compare)
        view.versions.editable_wanted.connect(self._on_editable)
        session.done.connect(self._on_done)

    def _on_done(
        self, _deed: object
    ) -> None:  # a method of its own: it is let go with the view, a lambda is not
        self._list()

    def _list(self) -> None:
        if self._session.workspace is None or not self._view.isVisible():
            return
        listing = self._session.beside(lambda program, workspace: program.draft_versions.all(workspace))
        listing.succeeded.connect(self._view.versions.show_versions)
        listing.start()

    def _on_compare(self, before: int, after: int) -> None:
        comparing = self._session.beside(
            lambda program, workspace: program.draft_versions.compare(workspace, before, after)
        )
        comparing.succeeded.connect(lambda found: self._show(self._view, found))
        comparing.start()

    def _on_editable(self) -> None:
        language, order = self._view.language, self._view.order
        program = self._session.program
        path = self._ask(self._view, program.editable_draft.name(language)) if program else None
        if path is None:
            return

        def do(program: Any, workspace: Any, by: str) -> None:
            program.editable_draft(workspace, path, language, order, by=by)
            program.draft_versions.keep(workspace, language, order, by=by)

        self._session.do(Deed(said=tr("decision.saved", file=path.name), do=do))
