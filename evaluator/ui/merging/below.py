"""The part under the files: coverage, disagreement or reviewers, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evaluator.ui.merging.coverage import CoverageMap, Legend
from evaluator.ui.merging.lists import (
    DENSE,
    reviewer_columns,
    reviewer_rows,
    spread_columns,
    spread_rows,
)
from evaluator.ui.merging.words import tr
from evaluator.ui.shared.labels import ElidedLabel
from evaluator.ui.shared.layout import col, panel, row, stretched
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.shared.table import Table
from evaluator.ui.shared.table_model import RowsModel

if TYPE_CHECKING:
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.scoring.evidence.figures import Evidence
    from evaluator.ui.shared.chair_board import Board

    Pair = tuple[ApplicationId, ReviewerId]

COVERAGE, SPREAD, REVIEWERS = range(3)
_NAMES = ("coverage", "spread", "reviewers")


class Below(QWidget):
    """Three views of the same reviews.

    Signals:
        moved: Another view or another row is in sight.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wide = False
        self._board: Board | None = None
        self._evidence: Evidence | None = None
        self._preview = False
        self.choice = Segmented([Choice(tr(f"below.{each}")) for each in _NAMES], tr("below.name"))
        self._note = ElidedLabel("", "small", "2")
        self.map = CoverageMap()
        self._legend = Legend()
        self.spreads = Table(RowsModel(spread_columns(wide=False)), tr("below.spread"), DENSE)
        self.reviewers = Table(RowsModel(reviewer_columns((), wide=False)), tr("below.reviewers"), DENSE)
        legend = panel(row(self._legend, margins=(20, 0, 12, 0)))
        coverage = panel(stretched(col(legend, self.map, gap=4), 1))
        self.stack = QStackedWidget()
        for each in (coverage, self.spreads, self.reviewers):
            self.stack.addWidget(each)
        bar = panel(stretched(row(self.choice, self._note, gap=12, margins=(20, 8, 12, 6)), 1))
        self.setLayout(stretched(col(bar, self.stack, gap=0), 1))
        self.choice.chosen.connect(self.show_view)

    @property
    def view(self) -> int:
        """Which of the three is in sight."""
        return self.stack.currentIndex()

    def show_view(self, at: int) -> None:
        """Bring one of the three into sight."""
        self.stack.setCurrentIndex(at)
        self.choice.set_value(at)
        self._say()
        self.moved.emit()

    def show_board(
        self, board: Board, evidence: Evidence | None, fresh: frozenset[Pair], *, preview: bool
    ) -> None:
        """Show the round, or what it would be after the merge; what was chosen stays chosen."""
        self._board, self._evidence, self._preview = board, evidence, preview
        self.map.show_board(board, fresh)
        spreads = spread_rows(board)
        self.spreads.rows_model.set_rows(spreads)
        self._show_reviewers()
        self.choice.set_counts([str(len(board.desk.coverage.missing) or ""), str(len(spreads)), ""])
        self._say()

    def set_wide(self, wide: bool) -> None:
        """Lay out for a wide or a narrow window."""
        if wide != self._wide:
            self._wide = wide
            self.spreads.use(spread_columns(wide=wide), DENSE)
            self._show_reviewers()

    def focus_shown(self) -> None:
        """Take the keyboard."""
        (self.map, self.spreads, self.reviewers)[self.view].setFocus()

    def _show_reviewers(self) -> None:
        rows = reviewer_rows(self._board, self._evidence) if self._board is not None else ()
        self.reviewers.use(reviewer_columns(rows, wide=self._wide), DENSE)
        self.reviewers.rows_model.set_rows(rows)

    def _say(self) -> None:
        board = self._board
        if board is None:
            return
        if self.view == COVERAGE:
            missing = board.desk.coverage.missing
            facts = {"applications": len(board.applications), "reviewers": len(board.names)}
            said = tr("coverage.after" if self._preview else "coverage.sum", **facts)
            if missing:
                who = sorted({board.name(each) for _, each in missing})
                said = f"{said} {tr('coverage.missing', count=len(missing), who=', '.join(who))}"
            self._note.setText(said)
        elif self.view == SPREAD:
            self._note.setText(tr("spread.note"))
        else:
            self._note.setText(tr("leniency.note" if self._evidence is not None else "leniency.coming"))
