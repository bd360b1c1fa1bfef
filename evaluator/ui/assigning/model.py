"""The board as a matrix: applications down, reviewers across."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from evaluator.domain.conflicts_of_interest import ConflictSeverity
from evaluator.services.coverage import Covered
from evaluator.ui.assigning.words import tr
from evaluator.ui.shared.finding import folded, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.domain.applications import Application
    from evaluator.domain.conflicts_of_interest import Conflict
    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.services.assignment_board import AssignmentBoard, BoardReviewer
    from evaluator.ui.shared.table_model import Index

_ROOT = QModelIndex()


class Cell(StrEnum):
    """What one pair of application and reviewer is; ``ui_assign.cell`` says it."""

    NONE = "none"
    OUT = "out"
    AUTO = "auto"
    HAND = "hand"
    BACK = "back"
    LOOK = "look"
    SOFT = "soft"
    SOFT_ASSIGNED = "soft_assigned"
    HARD = "hard"
    HARD_ASSIGNED = "hard_assigned"
    RECUSED = "recused"
    DECLINED = "declined"


ASSIGNED = frozenset({Cell.AUTO, Cell.HAND, Cell.BACK, Cell.LOOK, Cell.SOFT_ASSIGNED, Cell.HARD_ASSIGNED})
"""What the reviewer has on the desk, or gave back as a review."""

CLOSED = frozenset({Cell.OUT, Cell.HARD, Cell.RECUSED, Cell.DECLINED})
"""Where nothing can be assigned."""

_COVERED = {
    Covered.SCORED: Cell.BACK,
    Covered.CONFLICTING: Cell.LOOK,
    Covered.STALE: Cell.LOOK,
    Covered.SENT_BACK: Cell.LOOK,
    Covered.RECUSED: Cell.RECUSED,
    Covered.DECLINED: Cell.DECLINED,
}


@dataclass(frozen=True, eq=False)
class Board:
    """The board with the round's applications beside it, looked up by pair.

    Attributes:
        told: What the services read.
        applications: Of the round, by number.
    """

    told: AssignmentBoard
    applications: tuple[Application, ...]

    @property
    def reviewers(self) -> tuple[BoardReviewer, ...]:
        """The columns."""
        return self.told.reviewers

    @cached_property
    def assigned(self) -> dict[tuple[ApplicationId, ReviewerId], bool]:
        """The assigned pairs, and whether by hand."""
        return {(each.application, each.reviewer): each.by_hand for each in self.told.report.assignments}

    @cached_property
    def conflicts(self) -> dict[tuple[ApplicationId, ReviewerId], list[Conflict]]:
        """The conflicts of interest of each pair, the hard ones first."""
        found: defaultdict[tuple[ApplicationId, ReviewerId], list[Conflict]] = defaultdict(list)
        for each in self.told.report.conflicts:
            found[each.application, each.person].append(each)
        return {
            pair: sorted(listed, key=lambda one: one.severity is not ConflictSeverity.HARD)
            for pair, listed in found.items()
        }

    @cached_property
    def readers(self) -> dict[ApplicationId, int]:
        """How many read each application."""
        counts: defaultdict[ApplicationId, int] = defaultdict(int)
        for application, _ in self.assigned:
            counts[application] += 1
        return counts

    @property
    def wanted(self) -> int:
        """How many are to read each."""
        return self.told.plan.per_application if self.told.plan else 1

    @cached_property
    def short(self) -> frozenset[ApplicationId]:
        """The applications with fewer readers than the plan asks for."""
        return frozenset(self.told.report.short)

    def cell(self, application: ApplicationId, reviewer: ReviewerId) -> Cell:
        """Tell what a pair is; what has happened comes before what was planned."""
        pair = (application, reviewer)
        covered = self.told.coverage.pairs.get(pair)
        if covered in _COVERED:
            return _COVERED[covered]
        conflicts = self.conflicts.get(pair, [])
        hard = bool(conflicts) and conflicts[0].severity is ConflictSeverity.HARD
        if pair in self.assigned:
            by_hand = self.assigned[pair]
            plain = Cell.HAND if by_hand else Cell.AUTO
            return Cell.HARD_ASSIGNED if hard else Cell.SOFT_ASSIGNED if conflicts else plain
        if application not in self.told.to_review:
            return Cell.OUT
        return Cell.HARD if hard else Cell.SOFT if conflicts else Cell.NONE

    def load(self, reviewer: ReviewerId) -> int:
        """How many applications a reviewer reads."""
        return self.told.report.load.get(reviewer, 0)

    @cached_property
    def back(self) -> dict[ReviewerId, int]:
        """How many reviews of each reviewer have come."""
        counts: defaultdict[ReviewerId, int] = defaultdict(int)
        for (_, reviewer), covered in self.told.coverage.pairs.items():
            counts[reviewer] += covered is Covered.SCORED
        return counts


class Shown(StrEnum):
    """Which applications are shown; ``ui_assign.filter`` names them."""

    ALL = "all"
    SHORT = "short"
    CONFLICTS = "conflicts"
    WAITING = "waiting"


def predicate(board: Board, shown: Shown) -> Callable[[Application], bool]:
    """Give what lets an application through."""
    barred = {application for application, _ in board.conflicts}
    waiting = {application for application, _ in board.told.coverage.missing}
    return {
        Shown.ALL: lambda _: True,
        Shown.SHORT: lambda each: each.id in board.short,
        Shown.CONFLICTS: lambda each: each.id in barred,
        Shown.WAITING: lambda each: each.id in waiting,
    }[shown]


def short_name(name: str) -> str:
    """Give a name as it fits over a narrow column: the surname, or initials before a number."""
    *first, last = name.split() or [""]
    return last if not first or len(last) > 2 else f"{first[-1][:1]}{last}"


class MatrixModel(QAbstractTableModel):
    """Pairs as cells that say in words what they are."""

    def __init__(self) -> None:
        super().__init__()
        self.board: Board | None = None
        self.rows: list[Application] = []
        self._shown = Shown.ALL
        self._words: tuple[str, ...] = ()
        self._search: dict[ApplicationId, str] = {}

    def show_board(self, board: Board) -> None:
        """Take another board; the filter stays, and so does the place when the shape is the same."""
        same = self.board is not None and (
            self.board.applications == board.applications
            and [each.reviewer for each in self.board.reviewers]
            == [each.reviewer for each in board.reviewers]
        )
        if self.board is None or self.board.applications != board.applications:
            self._search = {
                each.id: folded(f"{each.number} {each.applicants.as_written} {each.title}")
                for each in board.applications
            }
        former, self.board = self.rows, board
        rows = self._arranged()
        if same and rows == former:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def narrow(self, shown: Shown, query: str) -> None:
        """Show only some of the applications."""
        self._shown, self._words = shown, words(query)
        self.beginResetModel()
        self.rows = self._arranged()
        self.endResetModel()

    def pair(self, index: Index) -> tuple[Application, BoardReviewer]:
        """Give application and reviewer of a cell."""
        assert self.board is not None  # noqa: S101 - there are no cells without a board
        return self.rows[index.row()], self.board.reviewers[index.column()]

    def cell(self, index: Index) -> Cell:
        """Give what a cell is."""
        application, who = self.pair(index)
        assert self.board is not None  # noqa: S101
        return self.board.cell(application.id, who.reviewer.id)

    def _arranged(self) -> list[Application]:
        if self.board is None:
            return []
        wanted = predicate(self.board, self._shown)
        return [
            each
            for each in self.board.applications
            if wanted(each) and all(word in self._search[each.id] for word in self._words)
        ]

    # Qt overrides
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.board is None else len(self.board.reviewers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return None
        application, who = self.pair(index)
        word = tr(f"cell.{self.cell(index).value}")
        return tr("spoken", number=application.number, reviewer=who.reviewer.name, state=word)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self.board is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if orientation == Qt.Orientation.Horizontal:
            who = self.board.reviewers[section].reviewer
            return tr("column", name=who.name, count=self.board.load(who.id))
        application = self.rows[section]
        count = self.board.readers.get(application.id, 0)
        lead = application.applicants.lead.as_written
        return tr("row", number=application.number, lead=lead, count=count, wanted=self.board.wanted)
