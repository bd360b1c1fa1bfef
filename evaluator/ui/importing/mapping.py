"""Which column of a table holds what, said by hand; the program remembers it for the call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QWidget

from evaluator.domain.column_mapping import REQUIRED, ColumnMapping, SheetField
from evaluator.ui.importing.words import tr
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Sequence

_ACROSS = 3


class MappingPanel(QFrame):
    """One choice for each field.

    Signals:
        chosen: Enough is said to read the table; with the ``ColumnMapping``.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("well")
        self.setAccessibleName(tr("mapping.title"))
        self._base: ColumnMapping | None = None
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self.fields: dict[SheetField, QComboBox] = {}
        for at, field in enumerate(SheetField):
            line, across = at // _ACROSS * 2, at % _ACROSS
            box = QComboBox()
            box.setFont(font("body"))
            box.setMinimumContentsLength(14)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            name = tr(f"mapping.field.{field.value}")
            box.setAccessibleName(name)
            box.currentIndexChanged.connect(self._on_chosen)
            above = label(name, "small", "2")
            above.setBuddy(box)
            grid.addWidget(above, line, across)
            grid.addWidget(box, line + 1, across)
            grid.setColumnStretch(across, 1)
            self.fields[field] = box
        note = label(tr("mapping.note"), "caption", "3", wrap=True)
        self.setLayout(col(grid, note, gap=8, margins=(12, 10, 12, 10)))

    def show_columns(self, headers: Sequence[str], mapping: ColumnMapping | None) -> None:
        """Offer these headers, and show how they are read now."""
        self._base = mapping
        for field, box in self.fields.items():
            with QSignalBlocker(box):
                read = mapping.columns.get(field, ()) if mapping is not None else box.currentData() or ()
                box.clear()
                box.addItem(tr("mapping.choose" if field in REQUIRED else "mapping.none"), ())
                for each in dict.fromkeys(headers):
                    box.addItem(each, (each,))
                if len(read) > 1:
                    box.addItem(", ".join(read), tuple(read))
                at = next((n for n in range(box.count()) if tuple(box.itemData(n)) == tuple(read)), 0)
                box.setCurrentIndex(at)

    @property
    def mapping(self) -> ColumnMapping | None:
        """What is said, or None while something needed is not."""
        columns = {field: tuple(box.currentData() or ()) for field, box in self.fields.items()}
        if not all(columns[field] for field in REQUIRED):
            return None
        base = self._base
        return ColumnMapping(
            columns={field: names for field, names in columns.items() if names},
            sheet=base.sheet if base else "",
            header_row=base.header_row if base else 0,
        )

    def _on_chosen(self) -> None:
        if (mapping := self.mapping) is not None:
            self.chosen.emit(mapping)
