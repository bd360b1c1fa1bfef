"""What the whole room sees first: which application, its figures, and who must leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evaluator.ui.consensus.words import tr
from evaluator.ui.shared.labels import ElidedLabel, IconLabel, label, set_tone
from evaluator.ui.shared.layout import col, panel, row, stretched

if TYPE_CHECKING:
    from collections.abc import Sequence


class Top(QWidget):
    """Number, lead and project in large type; three figures; the band of who must leave."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = label("", "figure", "accent")
        self._lead = ElidedLabel("", "figure")
        self._title = ElidedLabel("", "reading", "2")
        self._figures = [(label("", "figure"), label("", "small", "2")) for _ in range(3)]
        figures = [col(value, name, gap=0) for value, name in self._figures]
        for value, name in self._figures:
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            name.setAlignment(Qt.AlignmentFlag.AlignRight)
        words = col(stretched(row(self._number, self._lead, gap=12), 1), self._title, gap=2)
        self._band_words = label("", "reading", "warn", wrap=True)
        self._band = panel(
            stretched(
                row(
                    IconLabel("triangle-alert", "warn", 18), self._band_words, gap=10, margins=(12, 6, 12, 6)
                ),
                1,
            ),
            "well",
        )
        self._band.hide()
        head = row(words, *figures, gap=24)
        head.setStretch(0, 1)
        self.setLayout(col(head, self._band, gap=8, margins=(20, 2, 20, 8)))

    def show_application(
        self, number: int, lead: str, title: str, figures: Sequence[tuple[str, str]]
    ) -> None:
        """Show which application is handled.

        Args:
            number: Its number.
            lead: Its lead applicant.
            title: Its project.
            figures: Three names and values.
        """
        self._number.setText(str(number))
        self._lead.setText(lead)
        self._title.setText(title)
        for (value, name), (what, figure) in zip(self._figures, figures, strict=True):
            value.setText(figure)
            name.setText(what)
            value.setAccessibleName(f"{what}: {figure}")
        self.setAccessibleName(tr("top.name", number=number, lead=lead, title=title))

    def show_leaving(self, people: Sequence[str]) -> None:
        """Name who must leave the room, or take the band away."""
        self._band_words.setText(tr("top.leave", who=", ".join(people)) if people else "")
        self._band.setAccessibleName(self._band_words.text())
        set_tone(self._band_words, "warn")
        self._band.setVisible(bool(people))
