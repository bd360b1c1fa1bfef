"""The large figures over the bar, and what must be settled under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import ElidedLabel, IconLabel, label, set_tone
from evaluator.ui.shared.layout import col, emptied, panel, row, vline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.ui.envelope.model import Figure, Trouble

_ICONS = {"bad": "triangle-alert", "warn": "circle-dot"}


class FiguresView(QWidget):
    """Three figures side by side."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = [_Cell() for _ in range(count)]
        layout = row(gap=24, margins=(20, 4, 20, 10))
        for at, cell in enumerate(self._cells):
            if at:
                layout.addWidget(vline(44))
            layout.addWidget(cell)
        layout.addStretch(1)
        self.setLayout(layout)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show other figures, as many as there are cells."""
        for cell, figure in zip(self._cells, figures, strict=True):
            cell.show_figure(figure)


class _Cell(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._name = label("", "small", "2")
        self._value = label("", "figure")
        self._note = ElidedLabel("", "caption", "3")
        self.setLayout(col(self._name, self._value, self._note, gap=0))

    def show_figure(self, figure: Figure) -> None:
        self._name.setText(figure.name)
        self._value.setText(figure.value)
        self._note.setText(figure.note)
        set_tone(self._value, figure.tone)
        set_tone(self._note, figure.tone or "3")
        self.setAccessibleName(f"{figure.name}: {figure.value}, {figure.note}")


class Troubles(QWidget):
    """What must be settled, each with a way to it; takes no room while nothing is.

    Signals:
        wanted: The user wants to go to an application; with its number.
    """

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(20, 0, 20, 10)
        self._lines.setSpacing(6)
        self.setLayout(self._lines)
        self.hide()

    def show_troubles(self, troubles: Sequence[Trouble]) -> None:
        """Show other troubles."""
        emptied(self._lines)
        for each in troubles:
            words = label(each.sentence, "small", each.tone, wrap=True)
            line = row(IconLabel(_ICONS[each.tone], each.tone, 14), words, gap=8, margins=(12, 6, 8, 6))
            line.setStretch(1, 1)
            if each.key is not None:
                go = Button(tr("trouble.show"), "link", small=True)
                go.clicked.connect(lambda _=False, key=each.key: self.wanted.emit(key))
                line.addWidget(go)
            self._lines.addWidget(panel(line, "well"))
        self.setAccessibleName(" ".join(each.sentence for each in troubles))
        self.setVisible(bool(troubles))
