"""The place of reviewing: one's applications, the text, the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evaluator.domain.review_rules import ReviewState
from evaluator.ui.actions import ActionId, keys_of
from evaluator.ui.reading.reader import Reader
from evaluator.ui.reviewing.compare import CompareDialog
from evaluator.ui.reviewing.declare import DECLINED, ClosedPane, DeclarePane
from evaluator.ui.reviewing.model import Sheet, done, others_on
from evaluator.ui.reviewing.queue import Queue
from evaluator.ui.reviewing.score_cells import said
from evaluator.ui.reviewing.scoring import ScoringPane
from evaluator.ui.reviewing.words import tr
from evaluator.ui.shared.empty import EmptyState
from evaluator.ui.shared.layout import panel, row, stretched
from evaluator.ui.shared.workspace import KeyHint, Status, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from evaluator.services.reading import ToRead, WholeDesk
    from evaluator.services.review_desk import ReviewTask
    from evaluator.ui.actions import Actions

_NARROW_FORM, _WIDE_FORM = 500, 520
_LEAST_TEXT = 420
_MARKING = (
    ActionId.REVIEW_MARK,
    ActionId.REVIEW_MARK_PLAIN,
    ActionId.REVIEW_NOTE,
    ActionId.REVIEW_UNMARK,
    ActionId.REVIEW_MARKS,
)
QUEUE, TEXT, FORM = range(3)


class ReviewingView(Workspace):
    """Queue at the left (over the text in a narrow window), text, form.

    Signals:
        application_wanted: Another application is wanted; with its id.
        next_wanted: The next or the previous application is wanted; +1 or -1.
        submit_wanted, reopen_wanted, decline_wanted, export_wanted, restore_wanted: As named.
        mark_wanted: The selected words shall be marked; whether for the open question.
        note_wanted, unmark_wanted, marks_wanted: Of the passage at the caret, and of all.
    """

    application_wanted = Signal(str)
    next_wanted = Signal(int)
    submit_wanted = Signal()
    reopen_wanted = Signal()
    decline_wanted = Signal()
    export_wanted = Signal()
    restore_wanted = Signal(object)
    mark_wanted = Signal(bool)
    note_wanted = Signal()
    unmark_wanted = Signal()
    marks_wanted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewing")
        self.setAccessibleName(tr("name"))
        self.desk: WholeDesk | None = None
        self.sheet: Sheet | None = None
        self._task: ReviewTask | None = None
        self._wide = False
        self._queue_open = False
        self._form_width = _NARROW_FORM
        self.queue = Queue(actions)
        self.reader = Reader(actions)
        self.reader.text.allow_marking([actions[each] for each in _MARKING])
        self.closed = ClosedPane()
        self.declare = DeclarePane()
        self.scoring = ScoringPane(actions)
        self.over = EmptyState("circle-slash", "", "")
        self._left = QStackedWidget()
        self._right = QStackedWidget()
        self._empty = EmptyState("clock", tr("opening_desk"), "")
        for left in (self.reader, self.closed, self._empty):
            self._left.addWidget(left)
        self._ended = panel(row(self.over), "side")
        for right in (self.scoring, self.declare, self._ended):
            self._right.addWidget(right)
        self._lay = stretched(row(self.queue, self._left, self._right, gap=0), 1)
        self.setLayout(self._lay)
        self._left.setMinimumWidth(_LEAST_TEXT)  # so that a wide window can become a narrow one
        self._left.setCurrentWidget(self._empty)
        self._right.hide()
        self.queue.chosen.connect(self.application_wanted)
        self.queue.read.connect(self._on_read)
        self.reader.queue_wanted.connect(self.toggle_queue)
        self.scoring.compared.connect(self.compare)
        self.scoring.opened.connect(self.status_changed)
        self._place()

    def show_desk(self, desk: WholeDesk) -> None:
        """Show the applications and how far they are."""
        self.desk = desk
        note = tr("export.note_nothing")
        if desk.to_export:
            note = tr("export.note_done", count=desk.exports) if desk.exports else tr("export.note")
        self.queue.show_tasks(desk.tasks, note)
        if self._task is not None:
            self.queue.show_current(self._task.application.id)
        self.status_changed.emit()

    def show_closed(self, task: ReviewTask) -> None:
        """Show an application that may not be read: not yet, or not any more."""
        self._task, self.sheet = task, None
        self.queue.show_current(task.application.id)
        key = task.state.value
        icon = "lock" if task.state is ReviewState.UNDECLARED else "circle-slash"
        self.closed.show_application(task.application, icon, tr(f"closed.{key}"))
        self._left.setCurrentWidget(self.closed)
        if task.state is ReviewState.UNDECLARED:
            self.declare.ask(task.criteria, self._form_width)
            self._right.setCurrentWidget(self.declare)
        else:
            self._end(key)
        self._right.show()
        self._place()
        self.status_changed.emit()

    def _end(self, key: str) -> None:
        """Say at the right that nothing is to be done here any more."""
        layout = self._ended.layout()
        former = self.over
        self.over = EmptyState("circle-slash", tr(f"over.{key}"), tr(f"over.{key}_note"))
        if layout is not None:
            layout.replaceWidget(former, self.over)
        former.hide()
        former.deleteLater()
        self._right.setCurrentWidget(self._ended)

    def show_application(self, task: ReviewTask, content: ToRead, sheet: Sheet, made_up: bool) -> None:
        """Show an application from its beginning, and the form at the first open question."""
        self._task = task
        if self.desk is not None:
            self.reader.show_application(task.application, content, self.desk.call, made_up)
        self.queue.show_current(task.application.id)
        self._left.setCurrentWidget(self.reader)
        self.show_sheet(sheet)
        self._right.show()
        self._place()

    def show_sheet(self, sheet: Sheet, open_name: str = "") -> None:
        """Show the form of the application in sight."""
        self.sheet, self._task = sheet, sheet.task
        had_focus = (
            self.scoring.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        )
        self.scoring.show_sheet(sheet, self.desk.tasks if self.desk else (), open_name)
        self._right.setCurrentWidget(self.scoring)
        self.scoring.setEnabled(True)
        if had_focus:
            self.scoring.focus_open()
        self.status_changed.emit()

    def refresh_form(self) -> None:
        """Show score and progress as they are now."""
        self.scoring.refresh()
        if self.sheet is not None:
            self.queue.show_answered(self.sheet.application, self.sheet.so_far.answered)
        self.status_changed.emit()

    def compare(self, name: str = "") -> None:
        """Show how the others were scored on a question."""
        sheet, desk = self.sheet, self.desk
        card = self.scoring.card
        if sheet is None or desk is None or card is None or card.item.criterion is None:
            return
        criterion = card.item.criterion
        others = others_on(desk.tasks, sheet, name or criterion.id)  # type: ignore[arg-type]
        CompareDialog(self.window(), f"{criterion.number} {said(criterion.title)}", others).open()

    def toggle_queue(self) -> None:
        """Show or hide the list in a narrow window; go to it in a wide one."""
        if self._wide:
            self.queue.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._queue_open = not self._queue_open
        self._place()
        if self._queue_open:
            self.queue.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.appear()

    # What a place is to the window
    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        deeds: dict[ActionId, Callable[[], object]] = {
            ActionId.VIEW_NEXT: lambda: self.next_wanted.emit(1),
            ActionId.VIEW_PREVIOUS: lambda: self.next_wanted.emit(-1),
            ActionId.REVIEW_QUEUE: self.toggle_queue,
            ActionId.REVIEW_RESTORE: lambda: self.restore_wanted.emit(None),
        }
        if self.desk is not None and self.desk.to_export:
            deeds[ActionId.REVIEW_EXPORT] = self.export_wanted.emit
        if self._left.currentWidget() is self.reader:
            deeds[ActionId.EDIT_FIND] = self.reader.start_find
            deeds[ActionId.ZOOM_IN] = lambda: self.reader.zoom(1)
            deeds[ActionId.ZOOM_OUT] = lambda: self.reader.zoom(-1)
        if self.sheet is not None:
            deeds[ActionId.REVIEW_COMPARE] = self.compare
            deeds[ActionId.REVIEW_MARK] = lambda: self.mark_wanted.emit(True)  # noqa: FBT003 - Qt's own
            deeds[ActionId.REVIEW_MARK_PLAIN] = lambda: self.mark_wanted.emit(False)  # noqa: FBT003 - Qt's own
            deeds[ActionId.REVIEW_NOTE] = self.note_wanted.emit
            deeds[ActionId.REVIEW_UNMARK] = self.unmark_wanted.emit
            deeds[ActionId.REVIEW_MARKS] = self.marks_wanted.emit
            if self.sheet.writable:
                deeds[ActionId.REVIEW_NEXT_OPEN] = self.scoring.go_to_next_owed
                deeds[ActionId.REVIEW_SUBMIT] = self.submit_wanted.emit
                if self.sheet.task.submitted is None:
                    deeds[ActionId.REVIEW_DECLINE] = self.decline_wanted.emit
            elif self.sheet.task.state is ReviewState.SUBMITTED:
                deeds[ActionId.REVIEW_REOPEN] = self.reopen_wanted.emit
        elif self._task is not None and self._task.state is ReviewState.UNDECLARED:
            deeds[ActionId.REVIEW_DECLINE] = lambda: self.declare.choose(DECLINED)
        return deeds

    def panes(self) -> Sequence[QWidget]:
        text = self.reader.focus_target() if self._left.currentWidget() is self.reader else self.closed
        return (self.queue.list, text, self._right)

    def status(self) -> Status:
        if self.desk is None:
            return Status(tr("opening_desk"))
        of_all = tr("status.done", done=done(self.desk.tasks), all=len(self.desk.tasks))
        if self.sheet is None:
            hint = KeyHint(tuple(keys_of(ActionId.VIEW_NEXT).split("+")), tr("keys.next_application"))
            return Status(of_all, self._task_words(), (hint,))
        pairs = (
            (("0", "–", "9"), "score"),
            (("Tab",), "sentence"),
            (tuple(keys_of(ActionId.REVIEW_NEXT_OPEN).split("+")), "next_open"),
            (("F6",), "pane"),
        )
        hints = tuple(KeyHint(keys, tr(f"keys.{word}")) for keys, word in pairs)
        return Status(of_all, self._task_words(), hints)

    def _task_words(self) -> str:
        if self._task is None:
            return ""
        return tr(
            "status.task", number=self._task.application.number, state=tr(f"state.{self._task.state.value}")
        )

    def show_thing(self, name: str) -> None:
        if self.desk is not None:
            for task in self.desk.tasks:
                if str(task.application.number) == name:
                    self.application_wanted.emit(task.application.id)

    def take_file(self, path: Path) -> None:
        self.restore_wanted.emit(path)

    def set_wide(self, wide: bool) -> None:
        self._wide = wide
        self._form_width = _WIDE_FORM if wide else _NARROW_FORM
        self._right.setFixedWidth(self._form_width)
        if wide:
            self._queue_open = False
        self._place()

    def appear(self) -> None:
        if self._right.isVisible() and self._right.currentWidget() is self.scoring:
            self.scoring.focus_open()
        elif self._right.isVisible() and self._right.currentWidget() is self.declare:
            self.declare.focus_first()
        elif self.queue.isVisible():
            self.queue.list.setFocus()

    def leave(self) -> bool:
        if self._queue_open:
            self.toggle_queue()
            return True
        if self.reader.search.text():
            self.reader.search.clear()
            return True
        return False

    def _on_read(self) -> None:
        if self._queue_open:
            self.toggle_queue()
        else:
            self.appear()

    def _place(self) -> None:
        """Put the queue beside the text, or over it where room is scarce."""
        if self._wide:
            if self._lay.indexOf(self.queue) < 0:
                self._lay.insertWidget(0, self.queue)
                self._lay.setStretch(0, 0)
                self._lay.setStretch(1, 1)
            self.queue.show()
        else:
            if self._lay.indexOf(self.queue) >= 0:
                self._lay.removeWidget(self.queue)
                self.queue.setParent(self)
            self.queue.setGeometry(0, 0, self.queue.width(), self.height())
            self.queue.setVisible(self._queue_open)
            self.queue.raise_()
        self.reader.queue_button.setVisible(not self._wide)

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._wide:
            self.queue.resize(self.queue.width(), self.height())
