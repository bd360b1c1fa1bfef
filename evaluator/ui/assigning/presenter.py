"""Connects the assignment board with the session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from evaluator.ui.actions import ActionId
from evaluator.ui.assigning.dialogs import CardsDialog, DistributeDialog, InterestDialog
from evaluator.ui.assigning.model import ASSIGNED, CLOSED, Board
from evaluator.ui.assigning.packages import Packing
from evaluator.ui.assigning.view import AssigningView
from evaluator.ui.assigning.words import tr
from evaluator.ui.operations import Operation
from evaluator.ui.session import Deed
from evaluator.ui.texts import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.conflicts_of_interest import Interest
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.people import Card
    from evaluator.ui.actions import Actions
    from evaluator.ui.session import Session, Step


def choose_cards(parent: QWidget) -> tuple[Path, ...]:
    """Ask for the cards of new reviewers."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    paths, _ = QFileDialog.getOpenFileNames(
        parent, tr("cards.choose"), folder, f"{tr('card_kind')} (*.evcard)"
    )
    return tuple(Path(each) for each in paths)


def choose_table(parent: QWidget) -> Path | None:
    """Ask for a table of pairs."""
    path, _ = QFileDialog.getOpenFileName(parent, tr("table.choose"), "", f"{tr('table.kind')} (*.csv *.tsv)")
    return Path(path) if path else None


class AssigningPresenter(QObject):
    """Shows the board and does what the view asks.

    Attributes:
        dialog: The dialog that was opened last.
        packing: Writes the packages.
    """

    def __init__(self, view: AssigningView, session: Session) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self.choose_cards: Callable[[QWidget], tuple[Path, ...]] = choose_cards
        self.choose_table: Callable[[QWidget], Path | None] = choose_table
        self.dialog: CardsDialog | DistributeDialog | InterestDialog | None = None
        self.packing = Packing(view, session)
        self.packing.written.connect(self._on_written)
        self.packing.ended.connect(self.reload)
        self.packing.no_identity.connect(lambda: view.asked.emit(ActionId.FILE_CARD))
        view.shown.connect(self.reload)
        view.pairs_wanted.connect(self._on_pairs)
        view.cards_dropped.connect(self._read_cards)
        view.deed_wanted.connect(self._on_deed)
        view.interest_ended.connect(self._on_interest_ended)
        session.done.connect(self._on_done)

    def reload(self) -> None:
        """Read the board anew, after all that was asked before."""
        outcome = self._session.outcome
        if outcome is None:
            return
        applications = tuple(sorted(outcome.contents.applications, key=lambda each: each.number))
        operation = self._session.read(
            lambda program, workspace: Board(program.reviewing.board(workspace), applications)
        )
        operation.succeeded.connect(self._view.show_board)  # a method: it goes with the view
        operation.start()

    def _on_done(self, _deed: Deed) -> None:
        if self._view.isVisible():
            self.reload()

    def _on_deed(self, action: ActionId) -> None:
        deeds: dict[ActionId, Callable[[], object]] = {
            ActionId.ASSIGN_ADD: lambda: self._read_cards(self.choose_cards(self._view)),
            ActionId.ASSIGN_DISTRIBUTE: self._distribute,
            ActionId.ASSIGN_TABLE: self._from_table,
            ActionId.ASSIGN_PACKAGES: self._pack,
            ActionId.ASSIGN_INTEREST: self._declare,
        }
        deeds[action]()

    def _on_pairs(self, pairs: Sequence[tuple[ApplicationId, ReviewerId]], add: bool) -> None:
        board = self._view.board
        if board is None:
            return
        # Of a block that was chosen, only what the deed can change.
        wanted = [
            (str(application), str(reviewer))
            for application, reviewer in pairs
            for cell in (board.cell(application, reviewer),)
            if cell not in CLOSED and (cell in ASSIGNED) is not add
        ]

        def do(program: object, workspace: object, by: str) -> object:
            return program.reviewing.assign_pairs(workspace, wanted, by, remove=not add)  # type: ignore[attr-defined]

        deed = Deed(said=_said(board, wanted, add=add), do=do, undo=self._former(board), quiet=True)

        def stored(_: object) -> None:
            self._session.did(deed)
            self.reload()

        self._session.save(do).succeeded.connect(stored)

    def _former(self, board: Board) -> Step:
        """Give what brings the present assignments back."""
        assignments, plan = board.told.report.assignments, board.told.plan
        return lambda program, workspace, by: program.reviewing.restore_assignments(
            workspace, assignments, plan, by
        )

    def _read_cards(self, paths: Sequence[Path]) -> None:
        program = self._session.program
        if not paths or program is None:
            return
        operation = Operation(lambda _: tuple(program.read_card(each) for each in paths))
        operation.succeeded.connect(lambda cards: self._on_cards(paths, cards))
        operation.failed.connect(self._session.refused)
        operation.crashed.connect(self._session.crashed)
        operation.start()

    def _on_cards(self, paths: Sequence[Path], cards: Sequence[Card]) -> None:
        dialog = CardsDialog(self._view, cards)
        self.dialog = dialog
        deed = Deed(
            said=tr("cards.added", names=", ".join(each.name for each in cards)),
            do=lambda program, workspace, by: program.reviewing.add_reviewers(workspace, paths, by),
        )
        dialog.accepted.connect(lambda: self._session.do(deed))
        dialog.open()

    def _distribute(self) -> None:
        board = self._view.board
        if board is None:
            return
        dialog = DistributeDialog(self._view, board)
        self.dialog = dialog
        dialog.changed.connect(lambda: self._preview(dialog))
        dialog.accepted.connect(lambda: self._on_distribute(dialog, board))
        dialog.open()
        self._preview(dialog)

    def _preview(self, dialog: DistributeDialog) -> None:
        count, seed, first = dialog.per_application.value(), dialog.seed.value(), dialog.calibration_ids
        operation = self._session.attempt(
            lambda program, workspace: program.reviewing.assign.preview(
                workspace, count, seed=seed, calibration=first
            )
        )
        operation.succeeded.connect(dialog.show_report)
        operation.failed.connect(lambda error: dialog.refuse(explain(error)))
        operation.start()

    def _on_distribute(self, dialog: DistributeDialog, board: Board) -> None:
        count, seed, first = dialog.per_application.value(), dialog.seed.value(), dialog.calibration_ids
        self._session.do(
            Deed(
                said=tr("distribute.done", count=count),
                do=lambda program, workspace, by: program.reviewing.assign(
                    workspace, count, by, seed=seed, calibration=first
                ),
                undo=self._former(board),
            )
        )

    def _from_table(self) -> None:
        path, board = self.choose_table(self._view), self._view.board
        if path is None or board is None:
            return
        self._session.do(
            Deed(
                said=tr("table.done", file=path.name),
                do=lambda program, workspace, by: program.reviewing.assign_table(workspace, path, by),
                undo=self._former(board),
            )
        )

    def _declare(self) -> None:
        pair = self._view.current
        if pair is None:
            return
        reviewer = pair[1].reviewer
        dialog = InterestDialog(self._view, reviewer.name)
        self.dialog = dialog

        def declare() -> None:
            kind, body, note = dialog.chosen, dialog.body.text().strip(), dialog.note.text().strip()
            self._session.do(
                Deed(
                    said=tr("interest.done", name=reviewer.name, body=body),
                    do=_interest(reviewer.id, kind, body, note, ended=False),
                    undo=_interest(reviewer.id, kind, body, note, ended=True),
                )
            )

        dialog.accepted.connect(declare)
        dialog.open()

    def _on_interest_ended(self, interest: Interest) -> None:
        told = (interest.person, interest.kind, interest.body, interest.note)
        self._session.do(
            Deed(
                said=tr("interest.over", body=interest.body),
                do=_interest(*told, ended=True),
                undo=_interest(*told, ended=False),
            )
        )

    def _pack(self) -> None:
        board = self._view.board
        if board is not None:
            ready = [each for each in board.reviewers if each.card and board.load(each.reviewer.id)]
            self.packing.ask(len(ready))

    def _on_written(self, count: int, folder: Path) -> None:
        self._view.said.emit(tr("pack.written", count=count, folder=folder.name))
        self._session.reload()


def _said(board: Board, pairs: Sequence[tuple[str, str]], *, add: bool) -> str:
    if len(pairs) != 1:
        return tr("assigned" if add else "taken", count=len(pairs))
    (application, reviewer) = pairs[0]
    number = next(each.number for each in board.applications if each.id == application)
    name = next(each.reviewer.name for each in board.reviewers if each.reviewer.id == reviewer)
    return tr("assigned_one" if add else "taken_one", number=number, name=name)


def _interest(person: str, kind: object, body: str, note: str, *, ended: bool) -> Step:
    return lambda program, workspace, by: program.reviewing.declare_interest(
        workspace,
        person,
        kind,  # type: ignore[arg-type]
        body,
        by,
        note=note,
        ended=ended,
    )


def build(session: Session, actions: Actions) -> AssigningView:
    """Make the workspace."""
    view = AssigningView(actions)
    AssigningPresenter(view, session)
    return view
