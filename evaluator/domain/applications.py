"""Applications, as they came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from evaluator.domain.applicants import Applicants
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.money import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One application of a round.

    Attributes:
        id: Stable within the round ("2020-017").
        number: The number people use, 1 and up; the row of the annex in 2020.
        title: The project's name as the applicant wrote it.
        applicants: Lead and partners.
        requested: The sum asked, in cents, untouched.
        received: When it arrived, aware UTC; None when the source does not say.
        source: The file it came from, a bare name without folders.
    """

    id: ApplicationId
    number: int
    title: str
    applicants: Applicants
    requested: Cents
    received: datetime | None = None
    source: str = ""
