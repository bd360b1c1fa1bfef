"""Choose in which language an applicant is answered; the choice stays with the round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.answer_languages import DEED, answers_kept
from evaluator.domain.log import Change
from evaluator.services.guards import require_application, require_no_conflict
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.language import Language
    from evaluator.services.ports import Clock, Workspace


class AnswerLanguages:
    """Keeps the official's choices. They change no paper of the round, so its draft stays in force.

    A locked round takes them too: its extracts are printed after the lock.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self, workspace: Workspace, chosen: Mapping[ApplicationId, Language | None], *, by: str
    ) -> None:
        """Keep choices, all or none; those that say nothing new are passed over.

        Args:
            workspace: The open workspace.
            chosen: By application; None takes a choice back, and the applicant's own
                language holds again.
            by: Who chose.

        Raises:
            UnknownApplicationError: The round has no such application.
            DisqualifiedError: Who chose is disqualified from an application concerned.
            StorageError: The workspace can only be read.
        """
        if not chosen:
            return
        with workspace.begin() as unit:
            before = answers_kept(unit.log_entries())
            new = {each: language for each, language in chosen.items() if before.get(each) is not language}
            for application in chosen:
                require_application(unit, application)
            for application in new:
                require_no_conflict(unit, by, application)
            at = self._clock()
            record(
                unit,
                [
                    Change(
                        deed=DEED,
                        subject=application,
                        before=_told(before.get(application)),
                        after=_told(language),
                        by=by,
                        at=at,
                    )
                    for application, language in new.items()
                ],
            )
            unit.commit()


def answers_of(
    workspace: Workspace, chosen: Mapping[ApplicationId, Language] | None = None
) -> dict[ApplicationId, Language]:
    """Give the choices that hold: those of the moment before those that were kept."""
    with workspace.read() as unit:
        return {**answers_kept(unit.log_entries()), **(chosen or {})}


def _told(language: Language | None) -> str | None:
    return None if language is None else language.value
