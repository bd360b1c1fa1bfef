"""What one sees while no round is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QProgressBar, QSizePolicy, QWidget

from evaluator import __version__
from evaluator.ui.actions import ActionId, keys_of
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import IconLabel, label
from evaluator.ui.shared.layout import col, emptied, hline, panel, row
from evaluator.ui.shared.painting import RIGHT, draw_text, fill_round
from evaluator.ui.shell.mark import Mark
from evaluator.ui.texts import NAME_OF_LANGUAGE, TEXTS, tr
from evaluator.ui.theme import RADIUS_CARD, THEME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from evaluator.domain.language import Language


class StartChoice(QAbstractButton):
    """A large choice: icon, title, one line on what happens, its keys."""

    def __init__(
        self,
        icon: str,
        title: str,
        note: str,
        keys: str = "",
        *,
        main: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(title)
        self._icon, self._note, self._keys, self._main = icon, note, keys, main
        self.setFixedHeight(64)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    # Qt overrides
    def sizeHint(self) -> QSize:
        return QSize(520, 64)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus, enabled = self.hasFocus(), self.isEnabled()
        inset = 1.0 if focus else 0.5
        painter.setPen(QPen(THEME.colour("ring" if focus else "soft"), 2 if focus else 1))
        painter.setBrush(THEME.colour("hover" if self.underMouse() and enabled else "surface"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_CARD, RADIUS_CARD
        )
        lit = self._main and enabled
        fill_round(painter, QRectF(14, 14, 36, 36), "accent_fill" if lit else "neutral_tint", RADIUS_CARD)
        THEME.paint_icon(painter, self._icon, "on_accent" if lit else "text2", 22, 22, 20)
        room = self.width() - 64 - (90 if self._keys else 18)
        draw_text(painter, QRect(64, 12, room, 20), self.text(), "bold", "text" if enabled else "text3")
        draw_text(painter, QRect(64, 32, room, 20), self._note, "small", "text2" if enabled else "text3")
        draw_text(painter, QRect(0, 0, self.width() - 18, 64), self._keys, "caption", "text3", RIGHT)


class StartView(QWidget):
    """The start screen.

    Signals:
        open_wanted: Choose a workspace file.
        demo_wanted: Make and open the example.
        recent_wanted: Open this file; with its path.
        language_wanted: Another language; with its value.
        theme_wanted: Switch between light and dark.
        cancel_wanted: Stop what is going on.
    """

    open_wanted = Signal()
    demo_wanted = Signal()
    recent_wanted = Signal(object)
    language_wanted = Signal(str)
    theme_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ready = False
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        keys = keys_of(ActionId.FILE_OPEN)
        self.open_choice = StartChoice(
            "folder-open", tr("start.open"), tr("start.open_note"), keys, main=True
        )
        self.demo_choice = StartChoice("flask-conical", tr("start.demo"), tr("start.demo_note"))
        self.open_choice.clicked.connect(self.open_wanted)
        self.demo_choice.clicked.connect(self.demo_wanted)
        self._recent = col(gap=2)
        self._recent_title = label(tr("start.recent"), "smallbold", "2")
        self._doing = label("", "small", "2")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(tr("start.progress"))
        self._cancel = Button(tr("dialogs.cancel"), "link", small=True)
        self._cancel.clicked.connect(self.cancel_wanted)
        self._work = panel(col(row(self._doing, None, self._cancel), self._bar, gap=6, margins=(0, 8, 0, 0)))
        self._work.hide()
        self._build()

    def _build(self) -> None:
        words = col(None, label("Evaluator", "figure"), label(tr("start.what"), "body", "2"), None, gap=0)
        head = row(Mark(56), words, None, gap=16)
        choices = col(self.open_choice, self.demo_choice, gap=8)
        safe = label(tr("start.safe"), "small", "2", wrap=True)
        trust = row(IconLabel("shield-check", "ok"), safe, gap=8)
        trust.setStretch(1, 1)
        parts = (head, 20, choices, self._work, 16, self._recent_title, self._recent, 12, hline(), 4, trust)
        card = panel(col(*parts, gap=4))
        card.setFixedWidth(520)
        self._theme = Button(self._theme_words(), "ghost", self._theme_icon(), small=True)
        self._theme.clicked.connect(self.theme_wanted)
        THEME.changed.connect(self._on_theme)
        languages = [self._language_button(value) for value in NAME_OF_LANGUAGE]
        version = label(tr("start.version", version=__version__), "caption", "3")
        foot = row(*languages, self._theme, None, version, gap=6, margins=(16, 8, 16, 10))
        self.setLayout(col(None, row(None, card, None), None, foot, gap=0))

    def settle(self, recent: Sequence[Path]) -> None:
        """Show the files opened lately."""
        emptied(self._recent)
        self._recent_title.setVisible(bool(recent))
        for path in recent[:5]:
            line = Button(path.name, "link", "file-text", small=True, tip=str(path.parent))
            line.clicked.connect(lambda _=False, path=path: self.recent_wanted.emit(path))
            folder = label(path.parent.name, "small", "3")
            self._recent.addLayout(row(line, None, folder))

    def set_ready(self, *, ready: bool) -> None:
        """Allow what needs the program behind the window, once that is there."""
        self._ready = ready
        for choice in (self.open_choice, self.demo_choice):
            choice.setEnabled(ready and not self._work.isVisibleTo(self))

    def show_work(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show what is going on; empty words end it."""
        self._work.setVisible(bool(words))
        self._doing.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.set_ready(ready=self._ready)

    def appear(self) -> None:
        """Take the keyboard."""
        self.open_choice.setFocus()

    def _language_button(self, language: Language) -> Button:
        button = Button(NAME_OF_LANGUAGE[language], "ghost", small=True, checkable=True)
        button.setChecked(TEXTS.language is language)
        button.clicked.connect(lambda: self.language_wanted.emit(language.value))
        return button

    def _on_theme(self) -> None:
        self._theme.setText(f" {self._theme_words()}")
        self._theme.setAccessibleName(self._theme_words())
        self._theme.show_icon(self._theme_icon())

    def _theme_words(self) -> str:
        return tr(f"menus.appearance_{THEME.tokens.name}")

    def _theme_icon(self) -> str:
        return "moon" if THEME.tokens.name == "dark" else "sun"
