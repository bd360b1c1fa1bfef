"""Marks passages and keeps notes on them: private, stored at once, and taken back like any deed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QTimer
from shiboken6 import isValid

from evaluator.domain.passages import Passage, PassageId, fields_of, place_of
from evaluator.ui.reading.marked import ShownPassage
from evaluator.ui.reviewing.passage_dialogs import PassageDialog, PassagesDialog
from evaluator.ui.reviewing.words import tr
from evaluator.ui.session import Deed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evaluator.domain.call import Criterion
    from evaluator.domain.identifiers import ApplicationId, CriterionId
    from evaluator.services.reading import ToRead
    from evaluator.ui.reviewing.view import ReviewingView
    from evaluator.ui.session import Session, Step

SAVE_MS = 400
"""A note is stored this long after its first letter, and every so often while one types on."""


class Marking(QObject):
    """The passages of the application in sight; what is shown is what was done last."""

    def __init__(self, view: ReviewingView, session: Session) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self._application: ApplicationId | None = None
        self._texts: Mapping[str, str] = {}
        self._passages: dict[PassageId, Passage] = {}
        self._before: dict[PassageId, Passage] = {}
        self._own: set[int] = set()
        self._changes = 0
        self.dialog: PassageDialog | PassagesDialog | None = None
        self._save = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._save.timeout.connect(self.flush)
        view.mark_wanted.connect(self.mark)
        view.note_wanted.connect(self.open_note)
        view.unmark_wanted.connect(self.delete_at_caret)
        view.marks_wanted.connect(self.open_list)
        view.reader.text.deleted.connect(self.delete)
        view.scoring.passage_wanted.connect(self.go_to)
        view.scoring.note_wanted.connect(self.note_on)
        view.scoring.opened.connect(self._show)
        session.closing.connect(self._on_closing)

    # Showing
    def show_application(self, application: ApplicationId, content: ToRead) -> None:
        """Show the passages of an application that has come into sight."""
        self._finish_note()
        if application != self._application:
            self._passages = {}
        self._application = application
        self._texts = {} if content.form is None else fields_of(content.form)
        self._show()
        self._read()

    def owns(self, deed: Deed) -> bool:
        """Tell whether a deed is one of these, which the view shows already."""
        if id(deed) not in self._own:
            return False
        self._own.discard(id(deed))
        return True

    def refresh(self) -> None:
        """Read the passages anew, after something was taken back."""
        if self._application is not None:
            self._read()

    def _read(self) -> None:
        application = self._application
        if application is None or self._session.workspace is None:
            return
        operation = self._session.read(
            lambda program, workspace: program.reviewing.passages(workspace, application)
        )
        changes = self._changes

        def show(found: Sequence[Passage]) -> None:
            if not isValid(self) or application != self._application or self._before:
                return  # gone, or a note is being typed, which is newer than anything stored
            if changes != self._changes:  # what was read is older than what was done meanwhile
                self._read()
                return
            self._passages = {each.id: each for each in found}
            self._show()

        operation.succeeded.connect(show)
        operation.start()

    def _ordered(self) -> list[Passage]:
        """Give the passages in reading order, loose ones last."""
        fields = list(self._texts)

        def key(passage: Passage) -> tuple[bool, int, int]:
            at = place_of(passage, self._texts)
            field = fields.index(passage.field) if passage.field in fields else len(fields)
            return (at is None, field, at or 0)

        return sorted(self._passages.values(), key=key)

    def _loose(self) -> frozenset[PassageId]:
        return frozenset(each.id for each in self._passages.values() if place_of(each, self._texts) is None)

    def _show(self) -> None:
        active, numbers = self._active(), self._numbers()
        shown = []
        for each in self._ordered():
            at = place_of(each, self._texts)
            if at is not None:
                shown.append(
                    ShownPassage(
                        id=each.id,
                        number=numbers.get(each.criterion, "") if each.criterion else "",
                        active=each.criterion is not None and each.criterion == active,
                        noted=bool(each.note.strip()),
                        field=each.field,
                        start=at,
                        length=each.length,
                    )
                )
        self._view.reader.text.show_passages(shown)
        of_question = [each for each in self._ordered() if each.criterion == active and active is not None]
        self._view.scoring.show_passages(of_question, self._loose())

    def _criteria(self) -> tuple[Criterion, ...]:
        return () if self._view.sheet is None else self._view.sheet.call.criteria

    def _numbers(self) -> dict[CriterionId, str]:
        return {each.id: each.number for each in self._criteria()}

    def _active(self) -> CriterionId | None:
        card = self._view.scoring.card
        return None if card is None or card.item.criterion is None else card.item.criterion.id

    # Marking
    def mark(self, tied: bool) -> list[Passage]:
        """Mark the words that are selected, for the open question or for none."""
        spans, application = self._view.reader.text.selected(), self._application
        if not spans or application is None:
            self._view.said.emit(tr("marks.select_first"))
            return []
        made = [
            Passage(
                id=PassageId(uuid4().hex),
                application=application,
                field=each.field,
                start=each.start,
                quoted=each.quoted,
                criterion=self._active() if tied else None,
                at=datetime.now(tz=UTC),
            )
            for each in spans
        ]
        self._view.reader.text.unselect()
        self._change(tr("undo.mark"), made, [])
        return made

    def delete(self, name: str) -> None:
        """Delete a passage with its note."""
        found = self._passages.get(PassageId(name))
        if found is not None:
            self._change(tr("undo.unmark"), [], [found])

    def delete_at_caret(self) -> None:
        """Delete the passage in which the caret stands."""
        found = self._view.reader.text.at_caret()
        if found is None:
            self._view.said.emit(tr("marks.none_here"))
        else:
            self.delete(found)

    def _change(self, said: str, kept: Sequence[Passage], deleted: Sequence[Passage]) -> None:
        """Keep and delete passages as one deed."""
        self._changes += 1
        former = [self._passages[each.id] for each in kept if each.id in self._passages]
        made = [each for each in kept if each.id not in self._passages]
        for each in kept:
            self._passages[each.id] = each
        for each in deleted:
            self._passages.pop(each.id, None)
        self._show()
        deed = Deed(
            said=said,
            do=self._step(kept, deleted),
            undo=self._step([*former, *deleted], made),
            quiet=True,
        )
        self._own.add(id(deed))
        self._session.do(deed).failed.connect(lambda _: self.refresh())

    def _step(self, kept: Iterable[Passage], deleted: Iterable[Passage]) -> Step:
        application, keep, names = self._application, tuple(kept), tuple(each.id for each in deleted)
        if application is None:
            raise RuntimeError("no application is in sight")
        return lambda program, workspace, _: program.reviewing.change_passages(
            workspace, application, keep, names
        )

    # Going and listing
    def go_to(self, name: str) -> None:
        """Show the words of a passage; a loose one opens its note, which says that it is loose."""
        self._view.reader.show_text()
        if not self._view.reader.text.go_to(PassageId(name)):
            self.note_on(name)

    def open_list(self) -> None:
        """List all passages of the application."""
        if self._application is None:
            return
        dialog = PassagesDialog(self._view.window(), self._ordered(), self._numbers(), self._loose())
        dialog.chosen.connect(self.go_to)
        self._open(dialog)

    def _open(self, dialog: PassageDialog | PassagesDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()

    # Notes
    def open_note(self) -> None:
        """Open the note on the selected words, which are marked by it, or on the passage at the caret."""
        if self._view.reader.text.selected():
            made = self.mark(tied=True)
            if made:
                self.note_on(made[0].id)
            return
        found = self._view.reader.text.at_caret()
        if found is None:
            self._view.said.emit(tr("marks.select_first"))
        else:
            self.note_on(found)

    def note_on(self, name: str) -> None:
        """Open the note on a passage."""
        passage = self._passages.get(PassageId(name))
        if passage is None:
            return
        dialog = PassageDialog(self._view.window(), passage, self._criteria())
        dialog.typed.connect(lambda text: self._on_typed(passage.id, text))
        dialog.tied.connect(lambda criterion: self._on_tied(passage.id, criterion))
        dialog.deleted.connect(lambda: self.delete(passage.id))
        dialog.finished.connect(self._finish_note)
        self._open(dialog)

    def _on_tied(self, name: PassageId, criterion: CriterionId | None) -> None:
        passage = self._passages.get(name)
        if passage is not None:
            self._finish_note()
            self._change(tr("undo.tie"), [replace(self._passages[name], criterion=criterion)], [])

    def _on_typed(self, name: PassageId, text: str) -> None:
        passage = self._passages.get(name)
        if passage is None:
            return
        self._changes += 1
        self._before.setdefault(name, passage)
        self._passages[name] = replace(passage, note=text)
        if not self._save.isActive():
            self._save.start()

    def flush(self) -> None:
        """Store the note that is being typed."""
        self._save.stop()
        if self._before and self._session.workspace is not None:
            self._session.save(self._step([self._passages[each] for each in self._before], []))

    def _finish_note(self) -> None:
        """Take note of what was typed as one deed."""
        if not self._before or self._session.workspace is None:
            return
        self.flush()
        before, self._before = self._before, {}
        changed = [
            each for each in before.values() if each.note.strip() != self._passages[each.id].note.strip()
        ]
        self._show()
        if changed:
            now = [self._passages[each.id] for each in changed]
            do, undo = self._step(now, []), self._step(changed, [])
            self._session.did(Deed(said=tr("undo.note"), do=do, undo=undo, quiet=True))

    def _on_closing(self) -> None:
        self._finish_note()
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.close()
