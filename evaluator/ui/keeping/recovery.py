"""The recovery key: shown once it is made and whenever asked, to be printed or kept as a file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, Signal
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QGridLayout, QWidget

from evaluator.ui.dialogs import Dialog
from evaluator.ui.keeping.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import IconLabel, fact, label
from evaluator.ui.shared.layout import col, panel, row, stretched
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from evaluator.domain.language import Language

_IN_A_ROW = 4
_DOTS = 300
_MARGIN = 20.0
"""Of the page, in millimetres."""


class RecoveryDialog(Dialog):
    """Shows the thirteen groups, and offers to keep them.

    Signals:
        pdf_wanted: Save them as PDF.
        text_wanted: Save them as text.
        print_wanted: Print them.
    """

    pdf_wanted = Signal()
    text_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None, file: str, key: str, *, new: bool) -> None:
        self.file, self.key = file, key
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        for at, group in enumerate(key.split("-")):
            line, column = divmod(at, _IN_A_ROW)
            grid.addWidget(label(str(at + 1), "caption", "3"), line, 2 * column)
            digits = label(group, "score", selectable=True)
            digits.setAccessibleName(tr("recovery.group", number=at + 1, text=" ".join(group)))
            grid.addWidget(digits, line, 2 * column + 1)
        why = label(tr("recovery.why_new" if new else "recovery.why"), "body", "2", wrap=True)
        why.setMinimumWidth(460)
        mark = col(IconLabel("key-round", "accent", 20), None)
        well = panel(col(fact(tr("recovery.file"), file), 4, grid, gap=6, margins=(16, 12, 16, 14)), "well")
        pdf = Button(tr("recovery.pdf"), "secondary", "file-down")
        text = Button(tr("recovery.text"), "secondary", "file-text")
        print_ = Button(tr("recovery.print"), "secondary", "printer")
        self._kept = label("", "small", "2", wrap=True)
        super().__init__(
            parent,
            tr("recovery.title"),
            stretched(row(mark, why, gap=12), 1),
            well,
            row(print_, pdf, text, None),
            self._kept,
            accept=window_tr("dialogs.close"),
        )
        self.setAccessibleName(tr("recovery.title"))
        self.setAccessibleDescription(tr("recovery.why"))
        pdf.clicked.connect(self.pdf_wanted)
        text.clicked.connect(self.text_wanted)
        print_.clicked.connect(self.print_wanted)

    def say_kept(self, words: str) -> None:
        """Say where it was saved or printed."""
        self._kept.setText(words)


def recovery_text(file: str, key: str) -> str:
    """Give the key as a text file."""
    return f"{tr('recovery.title')}\n{file}\n\n{key}\n\n{tr('recovery.paper_note')}\n"


def recovery_pdf(file: str, key: str, language: Language) -> bytes:
    """Give the key as one page to be put away."""
    cells = [
        f"<td><small>{at}</small>&nbsp;&nbsp;<b>{escape(group)}</b></td>"
        for at, group in enumerate(key.split("-"), start=1)
    ]
    rows = (cells[at : at + _IN_A_ROW] for at in range(0, len(cells), _IN_A_ROW))
    table = "".join(f"<tr>{''.join(each)}</tr>" for each in rows)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(tr("recovery.title"))
    writer.setResolution(_DOTS)
    margins = QMarginsF(*(_MARGIN,) * 4)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)  # points are points on paper, not on the screen
    face = QFont(font("body"))
    face.setPointSize(11)
    document.setDefaultFont(face)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.setHtml(
        f'<html lang="{language.value}"><h1>{escape(tr("recovery.title"))}</h1><p>{escape(file)}</p>'
        f'<table cellpadding="16">{table}</table>'
        f"<p>{escape(tr('recovery.paper_note'))}</p></html>"
    )
    painter = QPainter(writer)
    document.drawContents(painter)
    painter.end()
    return bytes(buffer.data().data())
