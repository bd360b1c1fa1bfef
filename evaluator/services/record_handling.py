"""Record who was present while the consensus meeting handled an application, and who left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.handlings import Handling, handlings_in_force
from evaluator.domain.log import Change
from evaluator.services.guards import require_application, require_no_conflict, require_open
from evaluator.services.log_round import record
from evaluator.services.review_errors import DisqualifiedError
from evaluator.services.settle_merge import require_merging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.log import LogValue
    from evaluator.services.ports import Clock, UnitOfWork, Workspace


class RecordHandling:
    """Appends a record of the meeting; the minutes are written from the last one of each application."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        application: ApplicationId,
        present: Sequence[str],
        left: Sequence[str],
        by: str,
        *,
        discussed: bool = False,
        note: str = "",
    ) -> Handling:
        """Record how an application was handled.

        Args:
            workspace: The round's workspace.
            application: Which one.
            present: Who was present while it was handled; somebody who left is not among them.
            left: Who left for as long as it was handled.
            by: Who records it.
            discussed: It was discussed.
            note: What the discussion came to.

        Raises:
            DisqualifiedError: Who records it, or somebody who stayed, is disqualified.
            UnknownApplicationError: The round has no such application.
            MergePhaseError: Allocation has begun.
            RoundLockedError: The round is locked.
        """
        with workspace.begin() as unit:
            require_open(unit)
            require_merging(unit)
            require_application(unit, application)
            gone = tuple(dict.fromkeys(each.strip() for each in left if each.strip()))
            stayed = tuple(dict.fromkeys(each.strip() for each in present if each.strip()))
            stayed = tuple(each for each in stayed if each not in gone)
            for person in (by, *stayed):
                require_no_conflict(unit, person, application)
            _require_gone(unit, application, stayed)
            handling = Handling(
                application=application,
                present=stayed,
                left=gone,
                discussed=discussed or bool(note.strip()),
                note=note.strip(),
                by=by,
                at=self._clock(),
            )
            former = handlings_in_force(unit.handlings.all()).get(application)
            unit.handlings.add(handling)
            record(unit, [_change(handling, former)])
            unit.commit()
        return handling


def _require_gone(unit: UnitOfWork, application: ApplicationId, stayed: Sequence[str]) -> None:
    """Refuse that a reviewer who is disqualified from an application stays while it is handled."""
    recused = {who for of, who in (*unit.sayings.conflicted(), *unit.barred()) if of == application}
    names = {each.name for each in unit.reviewers() if each.id in recused}
    for person in stayed:
        if person in names:
            raise DisqualifiedError(person=person, application=application)


def _change(handling: Handling, former: Handling | None) -> Change:
    return Change(
        deed="meeting.handle",
        subject=handling.application,
        before=None if former is None else _told(former),
        after=_told(handling),
        by=handling.by,
        at=handling.at,
    )


def _told(handling: Handling) -> dict[str, LogValue]:
    return {
        "present": list(handling.present),
        "left": list(handling.left),
        "discussed": handling.discussed,
        "note": handling.note,
    }
