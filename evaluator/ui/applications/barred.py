"""What is shown of an application to an official who is disqualified from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evaluator.ui.applications.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import IconLabel, fact, label
from evaluator.ui.shared.layout import col, emptied, panel, row, stretched
from evaluator.ui.texts import money
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from evaluator.scoring.figures import Standing
    from evaluator.services.bars import Bar

_WIDTH = 560


def barred_words(number: int) -> str:
    """Say in one line that a deed is the deputy's."""
    return tr("barred.refused", number=number)


def barred_panel(bar: Bar) -> QFrame:
    """Give the notice: that one is disqualified, by which ground, what it means, who acts instead."""
    ground = bar.kind.source if bar.kind is not None else tr("barred.declared")
    title = stretched(row(IconLabel("ban", "bad"), label(tr("barred.title"), "strong", wrap=True), gap=8), 1)
    made = panel(
        col(
            title,
            label(tr("barred.what"), "small", wrap=True, selectable=True),
            fact(tr("barred.ground"), ground or tr("barred.declared")),
            fact(tr("barred.deputy"), bar.deputy or tr("barred.no_deputy"), "" if bar.deputy else "bad"),
            label(tr("barred.mistake"), "caption", "3", wrap=True),
            gap=8,
            margins=(12, 10, 12, 10),
        ),
        "well",
    )
    made.setAccessibleName(tr("barred.title"))
    made.setAccessibleDescription(tr("barred.what"))
    return made


class BarredPart(QWidget):
    """In place of an application in full: who applies, for how much, and why no more is shown.

    Signals:
        left: Back to the list.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button(tr("barred.back"), "secondary", "chevron-left")
        self.back.clicked.connect(self.left)
        self._body = QVBoxLayout()
        self._body.setSpacing(12)
        inner = panel(col(self._body, row(self.back, None), None, gap=16, margins=(24, 20, 24, 20)))
        inner.setFixedWidth(_WIDTH)
        self.setLayout(col(row(inner, None), gap=0))

    def show_bar(self, bar: Bar, standing: Standing) -> None:
        """Show it."""
        application = standing.application
        emptied(self._body)
        self._body.addWidget(
            label(window_tr("applications.caption", number=application.number), "small", "3")
        )
        self._body.addWidget(label(application.applicants.as_written, "heading", wrap=True))
        self._body.addWidget(label(application.title, "body", "2", wrap=True))
        requested = money(application.requested, cents=True)
        self._body.addLayout(fact(window_tr("applications.fact.requested"), requested, role="strong"))
        self._body.addWidget(barred_panel(bar))
        self.setAccessibleName(tr("barred.title"))
