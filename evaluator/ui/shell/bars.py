"""Top bar and status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from evaluator.domain.rounds import Phase
from evaluator.ui.actions import ActionId, Actions, hint, keys_of
from evaluator.ui.shared.badges import Badge, KeyCaps
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.labels import ElidedLabel, IconLabel, Painted, label
from evaluator.ui.shared.layout import emptied, row, vline
from evaluator.ui.shared.spoken import announce
from evaluator.ui.texts import TEXTS, clock, tr
from evaluator.ui.theme import THEME, font

if TYPE_CHECKING:
    from datetime import datetime

    from evaluator.domain.rounds import Round
    from evaluator.ui.shared.workspace import KeyHint, Status

_PHASES = tuple(Phase)


class PhaseDots(Painted):
    """The round's life as dots: past and present filled, the present larger, what comes hollow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = 0
        self.setFixedSize(len(_PHASES) * 14, 16)

    def set_phase(self, phase: Phase) -> None:
        """Show where the round stands."""
        self._now = _PHASES.index(phase)
        self.setAccessibleName(tr("topbar.phase", now=self._now + 1, of=len(_PHASES)))
        self.update()

    # Qt overrides
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colour("ctrl"), 1))
        painter.drawLine(6, 8, self.width() - 8, 8)
        for at in range(len(_PHASES)):
            past = at <= self._now
            painter.setPen(QPen(THEME.colour("accent_fill" if past else "ctrl"), 1.2))
            painter.setBrush(THEME.colour("accent_fill" if past else "surface"))
            radius = 5 if at == self._now else 3
            painter.drawEllipse(QRectF(6 + at * 14 - radius, 8 - radius, 2 * radius, 2 * radius))


class TopBar(QFrame):
    """Which round, how far, whether made up; and the way to every command."""

    def __init__(self, actions: Actions, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setFixedHeight(48)
        self._title = ElidedLabel("", "bold")
        self._dots = PhaseDots()
        self._phase = label("", "small", "2")
        self._made_up = Badge(tr("topbar.made_up"), "warn", "flask-conical", tr("topbar.made_up_tip"))
        self._find = self._find_button(actions)
        undo = Button("", "ghost", "undo-2", tip=hint(ActionId.EDIT_UNDO)).follow(actions[ActionId.EDIT_UNDO])
        keys = Button("", "ghost", "circle-help", tip=hint(ActionId.HELP_HERE)).follow(
            actions[ActionId.HELP_HERE]
        )
        more = Button("", "ghost", "menu", tip=tr("topbar.menu"))
        more.setMenu(menu)
        left = (self._title, 8, self._dots, self._phase, 6, self._made_up, 12)
        layout = row(*left, None, self._find, vline(20), undo, keys, more, gap=6, margins=(20, 0, 12, 1))
        self.setLayout(layout)
        self.set_wide(False)

    def _find_button(self, actions: Actions) -> Button:
        find = Button(tr("topbar.find"), "quiet", "search", tip=hint(ActionId.VIEW_COMMANDS))
        find.setProperty("find", "true")
        find.setFont(font("small"))
        find.follow(actions[ActionId.VIEW_COMMANDS])
        find.setLayout(row(None, KeyCaps(keys_of(ActionId.VIEW_COMMANDS).split("+")), margins=(0, 0, 6, 0)))
        return find

    def show_round(self, value: Round) -> None:
        """Say which round is open."""
        self._title.setText(value.call.title.to(TEXTS.language))
        self._dots.set_phase(value.phase)
        self._phase.setText(tr(f"phases.{value.phase.value}"))
        self._made_up.setVisible(value.made_up)

    def set_wide(self, wide: bool) -> None:
        """Lay out for a window from 1440 pixels, or for a narrower one."""
        self._dots.setVisible(wide)
        self._phase.setVisible(wide)
        self._find.setFixedWidth(230 if wide else 196)


class StatusBar(QFrame):
    """Counts at the left, the keys that matter here, and whether everything is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusbar")
        self.setFixedHeight(28)
        self._left = ElidedLabel("", "small", "2")
        self._middle = label("", "small", "2")
        self._between = vline(14)
        self._keys = row(gap=8)
        self._shown_keys: tuple[KeyHint, ...] = ()
        self._tick = IconLabel("check", "ok", 14)
        self._saved = label("", "small", "2")
        self._before_saved = vline(14)
        left = (self._left, self._between, self._middle)
        right = (self._before_saved, self._tick, self._saved)
        self.setLayout(row(*left, None, self._keys, *right, gap=8, margins=(20, 1, 12, 0)))
        self.show_saved(None, busy=False)

    def show_status(self, status: Status) -> None:
        """Say what a place says of itself."""
        self._left.setText(status.left)
        self._middle.setText(status.middle)
        self._between.setVisible(bool(status.middle))
        if status.keys == self._shown_keys:
            return
        self._shown_keys = status.keys
        emptied(self._keys)
        for each in status.keys:
            self._keys.addWidget(KeyCaps(each.keys))
            self._keys.addWidget(label(each.word, "caption", "3"))
            self._keys.addSpacing(6)

    def show_saved(self, at: datetime | None, *, busy: bool) -> None:
        """Say whether what was done is stored."""
        words = tr("status.saving") if busy else tr("status.saved", time=clock(at)) if at else ""
        self._saved.setText(words)
        self._tick.setVisible(bool(words))
        self._tick.show_icon(*(("clock", "text3") if busy else ("check", "ok")))
        self._before_saved.setVisible(bool(words))


class Toast(QFrame):
    """A short word over the status bar, with undo beside it; never for what went wrong."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._words = label("", "body")
        self._undo = Button(hint(ActionId.EDIT_UNDO), "link").follow(actions[ActionId.EDIT_UNDO])
        self.setLayout(row(IconLabel("check", "ok"), self._words, self._undo, gap=8, margins=(14, 6, 14, 6)))
        self.hide()

    def say(self, text: str, *, undoable: bool) -> None:
        """Say it; the window takes it away again."""
        self._words.setText(text)
        self.setAccessibleName(text)
        announce(self, text)
        self._undo.setVisible(undoable)
        self.adjustSize()
        self.show()
        self.raise_()
