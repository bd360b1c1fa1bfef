"""A question of the form: folded to a line, or open with its guidance, score and sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QWidget

from evaluator.domain.reviews import NotApplicable, Scored, Unanswered
from evaluator.ui.reviewing.model import Duty, Item, Other, Sheet
from evaluator.ui.reviewing.passage_list import PassageList
from evaluator.ui.reviewing.risk import RiskControl
from evaluator.ui.reviewing.score_cells import Anchors, OthersUnderCells, ScoreCells, said
from evaluator.ui.reviewing.sentence import SentenceField, words_in
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint
from evaluator.ui.shared.labels import label, set_tone
from evaluator.ui.shared.layout import col, row
from evaluator.ui.shared.painting import CENTRE, draw_text, fill_round
from evaluator.ui.texts import number
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.reviews import ScoreState
    from evaluator.ui.shared.layout import Item as Item_

LINE = 36


def short(state: ScoreState) -> str:
    """Give an answer in a few signs: ``4``, ``3,5``, or that it is not applicable."""
    if isinstance(state, Scored):
        return number(state.value, 0 if state.value.denominator == 1 else 1)
    return tr("score.na_short") if isinstance(state, NotApplicable) else ""


class QuestionLine(QAbstractButton):
    """A question folded to one line: number, title, first words of the sentence, score."""

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._answer, self._words, self._lack = "", "", False
        self.setFixedHeight(LINE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def title(self) -> str:
        """What stands on the line."""
        return tr("question.group") if self.item.criterion is None else said(self.item.criterion.title)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what is answered now."""
        item = self.item
        state = sheet.state(item.id) if item.criterion else Unanswered()
        self._answer = short(state)
        self._words = state.reason if isinstance(state, NotApplicable) else sheet.sentence(item.id)
        self._lack = sheet.lack_of(item.id) is not None
        said_state = self._answer or (tr("question.open") if item.criterion else "")
        parts = [item.criterion.number if item.criterion else "", self.title, said_state, self._words[:80]]
        if self._lack and self._answer:
            parts.append(tr("question.lacks"))
        self.setAccessibleName(" ".join(each for each in parts if each))
        self.update()

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self.width(), self.height()
        if self.underMouse():
            painter.fillRect(self.rect(), THEME.colour("hover"))
        painter.fillRect(QRect(0, high - 1, wide, 1), THEME.colour("line"))
        plain = self.item.criterion is None
        if self.item.criterion is not None:
            draw_text(painter, QRect(4, 0, 32, high), self.item.criterion.number, "small", "text3")
        room = QRect(36, 0, wide - 36 - 50, high)
        done = bool(self._answer or (plain and self._words))
        used = draw_text(painter, room, self.title, "strong" if done else "body", "text" if done else "text2")
        if self._words and used + 30 < room.width():
            draw_text(painter, room.adjusted(used + 10, 0, 0, 0), self._words, "small", "text3")
        self._paint_answer(painter, QRectF(wide - 36, 6, 32, 24))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(THEME.colour("ring"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -2), 5, 5)

    def _paint_answer(self, painter: QPainter, box: QRectF) -> None:
        if self._answer:
            fill_round(painter, box, "warn_tint" if self._lack else "accent_tint", 5)
            ink = "warn" if self._lack else "accent"
            if self._lack:
                THEME.paint_icon(painter, "triangle-alert", "warn", box.left() - 20, box.top() + 5, 14)
            draw_text(painter, box.toRect(), self._answer, "smallbold", ink, CENTRE, elide=False)
        elif self.item.criterion is not None:
            painter.setPen(QPen(THEME.colour("ctrl"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        elif self._words:
            THEME.paint_icon(painter, "check", "accent", box.left() + 9, box.top() + 5, 14)
        elif self._lack:
            THEME.paint_icon(painter, "triangle-alert", "warn", box.left() + 9, box.top() + 5, 14)


class QuestionCard(QFrame):
    """The one question that is open.

    Signals:
        answered: Another answer; with the ``ScoreState``.
        typed: The sentence changed; with the text.
        reasoned: The reason why it is not applicable changed; with the text.
        left: A text field was left.
        moved: The keyboard wants to go beyond the card; +1 or -1.
        compared: The user wants to see how the others were scored.
    """

    answered = Signal(object)
    typed = Signal(str)
    reasoned = Signal(str)
    left = Signal()
    moved = Signal(int)
    compared = Signal()

    def __init__(
        self, sheet: Sheet, item: Item, others: Sequence[Other], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("opencard")
        self.item, self._sheet = item, sheet
        self.cells: ScoreCells | None = None
        self.risk: RiskControl | None = None
        self.na: Button | None = None
        self._anchors: Anchors | None = None
        self._reason_shown = False
        parts: list[Item_] = []
        if item.criterion is not None:
            parts = self._scoring(others)
        self.sentence = SentenceField(tr("sentence.name", of=self._name()))
        self.sentence.textChanged.connect(self._on_typed)
        self.sentence.moved.connect(self._on_moved_from_sentence)
        self.sentence.left.connect(self.left)
        self.sentence.refused.connect(self._say)
        self.passages = PassageList()
        self._above = label("", "small", "2")
        self._above.setBuddy(self.sentence)
        self._count = label("", "caption", "3")
        self._complaint = Complaint()
        head = self._head()
        layout = col(
            *head,
            *parts,
            self.passages,
            2,
            row(self._above, None, self._count),
            self.sentence,
            self._complaint,
            gap=6,
            margins=(15, 11, 13, 13),
        )
        self.setLayout(layout)
        self.setAccessibleName(self._name())
        self.show_sheet()

    def _name(self) -> str:
        criterion = self.item.criterion
        if criterion is None:
            return tr("question.group_of", group=said(self.item.group.title))
        return f"{criterion.number} {said(criterion.title)}"

    def _head(self) -> list[Item_]:
        criterion = self.item.criterion
        if criterion is None:
            return [
                label(self._name(), "heading", wrap=True),
                label(tr("question.group_why"), "small", "2", wrap=True),
            ]
        title = label(said(criterion.title), "heading", wrap=True)
        first = row(label(criterion.number, "small", "3"), title, gap=8)
        first.setStretch(1, 1)
        question = label(said(criterion.question), "body", "2", wrap=True)
        guidance = label(said(criterion.guidance), "small", "3", wrap=True)
        guidance.setAccessibleName(tr("question.guidance", text=said(criterion.guidance)))
        return [first, question, guidance, 2]

    def _scoring(self, others: Sequence[Other]) -> list[Item_]:
        criterion = self.item.criterion
        if criterion is None:
            return []
        parts: list[Item_] = []
        beside: list[Item_] = []
        if criterion.risk is not None:
            self.risk = RiskControl(criterion.risk)
            self.risk.chosen.connect(lambda entry: self.answered.emit(self._sheet.risk(criterion, entry)))
            parts.append(self.risk)
        else:
            self.cells = ScoreCells(self._sheet.call, criterion)
            self.cells.chosen.connect(self._on_step)
            self.cells.moved.connect(self._on_moved_from_cells)
            beside = [self.cells]
        if criterion.may_be_not_applicable:
            self.na = Button(tr("score.na"), "secondary", small=True, checkable=True, tip=tr("score.na_tip"))
            self.na.clicked.connect(self.mark_not_applicable)
            beside += [None, self.na]
        elif beside:
            beside.append(None)
        parts.append(row(*beside, gap=6))
        if self.cells is not None and others:
            under = OthersUnderCells(self.cells)
            under.show_others(others, list(self._sheet.call.scale.steps))
            compare = Button(tr("compare.button"), "link", small=True, tip=tr("compare.tip"))
            compare.clicked.connect(self.compared)
            parts.append(row(under, None, compare, gap=6))
        self._anchors = Anchors(criterion)
        if self.cells is not None:
            self._anchors.chosen.connect(self._on_step)
        else:
            self._anchors.set_writable(False)
        parts.append(self._anchors)
        return parts

    def show_sheet(self) -> None:
        """Show what is answered now; a text that is being typed is not touched."""
        state = self._state()
        writable = self._sheet.writable
        for control in (self.cells, self.risk, self._anchors):
            if control is not None:
                control.show_score(state)
                control.set_writable(writable)
        if self.na is not None:
            self.na.setChecked(isinstance(state, NotApplicable))
            self.na.setEnabled(writable)
        self.sentence.setReadOnly(not writable)
        text = state.reason if isinstance(state, NotApplicable) else self._sheet.sentence(self.item.id)
        if self.sentence.toPlainText().strip() != text.strip():
            quiet = QSignalBlocker(self.sentence)
            self.sentence.setPlainText(text)
            quiet.unblock()
        self._tell()

    def focus_score(self) -> None:
        """Take the keyboard where one answers."""
        if self.cells is not None:
            self.cells.focus_chosen()
        elif self.risk is not None:
            self.risk.focus_chosen()
        else:
            self.sentence.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_sentence(self) -> None:
        """Take the keyboard in the sentence."""
        self.sentence.setFocus(Qt.FocusReason.TabFocusReason)

    def press(self, digit: int) -> bool:
        """Answer with a digit; False where the scale has no such step."""
        if not self._sheet.writable:
            return False
        if self.risk is not None:
            return self.risk.press(digit)
        if self.cells is None or digit not in self._sheet.call.scale.steps:
            return False
        self._on_step(digit)
        return True

    def mark_not_applicable(self) -> bool:
        """Mark it as not applicable, or take that back; False where the call does not allow it."""
        if self.na is None or not self._sheet.writable:
            return False
        if isinstance(self._state(), NotApplicable):
            self.answered.emit(Unanswered())
        else:
            self.answered.emit(NotApplicable(""))
            self.focus_sentence()
        return True

    def _state(self) -> ScoreState:
        return self._sheet.state(self.item.id) if self.item.criterion is not None else Unanswered()

    def _on_step(self, step: int) -> None:
        if self._sheet.writable:
            self.answered.emit(self._sheet.stepped(step))

    def _on_typed(self) -> None:
        self._complaint.say("")
        text = self.sentence.toPlainText()
        (self.reasoned if isinstance(self._state(), NotApplicable) else self.typed).emit(text)
        self._tell()

    def _tell(self) -> None:
        """Say what sentence is asked for, and how long it is."""
        text = self.sentence.toPlainText()
        if isinstance(self._state(), NotApplicable):
            words, owed = tr("sentence.reason"), not text.strip()
        else:
            duty = self._sheet.duty(self.item)
            words = tr(f"sentence.{duty.value}")
            owed = duty is Duty.REQUIRED and not text.strip() and not isinstance(self._state(), Unanswered)
        self._above.setText(words)
        set_tone(self._above, "bad" if owed else "2")
        self._count.setText(tr("sentence.words", count=words_in(text)))

    def _say(self, text: str) -> None:
        self._complaint.say(text)

    def _on_moved_from_cells(self, by: int) -> None:
        if by < 0:
            self.moved.emit(-1)
        elif self.na is not None and self.na.isEnabled():
            self.na.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focus_sentence()

    def _on_moved_from_sentence(self, by: int) -> None:
        if by > 0:
            self.moved.emit(1)
        elif self.item.criterion is None:
            self.moved.emit(-1)
        elif self.na is not None and self.na.isEnabled():
            self.na.setFocus(Qt.FocusReason.BacktabFocusReason)
        else:
            self.focus_score()
