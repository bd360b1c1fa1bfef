"""What an import would change, shown before anything is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from evaluator.services.import_table import Change
from evaluator.ui.dialogs import Dialog
from evaluator.ui.shared.labels import fact, label
from evaluator.ui.shared.layout import col, panel
from evaluator.ui.texts import tr

if TYPE_CHECKING:
    from evaluator.services.import_table import ImportReport


_SHOWN = (Change.NEW, Change.SUPERSEDED, Change.UNCHANGED, Change.KEPT)


class ImportDialog(Dialog):
    """Counts of what is new, changed and unchanged."""

    def __init__(self, parent: QWidget | None, file: str, report: ImportReport) -> None:
        lines = [fact(tr(f"import.{each.value}"), str(report.count(each))) for each in _SHOWN]
        body = panel(col(*lines, gap=6, margins=(12, 10, 12, 10)), "well")
        note = label(tr("import.note"), "small", "2", wrap=True)
        note.setMinimumWidth(380)
        count = report.count(Change.NEW) + report.count(Change.SUPERSEDED)
        super().__init__(
            parent,
            tr("import.title", file=file),
            body,
            note,
            accept=tr("import.accept", count=count),
            reject=tr("dialogs.cancel"),
        )
        self.accept_button.setEnabled(count > 0)

    @classmethod
    def ask(cls, parent: QWidget, file: str, report: ImportReport) -> bool:
        """Show it, and tell whether to go on."""
        dialog = cls(parent, file, report)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted
