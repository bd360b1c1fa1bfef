"""The help window: contents and search at the left, the page at the right, all by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QImage,
    QKeySequence,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTextBrowser, QTextEdit, QWidget

from evaluator.domain.language import Language
from evaluator.resources import manual
from evaluator.ui.help.pages import found, page_named
from evaluator.ui.help.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import SearchField
from evaluator.ui.shared.finding import words
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, panel, row, stretched
from evaluator.ui.texts import TEXTS
from evaluator.ui.theme import THEME, font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from evaluator.ui.theme import Role

_SIZE = (960, 680)
_SIDE = 248
_TEXT = 600
_LINE = 126
_HEADINGS: dict[int, Role] = {1: "figure", 2: "title", 3: "score"}
_NAME = Qt.ItemDataRole.UserRole
_PICTURE = "\ufffc"
_ITEM = 28


def page_of(url: QUrl) -> str:
    """Give the page that an address means."""
    return url.fileName().removesuffix(".md")


class PageView(QTextBrowser):
    """Shows a page of the manual; links go to other pages, back and forward are Qt's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("reading", "true")
        self.setFont(font("reading"))
        self.setAccessibleName(tr("page"))
        self.setOpenExternalLinks(False)
        self._marks: list[tuple[int, int]] = []
        self._at = 0
        self.document().setDocumentMargin(24)
        self.sourceChanged.connect(lambda _: self.dress())
        THEME.changed.connect(self._again)

    @property
    def name(self) -> str:
        """The page that is shown."""
        return page_of(self.source())

    def show_page(self, name: str) -> None:
        """Go to a page."""
        self.setSource(QUrl(f"{name}.md"), QTextDocument.ResourceType.MarkdownResource)

    def dress(self) -> None:
        """Set headings and lines as the program sets its own texts; Markdown knows no sizes."""
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            cursor.setPosition(block.position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            level = block.blockFormat().headingLevel()
            look = QTextBlockFormat()
            in_table = cursor.currentTable() is not None
            look.setBottomMargin(2 if in_table else 8)
            if level:
                face = cursor.charFormat()
                face.clearProperty(QTextFormat.Property.FontSizeAdjustment)  # Markdown's own size
                face.setFont(font(_HEADINGS.get(level, "bold")))
                cursor.setCharFormat(face)
                look.setTopMargin(0 if level == 1 else 14)
            elif _PICTURE not in block.text():
                look.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.mergeBlockFormat(look)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._marks = []

    def mark(self, query: str) -> int:
        """Tint every place of the query, or of its first word; give their number."""
        wanted = query.strip() if self.document().find(query.strip()).hasSelection() else ""
        wanted = wanted or next(iter(query.split()), "")
        marks = []
        at = self.document().find(wanted) if wanted else QTextCursor()
        while at.hasSelection():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = at
            mark.format.setBackground(THEME.colour("warn_tint"))
            marks.append(mark)
            at = self.document().find(wanted, at)
        self.setExtraSelections(marks)
        # Numbers, not cursors: Qt may delete those under one's hands.
        self._marks = [(each.cursor.selectionStart(), each.cursor.selectionEnd()) for each in marks]
        if marks:
            self._go(0)
        return len(marks)

    def step(self, by: int) -> bool:
        """Go to the next place of what was searched; False when there is none beyond."""
        if 0 <= self._at + by < len(self._marks):
            self._go(self._at + by)
            return True
        return False

    def _go(self, at: int) -> None:
        self._at = at
        first, last = self._marks[at]
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _again(self) -> None:
        if self.source().isValid():
            self.reload()

    # Qt overrides
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Give a page's text, or a picture as wide as the text."""
        name = QUrl(name)
        if name.fileName().endswith(".md"):
            return page_named(page_of(name)).text
        if name.fileName().endswith(".png"):
            image = QImage(str((manual() / name.path()).resolve()))
            ratio = self.devicePixelRatioF()
            if image.width() > _TEXT * ratio:
                smooth = Qt.TransformationMode.SmoothTransformation
                image = image.scaledToWidth(round(_TEXT * ratio), smooth)
                image.setDevicePixelRatio(ratio)
            return image
        return super().loadResource(kind, name)


class HelpWindow(QWidget):
    """The manual in a window of its own, beside the work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("help")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField("", _SIDE)
        self.contents = QListWidget()
        self.contents.setProperty("inset", "true")
        self.contents.setFont(font("body"))
        self.page = PageView()
        self.back, self.forward = (
            Button("", "ghost", "chevron-left", tip=tr("back")),
            Button("", "ghost", "chevron-right", tip=tr("forward")),
        )
        self.notice = label("", "small", "2", wrap=True)
        self._none = label("", "small", "2", wrap=True)
        side = panel(
            stretched(col(self.search, self._none, self.contents, gap=8, margins=(12, 12, 12, 12)), 2),
            "leftside",
        )
        side.setFixedWidth(_SIDE + 26)
        bar = row(self.back, self.forward, self.notice, gap=4, margins=(12, 8, 16, 0))
        bar.setStretch(2, 1)
        right = stretched(col(bar, self.page, gap=4), 1)
        self.setLayout(stretched(row(side, right, gap=0), 1))
        self.resize(*_SIZE)
        self._connect()
        self.dress()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_query)
        self.search.left_for_list.connect(self._on_next)
        self.contents.itemActivated.connect(self._go)
        self.contents.itemClicked.connect(self._go)
        self.page.sourceChanged.connect(lambda url: self._on_source(page_of(url)))
        self.page.backwardAvailable.connect(self.back.setEnabled)
        self.page.forwardAvailable.connect(self.forward.setEnabled)
        self.back.clicked.connect(self.page.backward)
        self.forward.clicked.connect(self.page.forward)
        self.back.setEnabled(False)
        self.forward.setEnabled(False)
        for keys, deed in (
            ("Ctrl+F", self._find),
            ("F3", self._on_next),
            ("Shift+F3", lambda: self.page.step(-1)),
            ("Alt+Left", self.page.backward),
            ("Alt+Right", self.page.forward),
            ("Alt+Home", lambda: self.page.show_page("index")),
            ("F6", self._next_pane),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(deed)
            self.addAction(action)

    def dress(self) -> None:
        """Speak the language in force; the manual stays Finnish, and says so."""
        self.setWindowTitle(tr("title"))
        self.setAccessibleName(tr("title"))
        self.search.setPlaceholderText(tr("search"))
        self.search.setAccessibleName(tr("search"))
        self.contents.setAccessibleName(tr("contents"))
        self.page.setAccessibleName(tr("page"))
        self._none.setText(tr("none"))
        for button, word in ((self.back, "back"), (self.forward, "forward")):
            button.setToolTip(tr(word))
            button.setAccessibleName(tr(word))
        self.notice.setText(tr("in_finnish") if TEXTS.language is not Language.FI else "")
        self._list("")
        if self.page.source().isValid():
            self.page.reload()

    def show_page(self, name: str) -> None:
        """Show a page, and come to the front."""
        self.search.clear()
        self.page.show_page(name)
        self.show()
        self.activateWindow()
        self.page.setFocus()

    def _list(self, query: str) -> None:
        self.contents.clear()
        hits = found(query)
        for each in hits:
            item = QListWidgetItem(each.title)
            item.setData(_NAME, each.name)
            item.setSizeHint(QSize(0, _ITEM))
            self.contents.addItem(item)
        self._none.setVisible(not hits)
        self._on_source(self.page.name)

    def _go(self, item: QListWidgetItem) -> None:
        self.page.show_page(item.data(_NAME))
        self.page.mark(self.search.text())
        self.page.setFocus()

    def _on_source(self, name: str) -> None:
        for at in range(self.contents.count()):
            if self.contents.item(at).data(_NAME) == name:
                self.contents.setCurrentRow(at)
                return
        self.contents.setCurrentRow(-1)

    def _on_query(self, query: str) -> None:
        self._list(query)
        names = [self.contents.item(at).data(_NAME) for at in range(self.contents.count())]
        if words(query) and names and self.page.name not in names:
            self.page.show_page(names[0])
        self.page.mark(query)

    def _on_next(self) -> None:
        """Go to the next place, and behind the last one to the next page that has any."""
        if self.page.step(1) or not self.contents.count() or not self.search.text():
            return
        after = (self.contents.currentRow() + 1) % self.contents.count()
        self.page.show_page(self.contents.item(after).data(_NAME))
        self.page.mark(self.search.text())

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _next_pane(self) -> None:
        panes = (self.search, self.contents, self.page)
        now = next((at for at, each in enumerate(panes) if each.hasFocus()), -1)
        panes[(now + 1) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
