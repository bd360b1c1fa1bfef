"""A risk as an answer: how likely, how severe, how well prepared; the score follows from the three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evaluator.domain.reviews import RiskEntry, Scored
from evaluator.ui.reviewing.score_cells import said
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, row
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.texts import number

if TYPE_CHECKING:
    from evaluator.domain.call import RiskScale

_LABEL_WIDTH = 190


class RiskControl(QWidget):
    """Three rows of steps; the score is shown once all three are chosen.

    Signals:
        chosen: All three are chosen; with the ``RiskEntry``.
    """

    chosen = Signal(object)

    def __init__(self, risk: RiskScale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lowest = (1, 1, 0)
        self.rows: list[Segmented] = []
        lines = []
        for text, lowest in zip(
            (risk.likelihood, risk.severity, risk.preparedness), self._lowest, strict=True
        ):
            steps = [Choice(str(step)) for step in range(lowest, risk.steps + 1)]
            control = Segmented(steps, said(text), -1)
            control.chosen.connect(lambda _: self._on_chosen())
            words = label(said(text), "small", "2", wrap=True)
            words.setFixedWidth(_LABEL_WIDTH)
            self.rows.append(control)
            lines.append(row(words, control, None, gap=8))
        self._result = label("", "smallstrong")
        self.setLayout(col(*lines, self._result, gap=6))

    def show_score(self, score: object) -> None:
        """Show what was entered."""
        entry = score.risk if isinstance(score, Scored) else None
        if entry is None:
            values = (-1, -1, -1)
        else:
            entered = (entry.likelihood, entry.severity, entry.preparedness)
            values = tuple(each - low for each, low in zip(entered, self._lowest, strict=True))  # type: ignore[assignment]
        for control, value in zip(self.rows, values, strict=True):
            control.set_value(value)
        value_now = score.value if isinstance(score, Scored) else None
        self._result.setText(
            tr("risk.none") if value_now is None else tr("risk.gives", score=number(value_now, 2))
        )

    def focus_chosen(self) -> None:
        """Take the keyboard at the first row that is open."""
        first = next((each for each in self.rows if each.value < 0), self.rows[0])
        first.focus_chosen()

    def set_writable(self, writable: bool) -> None:
        """Let it be changed or only be read."""
        for each in self.rows:
            each.setEnabled(writable)

    def press(self, digit: int) -> bool:
        """Choose a step in the row that has the keyboard, and go to the next; False where it is none."""
        for at, control in enumerate(self.rows):
            focus = self.focusWidget()
            if focus is not None and control.isAncestorOf(focus):
                place = digit - self._lowest[at]
                if not 0 <= place < len(control.findChildren(QWidget)):
                    return False
                control.set_value(place)
                self._on_chosen()
                if at + 1 < len(self.rows):
                    self.rows[at + 1].focus_chosen()
                return True
        return False

    def _on_chosen(self) -> None:
        values = [each.value for each in self.rows]
        if min(values) < 0:
            return
        likelihood, severity, preparedness = (
            value + low for value, low in zip(values, self._lowest, strict=True)
        )
        self.chosen.emit(RiskEntry(likelihood=likelihood, severity=severity, preparedness=preparedness))

    # Qt overrides
    def focusWidget(self) -> QWidget | None:  # type: ignore[override]
        focus = self.window().focusWidget()
        return focus if focus is not None and self.isAncestorOf(focus) else None
