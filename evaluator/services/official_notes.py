"""Note something on an application for oneself: saved as it is typed, never printed or logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.official_notes import LONGEST_OFFICIAL_NOTE, OfficialNote
from evaluator.services.guards import require_application, require_no_conflict, require_open

if TYPE_CHECKING:
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.services.ports import Clock, Workspace


class SaveOfficialNote:
    """Saves an official's note in place of the former."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, workspace: Workspace, application: ApplicationId, text: str, by: str) -> None:
        """Save it; an empty one deletes the note.

        What is too long loses its end; the window lets none become so long.

        Raises:
            UnknownApplicationError: The round has no such application.
            DisqualifiedError: Whoever is disqualified does not handle the application at all.
            RoundLockedError: The round is locked.
        """
        kept = text.rstrip()[:LONGEST_OFFICIAL_NOTE]
        with workspace.begin() as unit:
            require_open(unit)
            require_application(unit, application)
            require_no_conflict(unit, by, application)
            if kept:
                note = OfficialNote(application=application, text=kept, by=by, at=self._clock())
                unit.official_notes.put(note)
            else:
                unit.official_notes.drop(application)
            unit.commit()
