"""Who is in the room for this application, and who must leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from evaluator.ui.consensus.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import label, section
from evaluator.ui.shared.layout import col, emptied, panel, row, stretched
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class PeoplePanel(QWidget):
    """A line for each person of the meeting: present, or gone for as long as this is handled.

    Signals:
        changed: Somebody came, left or was added.
        added: A person was added to the meeting; with the name.
    """

    changed = Signal()
    added = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        self._must_go: dict[str, str] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.field = QLineEdit()
        self.field.setFont(font("body"))
        self.field.setPlaceholderText(tr("people.add_hint"))
        self.field.setAccessibleName(tr("people.add_hint"))
        self._add = Button(tr("people.add"), small=True)
        self._add.clicked.connect(self._on_add)
        self.field.returnPressed.connect(self._on_add)
        self._count = label("", "caption", "3")
        more = panel(stretched(row(self.field, self._add, gap=8), 0))
        self.setLayout(col(section(tr("people.title"), self._count), self._lines, more, gap=6))

    def show_people(self, people: Sequence[str], must_go: Mapping[str, str], gone: Sequence[str]) -> None:
        """Show who takes part; who must leave cannot be marked as present.

        Args:
            people: Everybody of the meeting, by name.
            must_go: Why somebody must leave, by name.
            gone: Who else has left.
        """
        self._must_go = dict(must_go)
        emptied(self._lines)
        self.boxes = {}
        for name in people:
            box = QCheckBox(name)
            box.setFont(font("body"))
            must = name in must_go
            box.setChecked(not must and name not in gone)
            box.setEnabled(not must)
            state = tr("people.must_go") if must else ""
            box.setAccessibleName(f"{name}, {state}" if must else name)
            box.setToolTip(must_go.get(name, ""))
            if must:
                box.setText(tr("people.gone", name=name))
            box.toggled.connect(self._on_toggled)
            self._lines.addWidget(box)
            self.boxes[name] = box
        self._say()

    @property
    def present(self) -> tuple[str, ...]:
        """Who is present."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    @property
    def left(self) -> tuple[str, ...]:
        """Who has left."""
        return tuple(name for name, box in self.boxes.items() if not box.isChecked())

    def _on_toggled(self) -> None:
        self._say()
        self.changed.emit()

    def _on_add(self) -> None:
        name = " ".join(self.field.text().split())
        self.field.clear()
        if name and name not in self.boxes:
            self.added.emit(name)

    def _say(self) -> None:
        self._count.setText(tr("people.count", present=len(self.present), of=len(self.boxes)))
