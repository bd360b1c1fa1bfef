"""Keeps what the meeting typed: stored within half a second, until it is recorded or thrown away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from evaluator.ui.consensus.draft import AgreedDraft

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluator.domain.consensus import ConsensusDraft
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.ui.session import Session, Step

SAVE_MS = 400
"""What is typed is stored this long after its first letter, and every so often while one types on."""


class DraftKeeper(QObject):
    """The drafts of one meeting; what was typed here is newer than what was read."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._read: dict[ApplicationId, ConsensusDraft] = {}
        self._typed: dict[ApplicationId, AgreedDraft] = {}
        self._waiting: set[ApplicationId] = set()
        self._timer = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._timer.timeout.connect(self.flush)
        session.closing.connect(self.flush)

    def take(self, drafts: Mapping[ApplicationId, ConsensusDraft]) -> None:
        """Take what was read from the workspace."""
        self._read = dict(drafts)

    def of(self, application: ApplicationId) -> AgreedDraft | None:
        """Give the draft of an application, or None."""
        if application in self._typed:
            return self._typed[application]
        stored = self._read.get(application)
        return None if stored is None else AgreedDraft.kept(stored)

    def keep(self, application: ApplicationId, draft: AgreedDraft) -> None:
        """Keep what is typed."""
        self._typed[application] = draft
        self._waiting.add(application)
        if not self._timer.isActive():
            self._timer.start()

    def forget(self, application: ApplicationId) -> AgreedDraft | None:
        """Keep it no more, because a deed that is on its way takes it away; give what it was."""
        former = self.of(application)
        self._waiting.discard(application)
        self._typed.pop(application, None)
        self._read.pop(application, None)
        return former

    def flush(self) -> None:
        """Store what was typed and is not stored yet."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, set()
        if not waiting or self._session.workspace is None:
            return
        now = datetime.now(tz=UTC)
        saved = self._session.save(storing([self._typed[each].stored(each, now) for each in sorted(waiting)]))
        # It stays in sight, and goes along the next time.
        saved.failed.connect(lambda _: self._waiting.update(waiting & self._typed.keys()))


def storing(drafts: Sequence[ConsensusDraft]) -> Step:
    """Give the step that stores drafts."""
    return lambda program, workspace, _: program.reviewing.save_consensus_drafts(workspace, drafts)


def dropping(application: ApplicationId) -> Step:
    """Give the step that lets go of a draft."""
    return lambda program, workspace, _: program.reviewing.save_consensus_drafts(workspace, (), [application])
