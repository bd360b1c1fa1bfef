"""The desk: everything in the window; it holds the places, the frame and the menus, and no business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenuBar, QStackedWidget, QVBoxLayout, QWidget

from evaluator.domain.desks import Desks
from evaluator.domain.rounds import STEPS_BACK, Phase
from evaluator.ui.actions import SPECS, ActionId, Actions
from evaluator.ui.frame import Frame
from evaluator.ui.incoming import dropped_files
from evaluator.ui.places import PLACES, places_of
from evaluator.ui.shell.palette import Palette
from evaluator.ui.start.view import StartView
from evaluator.ui.texts import TEXTS
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.scoring.figures import Outcome
    from evaluator.ui.session import Deed, Session
    from evaluator.ui.shared.workspace import Workspace

WIDE_FROM = 1440
_TOAST_MS = 8000
_EVERYWHERE = (
    ActionId.FILE_NEW,
    ActionId.FILE_OPEN,
    ActionId.FILE_ASSOCIATE,
    ActionId.FILE_RECOVER,
    ActionId.FILE_CARD,
    ActionId.FILE_DEMO,
    ActionId.FILE_QUIT,
    ActionId.EDIT_NAME,
    ActionId.VIEW_COMMANDS,
    ActionId.VIEW_THEME,
    ActionId.VIEW_CONTRAST,
    ActionId.VIEW_SINGLE_KEYS,
    ActionId.HELP_HERE,
    ActionId.HELP_CONTENTS,
    ActionId.HELP_KEYS,
)
_WITH_A_ROUND = (
    ActionId.FILE_CLOSE,
    ActionId.FILE_RECOVERY,
    ActionId.FILE_KEY,
    ActionId.VIEW_NEXT_PANE,
    ActionId.VIEW_PREVIOUS_PANE,
)
_IN_THE_OFFICE = (ActionId.FILE_ARCHIVE,)


class Desk(QWidget):
    """Everything in the window: one round, its places, and the frame around them.

    Signals:
        performed: An action of the whole window was triggered; with its id.
        built: Everything was built anew, in another language.
        dropped: Files were dropped onto the window; with their paths.
    """

    performed = Signal(object)
    built = Signal()
    dropped = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._alt_alone = False
        self._place = 0
        self._built: dict[int, Workspace] = {}
        self.palette_: Palette | None = None
        self.setObjectName("desk")
        self.setAcceptDrops(True)
        self.bar = QMenuBar(self)
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(0)
        self._lay.setMenuBar(self.bar)
        self.actions_ = Actions(self)
        self._toast_timer = QTimer(self, singleShot=True, interval=_TOAST_MS)
        self._set_screens()
        self._connect_actions()
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._on_changed)
        session.done.connect(self._on_done)
        session.busy.connect(self._on_busy)
        session.undo_changed.connect(self._on_undo_changed)
        TEXTS.changed.connect(self.build)
        THEME.changed.connect(self.actions_.dress)
        self._allow()

    @property
    def place(self) -> Workspace | None:
        """The place in sight, or None on the start screen."""
        return self._built.get(self._place) if self._session.outcome is not None else None

    def build(self) -> None:
        """Build everything anew in the language in force; what is open stays open."""
        self._session.closing.emit()  # the places go: what is typed in them is saved first
        self.actions_.dress()
        self._built = {}
        if self.palette_ is not None:
            self.palette_.deleteLater()
            self.palette_ = None
        former = self._screens
        self._lay.removeWidget(former)
        former.deleteLater()
        self._set_screens()
        self.built.emit()
        if self._session.outcome is not None:
            self._on_opened()
            self._on_changed(self._session.outcome)
        else:
            self._allow()

    def _set_screens(self) -> None:
        """Build the start and the frame, and put them into the window."""
        self.start = StartView()
        self.settle_start()
        self._screens = QStackedWidget()
        self._screens.addWidget(self.start)
        self._frame = Frame(self.actions_, self.bar, self._session.settings.size)
        self.bar.setVisible(False)
        self._rail, self._top = self._frame.rail, self._frame.top
        self._pages, self._status = self._frame.pages, self._frame.status
        self._toast = self._frame.toast
        self._toast_timer.timeout.connect(self._toast.hide)
        self._rail.gone_to.connect(self.go)
        self._screens.addWidget(self._frame)
        self._lay.addWidget(self._screens)
        self._lay_out()

    def settle_start(self) -> None:
        """Show on the start screen who the user is and what was opened lately."""
        settings = self._session.settings
        self.start.settle(settings.recent, settings.role, settings.name)

    def go(self, place: int) -> None:
        """Bring a place into sight; it is built when it is gone to for the first time."""
        if self._session.outcome is None or place not in places_of(self._session.desk):
            return
        self._place = place
        if place not in self._built:
            made = PLACES[place].build(self._session, self.actions_)
            made.status_changed.connect(self._on_status_changed)
            made.asked.connect(lambda action: self.actions_[action].trigger())
            made.said.connect(lambda text: self._say(text, undoable=False))
            made.set_wide(self.width() >= WIDE_FROM)
            for spec in SPECS:
                if spec.single_key:
                    made.addAction(self.actions_[spec.id])
            self._built[place] = made
            self._pages.addWidget(made)
        self._rail.set_place(place)
        self._pages.setCurrentWidget(self._built[place])
        self._on_status_changed()
        self._built[place].appear()

    def place_named(self, name: str) -> Workspace:
        """Go to a place by its name, and give it."""
        self.go(next(at for at, place in enumerate(PLACES) if place.name == name))
        return self._built[self._place]

    def show_application(self, number: int) -> None:
        """Go to one application's details."""
        first = PLACES[places_of(self._session.desk)[0]]
        self.place_named(first.name).show_thing(str(number))

    def menu_choices(self) -> list[QAction]:
        """Give the menu's choices of language, appearance and size."""
        found = self.findChildren(QAction)
        return [each for each in found if each.objectName().startswith(("language.", "appearance.", "size."))]

    def refresh_actions(self) -> None:
        """Enable what can be done now."""
        self._allow()

    def open_palette(self) -> None:
        """Show the command palette over the window."""
        from evaluator.ui.commands import window_commands  # noqa: PLC0415 - it speaks of the desk itself

        if self.palette_ is None:
            self.palette_ = Palette(window_commands(self, self._session), self)
            self.palette_.closed.connect(self._on_palette_closed)
            self.palette_.show()
            self.palette_.field.setFocus()

    def _connect_actions(self) -> None:
        for spec in SPECS:
            action = self.actions_[spec.id]
            self.addAction(action)
            if spec.single_key:  # acts in a table or its inspector only, never from the rail or a field
                self.removeAction(action)
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(self._handler(spec.id))
        self.actions_[ActionId.VIEW_SINGLE_KEYS].setChecked(self._session.settings.single_keys)
        self.actions_[ActionId.VIEW_CONTRAST].setChecked(self._session.settings.high_contrast)

    def _handler(self, action: ActionId) -> Callable[[], None]:
        own: dict[ActionId, Callable[[], object]] = {
            ActionId.VIEW_COMMANDS: self.open_palette,
            ActionId.FILE_QUIT: lambda: self.window().close(),
            ActionId.FILE_CLOSE: self._session.close,
            ActionId.EDIT_UNDO: self._session.undo,
            ActionId.EDIT_REDO: self._session.redo,
            ActionId.VIEW_NEXT_PANE: lambda: self._next_pane(1),
            ActionId.VIEW_PREVIOUS_PANE: lambda: self._next_pane(-1),
            **{place.action: lambda at=at: self.go(at) for at, place in enumerate(PLACES)},  # type: ignore[misc]
        }

        def act() -> None:
            deed = own.get(action) or (self.place.handlers().get(action) if self.place else None)
            if deed is not None:
                deed()
            else:
                self.performed.emit(action)

        return act

    def _allow(self) -> None:
        ids: dict[ActionId, object] = dict.fromkeys(_EVERYWHERE)
        if self._session.outcome is not None:
            ids |= dict.fromkeys(_WITH_A_ROUND)
            ids |= dict.fromkeys(PLACES[at].action for at in places_of(self._session.desk))
            ids |= self._keeping(self._session.outcome)
            ids |= self.place.handlers() if self.place else {}
            ids |= {ActionId.EDIT_UNDO: None} if self._session.undoable else {}
            ids |= {ActionId.EDIT_REDO: None} if self._session.redoable else {}
        self.actions_.allow(ids, self._session.settings.single_keys)

    def _keeping(self, outcome: Outcome) -> dict[ActionId, object]:
        if self._session.desk is not Desks.OFFICE:
            return {}
        phase = outcome.contents.round.phase
        locked = phase in {Phase.LOCKED, Phase.ARCHIVED}
        ids = [*_IN_THE_OFFICE, ActionId.FILE_REOPEN if locked else ActionId.FILE_LOCK]
        if phase in STEPS_BACK:
            ids.append(ActionId.ROUND_BACK)
        elif not locked:
            ids.append(ActionId.ROUND_ADVANCE)
        return dict.fromkeys(ids)

    def _next_pane(self, by: int) -> None:
        panes = [self._rail, *(self.place.panes() if self.place else ())]
        shown = [pane for pane in panes if pane.isVisible()]
        focus = QApplication.focusWidget()
        now = (
            next((at for at, pane in enumerate(shown) if pane is focus or pane.isAncestorOf(focus)), -1)
            if focus
            else -1
        )
        pane = shown[(now + by) % len(shown)]
        if pane is self._rail:
            pane = self._rail.buttons[self._place]
        target: QWidget | None = pane
        while target is not None and not _takes_focus(target):
            target = target.nextInFocusChain()
            if target is pane:
                return
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_opened(self) -> None:
        self._screens.setCurrentIndex(1)
        for page in self._built.values():
            self._pages.removeWidget(page)
            page.deleteLater()
        self._built.clear()
        places = places_of(self._session.desk)
        self._rail.show_places(places)
        self.go(self._place if self._place in places else places[0])

    def _on_closed(self) -> None:
        self._place = 0
        self.settle_start()
        self._screens.setCurrentIndex(0)
        self.window().setWindowTitle("Evaluator")
        self._toast.hide()
        self._allow()
        self.start.appear()

    def _on_changed(self, outcome: Outcome) -> None:
        self._top.show_round(outcome.contents.round)
        first = places_of(self._session.desk)[0]
        self._rail.set_count(first, str(len(outcome.contents.applications)))
        workspace = self._session.workspace
        if workspace is not None:
            self.window().setWindowTitle(f"{workspace.path.name} – Evaluator")
        self._allow()

    def _on_done(self, deed: Deed) -> None:
        if not deed.quiet:
            self._say(deed.said, undoable=deed.undo is not None)

    def _say(self, text: str, *, undoable: bool) -> None:
        self._toast.say(text, undoable=undoable)
        self._frame.place_toast()
        self._toast_timer.start()

    def _on_busy(self, busy: bool) -> None:
        self._status.show_saved(self._session.saved_at, busy=busy)

    def _on_undo_changed(self) -> None:
        self._allow()

    def _on_status_changed(self) -> None:
        if self.place is not None:
            self._status.show_status(self.place.status())
            self._allow()

    def _on_palette_closed(self) -> None:
        self.palette_ = None
        if self.place is not None:
            self.place.appear()
        else:
            self.start.appear()

    def _lay_out(self) -> None:
        wide = self.width() >= WIDE_FROM
        self._frame.set_wide(wide)
        for place in self._built.values():
            place.set_wide(wide)
        if self.palette_ is not None:
            self.palette_.setGeometry(self.rect())

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._alt_alone = event.key() == Qt.Key.Key_Alt
        if event.key() == Qt.Key.Key_Escape and self.place is not None and self.place.leave():
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt and self._alt_alone and not self.bar.isNativeMenuBar():
            self.bar.setVisible(not self.bar.isVisible())
            if self.bar.isVisible():
                self.bar.setFocus()
        super().keyReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._session.close()
        super().closeEvent(event)


def _takes_focus(widget: QWidget) -> bool:
    wants = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return wants and widget.isVisible() and widget.isEnabled()
