"""A new round: the call, the envelope, who makes it, where it lies, and what its key is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from evaluator.ui.keeping.key_choice import KeyChoice
from evaluator.ui.keeping.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import labelled
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import panel, row, stretched
from evaluator.ui.texts import TEXTS, day, money, money_typed
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.theme import font
from evaluator.ui.working import FIELD_WIDTH, WorkingDialog, line_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.call import Call
    from evaluator.domain.money import Cents

_SUFFIX = ".evaluator"


def default_path(call: Call) -> Path:
    """Give where the workspace of a call goes unless the person says otherwise."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder) / f"{call.id}{_SUFFIX}"


class CreateDialog(WorkingDialog):
    """Asks for what a round needs; nothing is made before it is confirmed."""

    def __init__(self, parent: QWidget | None, calls: Sequence[Call], name: str) -> None:
        self.calls = tuple(calls)
        self.call_choice = QComboBox()
        self.call_choice.setFont(font("body"))
        self.call_choice.setMinimumWidth(FIELD_WIDTH)
        for each in self.calls:
            self.call_choice.addItem(each.title.to(TEXTS.language))
        self._about = label("", "caption", "3", wrap=True)
        self.envelope = line_field()
        self.envelope.setMinimumWidth(140)
        self.name_field = line_field(name)
        self.name_field.setMinimumWidth(200)
        self.where = QLineEdit()
        self.where.setFont(font("body"))
        self.where.setAccessibleName(tr("create.where"))
        self._where_chosen = False
        change = Button(tr("create.change"))
        change.clicked.connect(self._choose)
        place = panel(stretched(row(self.where, change, gap=8), 0))
        both = panel(
            row(
                labelled(tr("create.envelope"), self.envelope, tr("create.envelope_hint")),
                labelled(tr("create.name"), self.name_field, tr("create.name_hint")),
                gap=12,
            )
        )
        self._key_place = panel(row(gap=0))
        super().__init__(
            parent,
            tr("create.title"),
            labelled(tr("create.call"), self.call_choice),
            self._about,
            both,
            labelled(tr("create.where"), place, tr("create.where_hint")),
            self._key_place,
            accept=tr("create.accept"),
        )
        self.key = KeyChoice(self.passphrases)
        inner = self._key_place.layout()
        if inner is not None:
            inner.addWidget(self.key)
        self.where.textEdited.connect(self._on_where_edited)
        self.call_choice.currentIndexChanged.connect(self._show_call)
        self.call_choice.setCurrentIndex(len(self.calls) - 1)  # the latest call
        self._show_call()

    @property
    def call(self) -> Call:
        """The chosen call."""
        return self.calls[self.call_choice.currentIndex()]

    @property
    def amount(self) -> Cents | None:
        """The envelope in cents, or None where it is no amount above zero."""
        try:
            amount = money_typed(self.envelope.text())
        except ValueError:
            return None
        return amount if amount > 0 else None

    @property
    def name(self) -> str:
        """Who makes the round."""
        return self.name_field.text().strip()

    @property
    def workspace(self) -> Path:
        """Where the workspace will be."""
        path = Path(self.where.text().strip()).expanduser()
        return (path if path.suffix else path.with_suffix(_SUFFIX)).absolute()

    def fault(self) -> str:
        """Give the first field that is missing or wrong, or empty."""
        if self.amount is None:
            self.envelope.setFocus()
            return tr("create.envelope_missing")
        if not self.name:
            self.name_field.setFocus()
            return tr("create.name_missing")
        if not self.where.text().strip():
            self.where.setFocus()
            return tr("create.where_missing")
        return super().fault()

    def _show_call(self) -> None:
        call = self.call
        self._about.setText(
            tr("create.about", closes=day(call.closes_on), questions=len(call.criteria))
            if call.criteria
            else tr("create.about_bare", closes=day(call.closes_on))
        )
        amount = call.envelope_cents
        self.envelope.setText(money(amount, unit="") if amount is not None else "")
        if not self._where_chosen:
            self.where.setText(str(default_path(call)))

    def _on_where_edited(self) -> None:
        self._where_chosen = True

    def _choose(self) -> None:
        kinds = f"{window_tr('start.file_kind')} (*{_SUFFIX})"
        path, _ = QFileDialog.getSaveFileName(self, tr("create.where"), self.where.text(), kinds)
        if path:
            self._where_chosen = True
            self.where.setText(path)
