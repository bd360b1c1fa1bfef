"""Who said what: the sentences of the reviewers on the question in sight, large enough to be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evaluator.ui.consensus.grid import QuestionRow, apart, short
from evaluator.ui.consensus.words import tr
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, emptied, panel, row, stretched

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.identifiers import ReviewerId
    from evaluator.domain.reviews import Review


class SaidPanel(QWidget):
    """One card for each reviewer: name, score, difference to the group, sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "heading", wrap=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self.setLayout(col(self._title, self._cards, gap=8))

    def show_question(
        self,
        question: QuestionRow,
        reviews: Mapping[ReviewerId, Review],
        names: Mapping[ReviewerId, str],
        group: tuple[str, str],
    ) -> None:
        """Show what was said on a question, and on its group where that has a sentence of its own.

        Args:
            question: Which one.
            reviews: The reviews that count.
            names: The reviewers' names.
            group: Id and title of the question's group.
        """
        self._title.setText(f"{question.number} {question.title}")
        emptied(self._cards)
        for who, review in reviews.items():
            state = review.scores.get(question.key)
            difference = apart(state, question.mean)
            words = review.comments.get(question.key, "")
            of_group = review.comments.get(group[0], "")  # type: ignore[call-overload]
            told = short(state) if not difference else f"{short(state)} ({difference})"
            head = row(label(names.get(who, str(who)), "strong"), None, label(told, "score"), gap=8)
            card = col(head, gap=4, margins=(12, 8, 12, 10))
            said = label(
                words or tr("said.nothing"), "reading" if words else "small", "" if words else "3", wrap=True
            )
            said.setAccessibleName(tr("said.spoken", name=names.get(who, ""), score=told, words=said.text()))
            card.addWidget(said)
            if of_group:
                card.addWidget(
                    label(tr("said.group", group=group[1], words=of_group), "small", "2", wrap=True)
                )
            self._cards.addWidget(panel(stretched(card, 1), "well"))
