"""In which language an official chose to answer single applicants; kept in the round's log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluator.domain.language import Language
from evaluator.domain.log import Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.log import LoggedEntry

DEED: Final = "papers.language"


def answers_kept(entries: Iterable[LoggedEntry]) -> dict[ApplicationId, Language]:
    """Give the choice in force of each application that has one; where values were erased there is none."""
    found: dict[ApplicationId, Language] = {}
    for each in entries:
        subject, after = each.openings.get(Field.SUBJECT), each.openings.get(Field.AFTER)
        if each.entry.deed != DEED or subject is None:
            continue
        application: ApplicationId = subject.value  # type: ignore[assignment]  # an id is logged as text
        if after is None or after.value is None:
            found.pop(application, None)
        else:
            found[application] = Language(str(after.value))
    return found
