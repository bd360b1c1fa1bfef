"""Connects the form with the session: what is typed is stored within a second, deeds can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from evaluator.domain.review_rules import ReviewState
from evaluator.domain.reviews import NotApplicable
from evaluator.services.reviewing import Entry
from evaluator.ui.reading.content import readable
from evaluator.ui.reviewing.deeds import Deeds
from evaluator.ui.reviewing.marking import Marking
from evaluator.ui.reviewing.model import Sheet, first_waiting
from evaluator.ui.reviewing.view import ReviewingView
from evaluator.ui.reviewing.words import tr
from evaluator.ui.session import Deed

if TYPE_CHECKING:
    from evaluator.domain.exchanged import Recommendation
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.reviews import ScoreState
    from evaluator.services.reading import ToRead, WholeDesk
    from evaluator.services.review_desk import ReviewTask
    from evaluator.ui.actions import Actions
    from evaluator.ui.session import Session, Step

SAVE_MS = 400
"""What is typed is stored this long after its first letter, and every so often while one types on."""

_HERE = "reviewing.application"
_CLOSED = frozenset({ReviewState.UNDECLARED, ReviewState.RECUSED, ReviewState.DECLINED})


class ReviewingPresenter(QObject):
    """One desk; the sheet of the application in sight is the truth of what was typed last."""

    def __init__(self, view: ReviewingView, session: Session) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self._current: ApplicationId | None = session.remembered.get(_HERE)  # type: ignore[assignment]
        self._sheet: Sheet | None = None
        self._before: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self._own: set[int] = set()
        self._failed = False
        self._save = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._save.timeout.connect(self.flush)
        self.deeds = Deeds(view, session, self.flush, self.reload)
        self.marking = Marking(view, session)
        view.application_wanted.connect(self._on_application_wanted)
        view.next_wanted.connect(self._on_next_wanted)
        view.declare.answered.connect(lambda conflict, why: self.deeds.declare(self._now(), conflict, why))
        view.declare.declined.connect(lambda why: self.deeds.decline(self._now(), why))
        view.scoring.answered.connect(self._on_answered)
        view.scoring.typed.connect(self._on_typed)
        view.scoring.left.connect(self._on_left)
        view.scoring.recommended.connect(self._on_recommended)
        view.reader.attachment_wanted.connect(self._on_attachment_wanted)
        view.submit_wanted.connect(self._on_submit_wanted)
        view.reopen_wanted.connect(lambda: self.deeds.reopen(self._now()))
        view.decline_wanted.connect(lambda: self.deeds.ask_decline(self._now()))
        view.export_wanted.connect(self.deeds.export)
        view.restore_wanted.connect(self.deeds.restore)
        session.closing.connect(self._on_closing)
        session.done.connect(self._on_done)
        if session.workspace is not None:
            self.reload()

    # Reading the desk
    def reload(self) -> None:
        """Read the desk anew, after everything that was asked to be stored."""
        self.flush()
        operation = self._session.read(lambda program, workspace: program.reviewing.read_desk(workspace))
        operation.succeeded.connect(self._on_desk)
        operation.start()

    def _on_desk(self, desk: WholeDesk) -> None:
        if self._session.workspace is None:  # closed meanwhile
            return
        self._view.show_desk(desk)
        wanted = self._task(self._current) or first_waiting(desk.tasks)
        if wanted is None:
            return
        same = self._sheet is not None and self._sheet.application == wanted.application.id
        if same and wanted.state not in _CLOSED and not self._typed:
            self._sheet = Sheet(desk.call, wanted)
            self._view.show_sheet(self._sheet, self._view.scoring.open_name)
        elif not same or wanted.state in _CLOSED:
            self._show(wanted)

    def _task(self, application: ApplicationId | None) -> ReviewTask | None:
        tasks = self._view.desk.tasks if self._view.desk is not None else ()
        return next((each for each in tasks if each.application.id == application), None)

    def _now(self) -> ApplicationId:
        if self._current is None:
            raise RuntimeError("no application is in sight")
        return self._current

    def _on_application_wanted(self, name: str) -> None:
        task = self._task(name)  # type: ignore[arg-type]
        if task is not None and task.application.id != self._current:
            self._on_left()
            # What was just stored is not on the desk that was read before it.
            self._current, self._sheet = task.application.id, None
            self._view.scoring.setEnabled(False)  # no letter goes to the former one meanwhile
            self.reload()

    def _on_next_wanted(self, by: int) -> None:
        tasks = self._view.desk.tasks if self._view.desk is not None else ()
        names = [each.application.id for each in tasks]
        if self._current in names:
            at = names.index(self._current) + by
            if 0 <= at < len(names):
                self._on_application_wanted(names[at])

    def _show(self, task: ReviewTask) -> None:
        application = task.application.id
        self._current, self._sheet = application, None
        self._session.remembered[_HERE] = application
        if task.state in _CLOSED:
            self._view.show_closed(task)
            self._view.appear()
            return
        operation = self._session.read(
            lambda program, workspace: program.reviewing.read_application(workspace, application)
        )
        operation.succeeded.connect(lambda content: self._on_content(application, content))
        operation.start()

    def _on_content(self, application: ApplicationId, content: ToRead) -> None:
        task, desk, outcome = self._task(application), self._view.desk, self._session.outcome
        if task is None or desk is None or outcome is None or self._current != application:
            return
        self._sheet = Sheet(desk.call, task)
        self._view.show_application(task, content, self._sheet, outcome.contents.round.made_up)
        self.marking.show_application(application, content)
        self._view.appear()

    def _on_attachment_wanted(self, path: str) -> None:
        application = self._now()
        operation = self._session.beside(
            lambda program, workspace: readable(
                program, path, program.reviewing.read_attachment(workspace, application, path)
            )
        )
        operation.succeeded.connect(lambda content: self._view.reader.files.show_content(path, content))
        operation.failed.connect(lambda _: self._view.reader.files.show_failure())
        operation.start()

    # Answering
    def _on_answered(self, name: str, state: ScoreState) -> None:
        sheet = self._sheet
        if sheet is None or not sheet.writable:
            return
        former = sheet.state(name)  # type: ignore[arg-type]
        sheet.put(name, state)  # type: ignore[arg-type]
        self._view.refresh_form()
        if isinstance(state, NotApplicable) and isinstance(former, NotApplicable):
            self._remember(f"reason:{name}", former.reason)
            self._typed[f"reason:{name}"] = state.reason
            self._start()
            return
        self._flush_quietly(name)
        number = sheet.item(name).criterion  # type: ignore[arg-type]
        words = number.number if number is not None else name
        self._do(
            tr("undo.score", of=words), _entry(sheet, name, state=state), _entry(sheet, name, state=former)
        )

    def _on_typed(self, name: str, text: str) -> None:
        sheet = self._sheet
        if sheet is None or not sheet.writable:
            return
        self._remember(name, sheet.sentence(name))  # type: ignore[arg-type]
        sheet.write(name, text)  # type: ignore[arg-type]
        self._typed[name] = text
        self._view.refresh_form()
        self._start()

    def _on_recommended(self, wanted: Recommendation) -> None:
        sheet = self._sheet
        if sheet is None or not sheet.writable:
            return
        former, application = sheet.recommendation, sheet.application
        sheet.recommendation = wanted
        self._view.refresh_form()
        self._do(
            tr("undo.recommendation"),
            lambda program, workspace, _: program.reviewing.save(workspace, (), {application: wanted}),
            lambda program, workspace, _: program.reviewing.save(workspace, (), {application: former}),
        )

    def _do(self, said: str, do: Step, undo: Step) -> None:
        deed = Deed(said=said, do=do, undo=undo, quiet=True)
        self._own.add(id(deed))
        self._session.do(deed).failed.connect(lambda _: self.reload())

    def _on_done(self, deed: Deed) -> None:
        """Show what undo and redo brought; one's own deed is on the sheet already."""
        if id(deed) in self._own:
            self._own.discard(id(deed))
        elif self._session.workspace is not None and not self.marking.owns(deed):
            self.marking.refresh()
            self.reload()

    # Storing what is typed
    def _remember(self, name: str, text: str) -> None:
        self._before.setdefault(name, text)

    def _start(self) -> None:
        self._failed = False
        if not self._save.isActive():
            self._save.start()

    def flush(self) -> None:
        """Store what was typed and is not stored yet."""
        self._save.stop()
        sheet, typed = self._sheet, dict(self._typed)
        self._typed.clear()
        if sheet is None or not typed or self._session.workspace is None:
            return
        steps = [self._entry_of(sheet, name, text) for name, text in typed.items()]
        saved = self._session.save(lambda program, workspace, _: program.reviewing.save(workspace, steps))
        saved.failed.connect(lambda _: self._keep(sheet, typed))

    def _keep(self, sheet: Sheet, typed: dict[str, str]) -> None:
        """Keep what could not be stored: it stays in sight, and goes along the next time."""
        if sheet is self._sheet:
            self._typed = typed | self._typed
            self._failed = True

    def _flush_quietly(self, name: str) -> None:
        """Store typed text before another answer to the same line."""
        if name in self._typed or f"reason:{name}" in self._typed:
            self.flush()

    def _entry_of(self, sheet: Sheet, name: str, text: str) -> Entry:
        if name.startswith("reason:"):
            about = name.removeprefix("reason:")
            return Entry(application=sheet.application, about=about, state=NotApplicable(text))  # type: ignore[arg-type]
        return Entry(application=sheet.application, about=name, comment=text)  # type: ignore[arg-type]

    def _on_left(self) -> None:
        """Store what was typed into a field, and take note of it as one deed."""
        if not self._failed:  # the dialog that tells of a failure takes the keyboard: not again at once
            self.flush()
        sheet = self._sheet
        before, self._before = self._before, {}
        if sheet is None or self._session.workspace is None:
            return
        for name, text in before.items():
            about = name.removeprefix("reason:")
            state = sheet.state(about)  # type: ignore[arg-type]
            reasoned = isinstance(state, NotApplicable) and name != about
            now = state.reason if reasoned and isinstance(state, NotApplicable) else sheet.sentence(about)  # type: ignore[arg-type]
            if (name != about and not reasoned) or now.strip() == text.strip():
                continue
            criterion = sheet.item(about).criterion  # type: ignore[arg-type]
            of = criterion.number if criterion is not None else tr("question.group")
            self._session.did(
                Deed(
                    said=tr("undo.sentence", of=of),
                    do=_saving(self._entry_of(sheet, name, now)),
                    undo=_saving(self._entry_of(sheet, name, text)),
                    quiet=True,
                )
            )

    def _on_closing(self) -> None:
        self._failed = False
        self._on_left()

    # Submitting
    def _on_submit_wanted(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        self._on_left()
        owed = sheet.owed
        if owed:
            self._view.scoring.go_to(str(owed[0].of))
            self._view.said.emit(tr("submit.incomplete", count=len(owed)))
            return
        self.deeds.submit(sheet.application, sheet.task.application.number)


def _entry(sheet: Sheet, name: str, *, state: ScoreState) -> Step:
    return _saving(Entry(application=sheet.application, about=name, state=state))  # type: ignore[arg-type]


def _saving(entry: Entry) -> Step:
    return lambda program, workspace, _: program.reviewing.save(workspace, [entry])


def build(session: Session, actions: Actions) -> ReviewingView:
    """Make the place."""
    view = ReviewingView(actions)
    ReviewingPresenter(view, session)
    return view
