"""The end of the form: recommendation, what is still missing, and submitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from evaluator.domain.exchanged import Recommendation
from evaluator.domain.identifiers import GroupId
from evaluator.domain.review_rules import ReviewState
from evaluator.ui.actions import ActionId
from evaluator.ui.reviewing.score_cells import said
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import IconLabel, label
from evaluator.ui.shared.layout import col, emptied, row, stretched
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.texts import moment, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.review_rules import Lack
    from evaluator.ui.actions import Actions
    from evaluator.ui.reviewing.model import Sheet

RECOMMENDATIONS = tuple(Recommendation)
_MOST_LACKS = 4


class Ending(QFrame):
    """Below the last question.

    Signals:
        recommended: Another recommendation; with it.
        owed_wanted: The user wants to go where something is missing; with the line's name.
    """

    recommended = Signal(object)
    owed_wanted = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr("ending.name"))
        choices = [Choice(tr(f"ending.{each.value}")) for each in RECOMMENDATIONS]
        self.choice = Segmented(choices, tr("ending.recommendation"), -1)
        self.choice.chosen.connect(lambda at: self.recommended.emit(RECOMMENDATIONS[at]))
        self._missing = col(gap=4)
        self._owed: tuple[Lack, ...] = ()
        self._icon = IconLabel("circle-check", "ok", 16)
        self._state = label("", "small", "2", wrap=True)
        self.submit = Button(tr("ending.submit"), "primary", "check-check")
        self.submit.clicked.connect(actions[ActionId.REVIEW_SUBMIT].trigger)
        self.submit.setToolTip(actions[ActionId.REVIEW_SUBMIT].toolTip())
        self.reopen = Button(tr("ending.reopen"), "secondary", "undo-2")
        self.reopen.follow(actions[ActionId.REVIEW_REOPEN])
        self.go_on = Button(tr("ending.go_on"), "primary", "chevron-down")
        self.go_on.follow(actions[ActionId.VIEW_NEXT])
        self.go_on.setToolTip(actions[ActionId.VIEW_NEXT].toolTip())
        self.decline = Button(tr("ending.decline"), "link", small=True)
        self.decline.follow(actions[ActionId.REVIEW_DECLINE])
        state = stretched(row(col(1, self._icon, None, gap=0), self._state, gap=8), 1)
        self.setLayout(
            col(
                label(tr("ending.recommendation"), "heading"),
                label(tr("ending.recommendation_note"), "small", "2", wrap=True),
                self.choice,
                4,
                self._missing,
                state,
                row(self.decline, None, self.reopen, self.submit, self.go_on),
                gap=8,
                margins=(16, 14, 16, 14),
            )
        )

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what is chosen, what is missing, and what can be done."""
        chosen = sheet.recommendation
        self.choice.set_value(-1 if chosen is None else RECOMMENDATIONS.index(chosen))
        self.choice.setEnabled(sheet.writable)
        owed = sheet.owed if sheet.writable else ()
        self._show_owed(owed, {each.id: said(each.title) for each in sheet.call.groups})
        self.submit.setVisible(sheet.writable)
        self.decline.setVisible(sheet.writable and sheet.task.submitted is None)
        self.go_on.setVisible(not sheet.writable)
        self.reopen.setVisible(sheet.task.state is ReviewState.SUBMITTED)
        self._show_state(sheet, owed)

    def _show_owed(self, owed: tuple[Lack, ...], groups: Mapping[GroupId, str]) -> None:
        if owed == self._owed:
            return  # a letter in a sentence changes what is missing seldom; laying it out takes a frame
        self._owed = owed
        emptied(self._missing)
        for each in owed[:_MOST_LACKS]:
            of = each.number or groups[GroupId(each.of)]
            link = Button(say(f"reviewing.owed.{each.what.value}", of=of), "link", small=True)
            link.clicked.connect(lambda _=False, name=each.of: self.owed_wanted.emit(name))
            self._missing.addLayout(row(IconLabel("circle-dashed", "text3", 14), link, None, gap=6))
        if len(owed) > _MOST_LACKS:
            self._missing.addWidget(label(tr("ending.more", count=len(owed) - _MOST_LACKS), "small", "3"))

    def _show_state(self, sheet: Sheet, owed: tuple[Lack, ...]) -> None:
        submitted = sheet.task.submitted
        if sheet.task.state is ReviewState.SUBMITTED and submitted is not None:
            at = submitted.review.submitted
            key = "ending.submitted_changed" if sheet.task.changed else "ending.submitted"
            revision = submitted.review.revision
            self._state.setText(tr(key, at=moment(at) if at else "", revision=revision))
            self._icon.show_icon(
                *(("triangle-alert", "warn") if sheet.task.changed else ("circle-check", "ok"))
            )
        elif owed:
            self._state.setText(tr("ending.incomplete", count=len(owed)))
            self._icon.show_icon("circle-dashed", "text3")
        else:
            self._state.setText(tr("ending.ready"))
            self._icon.show_icon("circle-check", "ok")
