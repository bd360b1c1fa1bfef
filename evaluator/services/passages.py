"""Mark passages of an application on one's own machine; private, and never in the log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.domain.passages import LONGEST_NOTE
from evaluator.domain.review_rules import ReviewState
from evaluator.services.guards import require_open
from evaluator.services.review_desk import require_readable
from evaluator.services.review_errors import DeclinedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.passages import Passage, PassageId
    from evaluator.services.ports import Clock, Workspace


class ReadPassages:
    """Gives the passages that the reviewer marked in an application."""

    def __call__(self, workspace: Workspace, application: ApplicationId) -> tuple[Passage, ...]:
        """Give them, by text and place.

        Raises:
            UndeclaredError: The question of disqualification was not answered.
            ConflictDeclaredError: The reviewer is disqualified.
            UnknownApplicationError: It is not on this desk.
        """
        with workspace.read() as unit:
            require_readable(unit, workspace.path, application)
            return unit.passages.of(application)


class ChangePassages:
    """Keeps and deletes passages; a submitted review may be marked on, too."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        application: ApplicationId,
        kept: Iterable[Passage] = (),
        deleted: Iterable[PassageId] = (),
    ) -> None:
        """Keep passages in place of the former of their names, and delete others; all or none.

        A note that is too long loses its end; the window lets none become so long.

        Raises:
            UndeclaredError: The question of disqualification was not answered.
            ConflictDeclaredError: The reviewer is disqualified.
            DeclinedError: The application was given back.
            UnknownApplicationError: It is not on this desk.
            RoundLockedError: The round is locked.
        """
        now = self._clock()
        with workspace.begin() as unit:
            require_open(unit)
            desk = require_readable(unit, workspace.path, application)
            if desk.state(application) is ReviewState.DECLINED:
                raise DeclinedError(id=application)
            for each in deleted:
                unit.passages.drop(each)
            for passage in kept:
                note = passage.note.strip()[:LONGEST_NOTE]
                unit.passages.put(replace(passage, application=application, note=note, at=now))
            unit.commit()
