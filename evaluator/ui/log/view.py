"""The workspace of the log: what was done, by whom and when, and what that proves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QStackedWidget, QWidget

from evaluator.ui.actions import ActionId, Actions
from evaluator.ui.log.delegates import HEIGHT, columns
from evaluator.ui.log.details import EntryInspector
from evaluator.ui.log.model import LogRow, Wanted
from evaluator.ui.log.proof import ProofStrip
from evaluator.ui.log.words import deed_word, tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.fields import SearchField
from evaluator.ui.shared.finding import folded
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import panel, row
from evaluator.ui.shared.list_page import ListPage, PageHead, list_pane
from evaluator.ui.shared.spoken import called
from evaluator.ui.shared.table import Table
from evaluator.ui.shared.table_model import RowsModel
from evaluator.ui.shared.workspace import KeyHint, Status, Workspace
from evaluator.ui.texts import day
from evaluator.ui.texts import tr as window_tr
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from evaluator.domain.log import LogVerdict

_REST_MS = 60


class LogView(Workspace):
    """The log with its filters, its verification and one entry in detail.

    Signals:
        shown: The place came into sight: the log may have grown.
        verify_wanted: What the log proves is asked.
        export_wanted: The log is to be written without personal data.
    """

    shown = Signal()
    verify_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("log")
        self.setAccessibleName(window_tr("places.log"))
        self.model = RowsModel(columns())
        self._rows: Sequence[LogRow] = ()
        self._known = False
        export = Button(window_tr("actions.log.export"), "secondary", "file-down")
        verify = Button(window_tr("actions.log.verify"), "secondary", "shield-check")
        self._head = PageHead(window_tr("places.log"), export.follow(actions[ActionId.LOG_EXPORT]))
        self.strip = ProofStrip(verify.follow(actions[ActionId.LOG_VERIFY]))
        self.search = SearchField(tr("search"), 240)
        self.application = QLineEdit()
        self.application.setValidator(QIntValidator(1, 9_999_999, self))
        self.application.setPlaceholderText(tr("number_hint"))
        self.application.setAccessibleName(tr("of_application"))
        self.application.setFixedWidth(104)
        self.application.setFont(font("body"))
        self.deed, self.by = _combo(tr("of_deed"), 200), _combo(tr("of_person"), 170)
        self.since, self.until = _day(tr("since")), _day(tr("until"))
        self.clear = Button(tr("clear"), "ghost", "x", small=True)
        self.table = Table(self.model, window_tr("places.log"), HEIGHT)
        self._empty = EmptyState("history", tr("empty"), tr("empty_note"))
        self._none = EmptyState("search", tr("none"), tr("none_note"))
        self._lists = QStackedWidget()
        for each in (self.table, self._empty, self._none):
            self._lists.addWidget(each)
        self.inspector = EntryInspector()
        above = panel(row(self.strip, margins=(20, 0, 16, 10)))
        first = row(self.search, self.application, called(self.deed), self.deed, None, margins=(20, 0, 12, 6))
        dash = label("–", "body", "2")
        second = row(
            self.since, dash, self.until, called(self.by), self.by, None, self.clear, margins=(20, 0, 12, 8)
        )
        pane = list_pane(self._head, above, panel(first), panel(second), self._lists)
        self.page = ListPage(pane, self.inspector)
        self.setLayout(row(self.page, gap=0))
        # Rows that one only passes by are not detailed: a held arrow key stays smooth.
        self._details = QTimer(self, singleShot=True, interval=_REST_MS)
        self._offer(())
        self.page.set_open(False)
        self.page.setEnabled(False)  # until the log is read
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_query)
        self.search.left_for_list.connect(self.table.setFocus)
        self.application.textChanged.connect(lambda _: self._narrow())
        self.application.returnPressed.connect(self.table.setFocus)
        for combo in (self.deed, self.by):
            combo.activated.connect(lambda _: self._narrow())
        for field in (self.since, self.until):
            field.dateChanged.connect(lambda _: self._narrow())
        self.clear.clicked.connect(self._clear)
        self.table.chosen.connect(self._on_chosen)
        self.table.entered_row.connect(lambda _: self.page.set_open(True))
        self.table.escaped.connect(self.leave)
        self.inspector.stepped.connect(self.table.step)
        self.inspector.closed.connect(self._close_inspector)
        self._details.timeout.connect(self._show_details)

    @property
    def current(self) -> LogRow | None:
        """The entry the user is on."""
        found = self.table.current
        return found if isinstance(found, LogRow) else None

    @property
    def wanted(self) -> Wanted:
        """What the list is narrowed to."""
        return Wanted(
            deed=self.deed.currentData() or "",
            by=self.by.currentData() or "",
            application=int(self.application.text()) if self.application.text() else None,
            since=_chosen_day(self.since, self.since.minimumDate()),
            until=_chosen_day(self.until, self.until.maximumDate()),
        )

    def show_log(self, rows: Sequence[LogRow], verdict: LogVerdict) -> None:
        """Show the entries, the newest first; what the list is narrowed to stays."""
        if not self._known:
            self.page.setEnabled(True)
            self.page.set_open(True)
            if self.isVisible():
                self.table.setFocus()
        self._rows, self._known = rows, True
        self.strip.show_verdict(verdict)
        self._offer(rows)
        first, last = (rows[-1].day, rows[0].day) if rows else (None, None)
        span = tr("span", count=len(rows), first=day(first), last=day(last)) if first and last else ""
        self._head.say(span)
        self.model.set_rows(rows)
        self._narrow()
        self._show_details()

    def show_thing(self, name: str) -> None:
        self._clear()
        self.application.setText(name)
        self.table.setFocus()

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        return {
            ActionId.LOG_VERIFY: self.verify_wanted.emit,
            ActionId.LOG_EXPORT: self.export_wanted.emit,
            ActionId.EDIT_FIND: self._find,
            ActionId.EDIT_COPY: self._copy,
            ActionId.VIEW_INSPECTOR: lambda: self.page.set_open(not self.page.open),
            ActionId.VIEW_NEXT: lambda: self.table.step(1),
            ActionId.VIEW_PREVIOUS: lambda: self.table.step(-1),
        }

    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.table, self.inspector)

    def status(self) -> Status:
        return Status(
            tr("status", count=self.model.shown, all=len(self._rows)),
            keys=(
                KeyHint(("↑", "↓"), tr("keys.row")),
                KeyHint(("Enter",), tr("keys.open")),
                KeyHint(("/",), tr("keys.find")),
            ),
        )

    def set_wide(self, wide: bool) -> None:
        self.page.set_side_width(392 if wide else 356)

    def appear(self) -> None:
        self.shown.emit()
        self.table.setFocus()

    def leave(self) -> bool:
        if self.page.open:
            self._close_inspector()
        elif self.search.text() or self.model.filtered:
            self._clear()
        else:
            return False
        return True

    def _offer(self, rows: Sequence[LogRow]) -> None:
        """Offer the deeds and people that there are, and the days from the first to the last."""
        deeds = sorted({each.deed for each in rows}, key=lambda each: folded(deed_word(each)))
        _fill(self.deed, tr("all_deeds"), [(deed_word(each), each) for each in deeds])
        people = sorted({each.by for each in rows}, key=folded)
        _fill(self.by, tr("all_people"), [(each, each) for each in people])
        if rows:
            _span(self.since, rows[-1].day, rows[0].day, at_end=False)
            _span(self.until, rows[-1].day, rows[0].day, at_end=True)

    def _narrow(self) -> None:
        self.model.set_filter(self.wanted.predicate())
        self._show_list()

    def _on_query(self, query: str) -> None:
        self.model.find(query)
        self._show_list()

    def _show_list(self) -> None:
        shown = self.table if self.model.rows or not self._known else self._none
        self._lists.setCurrentWidget(self._empty if self._known and not self._rows else shown)
        self.clear.setEnabled(self.model.filtered or bool(self.search.text()))
        self.status_changed.emit()

    def _clear(self) -> None:
        self.search.clear()
        self.application.clear()
        self.deed.setCurrentIndex(0)
        self.by.setCurrentIndex(0)
        self.since.setDate(self.since.minimumDate())
        self.until.setDate(self.until.maximumDate())
        self._narrow()
        self.table.setFocus()

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _copy(self) -> None:
        self.said.emit(window_tr("applications.copied", count=self.table.copy_chosen()))

    def _close_inspector(self) -> None:
        self.page.set_open(False)
        self.table.setFocus()

    def _on_chosen(self, chosen: object) -> None:
        self.inspector.setEnabled(isinstance(chosen, LogRow))
        if isinstance(chosen, LogRow):
            self._details.start()

    def _show_details(self) -> None:
        self._details.stop()
        if self.current is not None:
            self.inspector.show_entry(self.current)


def _combo(name: str, width: int) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setFont(font("body"))
    made.setFixedWidth(width)
    return made


def _fill(combo: QComboBox, everything: str, choices: Sequence[tuple[str, str]]) -> None:
    """Offer other choices; the one that was chosen stays if it is still there."""
    former = combo.currentData()
    combo.clear()
    combo.addItem(everything, "")
    for words, value in choices:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(former)))


def _day(name: str) -> QDateEdit:
    made = QDateEdit()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFont(font("body"))
    made.setCalendarPopup(True)
    made.lineEdit().setAccessibleName(name)
    made.setFixedWidth(128)
    return made


def _span(field: QDateEdit, first: date, last: date, *, at_end: bool) -> None:
    """Let a day be chosen from the log's days; a day that was not moved follows the log's end."""
    edge = field.maximumDate() if at_end else field.minimumDate()
    follows = field.date() == edge or not field.property("spanned")
    with QSignalBlocker(field):
        field.setDateRange(QDate(first.year, first.month, first.day), QDate(last.year, last.month, last.day))
        if follows:
            field.setDate(field.maximumDate() if at_end else field.minimumDate())
    field.setProperty("spanned", "true")


def _chosen_day(field: QDateEdit, edge: QDate) -> date | None:
    chosen = field.date()
    return None if chosen == edge or not field.property("spanned") else chosen.toPython()  # type: ignore[return-value]
