"""Every action of the window as data: its name, words, keys, icon and menu."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from evaluator.ui.texts import tr
from evaluator.ui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class ActionId(StrEnum):
    """Stable names; tests and the manual refer to actions by these."""

    GO_APPLICATIONS = "go.applications"
    GO_REVIEWING = "go.reviewing"
    GO_MERGING = "go.merging"
    GO_CONSENSUS = "go.consensus"
    GO_RANKING = "go.ranking"
    GO_ENVELOPE = "go.envelope"
    GO_DECISION = "go.decision"
    GO_LOG = "go.log"
    GO_ASSIGNING = "go.assigning"
    FILE_NEW = "file.new"
    FILE_OPEN = "file.open"
    FILE_DEMO = "file.demo"
    FILE_IMPORT = "file.import"
    FILE_QUARANTINE = "file.quarantine"
    FILE_CLOSE = "file.close"
    FILE_LETTERS = "file.letters"
    FILE_SAVE_PDF = "file.save_pdf"
    FILE_PRINT = "file.print"
    FILE_EXPORT_DATA = "file.export_data"
    FILE_QUIT = "file.quit"
    FILE_EXTRACTS = "file.extracts"
    FILE_APPEAL = "file.appeal"
    FILE_ASSOCIATE = "file.associate"
    FILE_CARD = "file.card"
    FILE_LOCK = "file.lock"
    FILE_REOPEN = "file.reopen"
    FILE_ARCHIVE = "file.archive"
    FILE_RECOVERY = "file.recovery"
    FILE_RECOVER = "file.recover"
    FILE_KEY = "file.key"
    REVIEW_QUEUE = "reviewing.queue"
    REVIEW_NEXT_OPEN = "reviewing.next_open"
    REVIEW_COMPARE = "reviewing.compare"
    REVIEW_SUBMIT = "reviewing.submit"
    REVIEW_REOPEN = "reviewing.reopen"
    REVIEW_DECLINE = "reviewing.decline"
    REVIEW_EXPORT = "reviewing.export"
    REVIEW_RESTORE = "reviewing.restore"
    REVIEW_MARK = "reviewing.mark"
    REVIEW_MARK_PLAIN = "reviewing.mark_plain"
    REVIEW_NOTE = "reviewing.note"
    REVIEW_UNMARK = "reviewing.unmark"
    REVIEW_MARKS = "reviewing.marks"
    MERGE_CHOOSE = "merging.choose"
    MERGE_APPLY = "merging.apply"
    MERGE_CLEAR = "merging.clear"
    MERGE_UNDO = "merging.undo"
    MERGE_NEXT = "merging.next"
    MERGE_SHOWN = "merging.shown"
    MERGE_UNSETTLE = "merging.unsettle"
    ROUND_ADVANCE = "round.advance"
    ROUND_BACK = "round.back"
    MEETING_NEXT = "consensus.next"
    MEETING_PREVIOUS = "consensus.previous"
    MEETING_RECORD = "consensus.record"
    MEETING_WITHDRAW = "consensus.withdraw"
    MEETING_DISCUSSED = "consensus.discussed"
    MEETING_DISCARD = "consensus.discard"
    MEETING_MINUTES = "consensus.minutes"
    APPLICATION_OPEN = "applications.open"
    LIST_FILTER = "applications.filter"
    LIST_COLUMNS = "applications.columns"
    LIST_VIEWS = "applications.views"
    LIST_SAVE_VIEW = "applications.save_view"
    LIST_MANAGE_VIEWS = "applications.manage_views"
    EDIT_UNDO = "edit.undo"
    EDIT_REDO = "edit.redo"
    EDIT_COPY = "edit.copy"
    EDIT_FIND = "edit.find"
    EDIT_NAME = "edit.name"
    VIEW_COMMANDS = "view.commands"
    VIEW_INSPECTOR = "view.inspector"
    VIEW_NEXT = "view.next"
    VIEW_PREVIOUS = "view.previous"
    VIEW_DENSITY = "view.density"
    VIEW_NEXT_PANE = "view.next_pane"
    VIEW_PREVIOUS_PANE = "view.previous_pane"
    VIEW_THEME = "view.theme"
    VIEW_CONTRAST = "view.contrast"
    VIEW_SINGLE_KEYS = "view.single_keys"
    ELIGIBLE_YES = "eligibility.yes"
    ELIGIBLE_NO = "eligibility.no"
    NAMES_CONFIRM = "names.confirm"
    TO_LINE = "ranking.to_line"
    WHY_HERE = "ranking.why"
    BY_RULE = "envelope.by_rule"
    LIFT = "envelope.lift"
    DROP = "envelope.drop"
    HOLD = "envelope.hold"
    REDUCE = "envelope.reduce"
    PAGE_NEXT = "decision.page_next"
    PAGE_PREVIOUS = "decision.page_previous"
    ZOOM_IN = "decision.zoom_in"
    ZOOM_OUT = "decision.zoom_out"
    ASSIGN_ADD = "assigning.add"
    ASSIGN_DISTRIBUTE = "assigning.distribute"
    ASSIGN_TABLE = "assigning.table"
    ASSIGN_PACKAGES = "assigning.packages"
    ASSIGN_INTEREST = "assigning.interest"
    LOG_VERIFY = "log.verify"
    LOG_EXPORT = "log.export"
    HELP_HERE = "help.here"
    HELP_CONTENTS = "help.contents"
    HELP_KEYS = "help.keys"


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "file"
    EDIT = "edit"
    VIEW = "view"
    GO = "go"
    ROUND = "round"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. Its words are ``actions.<id>`` of the catalogue.

    Attributes:
        id: Which one.
        menu: Where it stands.
        shortcut: Keys, in Qt's portable form; several are parted by ``; ``.
        icon: Lucide icon, or empty.
        checkable: It is a state that is on or off.
    """

    id: ActionId
    menu: Menu
    shortcut: str = ""
    icon: str = ""
    checkable: bool = False

    @property
    def single_key(self) -> bool:
        """Whether a bare letter does it, which a person may switch off."""
        return len(self.shortcut) == 1 and self.shortcut.isalpha()


SPECS: tuple[ActionSpec, ...] = (
    ActionSpec(ActionId.FILE_NEW, Menu.FILE, "Ctrl+N", "file-plus-2"),
    ActionSpec(ActionId.FILE_OPEN, Menu.FILE, "Ctrl+O", "folder-open"),
    ActionSpec(ActionId.FILE_RECOVER, Menu.FILE, "Ctrl+Alt+O", "key-round"),
    ActionSpec(ActionId.FILE_DEMO, Menu.FILE, "", "flask-conical"),
    ActionSpec(ActionId.FILE_IMPORT, Menu.FILE, "Ctrl+Shift+I", "upload"),
    ActionSpec(ActionId.FILE_QUARANTINE, Menu.FILE, "", "ban"),
    ActionSpec(ActionId.FILE_LETTERS, Menu.FILE, "Ctrl+Alt+L", "file-down"),
    ActionSpec(ActionId.FILE_SAVE_PDF, Menu.FILE, "Ctrl+S", "file-down"),
    ActionSpec(ActionId.FILE_PRINT, Menu.FILE, "Ctrl+P", "printer"),
    ActionSpec(ActionId.FILE_EXPORT_DATA, Menu.FILE, "", "columns-3"),
    ActionSpec(ActionId.FILE_EXTRACTS, Menu.FILE, "", "file-stack"),
    ActionSpec(ActionId.FILE_APPEAL, Menu.FILE, "", "scale"),
    ActionSpec(ActionId.FILE_CARD, Menu.FILE, "", "user"),
    ActionSpec(ActionId.REVIEW_EXPORT, Menu.FILE, "Ctrl+E", "file-check"),
    ActionSpec(ActionId.REVIEW_RESTORE, Menu.FILE, "", "upload"),
    ActionSpec(ActionId.FILE_LOCK, Menu.FILE, "", "lock"),
    ActionSpec(ActionId.FILE_REOPEN, Menu.FILE, "", "lock-open"),
    ActionSpec(ActionId.FILE_ARCHIVE, Menu.FILE, "", "file-check"),
    ActionSpec(ActionId.FILE_RECOVERY, Menu.FILE, "", "key-round"),
    ActionSpec(ActionId.FILE_KEY, Menu.FILE, "", "key-round"),
    ActionSpec(ActionId.FILE_CLOSE, Menu.FILE, "Ctrl+W", "x"),
    ActionSpec(ActionId.FILE_ASSOCIATE, Menu.FILE),
    ActionSpec(ActionId.FILE_QUIT, Menu.FILE, "Ctrl+Q"),
    ActionSpec(ActionId.EDIT_UNDO, Menu.EDIT, "Ctrl+Z", "undo-2"),
    ActionSpec(ActionId.EDIT_REDO, Menu.EDIT, "Ctrl+Shift+Z"),
    ActionSpec(ActionId.EDIT_COPY, Menu.EDIT, "Ctrl+C"),
    ActionSpec(ActionId.EDIT_FIND, Menu.EDIT, "Ctrl+F; /", "search"),
    ActionSpec(ActionId.REVIEW_MARK, Menu.EDIT, "Ctrl+H", "clipboard-pen-line"),
    ActionSpec(ActionId.REVIEW_MARK_PLAIN, Menu.EDIT, "Ctrl+Shift+H"),
    ActionSpec(ActionId.REVIEW_NOTE, Menu.EDIT, "Ctrl+Shift+N", "message-square"),
    ActionSpec(ActionId.REVIEW_UNMARK, Menu.EDIT, "Ctrl+Alt+H", "x"),
    ActionSpec(ActionId.REVIEW_MARKS, Menu.VIEW, "Ctrl+Shift+G", "rows-4"),
    ActionSpec(ActionId.EDIT_NAME, Menu.EDIT, "", "user"),
    ActionSpec(ActionId.VIEW_COMMANDS, Menu.VIEW, "Ctrl+K", "command"),
    ActionSpec(ActionId.VIEW_INSPECTOR, Menu.VIEW, "", "panel-right"),
    ActionSpec(ActionId.VIEW_NEXT, Menu.VIEW, "Ctrl+Down", "chevron-down"),
    ActionSpec(ActionId.VIEW_PREVIOUS, Menu.VIEW, "Ctrl+Up", "chevron-up"),
    ActionSpec(ActionId.VIEW_DENSITY, Menu.VIEW, "Ctrl+D", "rows-4"),
    ActionSpec(ActionId.LIST_FILTER, Menu.VIEW, "Ctrl+Shift+L", "sliders-horizontal"),
    ActionSpec(ActionId.LIST_COLUMNS, Menu.VIEW, "Ctrl+Alt+C", "columns-3"),
    ActionSpec(ActionId.LIST_VIEWS, Menu.VIEW, "Ctrl+Alt+V", "book-open"),
    ActionSpec(ActionId.LIST_SAVE_VIEW, Menu.VIEW, "Ctrl+Alt+S", "file-plus-2"),
    ActionSpec(ActionId.LIST_MANAGE_VIEWS, Menu.VIEW, "", "book-open"),
    ActionSpec(ActionId.VIEW_NEXT_PANE, Menu.VIEW, "F6"),
    ActionSpec(ActionId.VIEW_PREVIOUS_PANE, Menu.VIEW, "Shift+F6"),
    ActionSpec(ActionId.VIEW_THEME, Menu.VIEW, "Ctrl+L", "moon"),
    ActionSpec(ActionId.VIEW_CONTRAST, Menu.VIEW, checkable=True),
    ActionSpec(ActionId.VIEW_SINGLE_KEYS, Menu.VIEW, "", "keyboard", checkable=True),
    ActionSpec(ActionId.GO_APPLICATIONS, Menu.GO, "Ctrl+1", "inbox"),
    ActionSpec(ActionId.GO_ASSIGNING, Menu.GO, "Ctrl+2", "file-stack"),
    ActionSpec(ActionId.GO_REVIEWING, Menu.GO, "Ctrl+9", "clipboard-pen-line"),
    ActionSpec(ActionId.GO_MERGING, Menu.GO, "Ctrl+3", "git-merge"),
    ActionSpec(ActionId.GO_CONSENSUS, Menu.GO, "Ctrl+4", "users"),
    ActionSpec(ActionId.GO_RANKING, Menu.GO, "Ctrl+5", "list-ordered"),
    ActionSpec(ActionId.GO_ENVELOPE, Menu.GO, "Ctrl+6", "wallet"),
    ActionSpec(ActionId.GO_DECISION, Menu.GO, "Ctrl+7", "file-text"),
    ActionSpec(ActionId.GO_LOG, Menu.GO, "Ctrl+8", "history"),
    ActionSpec(ActionId.APPLICATION_OPEN, Menu.ROUND, "Ctrl+Shift+F", "file-text"),
    ActionSpec(ActionId.ELIGIBLE_YES, Menu.ROUND, "K", "circle-check"),
    ActionSpec(ActionId.ELIGIBLE_NO, Menu.ROUND, "E", "ban"),
    ActionSpec(ActionId.NAMES_CONFIRM, Menu.ROUND, "", "check-check"),
    ActionSpec(ActionId.TO_LINE, Menu.ROUND, "R", "list-ordered"),
    ActionSpec(ActionId.WHY_HERE, Menu.ROUND, "Ctrl+I", "info"),
    ActionSpec(ActionId.BY_RULE, Menu.ROUND, "S", "equal"),
    ActionSpec(ActionId.LIFT, Menu.ROUND, "N", "arrow-up-to-line"),
    ActionSpec(ActionId.DROP, Menu.ROUND, "P", "arrow-down-to-line"),
    ActionSpec(ActionId.HOLD, Menu.ROUND, "O", "hand"),
    ActionSpec(ActionId.REDUCE, Menu.ROUND, "V", "scissors"),
    ActionSpec(ActionId.REVIEW_NEXT_OPEN, Menu.GO, "Ctrl+Return; Ctrl+J", "corner-down-left"),
    ActionSpec(ActionId.REVIEW_QUEUE, Menu.VIEW, "Ctrl+B", "inbox"),
    ActionSpec(ActionId.REVIEW_COMPARE, Menu.VIEW, "Ctrl+R", "equal"),
    ActionSpec(ActionId.REVIEW_SUBMIT, Menu.ROUND, "Ctrl+Shift+Return", "check-check"),
    ActionSpec(ActionId.REVIEW_REOPEN, Menu.ROUND, "", "undo-2"),
    ActionSpec(ActionId.REVIEW_DECLINE, Menu.ROUND, "", "x"),
    ActionSpec(ActionId.MERGE_CHOOSE, Menu.FILE, "Ctrl+Shift+O", "folder-open"),
    ActionSpec(ActionId.MERGE_APPLY, Menu.ROUND, "Ctrl+M", "git-merge"),
    ActionSpec(ActionId.MERGE_CLEAR, Menu.ROUND, "Ctrl+Shift+M", "x"),
    ActionSpec(ActionId.MERGE_UNDO, Menu.ROUND, "Ctrl+Alt+M", "undo-2"),
    ActionSpec(ActionId.MERGE_UNSETTLE, Menu.ROUND, "Ctrl+Alt+U", "git-merge"),
    ActionSpec(ActionId.MERGE_NEXT, Menu.GO, "Alt+Down", "arrow-down"),
    ActionSpec(ActionId.MERGE_SHOWN, Menu.VIEW, "Ctrl+T", "columns-3"),
    ActionSpec(ActionId.MEETING_NEXT, Menu.GO, "PgDown", "chevron-down"),
    ActionSpec(ActionId.MEETING_PREVIOUS, Menu.GO, "PgUp", "chevron-up"),
    ActionSpec(ActionId.MEETING_RECORD, Menu.ROUND, "Ctrl+Shift+K", "check"),
    ActionSpec(ActionId.MEETING_WITHDRAW, Menu.ROUND, "", "undo-2"),
    ActionSpec(ActionId.MEETING_DISCUSSED, Menu.ROUND, "Ctrl+Shift+D", "message-square"),
    ActionSpec(ActionId.MEETING_DISCARD, Menu.ROUND, "", "x"),
    ActionSpec(ActionId.MEETING_MINUTES, Menu.GO, "Ctrl+Shift+P", "file-text"),
    ActionSpec(ActionId.PAGE_NEXT, Menu.GO, "Alt+Right", "chevron-down"),
    ActionSpec(ActionId.PAGE_PREVIOUS, Menu.GO, "Alt+Left", "chevron-up"),
    ActionSpec(ActionId.ZOOM_IN, Menu.VIEW, "Ctrl++", "zoom-in"),
    ActionSpec(ActionId.ZOOM_OUT, Menu.VIEW, "Ctrl+-", "zoom-out"),
    ActionSpec(ActionId.ASSIGN_ADD, Menu.ROUND, "Ctrl+Shift+A", "user"),
    ActionSpec(ActionId.ASSIGN_DISTRIBUTE, Menu.ROUND, "Ctrl+Shift+J", "scale"),
    ActionSpec(ActionId.ASSIGN_TABLE, Menu.FILE, "", "upload"),
    ActionSpec(ActionId.ASSIGN_INTEREST, Menu.ROUND, "Ctrl+Shift+S", "user"),
    ActionSpec(ActionId.ASSIGN_PACKAGES, Menu.FILE, "Ctrl+Shift+W", "file-stack"),
    ActionSpec(ActionId.ROUND_ADVANCE, Menu.ROUND, "", "arrow-right"),
    ActionSpec(ActionId.ROUND_BACK, Menu.ROUND, "", "undo-2"),
    ActionSpec(ActionId.LOG_VERIFY, Menu.ROUND, "Ctrl+Shift+V", "shield-check"),
    ActionSpec(ActionId.LOG_EXPORT, Menu.FILE, "Ctrl+Shift+E", "file-down"),
    ActionSpec(ActionId.HELP_HERE, Menu.HELP, "F1", "circle-help"),
    ActionSpec(ActionId.HELP_CONTENTS, Menu.HELP, "Ctrl+F1", "book-open"),
    ActionSpec(ActionId.HELP_KEYS, Menu.HELP, "Shift+F1", "keyboard"),
)


class Actions(QObject):
    """The actions of one window, by id."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made: dict[ActionId, QAction] = {}
        for spec in SPECS:
            action = QAction(self)
            action.setObjectName(spec.id.value)
            action.setCheckable(spec.checkable)
            action.setShortcuts([QKeySequence(each) for each in spec.shortcut.split("; ") if each])
            self._made[spec.id] = action
        self.dress()

    def __getitem__(self, action: ActionId) -> QAction:
        return self._made[action]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())

    def dress(self) -> None:
        """Give the actions their words and icons in the language and theme in force."""
        for spec in SPECS:
            action = self._made[spec.id]
            words = tr(f"actions.{spec.id.value}")
            action.setText(words)
            action.setToolTip(hint(spec.id))
            if spec.icon:
                action.setIcon(THEME.icon(spec.icon))

    def allow(self, ids: Mapping[ActionId, object], single_keys: bool) -> None:
        """Enable the actions that the place in sight knows, and no others."""
        for spec in SPECS:
            action = self._made[spec.id]
            action.setEnabled(spec.id in ids)
            if spec.single_key:
                action.setShortcut(QKeySequence(spec.shortcut if single_keys else ""))


def keys_of(action: ActionId) -> str:
    """Give the first shortcut of an action as a person reads it (``Ctrl+K``)."""
    shortcut = next(spec.shortcut for spec in SPECS if spec.id is action)
    return QKeySequence(shortcut.split("; ")[0]).toString(QKeySequence.SequenceFormat.NativeText)


def hint(action: ActionId) -> str:
    """Give what a tooltip says: the words without dots, and the keys."""
    words = tr(f"actions.{action.value}").replace("&", "").rstrip("…")
    keys = keys_of(action)
    return f"{words} ({keys})" if keys else words
