"""How one answered the same question at the other applications, with the sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from evaluator.domain.reviews import NotApplicable
from evaluator.ui.dialogs import Dialog
from evaluator.ui.reviewing.question import short
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, hline, panel, row, scrolled
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from evaluator.ui.reviewing.model import Other


class CompareDialog(Dialog):
    """A short list, highest score first; nothing is changed here."""

    def __init__(self, parent: QWidget | None, question: str, others: Sequence[Other]) -> None:
        lines: list[QWidget] = []
        for other in others:
            score = label(short(other.state), "score", "accent")
            score.setFixedWidth(56)
            score.setAlignment(Qt.AlignmentFlag.AlignTop)
            said = other.state.reason if isinstance(other.state, NotApplicable) else other.sentence
            named = label(f"{other.number}  {other.title}", "strong", wrap=True)
            words = label(said or tr("compare.no_sentence"), "small", "2" if said else "3", wrap=True)
            layout = row(score, col(named, words, gap=2), gap=8)
            layout.setStretch(1, 1)
            line = panel(layout)
            line.setAccessibleName(f"{short(other.state)}: {other.number} {other.title}. {said}")
            lines += [line, hline()]
        if not lines:
            lines = [label(tr("compare.none"), "body", "2", wrap=True)]
        body = scrolled(panel(col(*lines, None, gap=8)))
        body.setMinimumSize(460, min(420, 80 + 56 * len(others)))
        title = tr("compare.title", question=question)
        super().__init__(parent, title, body, accept=window_tr("dialogs.close"))
        self.setAccessibleName(title)
