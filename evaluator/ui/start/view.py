"""What one sees while no round is open: who one is, in which role, and that role's first step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from evaluator import __version__
from evaluator.ui.actions import ActionId, keys_of
from evaluator.ui.settings import Role
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import IconLabel, label
from evaluator.ui.shared.layout import col, emptied, hline, panel, row
from evaluator.ui.shared.one_of import OneOf
from evaluator.ui.shared.segmented import Choice, Segmented
from evaluator.ui.shell.mark import Mark
from evaluator.ui.start.choice import StartChoice
from evaluator.ui.texts import NAME_OF_LANGUAGE, TEXTS, tr
from evaluator.ui.theme import THEME, font

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from evaluator.domain.language import Language

_WIDTH = 520
_RECENT = 4
_ROLES = tuple(Role)
_ROLE_ICONS = ("inbox", "scale", "clipboard-pen-line")
_STEPS: dict[str, tuple[str, ActionId]] = {
    "new": ("file-plus-2", ActionId.FILE_NEW),
    "open": ("folder-open", ActionId.FILE_OPEN),
    "receive": ("folder-open", ActionId.FILE_OPEN),
    "package": ("clipboard-pen-line", ActionId.FILE_OPEN),
    "card": ("user", ActionId.FILE_CARD),
    "demo": ("flask-conical", ActionId.FILE_DEMO),
}
_FIRST: dict[Role | None, tuple[str, ...]] = {
    None: ("open", "demo"),
    Role.OFFICIAL: ("new", "open", "card", "demo"),
    Role.CHAIR: ("receive", "card", "demo"),
    Role.REVIEWER: ("package", "card", "demo"),
}
"""The steps of each role, the first one first."""


class StartView(QWidget):
    """The start screen.

    Signals:
        asked: Do an action of the window; with its ``ActionId``.
        recent_wanted: Open this file; with its path.
        role_chosen: The person said in which role they are; with the ``Role``.
        name_given: The person gave their name.
        language_wanted: Another language; with its value.
        theme_wanted: Switch between light and dark.
        cancel_wanted: Stop what is going on.
    """

    asked = Signal(object)
    recent_wanted = Signal(object)
    role_chosen = Signal(object)
    name_given = Signal(str)
    language_wanted = Signal(str)
    theme_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ready = False
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        choices = [
            Choice(tr(f"start.role.{role.value}"), icon=icon)
            for role, icon in zip(_ROLES, _ROLE_ICONS, strict=True)
        ]
        self.role = Segmented(choices, tr("start.role_name"), -1)
        self.role.set_width(_WIDTH)
        self.role.chosen.connect(lambda at: self._on_role(_ROLES[at]))
        self.name = QLineEdit()
        self.name.setFont(font("body"))
        self.name.setPlaceholderText(tr("start.name_hint"))
        self.name.setAccessibleName(tr("start.name"))
        self.name.editingFinished.connect(lambda: self.name_given.emit(self.name.text().strip()))
        self._steps = {
            step: StartChoice(
                icon, tr(f"start.{step}"), tr(f"start.{step}_note"), keys_of(action), parent=self
            )
            for step, (icon, action) in _STEPS.items()
        }
        for step, (_, action) in _STEPS.items():
            self._steps[step].clicked.connect(lambda _=False, action=action: self.asked.emit(action))
        self.open_choice = self._steps["open"]
        self._shown: tuple[str, ...] = ()
        self._choices = col(gap=8)
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
        self._show_steps(None)

    def _build(self) -> None:
        words = col(None, label("Evaluator", "figure"), label(tr("start.what"), "body", "2"), None, gap=0)
        head = row(Mark(56), words, None, gap=16)
        who = label(tr("start.name"), "small", "2")
        who.setBuddy(self.name)
        person = row(who, self.name, gap=10)
        person.setStretch(1, 1)
        safe = label(tr("start.safe"), "small", "2", wrap=True)
        trust = row(IconLabel("shield-check", "ok"), safe, gap=8)
        trust.setStretch(1, 1)
        above = (head, 14, person, self.role, 10, self._choices, self._work)
        below = (12, self._recent_title, self._recent, 10, hline(), 4, trust)
        card = panel(col(*above, *below, gap=4))
        card.setFixedWidth(_WIDTH)
        self._theme = Button(self._theme_words(), "ghost", self._theme_icon(), small=True)
        self._theme.clicked.connect(self.theme_wanted)
        THEME.changed.connect(self._on_theme)
        self._languages = OneOf(self)
        languages = [self._language_button(value) for value in NAME_OF_LANGUAGE]
        self._languages.show_chosen(list(NAME_OF_LANGUAGE).index(TEXTS.language))
        self._languages.chosen.connect(self._on_language)
        version = label(tr("start.version", version=__version__), "caption", "3")
        foot = row(*languages, self._theme, None, version, gap=6, margins=(16, 4, 16, 6))
        self.setLayout(col(None, row(None, card, None), None, foot, gap=0))

    def settle(self, recent: Sequence[Path], role: Role | None, name: str) -> None:
        """Show who one is, that role's steps, and the files opened lately."""
        self.name.setText(name)
        self.role.set_value(-1 if role is None else _ROLES.index(role))
        self._show_steps(role)
        emptied(self._recent)
        self._recent_title.setVisible(bool(recent))
        for path in recent[:_RECENT]:
            line = Button(path.name, "link", "file-text", small=True, tip=str(path.parent))
            line.clicked.connect(lambda _=False, path=path: self.recent_wanted.emit(path))
            folder = label(path.parent.name, "small", "3")
            self._recent.addLayout(row(line, None, folder))

    def _on_role(self, role: Role) -> None:
        self._show_steps(role)
        self.role_chosen.emit(role)

    def _show_steps(self, role: Role | None) -> None:
        self._shown = _FIRST[role]
        while self._choices.takeAt(0) is not None:
            pass
        for step, choice in self._steps.items():
            choice.setVisible(step in self._shown)
        for at, step in enumerate(self._shown):
            self._steps[step].set_main(at == 0)
            self._choices.addWidget(self._steps[step])

    def set_ready(self, *, ready: bool) -> None:
        """Allow what needs the program behind the window, once that is there."""
        became, self._ready = ready and not self._ready, ready
        for choice in self._steps.values():
            choice.setEnabled(ready and not self._work.isVisibleTo(self))
        if became and self.isVisible():
            self.appear()

    def show_work(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show what is going on; empty words end it."""
        self._work.setVisible(bool(words))
        self._doing.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.set_ready(ready=self._ready)

    def appear(self) -> None:
        """Take the keyboard: for one's name first, then for the first step."""
        (self._steps[self._shown[0]] if self.name.text() else self.name).setFocus()

    def _language_button(self, language: Language) -> Button:
        button = Button(NAME_OF_LANGUAGE[language], "ghost", small=True, checkable=True)
        self._languages.addButton(button, list(NAME_OF_LANGUAGE).index(language))
        return button

    def _on_language(self, at: int) -> None:
        self.language_wanted.emit(list(NAME_OF_LANGUAGE)[at].value)

    def _on_theme(self) -> None:
        self._theme.setText(f" {self._theme_words()}")
        self._theme.setAccessibleName(self._theme_words())
        self._theme.show_icon(self._theme_icon())

    def _theme_words(self) -> str:
        return tr(f"menus.appearance_{THEME.tokens.name}")

    def _theme_icon(self) -> str:
        return "moon" if THEME.tokens.name == "dark" else "sun"
