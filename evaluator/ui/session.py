"""One open round in the window: its figures, and every deed done to it.

A workspace of the rail never calls a service itself. It asks the session to do a
deed; the session does it in the round's own lane, works the round out anew and
tells everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from evaluator.domain.desks import Desks
from evaluator.errors import EvaluatorError, StorageError
from evaluator.ui.history import History
from evaluator.ui.operations import Lane, Operation
from evaluator.ui.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from evaluator.scoring.evidence.figures import Evidence
    from evaluator.scoring.figures import Outcome
    from evaluator.services.ports import Progress, Workspace
    from evaluator.ui.history import Entry
    from evaluator.ui.program import Program
    from evaluator.ui.settings import Settings

    Step = Callable[[Program, Workspace, str], Any]
    _Read = tuple[Workspace, Desks, Outcome]

AFTER_PAINT_MS = 100
"""So long the rows have to be painted, before work begins that would take their time."""

KEY_CODES = ("keys.", "storage.wrong-key")
"""Beginnings of the codes that a passphrase may help against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A change of the round, and how it is taken back.

    Attributes:
        said: What was done, for the toast ("Hakemus 17: ei kelpoinen").
        do: Does it; gets program, workspace and the user's name.
        undo: Takes it back, or None where that cannot be done.
        quiet: One sees it where it was done, so no toast says it.
    """

    said: str
    do: Step
    undo: Step | None = None
    quiet: bool = False


class Session(QObject):
    """The program and the round that is open.

    Signals:
        ready: The program behind the window is there.
        opened: A round is open and worked out.
        met: A package came from somebody whom this machine had never met; with the ``Card``.
        closing: The round is about to be closed, or its places to be built anew; whoever holds
            something unsaved saves it now.
        closed: No round is open any more.
        changed: The round was worked out anew; with the ``Outcome``.
        evidenced: The evidence of that outcome is there; with the ``Evidence``.
        done: A deed is stored; with the ``Deed``.
        passphrase_wanted: No key was found; with path and whether one was tried.
        refused: With an ``EvaluatorError``.
        crashed: With any other exception.
        busy: Whether something is being stored or worked out.
        undo_changed: What can be undone or redone has changed.
    """

    ready = Signal()
    opened = Signal()
    met = Signal(object)
    closing = Signal()
    closed = Signal()
    changed = Signal(object)
    evidenced = Signal(object)
    done = Signal(object)
    passphrase_wanted = Signal(object, bool)
    refused = Signal(object)
    crashed = Signal(object)
    busy = Signal(bool)
    undo_changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.program: Program | None = None
        self.workspace: Workspace | None = None
        self.outcome: Outcome | None = None
        self.desk = Desks.OFFICE
        self.evidence: Evidence | None = None
        self.saved_at: datetime | None = None
        self._history = History()
        self.remembered: dict[str, str] = {}
        """What a place wants to find again when it is built anew; forgotten with the round."""

        self._at_work = 0

    @property
    def by(self) -> str:
        """The name that records show."""
        return self.settings.name or tr("session.default_name")

    def start(self, load: Callable[[], Program]) -> Operation:
        """Load the program in a worker."""
        operation = self._run(lambda _: load(), Lane.ROUND)
        operation.succeeded.connect(self._on_loaded)
        return operation.start()

    def open(self, path: Path, passphrase: str | None = None) -> None:
        """Open a workspace and work its round out."""
        program = self._program()

        operation = Operation(lambda _: _read(program, program.open(path, passphrase)), Lane.ROUND)
        self._watch(operation)
        operation.succeeded.connect(self._on_opened)
        operation.failed.connect(lambda error: self._on_not_opened(error, path, passphrase))
        operation.crashed.connect(self.crashed)
        operation.start()

    def enter(self, path: Path, make: Callable[[Program], Workspace]) -> Operation:
        """Open what a call makes or brings at ``path``.

        Returns:
            The operation; the caller tells of a failure, a missing key above all.
        """
        program = self._program()
        if self.workspace is not None and self.workspace.path == path:
            self.close()
        operation = Operation(lambda _: _read(program, make(program)), Lane.ROUND)
        self._watch(operation)
        operation.succeeded.connect(self._on_opened)
        operation.crashed.connect(self.crashed)
        return operation.start()

    def close(self) -> None:
        """Let go of the round; what is typed and not saved yet is saved first."""
        if self.workspace is None:
            return
        self.closing.emit()
        workspace = self.workspace
        Operation(lambda _: workspace.close(), Lane.ROUND).start()
        self.workspace = self.outcome = self.evidence = self.saved_at = None
        self._history.clear()
        self.remembered.clear()
        self.undo_changed.emit()
        self.closed.emit()

    def do(self, deed: Deed) -> Operation:
        """Do a deed, work the round out anew, and say so."""
        return self._perform(self._history.begin(deed))

    def save(self, step: Step) -> Operation:
        """Store what was typed; nothing is said but when it was saved, and nothing is worked out."""
        program, workspace, by = self._program(), self._workspace(), self.by

        def stored(_: object) -> None:
            if self.workspace is workspace:
                self.saved_at = datetime.now(tz=UTC)

        operation = self._run(lambda _: step(program, workspace, by), Lane.ROUND)
        operation.succeeded.connect(stored)
        self._heed(operation)
        return operation.start()

    def did(self, deed: Deed, *, tell: bool = False) -> None:
        """Take note of a deed that ``save`` or ``long`` stored, so that it can be taken back; or tell it."""
        self._history.begin(deed, known=True)
        self.undo_changed.emit()
        if tell:
            self.done.emit(deed)

    def undo(self) -> None:
        """Take the last deed back; one that is still being stored, as soon as it is."""
        if self.undoable:
            self._perform(self._history.turn(back=True))

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.redoable:
            self._perform(self._history.turn(back=False))

    @property
    def undoable(self) -> str:
        """What would be undone, or empty."""
        return self._history.undoable

    @property
    def redoable(self) -> str:
        """What would be redone, or empty."""
        return self._history.redoable

    def beside(self, work: Callable[[Program, Workspace], Any]) -> Operation:
        """Prepare a call that only reads the round and may take long; not started yet."""
        program, workspace = self._program(), self._workspace()
        return self._run(lambda _: work(program, workspace), Lane.BESIDE, quiet=True)

    def read(self, work: Callable[[Program, Workspace], Any]) -> Operation:
        """Prepare a call that reads the round after all that was asked of it before; not started yet."""
        program, workspace = self._program(), self._workspace()
        return self._run(lambda _: work(program, workspace), Lane.ROUND, quiet=True)

    def attempt(self, work: Callable[[Program, Workspace], Any]) -> Operation:
        """Prepare a deed whose refusal the caller tells, as when a passphrase may help; not started yet."""
        program, workspace = self._program(), self._workspace()
        operation = Operation(lambda _: work(program, workspace), Lane.ROUND)
        self._watch(operation)
        self._heed(operation)
        operation.crashed.connect(self.crashed)
        return operation

    def long(self, work: Callable[[Program, Workspace, str, Progress], Any]) -> Operation:
        """Prepare a deed that tells how far it has come; the caller tells of a refusal; not started yet."""
        program, workspace, by = self._program(), self._workspace(), self.by
        operation = Operation(lambda progress: work(program, workspace, by, progress), Lane.ROUND)
        self._watch(operation)
        self._heed(operation)
        operation.crashed.connect(self.crashed)
        return operation

    def reload(self) -> None:
        """Work the round out anew."""
        program, workspace = self._program(), self._workspace()

        def show(outcome: Outcome) -> None:
            if self.workspace is workspace:  # not closed meanwhile
                self._on_outcome(outcome)

        operation = self._run(lambda _: program.outcome(workspace), Lane.ROUND)
        operation.succeeded.connect(show)
        operation.start()

    def _perform(self, entry: Entry) -> Operation:
        """Do a deed, or take one back, in the round's lane, and work the round out."""
        program, workspace, by = self._program(), self._workspace(), self.by
        ranks = self.desk is Desks.OFFICE  # a reviewer's own scores rank nothing

        def work(progress: Progress) -> Outcome | None:
            step = entry.step(progress)
            if step is not None:
                step(program, workspace, by)
            return program.outcome(workspace) if ranks and step is not None else None

        def stored(outcome: Outcome | None) -> None:
            if self.workspace is not workspace:
                return
            deed = entry.stored()
            if deed is not None:
                self.saved_at = datetime.now(tz=UTC)
            if outcome is not None:
                self._on_outcome(outcome)
            self.undo_changed.emit()
            if deed is not None:
                self.done.emit(deed)

        operation = self._run(work, Lane.ROUND)
        operation.succeeded.connect(stored)
        self._heed(operation, entry)
        self.undo_changed.emit()
        return operation.start()

    def _heed(self, operation: Operation, entry: Entry | None = None) -> None:
        """Let an undo that waits for this deed take nothing else back where it is refused."""
        workspace = self.workspace

        def refused(_: object) -> None:
            if self.workspace is workspace:
                self._history.refuse(entry)
                self.undo_changed.emit()

        operation.failed.connect(refused)
        operation.crashed.connect(refused)

    def _run(self, work: Callable[[Any], Any], lane: Lane, *, quiet: bool = False) -> Operation:
        operation = Operation(work, lane)
        if not quiet:
            self._watch(operation)
        operation.failed.connect(self.refused)
        operation.crashed.connect(self.crashed)
        return operation

    def _watch(self, operation: Operation) -> None:
        self._at_work += 1
        self.busy.emit(self._at_work > 0)
        operation.finished.connect(self._on_finished)

    def _on_finished(self) -> None:
        self._at_work -= 1
        self.busy.emit(self._at_work > 0)

    def _on_loaded(self, program: Program) -> None:
        self.program = program
        self.ready.emit()

    def _on_opened(self, result: _Read) -> None:
        self.close()
        self.workspace, self.desk, self.outcome = result
        self.settings.remember(self.workspace.path)
        self.opened.emit()
        self._on_outcome(self.outcome)

    def _on_not_opened(self, error: EvaluatorError, path: Path, passphrase: str | None) -> None:
        if isinstance(error, StorageError) and error.code.startswith(KEY_CODES):
            self.passphrase_wanted.emit(path, passphrase is not None)
        else:
            self.refused.emit(error)

    def _on_outcome(self, outcome: Outcome) -> None:
        self.outcome, self.evidence = outcome, None
        self.changed.emit(outcome)
        if self.desk is not Desks.OFFICE:
            return
        if outcome.compared:
            self._work_out_evidence(outcome)
        else:
            self._compare(outcome)

    def _compare(self, outcome: Outcome) -> None:
        """Compare the applications of a large round beside the window, which shows its rows already."""
        program = self._program()

        def show(compared: Outcome) -> None:
            if self.outcome is outcome:  # else a deed has worked all of it out meanwhile
                self._on_outcome(compared)

        def begin() -> None:
            if self.outcome is not outcome:
                return
            operation = self._run(lambda _: program.compare(outcome), Lane.BESIDE)
            operation.succeeded.connect(show)
            operation.start()

        QTimer.singleShot(AFTER_PAINT_MS, self, begin)

    def _work_out_evidence(self, outcome: Outcome) -> None:
        """Work the evidence out beside the window, after the figures that decide are shown."""
        program, workspace = self._program(), self._workspace()

        def work(_: object) -> Evidence | None:
            # What was changed meanwhile is asked for anew by the change itself.
            return program.evidence(workspace, outcome) if self.outcome is outcome else None

        def show(evidence: Evidence | None) -> None:
            if evidence is not None and self.outcome is outcome:
                self.evidence = evidence
                self.evidenced.emit(evidence)

        def tell(error: EvaluatorError) -> None:
            if self.outcome is outcome:
                self.refused.emit(error)

        operation = Operation(work, Lane.BESIDE)
        operation.succeeded.connect(show)
        operation.failed.connect(tell)
        operation.crashed.connect(self.crashed)
        operation.start()

    def _program(self) -> Program:
        if self.program is None:
            raise RuntimeError("the program is not loaded yet")
        return self.program

    def _workspace(self) -> Workspace:
        if self.workspace is None:
            raise RuntimeError("no round is open")
        return self.workspace


def _read(program: Program, workspace: Workspace) -> _Read:
    """Tell whose desk an open workspace is, and work its round out; let go of it where that fails."""
    try:
        return workspace, program.reviewing.tell_desk(workspace), program.first_look(workspace)
    except BaseException:
        workspace.close()
        raise
