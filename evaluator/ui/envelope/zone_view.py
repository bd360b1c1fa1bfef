"""Where a grant stands to the line by the evidence: shown only where chance could have turned it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from evaluator.scoring.evidence.zone import Zone
from evaluator.ui.shared.badges import Badge
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import row
from evaluator.ui.texts import probability, say

if TYPE_CHECKING:
    from evaluator.scoring.evidence.figures import Evidence
    from evaluator.ui.shared.ranked import RankedRow


class ZoneView(QWidget):
    """A badge with the probability of funding; takes no room elsewhere than at the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = Badge("", "warn", "circle-dot")
        self._words = label("", "small", "2", wrap=True)
        layout = row(self._badge, self._words, gap=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    def show_zone(self, row_: RankedRow, evidence: Evidence | None) -> None:
        """Show one application's zone; nothing while there is no evidence."""
        found = () if evidence is None else evidence.analysis.applications
        figures = next((each for each in found if each.id == row_.standing.application.id), None)
        share = figures.p_funded_unadjusted if figures else None
        at_line = figures is not None and figures.zone is Zone.LINE and share is not None
        self.setVisible(at_line)
        if at_line and share is not None:
            side = "above" if row_.standing.award.by_rule.granted else "below"
            self._badge.show_state(say(f"ui_ranking.evidence.{side}"), "warn", "circle-dot")
            words = f"{say('ui_ranking.evidence.p')} {probability(share)}"
            self._words.setText(words)
            self.setAccessibleName(words)
