"""The workspace of assigning: the matrix, its filters, the deeds, and who is under the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evaluator.ui.actions import ActionId, Actions
from evaluator.ui.assigning.matrix import Legend, Matrix
from evaluator.ui.assigning.model import Board, MatrixModel, Shown, predicate
from evaluator.ui.assigning.people import PersonInspector
from evaluator.ui.assigning.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.fields import SearchField
from evaluator.ui.shared.layout import col, panel, row
from evaluator.ui.shared.list_page import ListPage, PageHead, list_pane
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.shared.workspace import KeyHint, Status, Workspace
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from evaluator.domain.applications import Application
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.services.assignment_board import BoardReviewer

_SHOWN = tuple(Shown)


class AssigningView(Workspace):
    """Who reads what.

    Signals:
        shown: The place came into sight.
        pairs_wanted: Pairs are to be assigned or taken back; with the pairs and whether to assign.
        cards_dropped: Cards were brought; with their paths.
        deed_wanted: One of the place's actions; with its id.
        interest_ended: An interest holds no more; with the ``Interest``.
    """

    shown = Signal()
    pairs_wanted = Signal(object, bool)
    cards_dropped = Signal(object)
    deed_wanted = Signal(object)
    interest_ended = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("assigning")
        self.setAccessibleName(window_tr("places.assigning"))
        self.board: Board | None = None
        self.model = MatrixModel()
        self._head = PageHead(window_tr("places.assigning"), *_deeds(actions))
        self.search = SearchField(tr("search"), 230)
        self.filters = Segmented([Choice(tr(f"filter.{each.value}")) for each in _SHOWN], tr("filters"))
        self.matrix = Matrix(self.model, tr("matrix"))
        self.legend = Legend(tr)
        board = panel(col(self.legend, self.matrix, gap=0), ground="surface")
        add = Button(window_tr("actions.assigning.add"), "primary", "user")
        self._empty = EmptyState(
            "user", tr("empty"), tr("empty_note"), add.follow(actions[ActionId.ASSIGN_ADD])
        )
        self._bare = EmptyState("inbox", tr("bare"), tr("bare_note"))
        self._none = EmptyState("search", tr("none"), tr("none_note"))
        self._lists = QStackedWidget()
        self._board_pane = board
        for each in (board, self._empty, self._bare, self._none):
            self._lists.addWidget(each)
        self.inspector = PersonInspector()
        bar = panel(row(self.search, self.filters, None, gap=8, margins=(20, 0, 12, 4)))
        self.page = ListPage(list_pane(self._head, bar, self._lists), self.inspector)
        self.page.set_open(False)
        self.setLayout(row(self.page, gap=0))
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._narrow())
        self.search.left_for_list.connect(self.matrix.setFocus)
        self.filters.chosen.connect(lambda _: self._narrow())
        self.matrix.moved.connect(self._on_moved)
        self.matrix.toggled.connect(self._on_toggled)
        self.matrix.escaped.connect(self.leave)
        self.inspector.stepped.connect(self.matrix.step_person)
        self.inspector.closed.connect(self._close_inspector)
        self.inspector.pair_button.clicked.connect(self._on_toggled)
        self.inspector.interest_wanted.connect(lambda: self.deed_wanted.emit(ActionId.ASSIGN_INTEREST))
        self.inspector.interest_ended.connect(self.interest_ended)

    @property
    def current(self) -> tuple[Application, BoardReviewer] | None:
        """The pair under the keyboard."""
        now = self.matrix.currentIndex()
        return self.model.pair(now) if now.isValid() else None

    def show_board(self, board: Board) -> None:
        """Show the board; one stays where one was."""
        first = self.board is None
        self.board = board
        load = [board.load(each.reviewer.id) for each in board.reviewers]
        reviewers, pairs = len(load), len(board.assigned)
        span = tr("spread", least=min(load, default=0), most=max(load, default=0))
        back = sum(board.back.values())
        self._head.say(
            tr("sum", reviewers=reviewers, pairs=pairs, spread=span, back=back) if reviewers else ""
        )
        counts = [sum(map(predicate(board, each), board.applications)) for each in _SHOWN]
        self.filters.set_counts([str(each) for each in counts])
        self.model.show_board(board)
        self._show_list()
        if first:
            self.page.set_open(bool(board.reviewers and board.applications))
            if self.isVisible():
                self.appear_again()
        self._on_moved()

    def appear_again(self) -> None:
        """Take the keyboard where there is something to do."""
        target = self.matrix if self._lists.currentWidget() is self._board_pane else self.search
        target.setFocus()

    def show_thing(self, name: str) -> None:
        self.search.clear()
        self.filters.set_value(0)
        self._narrow()
        rows = [str(each.number) for each in self.model.rows]
        if name in rows:
            self.matrix.go(rows.index(name), max(0, self.matrix.currentIndex().column()))
        self.matrix.setFocus()

    def take_file(self, path: Path) -> None:
        self.cards_dropped.emit((path,))

    def take_files(self, paths: Sequence[Path]) -> None:
        self.cards_dropped.emit(tuple(paths))

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        def wanted(action: ActionId) -> Callable[[], object]:
            return lambda: self.deed_wanted.emit(action)

        always = (ActionId.ASSIGN_ADD,)
        with_people = (
            ActionId.ASSIGN_DISTRIBUTE,
            ActionId.ASSIGN_TABLE,
            ActionId.ASSIGN_PACKAGES,
            ActionId.ASSIGN_INTEREST,
        )
        people = self.board is not None and bool(self.board.reviewers)
        here: dict[ActionId, Callable[[], object]] = {
            ActionId.EDIT_FIND: self._find,
            ActionId.VIEW_INSPECTOR: lambda: self.page.set_open(not self.page.open),
            ActionId.VIEW_NEXT: lambda: self.matrix.step_person(1),
            ActionId.VIEW_PREVIOUS: lambda: self.matrix.step_person(-1),
        }
        return here | {each: wanted(each) for each in (*always, *(with_people if people else ()))}

    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.matrix, self.inspector)

    def status(self) -> Status:
        told = str(self.model.data(self.matrix.currentIndex()) or "")
        return Status(
            told,
            keys=(
                KeyHint(("↑", "↓", "←", "→"), tr("keys.pair")),
                KeyHint((tr("space"),), tr("keys.toggle")),
                KeyHint(("/",), tr("keys.find")),
            ),
        )

    def set_wide(self, wide: bool) -> None:
        self.page.set_side_width(392 if wide else 356)
        self.search.setMaximumWidth(300 if wide else 230)

    def appear(self) -> None:
        self.shown.emit()
        self.appear_again()

    def leave(self) -> bool:
        if self.page.open:
            self._close_inspector()
        elif self.search.text() or self.filters.value:
            self.search.clear()
            self.filters.set_value(0)
            self._narrow()
        else:
            return False
        return True

    def _close_inspector(self) -> None:
        self.page.set_open(False)
        self.matrix.setFocus()

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _narrow(self) -> None:
        self.model.narrow(_SHOWN[max(0, self.filters.value)], self.search.text())
        self._show_list()

    def _show_list(self) -> None:
        board = self.board
        shown: QWidget = self._board_pane
        if board is not None and not board.applications:
            shown = self._bare
        elif board is not None and not board.reviewers:
            shown = self._empty
        elif board is not None and not self.model.rows:
            shown = self._none
        self._lists.setCurrentWidget(shown)
        self.status_changed.emit()

    def _on_moved(self) -> None:
        pair = self.current
        self.inspector.setEnabled(pair is not None)
        if pair is not None and self.board is not None:
            self.inspector.show_pair(self.board, *pair)
        self.status_changed.emit()

    def _on_toggled(self) -> None:
        if not self.matrix.possible:
            pair = self.current
            if pair is not None:
                cell = self.model.cell(self.matrix.currentIndex())
                self.said.emit(tr(f"why.{cell.value}"))
            return
        add = self.matrix.wants
        pairs: list[tuple[ApplicationId, ReviewerId]] = []
        for index in self.matrix.chosen:
            application, who = self.model.pair(index)
            pairs.append((application.id, who.reviewer.id))
        self.pairs_wanted.emit(pairs, add)


def _deeds(actions: Actions) -> tuple[QWidget, ...]:
    """Give the buttons of the head, the one that ends the work last."""
    shown = (
        (ActionId.ASSIGN_ADD, "secondary", "user"),
        (ActionId.ASSIGN_DISTRIBUTE, "secondary", "scale"),
        (ActionId.ASSIGN_PACKAGES, "primary", "file-stack"),
    )
    return tuple(
        Button(tr(f"button.{action.value.split('.')[1]}"), kind, icon, tip=actions[action].toolTip()).follow(  # type: ignore[arg-type]
            actions[action]
        )
        for action, kind, icon in shown
    )
