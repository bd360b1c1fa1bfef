"""The place of the meeting: large type, one application at a time."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from evaluator.ui.actions import ActionId, hint, keys_of
from evaluator.ui.consensus.form import RecordForm
from evaluator.ui.consensus.grid import AgreeTable
from evaluator.ui.consensus.people import PeoplePanel
from evaluator.ui.consensus.said import SaidPanel
from evaluator.ui.consensus.top import Top
from evaluator.ui.consensus.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.layout import col, hline, panel, row, scrolled, stretched
from evaluator.ui.shared.list_page import PageHead
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.shared.workspace import KeyHint, Status, Workspace
from evaluator.ui.texts import tr as window_tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from evaluator.ui.actions import Actions


class Order(IntEnum):
    """In which order the meeting goes through the applications."""

    NUMBER = 0
    SPREAD = 1
    RANK = 2


class ConsensusView(Workspace):
    """Top, grid, who said what, who is present, and the record.

    Signals:
        stepped: The next or the previous application is wanted: +1 or -1.
        order_wanted: Another order is wanted.
        thing_wanted: An application is wanted, by its number.
        record_wanted, discussed_wanted, withdraw_wanted, discard_wanted, fill_wanted,
            minutes_wanted: As named.
    """

    stepped = Signal(int)
    order_wanted = Signal(int)
    thing_wanted = Signal(int)
    record_wanted = Signal()
    discussed_wanted = Signal()
    withdraw_wanted = Signal()
    discard_wanted = Signal()
    fill_wanted = Signal()
    minutes_wanted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("consensus")
        self.setAccessibleName(window_tr("places.consensus"))
        self.ready = False
        self._writable = False
        self._recorded = False
        self._typed = False
        self._place_words = ""
        self.order = Segmented([Choice(tr(f"order.{each.name.lower()}")) for each in Order], tr("order.name"))
        self.order.chosen.connect(self.order_wanted)
        self.minutes = Button(tr("minutes"), "ghost", "file-text", tip=hint(ActionId.MEETING_MINUTES))
        self.minutes.follow(actions[ActionId.MEETING_MINUTES])
        self.previous = Button("", "secondary", "chevron-up", tip=hint(ActionId.MEETING_PREVIOUS))
        self.previous.follow(actions[ActionId.MEETING_PREVIOUS])
        self.next = Button(tr("next"), "secondary", "chevron-down", tip=hint(ActionId.MEETING_NEXT))
        self.next.follow(actions[ActionId.MEETING_NEXT])
        self.head = PageHead(
            window_tr("places.consensus"), self.order, self.minutes, self.previous, self.next
        )
        self.top = Top()
        self.grid = AgreeTable()
        self.fill = Button(tr("fill.button"), "link", tip=tr("fill.tip"))
        self.fill.clicked.connect(self.fill_wanted)
        self.sentences = SaidPanel()
        self.people = PeoplePanel()
        self.form = RecordForm(actions)
        self._body = QStackedWidget()
        self._empty = EmptyState("users", tr("empty.title"), tr("empty.note"))
        self._body.addWidget(self._whole())
        self._body.addWidget(self._empty)
        self.setLayout(stretched(row(self._body, gap=0), 0))

    def _whole(self) -> QWidget:
        under = panel(row(self.fill, None, margins=(18, 2, 12, 4)))
        left = panel(
            stretched(col(self.head, self.top, hline(), self.grid, under, gap=0), 3), ground="surface"
        )
        self._inner = panel(col(self.sentences, hline(), self.people, None, gap=12, margins=(16, 12, 16, 12)))
        self._area = scrolled(self._inner)
        self._side: QFrame = panel(stretched(col(self._area, hline(), self.form, gap=0), 0), "side")
        return panel(stretched(row(left, self._side, gap=0), 0))

    def show_nothing(self) -> None:
        """Say that there is nothing to handle yet."""
        self.ready = True
        self._body.setCurrentWidget(self._empty)
        self.status_changed.emit()

    def show_place(self, words: str, *, writable: bool, recorded: bool, typed: bool) -> None:
        """Show where in the meeting one is, and what can be done with the application in sight."""
        self.ready = True
        self.people.setEnabled(writable)
        self.form.set_writable(writable)
        self._typed = typed
        self._place_words, self._writable, self._recorded = words, writable, recorded
        self._body.setCurrentIndex(0)
        self.head.say(words)
        self.fill.setVisible(writable)
        self.status_changed.emit()

    def show_typed(self, *, typed: bool) -> None:
        """Show that something is typed and not recorded."""
        self.form.show_draft(typed)
        if typed is not self._typed:
            self._typed = typed
            self.status_changed.emit()

    def settle(self) -> None:
        """Give the sentences the height that they take: an area that scrolls asks for too little."""
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        height = self._inner.heightForWidth(self._area.viewport().width())
        self._inner.setMinimumHeight(max(0, height))

    # What a place is to the window
    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        if not self.ready or self._body.currentWidget() is self._empty:
            return {}
        deeds: dict[ActionId, Callable[[], object]] = {
            ActionId.MEETING_NEXT: lambda: self.stepped.emit(1),
            ActionId.MEETING_PREVIOUS: lambda: self.stepped.emit(-1),
            ActionId.VIEW_NEXT: lambda: self.stepped.emit(1),
            ActionId.VIEW_PREVIOUS: lambda: self.stepped.emit(-1),
            ActionId.MEETING_MINUTES: self.minutes_wanted.emit,
            ActionId.EDIT_COPY: self._copy,
        }
        if self._writable:
            deeds[ActionId.MEETING_RECORD] = self.record_wanted.emit
            deeds[ActionId.MEETING_DISCUSSED] = self.discussed_wanted.emit
            if self._typed:
                deeds[ActionId.MEETING_DISCARD] = self.discard_wanted.emit
            if self._recorded:
                deeds[ActionId.MEETING_WITHDRAW] = self.withdraw_wanted.emit
        return deeds

    def panes(self) -> Sequence[QWidget]:
        return (self.order, self.grid, self.people, self.form)

    def status(self) -> Status:
        if not self.ready:
            return Status(tr("opening"))
        pairs = (
            (("0", "–", "5"), "agree"),
            (tuple(keys_of(ActionId.MEETING_NEXT).split("+")), "next"),
            (tuple(keys_of(ActionId.MEETING_RECORD).split("+")), "record"),
            (("F6",), "pane"),
        )
        return Status(
            self._place_words, keys=tuple(KeyHint(keys, tr(f"keys.{word}")) for keys, word in pairs)
        )

    def show_thing(self, name: str) -> None:
        self.thing_wanted.emit(int(name))

    def set_wide(self, wide: bool) -> None:
        self._side.setFixedWidth(440 if wide else 372)

    def appear(self) -> None:
        if self._body.currentIndex() == 0:
            self.grid.setFocus()

    def _copy(self) -> None:
        self.said.emit(window_tr("applications.copied", count=self.grid.copy_chosen()))
