"""The attachments of an application: shown in the window, never written beside the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QTextBrowser,
    QWidget,
)

from evaluator.domain.media_types import media_type
from evaluator.ui.decision.pages import Pages
from evaluator.ui.reading.content import OFFICE
from evaluator.ui.reading.words import tr
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.labels import IconLabel, label
from evaluator.ui.shared.layout import col, hline, row, stretched
from evaluator.ui.shared.spoken import hide_bars
from evaluator.ui.texts import number
from evaluator.ui.theme import THEME, font

if TYPE_CHECKING:
    from evaluator.domain.bundles import ReceivedFile
    from evaluator.services.reading import ToRead

_LONGEST_TEXT = 2_000_000
_LINE = 34
_SHOWN_LINES = 4
_WIDEST_PICTURE = 4096
_KIB = 1024


class Attachments(QWidget):
    """A list above, the one that is chosen below.

    Signals:
        wanted: An attachment shall be shown; with its path.
        searched: What can be searched has changed.
    """

    wanted = Signal(str)
    searched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("attachments.name"))
        self.list.setFont(font("body"))
        self.list.setIconSize(QSize(16, 16))
        self.list.setProperty("inset", "true")
        self.list.currentItemChanged.connect(self._on_current)
        self.pages = Pages(self)
        self.pages.setAccessibleName(tr("attachments.pages"))
        self.words = QTextBrowser()
        self.words.setOpenLinks(False)
        self.words.setFont(font("body"))
        self.words.setAccessibleName(tr("attachments.words"))
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName(tr("attachments.picture"))
        around = QScrollArea()
        hide_bars(around)
        around.setWidget(self._picture)
        around.setWidgetResizable(True)
        self._nothing = EmptyState("paperclip", tr("attachments.none"), tr("attachments.none_note"))
        self._cannot = EmptyState("lock", tr("attachments.cannot"), tr("attachments.cannot_note"))
        self._making = EmptyState("clock", tr("attachments.opening"), "")
        self.shown = QStackedWidget()
        for each in (self.pages, self.words, around, self._nothing, self._cannot, self._making):
            self.shown.addWidget(each)
        guard = stretched(
            row(
                IconLabel("shield-check", "text3", 14),
                label(tr("attachments.guard"), "caption", "3", wrap=True),
                gap=6,
                margins=(20, 6, 16, 6),
            ),
            1,
        )
        self.setLayout(stretched(col(self.list, hline(), self.shown, hline(), guard, gap=0), 2))

    def show_files(self, content: ToRead) -> None:
        """List the attachments; the first is opened when the list is come to."""
        quiet = QSignalBlocker(self.list)
        self.list.clear()
        titles = {each.path: each for each in content.form.attachments} if content.form else {}
        for file in sorted(content.files, key=_order):
            known = titles.get(file.path)
            kind = tr(f"attachments.kind.{known.kind.value}") if known else tr("attachments.kind.other")
            title = known.title if known else file.path.rpartition("/")[2]
            item = QListWidgetItem(tr("attachments.line", title=title, kind=kind, size=_size(file)))
            item.setIcon(THEME.icon("file-text" if _is_shown(file.path) else "lock"))
            item.setData(Qt.ItemDataRole.UserRole, file.path)
            item.setToolTip(f"{title}\n{file.path}")
            item.setSizeHint(QSize(0, _LINE))
            self.list.addItem(item)
        quiet.unblock()
        self.list.setFixedHeight(_LINE * min(_SHOWN_LINES, max(1, self.list.count())) + 2)
        self.list.setVisible(self.list.count() > 0)
        self.pages.show_pdf(b"")
        self.words.clear()
        self._picture.clear()
        self.shown.setCurrentWidget(self._nothing)

    def come(self) -> None:
        """Open the first attachment when none is open."""
        if self.list.count() and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def show_content(self, path: str, content: bytes | str | None) -> None:
        """Show an attachment or the text of one, if it is still chosen; None cannot be shown."""
        if self._path() != path:
            return
        kind = media_type(path)
        if content is None:
            self.shown.setCurrentWidget(self._cannot)
        elif isinstance(content, str):
            self.words.setPlainText(f"{tr('attachments.as_text')}\n\n{content[:_LONGEST_TEXT]}")
            self.shown.setCurrentWidget(self.words)
        elif kind == "application/pdf":
            self.pages.show_pdf(content)
            self.shown.setCurrentWidget(self.pages)
        elif kind.startswith("text/"):
            self.words.setPlainText(content[:_LONGEST_TEXT].decode("utf-8", errors="replace"))
            self.shown.setCurrentWidget(self.words)
        elif kind.startswith("image/") and self._show_picture(content):
            self.shown.setCurrentIndex(2)
        else:
            self.shown.setCurrentWidget(self._cannot)
        self.searched.emit()

    def show_failure(self) -> None:
        """Show that the chosen one cannot be shown."""
        self.shown.setCurrentWidget(self._cannot)

    def _show_picture(self, content: bytes) -> bool:
        image = QImage.fromData(content)
        if image.isNull() or max(image.width(), image.height()) > _WIDEST_PICTURE:
            return False
        self._picture.setPixmap(QPixmap.fromImage(image))
        return True

    def _path(self) -> str:
        item = self.list.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def _on_current(self) -> None:
        path = self._path()
        if not path:
            return
        if _is_shown(path):
            self.shown.setCurrentWidget(self._making)
            self.wanted.emit(path)
        else:
            self.shown.setCurrentWidget(self._cannot)
        self.searched.emit()


def _is_shown(path: str) -> bool:
    kind = media_type(path)
    return kind == "application/pdf" or kind in OFFICE or kind.startswith(("text/", "image/"))


def _order(file: ReceivedFile) -> tuple[bool, bool, str]:
    """Put what is shown as it is first, then what is shown as text, then the rest."""
    return not _is_shown(file.path), media_type(file.path) in OFFICE, file.path


def _size(file: ReceivedFile) -> str:
    if file.size < _KIB * _KIB:
        return tr("attachments.kilobytes", size=max(1, round(file.size / _KIB)))
    return tr("attachments.megabytes", size=number(round(file.size / _KIB / _KIB)))
