"""How the consensus meeting handled an application: who sat in the room, and who left it.

Whoever is disqualified may not be present while a matter is handled (434/2003, section 27),
so that somebody left is a fact of the minutes, not of the scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from evaluator.domain.identifiers import ApplicationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """One application in the meeting; a later record replaces it.

    Attributes:
        application: Which one.
        present: Who was present while it was handled, by name.
        left: Who left for as long as it was handled, by name.
        discussed: It was discussed, whether or not a consensus was recorded.
        note: What the discussion came to; may be empty.
        by: Who recorded it.
        at: When, aware UTC.
    """

    application: ApplicationId
    present: tuple[str, ...]
    left: tuple[str, ...]
    by: str
    at: datetime
    discussed: bool = False
    note: str = ""


def handlings_in_force(records: Iterable[Handling]) -> dict[ApplicationId, Handling]:
    """Give the last record of each application, from the history in its order."""
    return {each.application: each for each in records}
