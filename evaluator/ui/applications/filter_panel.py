"""The lists that narrow the applications: municipality, eligibility, finding, target, kind of applicant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QWidget

from evaluator.ui.applications.wanted import FIELDS, Wanted
from evaluator.ui.applications.words import listed
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.finding import folded
from evaluator.ui.shared.layout import row
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject

    from evaluator.ui.applications.wanted import Choices

_IN_A_ROW = 3


class FilterPanel(QWidget):
    """Five lists; each offers what there is in this round, with how many.

    Signals:
        narrowed: The user chose; with the ``Wanted``, whose segment is the former one.
    """

    narrowed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = Wanted()
        self.lists: dict[str, QComboBox] = {name: _combo(name) for name in FIELDS}
        self.clear = Button(listed("filter.clear"), "link", "x", small=True)
        self.clear.clicked.connect(self._on_clear)
        grid = QGridLayout()
        grid.setContentsMargins(20, 0, 12, 8)
        grid.setSpacing(8)
        for at, (name, combo) in enumerate(self.lists.items()):
            grid.addWidget(combo, *divmod(at, _IN_A_ROW))
            combo.activated.connect(lambda _, name=name: self._on_chosen(name))
        grid.addLayout(row(self.clear, None), *divmod(len(self.lists), _IN_A_ROW))
        for column in range(_IN_A_ROW):
            grid.setColumnStretch(column, 1)
        self.setLayout(grid)
        self.setAccessibleName(listed("filter.name"))
        self._let_type_towns(self.lists["municipality"])

    def _let_type_towns(self, towns: QComboBox) -> None:
        towns.setEditable(True)
        towns.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field = towns.lineEdit()
        if field is not None:
            field.setAccessibleName(listed("filter.municipality"))
            field.setFont(font("body"))
            field.editingFinished.connect(self._on_town_typed)
        towns.installEventFilter(self)
        completer = towns.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    @property
    def wanted(self) -> Wanted:
        """What the lists show."""
        return self._wanted

    def offer(self, choices: Mapping[str, Choices]) -> None:
        """Offer other choices; what is chosen stays, also where nothing has it any more."""
        for name, combo in self.lists.items():
            offered = [(listed(f"filter.every.{name}"), ""), *choices[name]]
            value = getattr(self._wanted, name)
            if value and value not in {each for _, each in offered}:
                offered.append((listed("filter.gone"), value))
            combo.clear()
            for words, each in offered:
                combo.addItem(words, each)
                combo.setItemData(combo.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        self.show_wanted(self._wanted)

    def show_wanted(self, wanted: Wanted) -> None:
        """Show what the list is narrowed to."""
        self._wanted = wanted
        for name, combo in self.lists.items():
            combo.setCurrentIndex(max(0, combo.findData(getattr(wanted, name))))
        self.clear.setEnabled(bool(wanted.chosen))

    def _on_chosen(self, name: str) -> None:
        chosen = str(self.lists[name].currentData() or "")
        if chosen != getattr(self._wanted, name):
            self._wanted = self._wanted.with_choice(name, chosen)
            self.clear.setEnabled(bool(self._wanted.chosen))
            self.narrowed.emit(self._wanted)

    def _on_town_typed(self) -> None:
        """Take the municipality that was typed; an unknown word leaves what was chosen."""
        towns = self.lists["municipality"]
        typed = folded(towns.currentText().strip())
        items = [folded(towns.itemText(at)) for at in range(towns.count())]
        if not typed:
            found = 0
        else:
            begins = [at for at, words in enumerate(items) if words.startswith(typed)]
            found = begins[0] if begins else towns.findData(self._wanted.municipality)
        towns.setCurrentIndex(max(0, found))
        self._on_chosen("municipality")

    def _on_clear(self) -> None:
        self.show_wanted(Wanted(segment=self._wanted.segment))
        self.narrowed.emit(self._wanted)

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QComboBox):
            field = watched.lineEdit()
            if field is not None:
                QTimer.singleShot(0, field, field.selectAll)  # the first letter replaces what is there
        return super().eventFilter(watched, event)


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(listed(f"filter.{name}"))
    made.setToolTip(listed(f"filter.{name}"))
    made.setFont(font("body"))
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    return made
