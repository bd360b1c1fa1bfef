"""What the log says of a value, before and after a change: short, exact, and the same every time.

Money is integer cents, a rational its text in lowest terms, a time ISO 8601 in UTC.
A value that an entry holds is never changed in meaning later: the log is read for years.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from evaluator.domain.reviews import NotApplicable, RiskEntry, Scored

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from evaluator.domain.applications import Application
    from evaluator.domain.deviations import Condition, Deviation
    from evaluator.domain.eligibility import EligibilityDecision
    from evaluator.domain.log import LogValue
    from evaluator.domain.reviews import Review, Reviewer, ScoreState
    from evaluator.domain.rounds import Round
    from evaluator.domain.scenarios import SavedScenario


def of_round(value: Round) -> dict[str, LogValue]:
    """Say what a round was made with."""
    return {
        "call": value.call.id,
        "envelope_cents": value.envelope,
        "made_up": value.made_up,
        **of_allocation(value),
    }


def of_allocation(value: Round) -> dict[str, LogValue]:
    """Say how the envelope walks the ranking."""
    return {"rule": value.rule.value, "threshold": exact(value.threshold)}


def of_application(value: Application) -> dict[str, LogValue]:
    """Say what an applicant sent, as far as the list of applications tells."""
    return {
        "number": value.number,
        "title": value.title,
        "applicants": value.applicants.as_written,
        "requested_cents": value.requested,
        "received": moment(value.received),
        "source": value.source,
    }


def of_eligibility(value: EligibilityDecision | None) -> LogValue:
    """Say what was decided on eligibility."""
    if value is None:
        return None
    return {
        "outcome": value.outcome.value,
        "reason": value.reason,
        "complete_by": value.complete_by.isoformat() if value.complete_by else None,
    }


def of_deviation(value: Deviation | None) -> LogValue:
    """Say how the rule was departed from; None where it was followed."""
    if value is None:
        return None
    kind = value.kind.value if value.kind else None
    return {"kind": kind, "amount_cents": value.amount, "reason": value.reason}


def of_condition(value: Condition | None) -> LogValue:
    """Say what a grant is bound to; None where there is no condition."""
    if value is None:
        return None
    return {"text": value.text, "reason": value.reason}


def of_scenario(value: SavedScenario) -> dict[str, LogValue]:
    """Say what a saved scenario holds."""
    deviations: dict[str, LogValue] = {str(each.application): of_deviation(each) for each in value.deviations}
    return {"rule": value.rule.value, "threshold": exact(value.threshold), "deviations": deviations}


def of_reviewer(value: Reviewer) -> dict[str, LogValue]:
    """Say who reviews."""
    return {"name": value.name, "organisation": value.organisation, "made_up": value.made_up}


def of_review(value: Review) -> dict[str, LogValue]:
    """Say what a revision of a review holds."""
    scores: dict[str, LogValue] = {each: _of_score(state) for each, state in value.scores.items()}
    comments: dict[str, LogValue] = {str(each): text for each, text in value.comments.items()}
    return {
        "reviewer": value.reviewer,
        "revision": value.revision,
        "scores": scores,
        "comments": comments,
        "recused": value.recused,
        "recusal_reason": value.recusal_reason,
        "submitted": moment(value.submitted),
    }


def exact(value: Fraction | None) -> str | None:
    """Write a rational."""
    return None if value is None else str(value)


def moment(value: datetime | None) -> str | None:
    """Write an aware time."""
    return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")


def _of_score(state: ScoreState) -> LogValue:
    match state:
        case Scored(value=value, risk=None):
            return {"score": str(value)}
        case Scored(value=value, risk=RiskEntry() as risk):
            return {"score": str(value), "risk": [risk.likelihood, risk.severity, risk.preparedness]}
        case NotApplicable(reason):
            return {"not_applicable": reason}
        case _:
            return type(state).__name__.lower()
