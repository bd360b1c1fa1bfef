"""Rules that every deed obeys before it changes a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.rounds import Phase
from evaluator.domain.typed_text import beyond_papers, seen
from evaluator.services.bars import bars_of
from evaluator.services.errors import ReasonMissingError, RoundLockedError, UnknownApplicationError
from evaluator.services.review_errors import DisqualifiedError
from evaluator.services.text_errors import UnprintableTextError

if TYPE_CHECKING:
    from evaluator.domain.applications import Application
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.variants import Edition
    from evaluator.scoring.figures import Outcome
    from evaluator.services.ports import UnitOfWork


def require_open(unit: UnitOfWork) -> None:
    """Refuse any change of a locked or archived round.

    Raises:
        RoundLockedError: The round is locked.
    """
    phase = unit.round().phase
    if phase in {Phase.LOCKED, Phase.ARCHIVED}:
        raise RoundLockedError(phase=phase.value)


def require_application(unit: UnitOfWork, wanted: ApplicationId) -> Application:
    """Give the application with the id ``wanted``.

    Raises:
        UnknownApplicationError: The round has none by that id.
    """
    for application in unit.applications():
        if application.id == wanted:
            return application
    raise UnknownApplicationError(id=wanted)


def require_party(outcome: Outcome, edition: Edition) -> None:
    """Refuse a version for the party of an application that the round has not.

    Raises:
        UnknownApplicationError: It has none by that id.
    """
    if edition.party is not None and all(each.application.id != edition.party for each in outcome.standings):
        raise UnknownApplicationError(id=edition.party)


def require_reason(reason: str, application: ApplicationId) -> str:
    """Give the reason as it is seen, without surrounding space.

    Raises:
        ReasonMissingError: Nothing is left of it.
        UnprintableTextError: No paper could print it.
    """
    stripped = require_printable(reason)
    if not stripped:
        raise ReasonMissingError(id=application)
    return stripped


def require_printable(text: str) -> str:
    """Give a text that papers will print as it is seen, without surrounding space.

    The register keeps every reason and the memo prints them all, so one that cannot be
    printed would keep every paper back for good.

    Raises:
        UnprintableTextError: No paper could print it.
    """
    stripped = seen(text)
    if found := beyond_papers(stripped):
        raise UnprintableTextError(characters=", ".join(f"U+{ord(each):04X}" for each in found))
    return stripped


def require_no_conflict(unit: UnitOfWork, person: str, application: ApplicationId) -> None:
    """Refuse a deed on an application by somebody who is disqualified from it; the deputy acts.

    Whoever reviews as well is the same person: a conflict that the review file declared,
    or a standing interest, bars every other role too.

    Raises:
        DisqualifiedError: The person is disqualified (434/2003, section 27).
    """
    if application in bars_of(unit, person):
        raise DisqualifiedError(person=person, application=application)
