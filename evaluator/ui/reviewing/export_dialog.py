"""What the review file will hold, said before it is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from evaluator.domain.review_rules import ReviewState
from evaluator.ui.dialogs import Dialog
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.labels import IconLabel, fact, label
from evaluator.ui.shared.layout import col, hline, panel, row, stretched
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evaluator.services.reading import WholeDesk
    from evaluator.ui.shared.layout import Item

_TOLD = (
    (ReviewState.SUBMITTED, "export.holds_reviews"),
    (ReviewState.RECUSED, "export.holds_conflicts"),
    (ReviewState.DECLINED, "export.holds_declined"),
)


class ExportDialog(Dialog):
    """Counts of what goes along and of what stays."""

    def __init__(self, parent: QWidget | None, desk: WholeDesk) -> None:
        states = Counter(each.state for each in desk.tasks)
        reopened = sum(
            each.submitted is not None for each in desk.tasks if each.state is ReviewState.REOPENED
        )
        counts = {key: states[state] for state, key in _TOLD}
        counts["export.holds_reviews"] += reopened
        left = len(desk.tasks) - sum(states[state] for state, _ in _TOLD)
        facts = [fact(tr(key), str(count)) for key, count in counts.items()]
        open_ones: list[Item] = [hline(), fact(tr("export.stays"), str(left), "warn" if left else "")]
        well = panel(col(*facts, *open_ones, gap=6, margins=(12, 10, 12, 10)), "well")
        well.setMinimumWidth(420)
        guard = row(
            col(1, IconLabel("lock", "text3", 14), None, gap=0),
            label(tr("export.sealed"), "small", "2", wrap=True),
        )
        super().__init__(
            parent,
            tr("export.title"),
            label(tr("export.what"), "body", "2", wrap=True),
            well,
            stretched(guard, 1),
            accept=tr("export.choose"),
            reject=window_tr("dialogs.cancel"),
        )
        self.setAccessibleName(tr("export.title"))
