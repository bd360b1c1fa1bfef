"""The officials' own note on an application: below every part of its page, saved as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QWidget

from evaluator.domain.official_notes import LONGEST_OFFICIAL_NOTE
from evaluator.domain.rounds import Phase
from evaluator.ui.applications.words import tr
from evaluator.ui.session import Deed
from evaluator.ui.shared.fields import Complaint, TextArea
from evaluator.ui.shared.labels import label
from evaluator.ui.shared.layout import col, row
from evaluator.ui.texts import moment, number

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.services.application_page import ApplicationPage
    from evaluator.ui.session import Session, Step

SAVE_MS = 400
"""A note is stored this long after its first letter, and every so often while one types on."""

_HEIGHT = 50


class NoteField(TextArea):
    """A text with a limit.

    Signals:
        left: The field was left.
        refused: What was pasted does not fit; with the sentence that says so.
    """

    left = Signal()
    refused = Signal(str)

    # Qt overrides
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text, or refuse all of it: half a paste would look like a whole one."""
        text = source.text().replace("\0", "")
        held = self.document().characterCount() - len(self.textCursor().selectedText())
        if held + len(text) > LONGEST_OFFICIAL_NOTE:
            self.refused.emit(tr("note.too_long", most=number(LONGEST_OFFICIAL_NOTE)))
            return
        self.textCursor().insertText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NotePart(QWidget):
    """The field, and what happens with what is typed into it.

    Signals:
        typed: The note changed; with the text.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = NoteField(tr("note.name"), _HEIGHT, tr("note.hint"))
        self._who = label("", "caption", "3")
        self._complaint = Complaint()
        self.field.refused.connect(self._complaint.say)
        self.field.textChanged.connect(self._on_typed)
        above = label(tr("note.name"), "small", "2")
        above.setBuddy(self.field)
        self.field.setAccessibleDescription(tr("note.private"))
        self.setLayout(
            col(
                row(above, None, self._who),
                self.field,
                self._complaint,
                label(tr("note.private"), "caption", "3", wrap=True),
                gap=4,
                margins=(16, 8, 16, 10),
            )
        )

    def show_note(self, text: str, who: str, *, writable: bool) -> None:
        """Show a note, without a signal; where the caret stands stays for the same text."""
        self._who.setText(who)
        self.field.setReadOnly(not writable)
        self._complaint.say("")
        if self.field.toPlainText().rstrip() != text.rstrip():
            quiet = QSignalBlocker(self.field)
            self.field.setPlainText(text)
            quiet.unblock()

    def _on_typed(self) -> None:
        text = self.field.toPlainText()
        too_long = len(text) > LONGEST_OFFICIAL_NOTE
        self._complaint.say(tr("note.too_long", most=number(LONGEST_OFFICIAL_NOTE)) if too_long else "")
        if not too_long:
            self.typed.emit(text)


class NoteKeeper(QObject):
    """Stores what is typed; what was typed last is shown, whatever was read before it."""

    def __init__(self, part: NotePart, session: Session) -> None:
        super().__init__(part)
        self._part, self._session = part, session
        self._application: ApplicationId | None = None
        self._stored = ""
        self._typed: str | None = None
        self._waiting = False
        self._timer = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._timer.timeout.connect(self.flush)
        part.typed.connect(self._on_typed)
        part.field.left.connect(self.finish)
        session.closing.connect(self.finish)

    def show(self, page: ApplicationPage) -> None:
        """Show the note on an application that has come into sight, or was read anew."""
        if page.application != self._application:
            self.finish()
            self._application, self._typed = page.application, None
        note = page.note
        if self._typed is None:
            self._stored = "" if note is None else note.text
            who = "" if note is None else tr("note.who", by=note.by, at=moment(note.at))
            self._part.show_note(self._stored, who, writable=self._writable())

    def flush(self) -> None:
        """Store what was typed and is not stored yet."""
        self._timer.stop()
        if self._waiting and self._application is not None and self._session.workspace is not None:
            self._waiting = False
            self._session.save(_saving(self._application, self._typed or "")).failed.connect(self._on_failed)

    def finish(self) -> None:
        """Store what was typed, and take note of it as one deed."""
        self.flush()
        typed, self._typed = self._typed, None
        if typed is None or self._application is None or self._session.workspace is None:
            return
        former, self._stored = self._stored, typed
        if former.rstrip() != typed.rstrip():
            do, undo = _saving(self._application, typed), _saving(self._application, former)
            self._session.did(Deed(said=tr("note.done"), do=do, undo=undo, quiet=True))

    def _on_typed(self, text: str) -> None:
        self._typed, self._waiting = text, True
        if not self._timer.isActive():
            self._timer.start()

    def _on_failed(self, _error: object) -> None:
        self._waiting = self._typed is not None  # it stays in sight, and goes along the next time

    def _writable(self) -> bool:
        workspace, outcome = self._session.workspace, self._session.outcome
        if workspace is None or outcome is None or workspace.hindrance is not None:
            return False
        return outcome.contents.round.phase not in {Phase.LOCKED, Phase.ARCHIVED}


def _saving(application: ApplicationId, text: str) -> Step:
    return lambda program, workspace, by: program.save_official_note(workspace, application, text, by)
