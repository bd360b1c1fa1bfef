"""The place of merging: files above, coverage and spread below, what waits for the chair at the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evaluator.domain.merging import CellVerdict
from evaluator.ui.actions import ActionId, hint, keys_of
from evaluator.ui.merging.below import COVERAGE, SPREAD, Below
from evaluator.ui.merging.drop import DropStrip
from evaluator.ui.merging.files import ROW_HEIGHT, FileRow, columns, file_rows
from evaluator.ui.merging.lists import SpreadRow
from evaluator.ui.merging.matters import MatterInspector
from evaluator.ui.merging.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.layout import hline, panel, row
from evaluator.ui.shared.list_page import ListPage, PageHead, list_pane
from evaluator.ui.shared.table import Table
from evaluator.ui.shared.table_model import RowsModel
from evaluator.ui.shared.workspace import KeyHint, Status, Workspace
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.scoring.evidence.figures import Evidence
    from evaluator.services.merge_reviews import MergeReport
    from evaluator.ui.actions import Actions
    from evaluator.ui.shared.chair_board import Board

    Pair = tuple[ApplicationId, ReviewerId]

_MOST_ROWS = 6
_APPLIED = (CellVerdict.NEW, CellVerdict.NEWER, CellVerdict.CONFLICTING, CellVerdict.STALE)
_FRESH = frozenset({CellVerdict.NEW, CellVerdict.NEWER})


class MergingView(Workspace):
    """What a merge would do, what the round holds, and what has to be decided.

    Signals:
        files_wanted: Files shall be previewed beside those that are; with their paths.
        choose_wanted, apply_wanted, clear_wanted, undo_wanted, cancel_wanted: As named.
        meeting_wanted: An application shall be looked at in the meeting; with its number.
    """

    files_wanted = Signal(object)
    choose_wanted = Signal()
    apply_wanted = Signal()
    clear_wanted = Signal()
    undo_wanted = Signal()
    cancel_wanted = Signal()
    meeting_wanted = Signal(int)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("merging")
        self.setAccessibleName(window_tr("places.merging"))
        self.board: Board | None = None
        self.report: MergeReport | None = None
        self._pair: Pair | None = None
        self._busy = False
        self.undo = Button(tr("undo.button"), "ghost", "undo-2", tip=hint(ActionId.MERGE_UNDO))
        self.undo.follow(actions[ActionId.MERGE_UNDO])
        self.clear = Button(tr("clear"), "ghost", tip=hint(ActionId.MERGE_CLEAR))
        self.clear.follow(actions[ActionId.MERGE_CLEAR])
        self.apply = Button(tr("apply.none"), "primary", "git-merge", tip=hint(ActionId.MERGE_APPLY))
        self.apply.follow(actions[ActionId.MERGE_APPLY])
        self._head = PageHead(window_tr("places.merging"), self.undo, self.clear, self.apply)
        self.strip = DropStrip(actions)
        self.files = Table(RowsModel(columns(wide=False)), tr("files.name"), ROW_HEIGHT)
        self.below = Below()
        self._empty = EmptyState("git-merge", tr("empty.title"), tr("empty.note"))
        self._lower = QStackedWidget()
        self._lower.addWidget(self.below)
        self._lower.addWidget(self._empty)
        self.inspector = MatterInspector()
        top = panel(row(self.strip, margins=(20, 0, 16, 10)))
        self._rule = hline()
        self.page = ListPage(list_pane(self._head, top, self.files, self._rule, self._lower), self.inspector)
        self.setLayout(row(self.page, gap=0))
        self.files.hide()
        self.inspector.show_nothing(None)
        self._connect()

    def _connect(self) -> None:
        self.strip.cancel.clicked.connect(self.cancel_wanted)
        self.files.chosen.connect(self._on_file)
        self.files.entered_row.connect(lambda _: self.page.set_open(True))
        self.files.escaped.connect(self.leave)
        self.below.map.chosen.connect(self._on_pair)
        self.below.map.entered_pair.connect(lambda _: self._into_inspector())
        self.below.spreads.chosen.connect(self._on_spread)
        self.below.spreads.entered_row.connect(lambda found: self.meeting_wanted.emit(found.key))
        self.below.spreads.escaped.connect(self.leave)
        self.below.reviewers.escaped.connect(self.leave)
        self.below.moved.connect(self._on_moved)
        self.inspector.meeting_wanted.connect(self.meeting_wanted)
        self.inspector.back_wanted.connect(lambda: self.asked.emit(ActionId.ROUND_BACK))
        self.inspector.stepped.connect(self.go_to_waiting)
        self.inspector.closed.connect(self._close_inspector)

    def show_board(self, board: Board, evidence: Evidence | None) -> None:
        """Show the round and what waits; what was chosen stays chosen."""
        self.board = board
        self._show_below(evidence)
        nothing = not board.pairs
        self._lower.setCurrentWidget(self._empty if nothing else self.below)
        if self._pair in board.pairs or (self._pair is None and not board.waiting):
            self._show_matter()
        elif board.waiting and self.report is None:
            self.go_to_waiting(1, first=True)
        else:
            self._pair = None
            self._show_matter()
        self._say()

    def show_report(self, report: MergeReport | None, evidence: Evidence | None = None) -> None:
        """Show what a merge would do, or nothing any more."""
        self.report = report
        board = self.board
        rows: tuple[FileRow, ...] = ()
        if report is not None and board is not None:
            rows = file_rows(report, board.names, len(board.criteria))
        self.files.rows_model.set_rows(rows)
        self.files.setVisible(bool(rows))
        self.files.setFixedHeight(32 + ROW_HEIGHT * min(len(rows), _MOST_ROWS) + 1)
        self._show_below(evidence)
        if rows:
            self._pair = None
            self.files.choose(next((each.key for each in rows if each.word == "refused"), rows[0].key))
            self.files.setFocus()
        else:
            self._show_matter()
        self._say()

    def show_evidence(self, evidence: Evidence | None) -> None:
        """Show how lenient reviewers are, or that it is not known yet."""
        self._show_below(evidence)

    def show_work(self, done: int, total: int, *, applying: bool) -> None:
        """Show that files are being read or merged."""
        self._busy = True
        self.strip.show_work(done, total, applying=applying)
        self.status_changed.emit()

    def show_idle(self) -> None:
        """Show that nothing is going on any more."""
        self._busy = False
        self.strip.idle()
        self._say()

    def go_to_waiting(self, by: int, *, first: bool = False) -> None:
        """Go to the next or the previous review that waits for the chair."""
        board = self.board
        if board is None or not board.waiting:
            return
        at = board.waiting.index(self._pair) if self._pair in board.waiting else -1
        pair = board.waiting[0 if first or at < 0 else (at + by) % len(board.waiting)]
        if not first:
            self.below.show_view(COVERAGE)
            self.page.set_open(True)
        self._pair = pair
        self.below.map.go_to(pair)
        self._show_matter()
        if not first:
            self.inspector.focus_first()

    def _go_to_settled(self) -> None:
        """Go to a conflict that was settled: the next one after the review in sight."""
        board = self.board
        if board is None or not board.reopenable:
            return
        listed = board.reopenable
        at = listed.index(self._pair) if self._pair in listed else -1
        self._pair = listed[(at + 1) % len(listed)]
        self.below.show_view(COVERAGE)
        self.page.set_open(True)
        self.below.map.go_to(self._pair)
        self._show_matter()
        self.inspector.focus_first()

    @property
    def accepted(self) -> int:
        """How many files of the preview a merge would take in."""
        return 0 if self.report is None else len(self.report.files) - len(self.report.refused)

    @property
    def changes(self) -> bool:
        """Whether a merge of the preview would change the round."""
        if self.report is None:
            return False
        return any(each.changes for each in self.report.files)

    # What a place is to the window
    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        deeds: dict[ActionId, Callable[[], object]] = {
            ActionId.MERGE_SHOWN: self._next_view,
            ActionId.VIEW_INSPECTOR: lambda: self.page.set_open(not self.page.open),
        }
        board = self.board
        if board is None:
            return deeds
        table = (None, self.below.spreads, self.below.reviewers)[self.below.view]
        if table is not None:
            deeds[ActionId.EDIT_COPY] = lambda: self._copy(table)
        if board.reopenable:
            deeds[ActionId.MERGE_UNSETTLE] = self._go_to_settled
        if board.waiting:
            deeds[ActionId.MERGE_NEXT] = lambda: self.go_to_waiting(1)
        if self._busy:
            return deeds
        deeds[ActionId.MERGE_CHOOSE] = self.choose_wanted.emit
        if self.report is not None:
            deeds[ActionId.MERGE_CLEAR] = self.clear_wanted.emit
            if self.changes:
                deeds[ActionId.MERGE_APPLY] = self.apply_wanted.emit
        elif board.desk.latest is not None:
            deeds[ActionId.MERGE_UNDO] = self.undo_wanted.emit
        return deeds

    def panes(self) -> Sequence[QWidget]:
        lower = (self.below.map, self.below.spreads, self.below.reviewers)[self.below.view]
        return (self.strip.choose, self.files, lower, self.inspector)

    def status(self) -> Status:
        if self.board is None:
            return Status(tr("status.opening"))
        left = tr("status.preview") if self.report is not None else tr("status.round")
        waiting = tr("status.waiting", count=len(self.board.waiting)) if self.board.waiting else ""
        pairs = (
            (ActionId.MERGE_CHOOSE, "choose"),
            (ActionId.MERGE_NEXT, "next"),
            (ActionId.MERGE_SHOWN, "shown"),
            (ActionId.MERGE_APPLY, "apply"),
        )
        hints = tuple(
            KeyHint(tuple(keys_of(action).split("+")), tr(f"keys.{word}")) for action, word in pairs
        )
        return Status(left, waiting, hints)

    def take_files(self, paths: Sequence[Path]) -> None:
        self.files_wanted.emit(tuple(paths))

    def take_file(self, path: Path) -> None:
        self.take_files([path])

    def show_thing(self, name: str) -> None:
        if self.below.spreads.choose(int(name)):
            self.below.show_view(SPREAD)

    def set_wide(self, wide: bool) -> None:
        self.files.use(columns(wide=wide), ROW_HEIGHT)
        self.below.set_wide(wide)
        self.page.set_side_width(392 if wide else 348)

    def appear(self) -> None:
        if self.files.isVisible():
            self.files.setFocus()
        elif self._lower.currentWidget() is self.below:
            self.below.focus_shown()
        else:
            self.strip.choose.setFocus()

    def leave(self) -> bool:
        if self.page.open:
            self._close_inspector()
            return True
        return False

    # Inside
    def _next_view(self) -> None:
        self.below.show_view((self.below.view + 1) % 3)
        self.below.focus_shown()

    def _copy(self, table: Table) -> None:
        self.said.emit(window_tr("applications.copied", count=table.copy_chosen()))

    def _close_inspector(self) -> None:
        self.page.set_open(False)
        self.appear()

    def _into_inspector(self) -> None:
        self.page.set_open(True)
        self.inspector.focus_first()

    def _show_below(self, evidence: Evidence | None) -> None:
        if self.board is None:
            return
        fresh: set[Pair] = set()
        for each in self.report.files if self.report is not None else ():
            who = each.decision.reviewer
            if who is not None:
                fresh |= {(one.application, who) for one in each.reviews if one.verdict in _FRESH}
        shown = self.board
        if self.report is not None:  # the coverage as it would be after the merge
            shown = replace(shown, desk=replace(shown.desk, coverage=self.report.coverage))
        self.below.show_board(shown, evidence, frozenset(fresh), preview=self.report is not None)

    def _on_file(self, found: object) -> None:
        if isinstance(found, FileRow) and self.board is not None:
            self.inspector.show_file(self.board, found)

    def _on_pair(self, pair: Pair | None) -> None:
        self._pair = pair
        self._show_matter()

    def _on_spread(self, found: object) -> None:
        if isinstance(found, SpreadRow) and self.board is not None and self.below.view == SPREAD:
            self.inspector.show_spread(self.board, found)

    def _on_moved(self) -> None:
        if self.below.view == SPREAD:
            self._on_spread(self.below.spreads.current)
        else:
            self._show_matter()
        self.status_changed.emit()

    def _show_matter(self) -> None:
        if self.board is not None and self._pair is not None and self._pair[0] in self.board.applications:
            self.inspector.show_pair(self.board, self._pair)
        else:
            self.inspector.show_nothing(self.board)
        waiting = self.board is not None and bool(self.board.waiting)
        self.inspector.previous.setEnabled(waiting)
        self.inspector.next.setEnabled(waiting)

    def _say(self) -> None:
        report, board = self.report, self.board
        self.clear.setVisible(report is not None)
        self.apply.setVisible(report is not None)
        self.undo.setVisible(report is None and board is not None and board.desk.latest is not None)
        if report is None:
            waiting = len(board.waiting) if board is not None else 0
            self._head.say(tr("sum.waiting", count=waiting) if waiting else tr("sum.none"))
        else:
            parts = [tr("sum.files", count=len(report.files))]
            parts += [
                tr(f"sum.{each.value}", count=report.cells[each]) for each in _APPLIED if report.cells[each]
            ]
            if report.refused:
                parts.append(tr("sum.refused", count=len(report.refused)))
            self._head.say(" ".join(parts))
            words = tr("apply.files", count=self.accepted) if self.changes else tr("apply.none")
            self.apply.setText(f" {words}")
            self.apply.setAccessibleName(words)
        self.status_changed.emit()
