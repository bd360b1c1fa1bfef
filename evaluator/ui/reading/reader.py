"""What a reviewer reads: head, text, budget, attachments; find and zoom in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QStackedWidget,
    QTextBrowser,
    QWidget,
)

from evaluator.domain.passages import fields_of
from evaluator.ui.actions import ActionId, hint
from evaluator.ui.reading.attachments import Attachments
from evaluator.ui.reading.browser import ReadingText
from evaluator.ui.reading.marked import MarkedText
from evaluator.ui.reading.text import budget_page, text_blocks
from evaluator.ui.reading.words import tr
from evaluator.ui.shared.badges import Badge
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import SearchField
from evaluator.ui.shared.labels import ElidedLabel, label
from evaluator.ui.shared.layout import col, hline, panel, row, stretched
from evaluator.ui.shared.painting import draw_text
from evaluator.ui.texts import money
from evaluator.ui.theme import THEME, text_width

if TYPE_CHECKING:
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.services.reading import ToRead
    from evaluator.ui.actions import Actions

TEXT, BUDGET, FILES = range(3)
_LEAST_SEARCH = 84
_ZOOMS_FROM = 520


class _Tab(QRadioButton):
    """A part of the application; a real radio button for whoever listens."""

    def __init__(self, words: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._icon = icon
        self.count = ""
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_count(self, count: int) -> None:
        """Show a number behind the word."""
        self.count = str(count) if count else ""
        self.setAccessibleName(f"{self.text()} {self.count}".strip())
        self.updateGeometry()
        self.update()

    # Qt overrides
    def sizeHint(self) -> QSize:
        extra = text_width(self.count, "small") + 6 if self.count else 0
        return QSize(text_width(self.text(), "strong") + 24 + extra + 8, 36)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        ink = "accent" if on else "text2"
        THEME.paint_icon(painter, self._icon, ink, 2, 9, 16)
        used = draw_text(
            painter, QRect(24, 0, self.width(), 34), self.text(), "strong", "text" if on else ink
        )
        if self.count:
            draw_text(painter, QRect(24 + used + 6, 0, 60, 34), self.count, "small", "text3")
        if on:
            painter.fillRect(QRect(0, self.height() - 2, self.width() - 8, 2), THEME.colour("accent_fill"))
        if self.hasFocus():
            painter.setPen(QPen(THEME.colour("ring"), 2))
            painter.drawRoundedRect(self.rect().adjusted(-1, 3, -5, -5), 4, 4)


class Reader(QFrame):
    """Head, parts, and the part in sight.

    Signals:
        attachment_wanted: An attachment shall be shown; with its path.
        queue_wanted: The list of applications shall be shown or hidden.
    """

    attachment_wanted = Signal(str)
    queue_wanted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAccessibleName(tr("text.pane"))
        self.queue_button = Button(
            tr("queue.title"), "secondary", "inbox", small=True, tip=hint(ActionId.REVIEW_QUEUE)
        )
        self.queue_button.clicked.connect(self.queue_wanted)
        self.previous = Button("", "ghost", "chevron-up", small=True, tip=hint(ActionId.VIEW_PREVIOUS))
        self.previous.follow(actions[ActionId.VIEW_PREVIOUS])
        self.next = Button("", "ghost", "chevron-down", small=True, tip=hint(ActionId.VIEW_NEXT))
        self.next.follow(actions[ActionId.VIEW_NEXT])
        self._caption = label("", "small", "3")
        self._made_up = Badge(tr("text.made_up"), "warn", "flask-conical")
        self._title = ElidedLabel("", "title")
        self._lead = ElidedLabel("", "small", "2")
        self._sum = label("", "heading", align=Qt.AlignmentFlag.AlignRight)
        self.text = MarkedText(tr("text.pane"))
        self.budget = ReadingText(tr("text.budget_tab"))
        self.files = Attachments()
        self.files.wanted.connect(self.attachment_wanted)
        self.search = SearchField(tr("text.search"), 170)
        self.search.setMinimumWidth(_LEAST_SEARCH)
        self.search.textChanged.connect(self._find)
        self.search.left_for_list.connect(self._next_hit)
        self.files.searched.connect(lambda: self._find(self.search.text()))
        self.hits = label("", "caption", "2")
        self._parts = QStackedWidget()
        for part in (self._held(self.text), self._held(self.budget), self.files):
            self._parts.addWidget(part)
        self.tabs = self._make_tabs()
        self.setLayout(stretched(col(self._head(), self._bar(actions), hline(), self._parts, gap=0), 3))
        THEME.changed.connect(self._again)
        self._shown: tuple[Application, ToRead, Call] | None = None

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for each in self._zooms:  # their keys work without them
            each.setVisible(self.width() >= _ZOOMS_FROM)

    def _make_tabs(self) -> list[_Tab]:
        self._group = QButtonGroup(self)
        words = (
            ("text.text_tab", "file-text"),
            ("text.budget_tab", "wallet"),
            ("text.files_tab", "paperclip"),
        )
        tabs = [_Tab(tr(key), icon) for key, icon in words]
        for at, tab in enumerate(tabs):
            self._group.addButton(tab, at)
        tabs[TEXT].setChecked(True)
        self._group.idToggled.connect(lambda at, on: self.show_part(at) if on else None)
        return tabs

    def _head(self) -> QWidget:
        first = row(self.queue_button, self._caption, self._made_up, None, self.previous, self.next, gap=6)
        asked = row(label(tr("text.asked"), "caption", "3"), self._sum, gap=8)
        second = stretched(row(self._title, asked, gap=12), 0)
        return panel(col(first, second, self._lead, gap=2, margins=(20, 8, 14, 2)))

    def _bar(self, actions: Actions) -> QHBoxLayout:
        self._zooms = less, more = [
            Button("", "ghost", icon, small=True, tip=hint(action)).follow(actions[action])
            for action, icon in ((ActionId.ZOOM_OUT, "zoom-out"), (ActionId.ZOOM_IN, "zoom-in"))
        ]
        tools = (self.hits, self.search, less, more)
        return row(*self.tabs, None, *tools, gap=6, margins=(18, 2, 12, 0))

    def _held(self, page: ReadingText) -> QWidget:
        holder = QWidget()
        holder.setLayout(stretched(row(page, gap=0, margins=(16, 2, 4, 0)), 0))
        return holder

    def show_application(self, application: Application, content: ToRead, call: Call, made_up: bool) -> None:
        """Show an application from its beginning."""
        self._shown = (application, content, call)
        self._caption.setText(tr("text.caption", number=application.number))
        self._made_up.setVisible(made_up)
        self._title.setText(application.title)
        self._lead.setText(application.applicants.as_written)
        self._sum.setText(money(application.requested))
        self.files.show_files(content)
        self.tabs[FILES].set_count(len(content.files))
        self.search.clear()
        self._again()
        self.tabs[TEXT].setChecked(True)

    def show_part(self, part: int) -> None:
        """Show the text, the budget or the attachments."""
        self._parts.setCurrentIndex(part)
        if part == FILES:
            self.files.come()
        self._find(self.search.text())

    def show_text(self) -> None:
        """Show the text of the application."""
        self.tabs[TEXT].setChecked(True)

    @property
    def part(self) -> int:
        """Which part is in sight."""
        return self._parts.currentIndex()

    def zoom(self, steps: int) -> None:
        """Zoom the part in sight."""
        if self.part == FILES and self.files.shown.currentWidget() is self.files.pages:
            self.files.pages.zoom(steps)
        else:
            for page in (self.text, self.budget):
                page.zoom(steps)

    def start_find(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_target(self) -> QWidget:
        """Give what takes the keyboard when this pane is gone to."""
        return (self.text, self.budget, self.files.list)[self.part]

    def _again(self) -> None:
        if self._shown is not None:
            application, content, call = self._shown
            fields = {} if content.form is None else fields_of(content.form)
            self.text.show_blocks(text_blocks(application, content.form, call), fields)
            self.budget.show_page(budget_page(application, content.form, call))

    def _page(self) -> QTextBrowser | None:
        if self.part == FILES:
            shown = self.files.shown.currentWidget()
            return self.files.words if shown is self.files.words else None
        return (self.text, self.budget)[self.part]

    def _find(self, query: str) -> None:
        if self.part == FILES and self.files.shown.currentWidget() is self.files.pages:
            self.files.pages.look_for(query)
            self.hits.setText("")
            return
        page = self._page()
        if page is None or not query.strip():
            self.hits.setText("")
            if page is not None:
                page.setTextCursor(QTextCursor(page.document()))
            return
        count, cursor = 0, QTextCursor(page.document())
        while not (cursor := page.document().find(query, cursor)).isNull():
            count += 1
        self.hits.setText(tr("text.hits", count=count))
        page.setTextCursor(QTextCursor(page.document()))
        if count:
            page.find(query)

    def _next_hit(self) -> None:
        if self.part == FILES and self.files.shown.currentWidget() is self.files.pages:
            self.files.pages.next_hit()
            return
        page, query = self._page(), self.search.text()
        if page is not None and query and not page.find(query):
            page.moveCursor(QTextCursor.MoveOperation.Start)
            page.find(query, QTextDocument.FindFlag(0))
