"""The strip that says where review files go; the whole window takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from evaluator.ui.actions import ActionId, hint
from evaluator.ui.merging.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import ElidedLabel, IconLabel, label
from evaluator.ui.shared.layout import col, row, stretched
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from evaluator.ui.actions import Actions


class DropStrip(QFrame):
    """Where to drop files and the button to choose them; while files are read, how far that is.

    Attributes:
        cancel: Stops what is going on.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(56)
        self.setAccessibleName(tr("drop.title"))
        self._title = label(tr("drop.title"), "strong")
        self._note = ElidedLabel(tr("drop.note"), "small", "2")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(tr("drop.working"))
        self._bar.hide()
        self.choose = Button(tr("drop.choose"), "secondary", "folder-open", tip=hint(ActionId.MERGE_CHOOSE))
        self.choose.follow(actions[ActionId.MERGE_CHOOSE])
        self.cancel = Button(window_tr("dialogs.cancel"), "secondary", "x")
        self.cancel.hide()
        words = col(None, self._title, self._note, self._bar, None, gap=2)
        self.setLayout(
            stretched(
                row(
                    IconLabel("file-down", "accent", 22),
                    words,
                    self.choose,
                    self.cancel,
                    gap=12,
                    margins=(18, 0, 12, 0),
                ),
                1,
            )
        )

    def show_work(self, done: int = 0, total: int = 0, *, applying: bool = False) -> None:
        """Show that files are read or merged; ``idle`` takes it away."""
        self._title.setText(tr("drop.applying" if applying else "drop.reading"))
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._note.hide()
        self._bar.show()
        self.choose.hide()
        self.cancel.show()

    def idle(self) -> None:
        """Wait for files again."""
        self._title.setText(tr("drop.title"))
        self._bar.hide()
        self._note.show()
        self.cancel.hide()
        self.choose.show()

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(THEME.colour("ctrl"), 1.4)
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(THEME.colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
