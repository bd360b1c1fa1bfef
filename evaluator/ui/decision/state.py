"""What the papers will state, and what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from evaluator.ui.shared.labels import IconLabel, fact, label, section
from evaluator.ui.shared.layout import col, emptied, hline, row, stretched
from evaluator.ui.texts import money, say, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.scoring.figures import Outcome
    from evaluator.ui.shared.layout import Item


class StatePanel(QWidget):
    """Missing parts first, then sums, then the conditions of single grants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing = col(gap=6)
        self._sums = col(gap=5)
        self._conditions = col(gap=8)
        self.setLayout(col(self._missing, hline(), self._sums, hline(), self._conditions, gap=12))

    def show_missing(self, sentences: Sequence[str], to_translate: Sequence[str] = ()) -> None:
        """Say what keeps the round from being decided, or that nothing does; then what is untranslated.

        The draft is printed with the latter, so they stand apart, as something to look at.
        """
        emptied(self._missing)
        count = label(str(len(sentences)), "caption", "3") if sentences else label("", "caption", "3")
        self._missing.addLayout(section(tr("decision.missing"), count))
        lines = [_line("triangle-alert", "warn", each) for each in sentences]
        for line in lines or [_line("circle-check", "ok", tr("decision.complete"))]:
            self._missing.addLayout(line)
        if to_translate:
            count = label(str(len(to_translate)), "caption", "3")
            self._missing.addLayout(section(say("ui_papers.untranslated"), count))
            for each in to_translate:
                self._missing.addLayout(_line("info", "accent", each))
            self._missing.addWidget(label(say("ui_papers.untranslated_note"), "small", "2", wrap=True))

    def show_round(self, outcome: Outcome) -> None:
        """Show the sums that every paper agrees on."""
        emptied(self._sums)
        allocation = outcome.allocation
        self._sums.addLayout(section(tr("decision.states")))
        for key, value in (
            ("grants", str(len(outcome.grants))),
            ("granted", money(allocation.granted)),
            ("unspent", money(allocation.unspent)),
            ("applications", str(len(outcome.contents.applications))),
            ("requested", money(outcome.requested, cents=True)),
        ):
            self._sums.addLayout(fact(tr(f"decision.fact.{key}"), value))
        self._show_conditions(outcome)

    def _show_conditions(self, outcome: Outcome) -> None:
        emptied(self._conditions)
        grants = [each for each in outcome.grants if each.conditions]
        count = label(str(len(grants)), "caption", "3")
        self._conditions.addLayout(section(tr("decision.conditions"), count))
        for each in grants:
            lead = label(each.application.applicants.lead.as_written, "smallstrong")
            texts: list[Item] = [
                label(one.text, "small", "2", wrap=True, selectable=True) for one in each.conditions
            ]
            self._conditions.addLayout(col(lead, *texts, gap=2))
        if not grants:
            self._conditions.addWidget(label(tr("decision.no_conditions"), "small", "3"))


def _line(icon: str, tone: str, text: str) -> QHBoxLayout:
    words = label(text, "small", wrap=True)
    return stretched(row(col(2, IconLabel(icon, tone, 14), None, gap=0), words, gap=8), 1)
