"""A paper on a printer: every page as a picture on white, at the printer's own resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from evaluator.ui.decision.errors import PrinterError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evaluator.services.ports import Progress

_FINEST = 300
"""Dots per inch; more would only make the print slower."""


def ask_printer(parent: QWidget, title: str, pages: int) -> QPrinter | None:
    """Ask where and what to print; None when the user gave up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFromTo(1, pages)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def flattened(document: QPdfDocument, page: int, dots: float) -> QImage:
    """Give a page (0 and up) as a picture on white paper, at ``dots`` per inch."""
    size = (document.pagePointSize(page) * (dots / 72)).toSize()
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return picture


def print_pdf(content: bytes, printer: QPrinter, progress: Progress) -> int:
    """Print a PDF; runs in a worker with a document of its own. Gives the number of pages.

    Raises:
        PrinterError: The printer does not take the print.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    first = max(1, printer.fromPage())
    last = min(printer.toPage() or document.pageCount(), document.pageCount())
    dots = min(_FINEST, printer.resolution())
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterError(printer=printer.printerName() or "-")
    for done, page in enumerate(range(first - 1, last)):
        if done:
            printer.newPage()
        painter.drawImage(QRect(painter.viewport()), flattened(document, page, dots))
        progress(done + 1, last - first + 1)
    painter.end()
    return last - first + 1
