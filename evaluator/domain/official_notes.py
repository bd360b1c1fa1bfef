"""The official's own note on an application: for preparing the matter, part of no paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from evaluator.domain.identifiers import ApplicationId

LONGEST_OFFICIAL_NOTE: Final = 20_000
"""Characters of one note; what is longer is a document and belongs into the case file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialNote:
    """What officials noted on one application; overwritten as it is typed.

    Attributes:
        application: On which one.
        text: Plain text, never empty.
        by: Who typed last.
        at: When, aware UTC.
    """

    application: ApplicationId
    text: str
    by: str
    at: datetime
