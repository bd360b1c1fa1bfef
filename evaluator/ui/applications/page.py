"""An application in full: what the applicant sent at the left, what the official makes of it at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evaluator.ui.actions import ActionId
from evaluator.ui.applications.barred import BarredPart
from evaluator.ui.applications.costs import CostsPanel
from evaluator.ui.applications.note import NotePart
from evaluator.ui.applications.page_parts import CompletionPart, FindingsPart, LikesPart
from evaluator.ui.applications.words import tr
from evaluator.ui.reading.reader import Reader
from evaluator.ui.shared.layout import col, hline, panel, row, stretched
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.shared.workspace import KeyHint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from evaluator.scoring.figures import Outcome, Standing
    from evaluator.services.application_page import ApplicationPage
    from evaluator.ui.actions import Actions

COSTS, FINDINGS, COMPLETION, LIKES = range(4)
_SIDE, _SIDE_WIDE = 452, 520


class ApplicationPageView(QWidget):
    """The page.

    Signals:
        left: Back to the list.
    """

    left = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("name"))
        self.page: ApplicationPage | None = None
        self.standing: Standing | None = None
        self.reader = Reader(actions)
        self.reader.queue_button.setText(f" {tr('back')}")
        self.reader.queue_button.setAccessibleName(tr("back"))
        self.reader.queue_button.setToolTip(tr("back_tip"))
        self.reader.queue_wanted.connect(self.left)
        words = ("costs", "findings", "completion", "likes")
        self.tabs = Segmented([Choice(tr(f"tab.{word}")) for word in words], tr("tabs"))
        self.costs = CostsPanel()
        self.findings = FindingsPart(tr("tab.findings"))
        self.completion = CompletionPart(tr("tab.completion"))
        self.likes = LikesPart(tr("tab.likes"))
        self._parts = QStackedWidget()
        for part in (self.costs, self.findings, self.completion, self.likes):
            self._parts.addWidget(part)
        self.tabs.chosen.connect(self._parts.setCurrentIndex)
        self.note = NotePart()
        head = panel(row(self.tabs, gap=0, margins=(12, 10, 12, 10)))
        lines = col(head, hline(), self._parts, hline(), self.note, gap=0)
        self.side = panel(stretched(lines, 2), "side")
        self.side.setAccessibleName(tr("side"))
        self.barred = BarredPart()
        self.barred.left.connect(self.left)
        self.barred.hide()
        self.setLayout(stretched(row(self.barred, self.reader, self.side, gap=0), 1))
        self.set_wide(wide=False)

    def set_wide(self, *, wide: bool) -> None:
        """Lay out for a window from 1440 pixels, or for a narrower one."""
        width = _SIDE_WIDE if wide else _SIDE
        self.side.setFixedWidth(width)
        self.tabs.set_width(width - 26)

    def show_page(self, page: ApplicationPage, standing: Standing, outcome: Outcome) -> None:
        """Show an application; where one reads and which part is open stays for the same one."""
        other = self.page is None or self.page.application != page.application
        new = other or self.page is None or self.page.content != page.content
        self.page, self.standing = page, standing
        contents = outcome.contents
        for each in (self.reader, self.side):
            each.setVisible(page.bar is None)
        self.barred.setVisible(page.bar is not None)
        if page.bar is not None:
            self.barred.show_bar(page.bar, standing)
            self.barred.back.setFocus()
        if new:
            made_up = contents.round.made_up
            self.reader.show_application(standing.application, page.content, contents.round.call, made_up)
        self.costs.show_costs(page, standing, outcome)
        self.findings.show_findings(standing, page)
        self.completion.show_request(standing)
        self.likes.show_likes(standing, outcome)
        likes = len({one for each in standing.findings for one in each.others})
        self.tabs.set_counts(["", str(len(standing.findings) or ""), "", str(likes or "")])

    @property
    def is_barred(self) -> bool:
        """Whether the reader is disqualified from the application in sight."""
        return self.page is not None and self.page.bar is not None

    def show_part(self, part: int) -> None:
        """Show costs, findings, the request to complete, or applications that are alike."""
        self.tabs.set_value(part)
        self._parts.setCurrentIndex(part)

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        """Give what the page does for the actions it knows."""
        if self.is_barred:
            return {}
        return {
            ActionId.EDIT_FIND: self.reader.start_find,
            ActionId.ZOOM_IN: lambda: self.reader.zoom(1),
            ActionId.ZOOM_OUT: lambda: self.reader.zoom(-1),
        }

    def keys(self) -> tuple[KeyHint, ...]:
        """Give the keys that matter here."""
        step, back = KeyHint(("Ctrl", "↑", "↓"), tr("keys.step")), KeyHint(("Esc",), tr("keys.back"))
        if self.is_barred:
            return step, back
        return step, KeyHint(("F6",), tr("keys.pane")), KeyHint(("Ctrl", "F"), tr("keys.find")), back

    def panes(self) -> Sequence[QWidget]:
        """Give the parts that F6 goes through."""
        return (self.barred,) if self.is_barred else (self.reader, self.side)

    def appear(self) -> None:
        """Take the keyboard."""
        (self.barred.back if self.is_barred else self.reader.focus_target()).setFocus()
