"""For whom the papers are, and whether they carry their data for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from evaluator.domain.variants import Edition, Variant
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.texts import say
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from evaluator.domain.identifiers import ApplicationId

VARIANTS = tuple(Variant)


class EditionChoice(QWidget):
    """The version of the papers: internal, for a party or public; with or without data.

    Signals:
        chosen: Another version was chosen.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        choices = [Choice(say(f"ui_papers.variant.{each.value}")) for each in VARIANTS]
        self.variants = Segmented(choices, say("ui_papers.variant_name"))
        self.data = QCheckBox(say("ui_papers.embed_data"))
        self.data.setFont(font("small"))
        self.setLayout(
            col(label(say("ui_papers.variant_name"), "small", "2"), self.variants, self.data, gap=6)
        )
        self.variants.chosen.connect(lambda _: self.chosen.emit())
        self.data.toggled.connect(lambda _: self.chosen.emit())

    @property
    def variant(self) -> Variant:
        """For whom."""
        return VARIANTS[self.variants.value]

    def edition(self, party: ApplicationId | None) -> Edition:
        """Give the version; ``party`` is the application of a version for a party."""
        return Edition(
            variant=self.variant,
            party=party if self.variant is Variant.PARTY else None,
            embed_data=self.data.isChecked(),
        )

    def set_width(self, width: int) -> None:
        """Take as much room as there is beside the pages."""
        self.variants.set_width(width)
