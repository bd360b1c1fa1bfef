"""The inspector of the board: one pair, and the reviewer behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from evaluator.domain.people import spoken
from evaluator.ui.assigning.model import ASSIGNED, CLOSED, Cell
from evaluator.ui.assigning.words import tr
from evaluator.ui.shared.badges import Badge, KeyCaps
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.inspector import Inspector
from evaluator.ui.shared.labels import PairList, fact, label, section
from evaluator.ui.shared.layout import col, panel, row
from evaluator.ui.texts import moment, say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evaluator.domain.applications import Application
    from evaluator.domain.conflicts_of_interest import Conflict, Interest
    from evaluator.services.assignment_board import BoardReviewer
    from evaluator.ui.assigning.model import Board
    from evaluator.ui.shared.badges import Tone
    from evaluator.ui.shared.layout import Item

_TONE: dict[Cell, Tone] = {
    Cell.AUTO: "info",
    Cell.HAND: "info",
    Cell.BACK: "ok",
    Cell.LOOK: "warn",
    Cell.SOFT: "warn",
    Cell.SOFT_ASSIGNED: "warn",
    Cell.HARD: "bad",
    Cell.HARD_ASSIGNED: "bad",
    Cell.RECUSED: "bad",
    Cell.DECLINED: "warn",
}
_MOST_LISTED = 12


class PersonInspector(Inspector):
    """Shows the pair under the keyboard, and who the reviewer is.

    Signals:
        interest_wanted: An interest of this reviewer is to be recorded.
        interest_ended: An interest holds no more; with the ``Interest``.
    """

    interest_wanted = Signal()
    interest_ended = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.pair_button = Button(tr("assign_one", number=""), "secondary")  # words: else it is an icon
        keys = KeyCaps((tr("space"),))
        foot = panel(row(self.pair_button, keys, None, gap=8, margins=(16, 10, 16, 10)))
        super().__init__(tr("inspector"), foot, parent)

    def show_pair(self, board: Board, application: Application, who: BoardReviewer) -> None:
        """Show one pair and its reviewer."""
        reviewer = who.reviewer
        cell = board.cell(application.id, reviewer.id)
        at = [each.reviewer.id for each in board.reviewers].index(reviewer.id) + 1
        self.show_head(tr("caption", at=at, of=len(board.reviewers)), reviewer.name, reviewer.organisation)
        verb = tr("take_back" if cell in ASSIGNED else "assign_one", number=application.number)
        self.pair_button.setText(verb)
        self.pair_button.setAccessibleName(verb)
        self.pair_button.setEnabled(cell not in CLOSED | {Cell.BACK, Cell.LOOK})
        self.pair_button.setToolTip("" if self.pair_button.isEnabled() else tr(f"why.{cell.value}"))
        self.show_body(
            *self._pair(board, application, who, cell),
            section(tr("work")),
            *self._work(board, who),
            section(tr("fingerprint")),
            self._card(who),
            section(tr("interests"), self._declare_button()),
            *self._interests(who),
            *self._conflicts(board, who),
        )

    def _pair(self, board: Board, application: Application, who: BoardReviewer, cell: Cell) -> list[Item]:
        pair = (application.id, who.reviewer.id)
        lead = application.applicants.lead.as_written
        words = tr(f"cell.{cell.value}")
        head = row(label(tr("pair", number=application.number, lead=lead), "strong"), None)
        lines: list[Item] = [head, row(Badge(words, _TONE.get(cell, "neutral")), None)]
        lines += [label(rule_told(each), "small", "2", wrap=True) for each in board.conflicts.get(pair, ())]
        if said := board.told.said.get(pair, ""):
            lines.append(label(f"”{said}”", "small", "2", wrap=True, selectable=True))
        if cell in CLOSED:
            lines.append(label(tr(f"why.{cell.value}"), "small", "2", wrap=True))
        return [panel(col(*lines, gap=6, margins=(12, 10, 12, 10)), "well")]

    def _work(self, board: Board, who: BoardReviewer) -> list[Item]:
        load, back = board.load(who.reviewer.id), board.back.get(who.reviewer.id, 0)
        last = who.packages[-1] if who.packages else None
        sent = (
            tr("package_of", count=len(last.applications), at=moment(last.made)) if last else tr("no_package")
        )
        return [
            fact(tr("load"), str(load)),
            fact(tr("came_back"), tr("of", count=back, all=load)),
            fact(tr("package"), sent),
        ]

    def _card(self, who: BoardReviewer) -> QWidget:
        if who.card is None:
            return label(tr("no_card"), "small", "2", wrap=True)
        digits = spoken(who.card.fingerprint)
        half = len(digits) // 2
        shown = label(f"{digits[:half].strip()}\n{digits[half:].strip()}", "heading", selectable=True)
        shown.setAccessibleName(tr("fingerprint_spoken", digits=digits))
        note = label(tr("read_aloud"), "caption", "3", wrap=True)
        return panel(col(shown, note, gap=6, margins=(12, 10, 12, 10)), "well")

    def _declare_button(self) -> Button:
        made = Button(tr("declare"), "link", small=True)
        made.clicked.connect(self.interest_wanted)
        return made

    def _interests(self, who: BoardReviewer) -> list[Item]:
        if not who.interests:
            return [label(tr("no_interests"), "small", "2", wrap=True)]
        return [self._interest(each) for each in who.interests]

    def _interest(self, interest: Interest) -> QWidget:
        kind = say(f"reviewing.conflicts.{interest.kind.value}")
        words = label(f"{kind} {interest.body}", "small", wrap=True, selectable=True)
        ended = Button(tr("ended"), "link", small=True)
        ended.setAccessibleName(tr("ended_of", body=interest.body))
        ended.clicked.connect(lambda: self.interest_ended.emit(interest))
        line = row(words, ended, gap=6)
        line.setStretch(0, 1)
        source = label(interest.kind.source or tr("no_law"), "caption", "3")
        note = [label(interest.note, "small", "2", wrap=True)] if interest.note else []
        return panel(col(line, *note, source, gap=2))

    def _conflicts(self, board: Board, who: BoardReviewer) -> list[Item]:
        numbers = {each.id: each for each in board.applications}
        met = [each for each in board.told.report.conflicts if each.person == who.reviewer.id]
        if not met:
            return []
        pairs = [
            (
                f"{numbers[each.application].number}  {each.body}",
                tr(f"severity.{each.severity.value}"),
            )
            for each in met[:_MOST_LISTED]
        ]
        more = (
            [label(tr("more", count=len(met) - _MOST_LISTED), "small", "2")]
            if len(met) > _MOST_LISTED
            else []
        )
        return [section(tr("conflicts"), label(str(len(met)), "small", "3")), PairList(pairs), *more]


def rule_told(conflict: Conflict) -> str:
    """Say a conflict with its rule and the rule's source."""
    severity = tr(f"severity.{conflict.severity.value}")
    kind = say(f"reviewing.conflicts.{conflict.kind.value}")
    source = conflict.kind.source or tr("no_law")
    return f"{severity}. {kind} {conflict.body}. {source}"
