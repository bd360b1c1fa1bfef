"""Connects merging with the session: preview first, then one transaction, then undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from evaluator.ui.actions import ActionId
from evaluator.ui.dialogs import PassphraseDialog
from evaluator.ui.merging.view import MergingView
from evaluator.ui.merging.words import tr
from evaluator.ui.session import Deed
from evaluator.ui.shared.chair_board import Board

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.people import Person
    from evaluator.errors import EvaluatorError
    from evaluator.scoring.figures import Outcome
    from evaluator.services.chair_desk import ChairDesk
    from evaluator.services.merge_reviews import MergeReport
    from evaluator.services.ports import Progress, Workspace
    from evaluator.ui.actions import Actions
    from evaluator.ui.operations import Operation
    from evaluator.ui.program import Program
    from evaluator.ui.session import Session, Step

    Pair = tuple[ApplicationId, ReviewerId]

SUFFIX = ".evreview"
HERE = "consensus.application"
"""Where the meeting's place finds the application that was asked for."""

_KEYS = ("keys.missing", "keys.no-keyring", "keys.keyring", "keys.identity.passphrase")


def ask_files(parent: QWidget) -> list[Path]:
    """Ask for review files."""
    kinds = f"{tr('drop.kind')} (*{SUFFIX})"
    paths, _ = QFileDialog.getOpenFileNames(parent, tr("drop.choose").rstrip("…"), "", kinds)
    return [Path(each) for each in paths]


class MergingPresenter(QObject):
    """Reads files as the chair, shows what they would do, and merges what was shown."""

    def __init__(self, view: MergingView, session: Session) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self._paths: tuple[Path, ...] = ()
        self._person: Person | None = None
        self._work: Operation | None = None
        self._desk: ChairDesk | None = None
        self._applying = False
        self.ask_files: Callable[[QWidget], Sequence[Path]] = ask_files
        self.ask_passphrase: Callable[..., str | None] = PassphraseDialog.ask
        view.files_wanted.connect(self.add)
        view.choose_wanted.connect(lambda: self.add(self.ask_files(self._view)))
        view.clear_wanted.connect(self.clear)
        view.apply_wanted.connect(self.apply)
        view.undo_wanted.connect(self._undo)
        view.cancel_wanted.connect(self._cancel)
        view.meeting_wanted.connect(self._on_meeting_wanted)
        view.inspector.settled.connect(self._settle)
        view.inspector.unsettled.connect(self._unsettle)
        view.inspector.spoken.connect(self._speak)
        session.changed.connect(self._on_changed)
        session.evidenced.connect(view.show_evidence)
        session.closed.connect(self._forget)
        if session.outcome is not None:
            self._on_changed(session.outcome)

    # Reading
    def _on_changed(self, outcome: Outcome) -> None:
        operation = self._session.read(lambda program, workspace: program.reviewing.chair_desk(workspace))
        operation.succeeded.connect(lambda desk: self._on_desk(desk, outcome))
        operation.start()

    def _on_desk(self, desk: ChairDesk, outcome: Outcome) -> None:
        if isValid(self) and self._session.outcome is outcome:  # not closed or built anew meanwhile
            self._desk = desk
            self._view.show_board(Board(desk, outcome), self._session.evidence)

    # Preview
    def add(self, paths: Sequence[Path]) -> None:
        """Preview files together with those that are previewed already."""
        if not paths or self._work is not None or self._session.workspace is None:
            return
        self._paths = tuple(dict.fromkeys([*self._paths, *paths]))
        self._preview()

    def clear(self) -> None:
        """Let go of the preview; nothing was stored."""
        self._paths = ()
        self._view.show_report(None, self._session.evidence)

    def _preview(self) -> None:
        paths = self._paths
        self._as_chair(
            lambda program, workspace, person, by, progress: program.reviewing.merge(
                workspace, paths, person, by, dry_run=True, progress=progress
            ),
            self._on_previewed,
            applying=False,
        )

    def _on_previewed(self, report: MergeReport) -> None:
        self._view.show_report(report, self._session.evidence)

    # Applying
    def apply(self) -> None:
        """Merge what is previewed, in one transaction."""
        paths, count = self._paths, self._view.accepted
        if paths:
            self._as_chair(
                lambda program, workspace, person, by, progress: program.reviewing.merge(
                    workspace, paths, person, by, progress=progress
                ),
                lambda report: self._on_applied(report, paths, count),
                applying=True,
            )

    def _on_applied(self, report: MergeReport, paths: tuple[Path, ...], count: int) -> None:
        self.clear()
        merged = [report.merge]
        person = self._person
        if report.merge is None or person is None:
            return

        def again(program: Program, workspace: Workspace, by: str) -> None:
            merged[0] = program.reviewing.merge(workspace, paths, person, by).merge

        def back(program: Program, workspace: Workspace, by: str) -> None:
            if merged[0] is not None:
                program.reviewing.undo_merge(workspace, merged[0], by)

        self._session.did(Deed(said=tr("apply.done", count=count), do=again, undo=back), tell=True)
        self._session.reload()

    def _undo(self) -> None:
        latest = self._desk.latest if self._desk is not None else None
        if latest is not None:
            number = latest.id
            self._session.do(
                Deed(
                    said=tr("undo.done", number=number, count=len(latest.files)),
                    do=lambda program, workspace, by: program.reviewing.undo_merge(workspace, number, by),
                )
            )

    # Deciding
    def _settle(self, conflict: str, take: str, reason: str) -> None:
        board = self._view.board
        fork = (
            next((each.fork for each in board.desk.disputes if each.fork.id == conflict), None)
            if board
            else None
        )
        if board is None or fork is None:
            return
        said = tr("dispute.done", name=board.name(fork.reviewer), number=board.number(fork.application))
        self._do(
            said,
            lambda program, workspace, by: program.reviewing.settle(workspace, conflict, take, reason, by),
            lambda program, workspace, by: program.reviewing.unsettle(workspace, conflict, reason, by),
        )

    def _unsettle(self, pair: Pair, reason: str) -> None:
        board = self._view.board
        settled = board.desk.settled.get(pair) if board is not None else None
        if board is None or settled is None:
            return
        self._do(
            tr("settled.done", name=board.name(pair[1]), number=board.number(pair[0])),
            lambda program, workspace, by: program.reviewing.unsettle(
                workspace, settled.conflict, reason, by
            ),
            lambda program, workspace, by: program.reviewing.settle(
                workspace, settled.conflict, settled.taken, settled.reason, by
            ),
        )

    def _speak(self, pair: Pair, accept: bool, reason: str) -> None:
        board = self._view.board
        if board is None:
            return
        key = "stale.done_accept" if accept else "stale.done_back"
        self._do(
            tr(key, name=board.name(pair[1]), number=board.number(pair[0])),
            lambda program, workspace, by: program.reviewing.speak_on_stale(
                workspace, pair[0], board.name(pair[1]), reason, by, accept=accept
            ),
        )

    def _do(self, said: str, do: Step, undo: Step | None = None) -> None:
        """Do a deed; a word on a stale review stands, and only a later word can follow it."""
        operation = self._session.do(Deed(said=said, do=do, undo=undo))
        operation.succeeded.connect(self._on_decided)

    def _on_decided(self) -> None:
        self._view.inspector.forget_typed()

    def _on_meeting_wanted(self, number: int) -> None:
        self._session.remembered[HERE] = str(number)
        self._view.asked.emit(ActionId.GO_CONSENSUS)

    # As the chair
    def _as_chair(
        self,
        work: Callable[[Program, Workspace, Person, str, Progress], object],
        done: Callable[..., object],
        *,
        applying: bool,
        passphrase: str | None = None,
    ) -> None:
        """Do something with the keys of whom the review files are sealed to."""
        receivers = self._desk.receivers if self._desk is not None else frozenset()
        known = self._person

        def whole(program: Program, workspace: Workspace, by: str, progress: Progress) -> object:
            person = known
            if person is None:
                cards = program.identities.all()
                mine = [each for each in cards if receivers & set(each.known_as)]
                ours = [each for each in mine if each.name == by] or mine
                name = ours[0].name if ours else None
                person = program.identities.open(name, program.identity_secret(passphrase=passphrase))
            return person, work(program, workspace, person, by, progress)

        def ended(result: tuple[Person, object]) -> None:
            if isValid(self):
                self._person = result[0]
                done(result[1])

        operation = self._session.long(whole)
        self._work = operation
        operation.progressed.connect(self._on_progressed)
        operation.finished.connect(self._on_finished)
        operation.succeeded.connect(ended)
        operation.failed.connect(
            lambda error: self._on_refused(error, work, done, applying=applying, passphrase=passphrase)
        )
        self._applying = applying
        self._view.show_work(0, 0, applying=applying)
        operation.start()

    def _on_refused(
        self,
        error: EvaluatorError,
        work: Callable[[Program, Workspace, Person, str, Progress], object],
        done: Callable[..., object],
        *,
        applying: bool,
        passphrase: str | None,
    ) -> None:
        if not isValid(self):
            return
        if not error.code.startswith(_KEYS):
            self._session.refused.emit(error)
            self._drop_unseen()
            return
        given = self.ask_passphrase(self._view.window(), tr("identity"), wrong=passphrase is not None)
        if given:
            self._as_chair(work, done, applying=applying, passphrase=given)
        else:
            self._drop_unseen()

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self._drop_unseen()

    def _drop_unseen(self) -> None:
        """Let go of files that were never previewed, so that they do not come along the next time."""
        report = self._view.report
        self._paths = tuple(each.path for each in report.files) if report is not None else ()

    def _on_progressed(self, done: int, total: int) -> None:
        self._view.show_work(done, total, applying=self._applying)

    def _on_finished(self) -> None:
        if self.sender() is self._work or self._work is None:
            self._work = None
            self._view.show_idle()

    def _forget(self) -> None:
        self._person, self._paths = None, ()


def build(session: Session, actions: Actions) -> MergingView:
    """Make the place."""
    view = MergingView(actions)
    MergingPresenter(view, session)
    return view
