"""Opening a workspace with the recovery key that was put away on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.ui.keeping.words import tr
from evaluator.ui.shared.fields import TextArea, labelled
from evaluator.ui.shared.labels import fact, label
from evaluator.ui.shared.layout import col, panel
from evaluator.ui.working import FIELD_WIDTH, WorkingDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LONGEST = 1_000
"""Characters that are read of what is pasted; a key has 77."""


class RecoverDialog(WorkingDialog):
    """Asks for the thirteen groups; small letters and missing hyphens are fine."""

    def __init__(self, parent: QWidget | None, file: str) -> None:
        self.field = TextArea(tr("recover.field"), 84, tr("recover.hint"))
        what = panel(
            col(
                fact(tr("rekey.file"), file),
                label(tr("recover.what"), "small", "2", wrap=True),
                gap=6,
                margins=(12, 10, 12, 10),
            ),
            "well",
        )
        what.setMinimumWidth(FIELD_WIDTH)
        super().__init__(
            parent,
            tr("recover.title"),
            what,
            labelled(tr("recover.field"), self.field),
            accept=tr("recover.accept"),
        )
        self.setAccessibleDescription(tr("recover.what"))
        self.field.setFocus()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.field.toPlainText()[:_LONGEST].strip()

    def fault(self) -> str:
        """Say that nothing was typed, or nothing."""
        return super().fault() or ("" if self.text else tr("recover.missing"))

    def close_done(self) -> None:
        """Close; the key does not stay in the field."""
        self.field.clear()
        super().close_done()

    def reject(self) -> None:
        """Give up; the key does not stay in the field."""
        self.field.clear()
        super().reject()
