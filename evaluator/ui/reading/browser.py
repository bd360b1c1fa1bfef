"""A page of rich text: it opens no link, loads nothing, and can be zoomed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QTextBrowser

from evaluator.ui.theme import font

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_WIDEST = 700
_ZOOMS = (13, 14, 15, 17, 19, 22, 26)
"""Pixel sizes of the reading face; the third is the usual one."""

_USUAL = 2


class ReadingText(QTextBrowser):
    """A page of rich text at a comfortable width; it opens no link and loads nothing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom = _USUAL
        self._html = ""
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("reading", "true")
        self.setMaximumWidth(_WIDEST)
        self.document().setDocumentMargin(4)
        self._dress()

    def show_page(self, html: str) -> None:
        """Show a page from its beginning."""
        self._html = html
        self.setHtml(html)
        self.verticalScrollBar().setValue(0)

    def zoom(self, steps: int) -> None:
        """Make the face larger or smaller."""
        self._zoom = min(len(_ZOOMS) - 1, max(0, self._zoom + steps))
        self._dress()

    def _dress(self) -> None:
        face = font("reading")
        if _ZOOMS[self._zoom] != face.pixelSize():
            face = type(face)(face)
            face.setPixelSize(_ZOOMS[self._zoom])
        self.setFont(face)
        self.document().setDefaultFont(face)

    def loadResource(self, _kind: int, _name: object) -> None:
        """Load nothing, whatever a text asks for."""
