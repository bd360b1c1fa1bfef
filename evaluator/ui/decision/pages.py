"""The pages of a paper on the screen: scroll, zoom, find."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QPointF, Signal
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QWidget

from evaluator.ui.shared.spoken import hide_bars
from evaluator.ui.texts import tr
from evaluator.ui.theme import THEME

_ZOOM_STEP = 1.2
_SMALLEST, _LARGEST = 0.25, 4.0


class Pages(QPdfView):
    """Shows one PDF from memory; the paper stays white in the dark theme.

    Signals:
        moved: Another page is in sight, or another zoom is in force.
        found: The number of places found has changed.
    """

    moved = Signal()
    found = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Not children of the view: a document that dies inside its view still tells it so.
        self._document = QPdfDocument(parent)
        self._content = QBuffer(parent)
        self._hits = QPdfSearchModel(parent)
        self._hits.setDocument(self._document)
        self._hit = -1
        hide_bars(self)
        self.setAccessibleName(tr("decision.pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setPageSpacing(16)
        self.setDocumentMargins(QMargins(24, 16, 24, 16))
        self.setDocument(self._document)
        self.setSearchModel(self._hits)
        self.verticalScrollBar().setProperty("on", "page_canvas")
        self.pageNavigator().currentPageChanged.connect(lambda _: self.moved.emit())
        self._hits.modelReset.connect(self.found)
        self._hits.rowsInserted.connect(self._on_found)
        THEME.changed.connect(self._dress)
        self._dress()

    @property
    def page(self) -> int:
        """The page in sight, 1 and up; 0 without a paper."""
        return self.pageNavigator().currentPage() + 1 if self.pages else 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    @property
    def hits(self) -> int:
        """How many places were found so far."""
        return self._hits.rowCount(self._hits.index(-1, -1))

    @property
    def hit(self) -> int:
        """Which of them is marked, 1 and up; 0 for none."""
        return self._hit + 1

    def show_pdf(self, content: bytes) -> None:
        """Show another paper; page and zoom stay as far as they can."""
        page, query = self.page, self._hits.searchString()
        self._document.close()
        self._content.close()
        self._content.setData(QByteArray(content))
        if content:
            self._content.open(QIODevice.OpenModeFlag.ReadOnly)
            self._document.load(self._content)
            self.go_to(min(max(1, page), max(1, self.pages)))
            self._hits.setSearchString("")
            self.look_for(query)
        self.moved.emit()

    def go_to(self, page: int) -> None:
        """Go to a page, 1 and up."""
        if 1 <= page <= self.pages:
            self.pageNavigator().jump(page - 1, QPointF(), 0)
            self.moved.emit()

    def zoom(self, steps: int) -> None:
        """Zoom in or out by steps."""
        now = self.zoomFactor() if self.zoomMode() is QPdfView.ZoomMode.Custom else self._width_factor()
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(min(_LARGEST, max(_SMALLEST, now * _ZOOM_STEP**steps)))
        self.moved.emit()

    def fit_width(self) -> None:
        """Make the page as wide as there is room."""
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.moved.emit()

    def look_for(self, query: str) -> None:
        """Mark every place where a text stands."""
        self._hit = -1
        self._hits.setSearchString(query)
        self.found.emit()

    def next_hit(self, by: int = 1) -> None:
        """Go to the next or the previous place found."""
        if not self.hits:
            return
        self._hit = (self._hit + by) % self.hits
        self.setCurrentSearchResultIndex(self._hit)
        link = self._hits.resultAtIndex(self._hit)
        self.pageNavigator().jump(link.page(), link.location(), 0)
        self.found.emit()
        self.moved.emit()

    def _on_found(self) -> None:
        if self._hit < 0 and self.hits:
            self.next_hit()
        self.found.emit()

    def _width_factor(self) -> float:
        points = self._document.pagePointSize(max(0, self.page - 1)).width() or 595.0
        inch = self.logicalDpiX() / 72
        margins = self.documentMargins()
        return float((self.viewport().width() - margins.left() - margins.right()) / (points * inch))

    def _dress(self) -> None:
        palette = self.palette()
        for role in (palette.ColorRole.Dark, palette.ColorRole.Window, palette.ColorRole.Base):
            palette.setColor(role, THEME.colour("page_canvas"))
        self.setPalette(palette)
        self.viewport().update()
