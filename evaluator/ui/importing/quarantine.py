"""The list of bundles that were refused, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.ui.dialogs import Dialog
from evaluator.ui.importing.rows import finding_sentence
from evaluator.ui.importing.words import tr
from evaluator.ui.shared.badges import Badge
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, panel, row, scrolled
from evaluator.ui.texts import moment
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from evaluator.domain.bundles import RefusedBundle

_REASONS = 20


class QuarantineDialog(Dialog):
    """Each refusal: the file, when, and why."""

    def __init__(self, parent: QWidget | None, refused: Sequence[RefusedBundle]) -> None:
        self.refused = tuple(refused)
        wells = [_well(each) for each in self.refused]
        nothing = label(tr("quarantine.none"), "body", "2", wrap=True)
        body = scrolled(panel(col(*(wells or [nothing]), None, gap=10, margins=(0, 0, 8, 0))))
        body.setMinimumSize(560, 120 if not wells else 320)
        note = label(tr("quarantine.note"), "small", "2", wrap=True)
        super().__init__(parent, tr("quarantine.title"), note, body, accept=window_tr("dialogs.close"))
        self.setAccessibleName(tr("quarantine.title"))


def _well(refused: RefusedBundle) -> QWidget:
    reasons = [
        label(f"• {finding_sentence(each)}", "small", "2", wrap=True, selectable=True)
        for each in refused.findings[:_REASONS]
    ]
    more = len(refused.findings) - _REASONS
    if more > 0:
        reasons.append(label(tr("quarantine.more", count=more), "small", "2"))
    head = row(Badge(tr("word.error"), "bad", "ban"), label(refused.name, "strong", selectable=True), None)
    when = label(moment(refused.at), "caption", "3")
    return panel(col(head, when, *reasons, gap=4, margins=(12, 8, 12, 10)), "well")
