"""One entry in detail: who, what, when, before and after, and its place in the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from evaluator.ui.log.told import NOTHING
from evaluator.ui.log.words import tr
from evaluator.ui.shared.inspector import Inspector
from evaluator.ui.shared.labels import fact, label, section
from evaluator.ui.shared.layout import col, panel, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evaluator.ui.log.model import LogRow
    from evaluator.ui.log.told import Told

_DIGITS = 16


class EntryInspector(Inspector):
    """The inspector of the log."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("inspector"), parent=parent)

    def show_entry(self, entry: LogRow) -> None:
        """Show one entry."""
        logged = entry.logged
        self.show_head(tr("caption", number=entry.key), entry.deed_word, entry.about)
        chain = panel(
            col(
                fact(tr("digest"), _short(logged.digest)),
                fact(tr("previous"), _short(logged.entry.previous)),
                fact(tr("name"), entry.deed),
                gap=4,
                margins=(12, 10, 12, 10),
            ),
            "well",
        )
        told = [_change(each) for each in entry.changes]
        gone = (
            [label(tr("values_erased", count=entry.erased), "small", "2", wrap=True)] if entry.erased else []
        )
        self.show_body(
            fact(tr("column.when"), entry.when),
            fact(tr("column.by"), entry.by),
            section(tr("column.change")),
            *(told or [label(tr("no_values"), "small", "2", wrap=True)]),
            *gone,
            section(tr("chain")),
            chain,
            label(tr("chain_note"), "caption", "3", wrap=True),
        )


def _short(digest: bytes) -> str:
    """Give the first digits, which tell digests apart."""
    return f"{digest.hex()[:_DIGITS]}…"


def _change(told: Told) -> QWidget:
    """Lay out one part: how it was, struck out by its word, and how it is."""
    above = [label(told.name, "small", "2")] if told.name else []
    lines = []
    if told.before != NOTHING and told.changed:
        lines.append(_line(tr("before"), told.before, "2"))
    if told.after != NOTHING or not lines:
        word = tr("after") if told.changed else tr("as_before")
        lines.append(_line(word, told.after, ""))
    made = panel(col(*above, *lines, gap=2, margins=(12, 8, 12, 8)), "well")
    made.setAccessibleName(f"{told.name} {tr('before')}: {told.before}, {tr('after')}: {told.after}".strip())
    return made


def _line(word: str, value: str, tone: str) -> QWidget:
    shown = label(value, "body", tone, wrap=True, selectable=True)
    name = label(word, "caption", "3", align=Qt.AlignmentFlag.AlignTop)
    name.setFixedWidth(58)
    layout = row(name, shown, gap=6)
    layout.setStretch(1, 1)
    return panel(layout)
