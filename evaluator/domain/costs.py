"""What the official accepts of an application's costs, beside the applicant's own figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.money import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedCost:
    """The official's word on one line of a budget; a later one replaces it.

    Attributes:
        application: Whose budget.
        line: Id of the line.
        asked: What the line asked when it was judged; once the applicant sends another
            figure, the word counts no more.
        accepted: What is accepted, in cents without value added tax.
        reason: Why less than was asked, or why a doubtful line was accepted; may be
            empty where the whole line is accepted and nothing was noticed.
        by: Who decided.
        at: When, aware UTC.
    """

    application: ApplicationId
    line: str
    asked: Cents
    accepted: Cents
    reason: str
    by: str
    at: datetime
