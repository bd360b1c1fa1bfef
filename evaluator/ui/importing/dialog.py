"""What an import would change, row by row, before anything is stored; and how far it has come."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from evaluator.services.import_table import Change
from evaluator.ui.dialogs import Dialog
from evaluator.ui.importing.mapping import MappingPanel
from evaluator.ui.importing.rows import PreviewRow, columns, rows_of
from evaluator.ui.importing.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.fields import Complaint
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import panel, row, stretched
from evaluator.ui.shared.table import Table
from evaluator.ui.shared.table_model import RowsModel
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from evaluator.services.import_preview import ImportPreview

_ROW = 44
_SIZE = (860, 620)
_STEPS = 1000
"""Of the bar: bytes of a large bundle do not fit into Qt's whole numbers."""


class ImportDialog(Dialog):
    """The preview of one file.

    Signals:
        wanted: Import it; of a refused bundle, note the refusal.
        mapping_chosen: Read the table by this ``ColumnMapping``.
        stopped: Stop what is being done.
    """

    wanted = Signal()
    mapping_chosen = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QWidget | None, file: str) -> None:
        self.preview: ImportPreview | None = None
        self._working = False
        self.counts = label("", "body", "2", wrap=True)
        self.columns_button = Button(tr("columns"), "link", "columns-3", small=True, checkable=True)
        self.columns_button.hide()
        self.mapping = MappingPanel()
        self.mapping.hide()
        self.model = RowsModel(columns(bundle=False))
        self.table = Table(self.model, tr("table"), _ROW)
        self._reading = EmptyState("clock", tr("reading"), tr("reading_note"))
        self.lists = QStackedWidget()
        self.lists.addWidget(self._reading)
        self.lists.addWidget(self.table)
        self._detail = label("", "small", "2", wrap=True, selectable=True)
        self._detail.setMinimumHeight(34)
        self.complaint = Complaint()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(tr("progress"))
        card = panel(stretched(row(self.lists, gap=0, margins=(1, 1, 1, 1)), 0), "card")
        super().__init__(
            parent,
            tr("title", file=file),
            stretched(row(self.counts, self.columns_button, gap=8), 0),
            self.mapping,
            card,
            self._detail,
            self.complaint,
            self.bar,
            accept=tr("accept", count=0),
            reject=window_tr("dialogs.cancel"),
        )
        self.setAccessibleName(tr("title", file=file))
        if (layout := self.layout()) is not None:
            layout.setStretch(3, 1)  # type: ignore[attr-defined]
        self.resize(*_SIZE)
        self.columns_button.toggled.connect(self.mapping.setVisible)
        self.mapping.chosen.connect(self.mapping_chosen)
        self.table.chosen.connect(self._on_chosen)
        self.show_working(working=True)

    def show_working(self, *, working: bool) -> None:
        """Show that the file is being read or imported."""
        self._working = working
        self.bar.setRange(0, 0)
        self.bar.setVisible(working)
        self.mapping.setEnabled(not working)
        self.accept_button.setEnabled(not working and self._can_go_on)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(done * _STEPS // max(1, total))

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what the import would do."""
        self.preview = preview
        self.table.use(columns(bundle=preview.bundle), _ROW)
        self.model.set_rows(rows_of(preview))
        self.lists.setCurrentWidget(self.table)
        changes = Counter(each.change for each in preview.applications)
        said = [
            tr(f"count.{change.value}", count=changes[change])
            for change in Change
            if changes[change] or change is Change.NEW
        ]
        if preview.errors:
            said.append(tr("count.errors", count=len(preview.errors)))
        self.counts.setText(" · ".join(said))
        self.columns_button.setVisible(bool(preview.headers))
        self.mapping.show_columns(preview.headers, preview.mapping)
        if preview.headers and preview.mapping is None:
            self.columns_button.setChecked(True)  # nobody but the person can tell what they hold
        count = changes[Change.NEW] + changes[Change.SUPERSEDED]
        refused_bundle = preview.refused and preview.bundle
        self.accept_button.setText(tr("quarantine.accept") if refused_bundle else tr("accept", count=count))
        self.complaint.say(_hindrance(preview, count))
        self.show_working(working=False)
        (self.accept_button if self.accept_button.isEnabled() else self.table).setFocus()

    def say(self, text: str) -> None:
        """Say why it was not done."""
        self.show_working(working=False)
        self.complaint.say(text)

    @property
    def _can_go_on(self) -> bool:
        if self.preview is None:
            return False
        if self.preview.refused:
            return self.preview.bundle
        return any(each.change is not Change.UNCHANGED for each in self.preview.applications)

    def accept(self) -> None:
        """Have it done; the dialog closes when it is."""
        if self._can_go_on and not self._working:
            self.complaint.say("")
            self.show_working(working=True)
            self.wanted.emit()

    def close_done(self) -> None:
        """Close; it is done."""
        self.done(int(Dialog.DialogCode.Accepted))

    def reject(self) -> None:
        """Stop what is being done, and close: nothing is stored."""
        self.stopped.emit()
        super().reject()

    def _on_chosen(self, chosen: object) -> None:
        self._detail.setText(chosen.sentence if isinstance(chosen, PreviewRow) else "")


def _hindrance(preview: ImportPreview, count: int) -> str:
    """Say why it cannot be imported as it is, or empty."""
    if preview.refused:
        return tr("refused.bundle" if preview.bundle else "refused.table")
    return "" if count else tr("nothing")
