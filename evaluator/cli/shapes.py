"""The JSON shapes that several commands share, as the command line's contract names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.eligibility import EligibilityOutcome

if TYPE_CHECKING:
    from evaluator.domain.applicants import Applicants, Body
    from evaluator.domain.eligibility import EligibilityDecision, Finding
    from evaluator.errors import EvaluatorError
    from evaluator.messages.catalogue import Catalogue
    from evaluator.scoring.figures import Standing

_STATE = {
    None: "undecided",
    EligibilityOutcome.YES: "eligible",
    EligibilityOutcome.NO: "not_eligible",
    EligibilityOutcome.COMPLETE: "to_complete",
}


def body(value: Body) -> dict[str, object]:
    """Shape one applicant."""
    return {
        "name": value.name,
        "code": value.code,
        "kind": value.kind.value,
        "as_written": value.as_written,
    }


def applicants(value: Applicants) -> dict[str, object]:
    """Shape a lead with its partners."""
    return {"lead": body(value.lead), "partners": [body(each) for each in value.partners]}


def finding(value: Finding, catalogue: Catalogue) -> dict[str, object]:
    """Shape what a rule noticed, with its sentence."""
    return {
        "rule": value.rule,
        "severity": value.severity.value,
        "message": catalogue.say(f"findings.{value.rule}.text", **value.facts),
        "source": catalogue.say(f"findings.{value.rule}.source", **value.facts),
        "others": list(value.others),
    }


def problems(error: EvaluatorError, catalogue: Catalogue) -> list[dict[str, str]]:
    """Shape every error of a spreadsheet's cells; nothing for an error that carries no others."""
    return [{"cell": each.cell, "message": catalogue.error(each)} for each in getattr(error, "problems", ())]


def state(decision: EligibilityDecision | None) -> str:
    """Name where an application stands on eligibility."""
    return _STATE[decision.outcome if decision else None]


def decision(value: EligibilityDecision | None) -> dict[str, object] | None:
    """Shape the official's decision."""
    if value is None:
        return None
    return {
        "outcome": value.outcome.value,
        "reason": value.reason,
        "by": value.by,
        "at": value.at.isoformat(),
        "complete_by": value.complete_by.isoformat() if value.complete_by else None,
    }


def standing_name(value: Standing) -> str:
    """Give the words that people know an application by."""
    return f"{value.application.applicants.lead.as_written}: {value.application.title}"
