"""The table of the meeting: questions down, what each reviewer gave across, and what is agreed on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen

from evaluator.domain.reviews import NotApplicable, Scored
from evaluator.scoring.disagreement import spread_within
from evaluator.ui.consensus.words import tr
from evaluator.ui.shared.painting import CENTRE, draw_text, fill_round
from evaluator.ui.shared.table import Table
from evaluator.ui.shared.table_model import Column, RowsModel
from evaluator.ui.texts import number
from evaluator.ui.theme import THEME, text_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.identifiers import CriterionId, ReviewerId
    from evaluator.domain.reviews import ScoreState
    from evaluator.ui.theme import Role

ROW_HEIGHT = 44
_DASH = "–"
_REVIEWER = 78
_SPREAD = 72
_FAR = Fraction(1, 2)
"""Reviewers are far apart from this share of the scale on; the meeting should talk of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """One question in the meeting.

    Attributes:
        key: The criterion's id.
        search: Number and title, folded.
        number: Its number: 2.3.
        title: Its title.
        given: What each reviewer gave.
        mean: Their mean on the scale, or None.
        agreed: What is agreed on, or None.
        common: It is what all of them gave alike, and nobody has to say it.
        steps: The steps of the scale.
        may_skip: It may be marked not applicable.
    """

    key: CriterionId
    search: str
    number: str
    title: str
    given: dict[ReviewerId, ScoreState | None]
    mean: Fraction | None
    agreed: ScoreState | None
    common: bool
    steps: frozenset[int]
    may_skip: bool

    @property
    def values(self) -> list[Fraction]:
        """The scores that the reviewers gave, lowest first."""
        return sorted(each.value for each in self.given.values() if isinstance(each, Scored))

    @property
    def far_apart(self) -> bool:
        """Whether the reviewers' scores lie half of the scale apart, or more."""
        values, whole = self.values, max(self.steps) - min(self.steps)
        return bool(values) and values[-1] - values[0] >= whole * _FAR


def short(state: ScoreState | None) -> str:
    """Write an answer in a cell."""
    if isinstance(state, Scored):
        return number(state.value, 0 if state.value.denominator == 1 else 1)
    return tr("grid.not_applicable") if isinstance(state, NotApplicable) else _DASH


def apart(state: ScoreState | None, mean: Fraction | None) -> str:
    """Write by how much an answer lies above the reviewers' mean; empty where it does not."""
    if not isinstance(state, Scored) or mean is None or state.value == mean:
        return ""
    words = number(state.value - mean, 1)
    return f"+{words}" if state.value > mean else words


class AgreeTable(Table):
    """The table; digits agree on a score, N that the question does not apply, Delete on nothing.

    Signals:
        agreed: The meeting answers a question: the row and the step, None for nothing, -1 for
            not applicable.
    """

    agreed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(RowsModel(columns((), {})), tr("grid.name"), ROW_HEIGHT, parent)

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current
        if isinstance(row, QuestionRow) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            text = event.text()
            if text.isdecimal() and int(text) in row.steps:
                self.agreed.emit(row, int(text))
                return
            if event.key() == Qt.Key.Key_N and row.may_skip:
                self.agreed.emit(row, -1)
                return
            if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
                self.agreed.emit(row, None)
                return
        super().keyPressEvent(event)


def columns(reviewers: Sequence[ReviewerId], names: dict[ReviewerId, str]) -> tuple[Column, ...]:
    """Give the columns for the reviewers of one application."""
    return (
        Column(
            title=tr("grid.question"),
            width=220,
            paint=_paint_question,
            speak=lambda row: f"{row.number} {row.title}",
            stretch=True,
        ),
        *(_reviewer_column(each, names.get(each, str(each))) for each in reviewers),
        Column(
            title=tr("grid.group"),
            width=56,
            paint=_paint_mean,
            speak=lambda row: number(row.mean, 2) if row.mean is not None else _DASH,
        ),
        Column(title=tr("grid.spread"), width=_SPREAD, paint=_paint_spread, speak=_spoken_spread),
        Column(
            title=tr("grid.agreed"),
            width=max(88, text_width(tr("grid.agreed"), "caption") + 20),
            paint=_paint_agreed,
            speak=_spoken_agreed,
        ),
    )


def _spoken_agreed(row: QuestionRow) -> str:
    if row.agreed is None:
        return tr("grid.open")
    return tr("grid.alike", score=short(row.agreed)) if row.common else short(row.agreed)


def _paint_question(painter: QPainter, rect: QRect, row: QuestionRow, _chosen: bool) -> None:
    inner = rect.adjusted(20, 0, -8, 0)
    used = draw_text(painter, inner, row.number, "bold", "text2")
    draw_text(painter, inner.adjusted(used + 10, 0, 0, 0), row.title, "reading")


def _reviewer_column(reviewer: ReviewerId, name: str) -> Column:
    def paint(painter: QPainter, rect: QRect, row: QuestionRow, _chosen: bool) -> None:
        state = row.given.get(reviewer)
        difference = apart(state, row.mean)
        upper = QRect(
            rect.left(),
            rect.top() + (2 if difference else 0),
            rect.width(),
            26 if difference else rect.height(),
        )
        role: Role = "score" if isinstance(state, Scored) else "small"
        draw_text(painter, upper, short(state), role, "text" if state is not None else "text3", CENTRE)
        if difference:
            lower = QRect(rect.left(), rect.top() + 25, rect.width(), 15)
            draw_text(painter, lower, difference, "caption", "text2", CENTRE)

    def speak(row: QuestionRow) -> str:
        state = row.given.get(reviewer)
        difference = apart(state, row.mean)
        said = short(state)
        told = tr("grid.spoken", score=said, difference=difference) if difference else said
        return f"{name}: {told}"

    return Column(
        title=_short_name(name), width=_REVIEWER, paint=paint, speak=speak, paint_head=_head_painter(name)
    )


def _short_name(name: str) -> str:
    """Shorten a name in its middle: its beginning and its end tell people apart."""
    shown = name
    while len(shown) > 4 and text_width(shown, "caption") > _REVIEWER - 12:
        middle = len(shown) // 2
        shown = shown[: middle - 1].rstrip("…") + "…" + shown[middle + 1 :].lstrip("…")
    return shown


def _head_painter(name: str) -> Callable[[QPainter, QRect], None]:
    def paint(painter: QPainter, rect: QRect) -> None:
        painter.fillRect(rect, THEME.colour("raised"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, THEME.colour("line"))
        draw_text(painter, rect, _short_name(name), "caption", "text2", CENTRE, elide=False)

    return paint


def _paint_mean(painter: QPainter, rect: QRect, row: QuestionRow, _chosen: bool) -> None:
    words = number(row.mean, 1) if row.mean is not None else _DASH
    draw_text(painter, rect, words, "reading", "text2", CENTRE)


def _spoken_spread(row: QuestionRow) -> str:
    values = row.values
    if len(values) < 2:
        return _DASH
    if values[0] == values[-1]:
        return tr("grid.spread_none")
    lowest, highest = short(Scored(values[0])), short(Scored(values[-1]))
    return tr(
        "grid.spread_spoken",
        lowest=lowest,
        highest=highest,
        deviation=number(Fraction(spread_within(values)), 1),
    )


def _paint_spread(painter: QPainter, rect: QRect, row: QuestionRow, _chosen: bool) -> None:
    """Paint the scale with a dot for each score and a bar between the outermost, and their values below."""
    values = row.values
    if len(values) < 2 or values[0] == values[-1]:
        draw_text(painter, rect, _DASH, "caption", "text3", CENTRE)
        return
    far, low, high = row.far_apart, min(row.steps), max(row.steps)
    left, width, middle = rect.left() + 10, rect.width() - 20, rect.top() + 15

    def at(value: Fraction) -> float:
        return left + width * float((value - low) / (high - low))

    painter.fillRect(QRectF(left, middle, width, 1), THEME.colour("ctrl"))
    bar = QRectF(at(values[0]), middle - 2, at(values[-1]) - at(values[0]), 5)
    fill_round(painter, bar, "warn" if far else "text3", 2)
    for value in dict.fromkeys(values):
        fill_round(painter, QRectF(at(value) - 4, middle - 3.5, 8, 8), "warn" if far else "text2", 4)
    words = f"{short(Scored(values[0]))}–{short(Scored(values[-1]))}"
    below = QRect(rect.left(), rect.top() + 24, rect.width(), 16)
    draw_text(painter, below, words, "smallbold" if far else "caption", "warn" if far else "text2", CENTRE)


def _paint_agreed(painter: QPainter, rect: QRect, row: QuestionRow, chosen: bool) -> None:
    """Paint the agreed answer in a field of its own; dashed while there is none."""
    cell = QRectF(rect.center().x() - 28, rect.center().y() - 16, 56, 33)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if row.agreed is None:
        pen = QPen(THEME.colour("ctrl"), 1.2, Qt.PenStyle.DashLine)
    else:
        pen = QPen(THEME.colour("accent_fill" if chosen else "ctrl"), 2 if chosen else 1)
    painter.setPen(pen)
    painter.setBrush(THEME.colour("raised" if row.common else "surface"))
    painter.drawRoundedRect(cell, 5, 5)
    if row.agreed is not None:
        role: Role = "score" if isinstance(row.agreed, Scored) else "smallstrong"
        draw_text(
            painter, cell.toRect(), short(row.agreed), role, "text2" if row.common else "accent", CENTRE
        )
