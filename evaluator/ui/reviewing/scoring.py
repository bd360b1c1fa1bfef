"""The form: score and progress on top, the questions below, one of them open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from evaluator.domain.reviews import NotApplicable, Unanswered
from evaluator.ui.actions import ActionId, keys_of
from evaluator.ui.reviewing.ending import Ending
from evaluator.ui.reviewing.group_tab import GroupTab
from evaluator.ui.reviewing.model import Sheet, others_on
from evaluator.ui.reviewing.question import QuestionCard, QuestionLine
from evaluator.ui.reviewing.score_cells import said
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.badges import KeyCaps
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, emptied, hline, panel, row, scrolled, stretched
from evaluator.ui.shared.one_of import OneOf
from evaluator.ui.texts import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from evaluator.domain.call import Group
    from evaluator.domain.passages import Passage, PassageId
    from evaluator.services.review_desk import ReviewTask
    from evaluator.ui.actions import Actions

_DIGITS = range(Qt.Key.Key_0.value, Qt.Key.Key_9.value + 1)


class ScoringPane(QFrame):
    """The questions of one application.

    Signals:
        answered: A question was answered; with its name and the ``ScoreState``.
        typed: A sentence is being typed; with the line's name and the text.
        left: A text field was left.
        recommended: Another recommendation.
        opened: Another question is open.
        compared: The user wants to see how the others were scored; with the line's name.
        passage_wanted: The text shall go to a passage; with its id.
        note_wanted: The note on a passage shall be opened; with its id.
    """

    answered = Signal(str, object)
    typed = Signal(str, str)
    left = Signal()
    recommended = Signal(object)
    opened = Signal()
    compared = Signal(str)
    passage_wanted = Signal(str)
    note_wanted = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAccessibleName(tr("score.pane"))
        self._sheet: Sheet | None = None
        self._tasks: Sequence[ReviewTask] = ()
        self._lines: dict[str, QuestionLine] = {}
        self.card: QuestionCard | None = None
        self.tabs: list[GroupTab] = []
        self._group = OneOf(self)
        self._group.chosen.connect(self._on_tab)
        self._total = label("–", "figure")
        self._progress = label("", "smallstrong", "2")
        self.next_open = Button(tr("score.next_open"), "secondary", "corner-down-left", small=True)
        self.next_open.follow(actions[ActionId.REVIEW_NEXT_OPEN])
        self._tabs = row(gap=6)
        self.ending = Ending(actions)
        self.ending.recommended.connect(self.recommended)
        self.ending.owed_wanted.connect(self.go_to)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.area: QScrollArea = scrolled(
            panel(col(self._list, 12, self.ending, None, gap=0, margins=(16, 6, 14, 14)))
        )
        self.setLayout(stretched(col(self._head(), hline(), self.area, gap=0, margins=(1, 0, 0, 0)), 2))

    def _head(self) -> QWidget:
        caps = KeyCaps(keys_of(ActionId.REVIEW_NEXT_OPEN).split("+"))
        score = row(self._total, label("/ 100", "small", "3"), gap=4)
        left = col(label(tr("score.yours"), "small", "2"), score, gap=0)
        right = col(row(None, self._progress), row(None, self.next_open, caps, gap=6), gap=4)
        return panel(
            col(row(left, None, right), self._tabs, gap=8, margins=(16, 8, 14, 10)), ground="surface"
        )

    @property
    def open_name(self) -> str:
        """The name of the line that is open, or empty."""
        return "" if self.card is None else str(self.card.item.id)

    def show_sheet(self, sheet: Sheet, tasks: Sequence[ReviewTask], open_name: str = "") -> None:
        """Show another review, or the same one as it is stored."""
        self._sheet, self._tasks = sheet, tasks
        self._fill(sheet)
        names = [str(each.id) for each in sheet.items]
        first = open_name if open_name in names else str(sheet.next_owed(None) or names[0])
        self._open(first)
        self.refresh()

    def _fill(self, sheet: Sheet) -> None:
        self.card = None
        emptied(self._list)
        emptied(self._tabs)
        for tab in self.tabs:
            self._group.removeButton(tab)
        self.tabs, self._lines = [], {}
        for at, group in enumerate(sheet.call.groups, start=1):
            tab = GroupTab(at, group)
            self._group.addButton(tab, at - 1)
            self.tabs.append(tab)
            self._tabs.addWidget(tab)
            self._list.addSpacing(6 if at == 1 else 14)
            self._list.addWidget(_group_head(at, group))
            for item in (each for each in sheet.items if each.group is group):
                line = QuestionLine(item)
                line.clicked.connect(lambda _=False, name=str(item.id): self.go_to(name))
                self._lines[str(item.id)] = line
                self._list.addWidget(line)

    def refresh(self) -> None:
        """Show score, progress and lines as they are now."""
        sheet = self._sheet
        if sheet is None:
            return
        so_far = sheet.so_far
        self._total.setText("–" if so_far.total is None else number(so_far.total, 1))
        self._total.setAccessibleName(f"{tr('score.yours')} {self._total.text()}")
        self._progress.setText(tr("score.progress", answered=so_far.answered, questions=so_far.questions))
        for tab, group in zip(self.tabs, sheet.call.groups, strict=True):
            tab.show_so_far(so_far.groups[group.id])
        for line in self._lines.values():
            line.show_sheet(sheet)
        self.ending.show_sheet(sheet)

    def show_passages(self, passages: Sequence[Passage], loose: frozenset[PassageId]) -> None:
        """Show the reviewer's own passages for the question that is open."""
        if self.card is not None:
            self.card.passages.show_passages(passages, loose)

    def refresh_card(self) -> None:
        """Show the open question as it is now."""
        if self.card is not None:
            self.card.show_sheet()

    def go_to(self, name: str) -> None:
        """Open a line and take the keyboard where something is missing in it, else where one answers."""
        self._open(name)
        if self.card is None or self._sheet is None:
            return
        lack = self._sheet.lack_of(self.card.item.id)
        state = self._sheet.state(self.card.item.id) if self.card.item.criterion else Unanswered()
        if lack is not None and not isinstance(state, Unanswered):
            self.card.focus_sentence()
        else:
            self.card.focus_score()

    def go_to_next_owed(self) -> bool:
        """Go to the next line at which something is owed; False when nothing is."""
        if self._sheet is None:
            return False
        after = None if self.card is None else self.card.item.id
        name = self._sheet.next_owed(after)
        if name is None:
            self._show_ending()
            return False
        self.go_to(str(name))
        return True

    def focus_open(self) -> None:
        """Take the keyboard in the question that is open."""
        if self.card is not None:
            self.card.focus_score()

    def _open(self, name: str) -> None:
        """Open one line and fold the other."""
        sheet = self._sheet
        if sheet is None or name not in self._lines or self.open_name == name:
            return
        if self.card is not None:
            self._lines[self.open_name].show()
            former = self.card
            self.card = None
            self._list.removeWidget(former)
            former.hide()
            former.deleteLater()
        line = self._lines[name]
        item = line.item
        others = others_on(self._tasks, sheet, item.id) if item.criterion else ()
        card = QuestionCard(sheet, item, others)
        card.answered.connect(lambda state: self._on_answered(name, state))
        card.typed.connect(lambda text: self.typed.emit(name, text))
        card.reasoned.connect(lambda text: self.answered.emit(name, NotApplicable(text)))
        card.left.connect(self.left)
        card.moved.connect(self._on_moved)
        card.compared.connect(lambda: self.compared.emit(name))
        card.passages.wanted.connect(self.passage_wanted)
        card.passages.note_wanted.connect(self.note_wanted)
        self._list.insertWidget(self._list.indexOf(line), card)
        card.show()  # now, not when Qt comes to it: it shall take the keyboard
        line.hide()
        self.card = card
        self._group.show_chosen(sheet.call.groups.index(item.group))
        self.opened.emit()
        QTimer.singleShot(0, self._show_card)

    def _show_card(self) -> None:
        """Scroll so that the open card is in sight, its head first where it is higher than the view."""
        body = self.area.widget()
        if self.card is None or body is None:
            return
        bar, view = self.area.verticalScrollBar(), self.area.viewport().height()
        top = self.card.mapTo(body, QPoint(0, 0)).y()
        bottom = top + self.card.height()
        if bottom > bar.value() + view:
            bar.setValue(min(top - 8, bottom - view + 48))
        if top - 8 < bar.value():
            bar.setValue(top - 8)

    def _show_ending(self) -> None:
        self.area.ensureWidgetVisible(self.ending, 0, 12)
        target = self.ending.submit if self.ending.submit.isVisible() else self.ending
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_answered(self, name: str, state: object) -> None:
        self.answered.emit(name, state)
        self.refresh_card()

    def _on_moved(self, by: int) -> None:
        if self.card is None or self._sheet is None:
            return
        name = self._sheet.beside(self.card.item.id, by)
        if name is not None:
            self._open(str(name))
            if self.card is not None:
                (self.card.focus_score if by > 0 else self.card.focus_sentence)()
        elif by > 0:
            self.area.ensureWidgetVisible(self.ending, 0, 12)
            self.ending.choice.focus_chosen()
        elif self.tabs:
            self.tabs[0].setFocus(Qt.FocusReason.BacktabFocusReason)

    def _on_tab(self, at: int) -> None:
        if self._sheet is not None:
            self._open(str(self._sheet.call.groups[at].criteria[0].id))

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.card is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            focus = self.window().focusWidget()
            if isinstance(focus, QuestionLine) and str(focus.item.id) != self.open_name:
                self._open(str(focus.item.id))
            if self._on_key(event.key()):
                return
        super().keyPressEvent(event)

    def _on_key(self, key: int) -> bool:
        card = self.card
        if card is None:
            return False
        if key in _DIGITS:
            return card.press(key - Qt.Key.Key_0.value)
        if key == Qt.Key.Key_N:
            return card.mark_not_applicable()
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and card.item.criterion is not None:
            if self._sheet is not None and self._sheet.writable:
                self._on_answered(self.open_name, Unanswered())
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            card.focus_sentence()
            return True
        return False


def _group_head(at: int, group: Group) -> QWidget:
    words = label(f"{at}  {said(group.title)}", "smallbold", "2", wrap=True)
    weight = label(
        tr("group.weight", weight=number(group.weight, 0 if group.weight.denominator == 1 else 2)),
        "caption",
        "3",
    )
    layout = row(words, weight, gap=10, margins=(4, 4, 4, 4))
    layout.setStretch(0, 1)
    return panel(layout)
