"""The one spelling of the five states of a score, written and read back."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from evaluator.domain.errors import ContentError
from evaluator.domain.reviews import NotApplicable, Recused, RiskEntry, Scored, Unanswered, Withdrawn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evaluator.domain.canonical import Canonical
    from evaluator.domain.identifiers import CriterionId
    from evaluator.domain.reviews import ScoreState

MOST_RISK_STEPS: Final = 1000
_PLAIN_FIELDS: Final = 2
_VALUE: Final = re.compile(r"-?\d{1,18}(?:/[1-9]\d{0,17})?")
_PLAIN: Final[dict[str, ScoreState]] = {
    "unanswered": Unanswered(),
    "recused": Recused(),
    "withdrawn": Withdrawn(),
}


def state_told(state: ScoreState) -> Canonical:
    """Write one of the five states of a score; a value is a rational in lowest terms."""
    match state:
        case Scored(value, RiskEntry() as risk):
            return {"state": "scored", "value": str(value), "risk": risk_told(risk)}
        case Scored(value):
            return {"state": "scored", "value": str(value)}
        case NotApplicable(reason):
            return {"state": "not_applicable", "reason": reason}
        case Unanswered():
            return {"state": "unanswered"}
        case Recused():
            return {"state": "recused"}
        case Withdrawn():
            return {"state": "withdrawn"}


def risk_told(risk: RiskEntry) -> Canonical:
    """Write a risk as it was entered."""
    return {"likelihood": risk.likelihood, "severity": risk.severity, "preparedness": risk.preparedness}


def states_from(values: Mapping[str, Canonical], where: str) -> dict[CriterionId, ScoreState]:
    """Read the states of criteria by name; see ``state_from``."""
    found: dict[CriterionId, ScoreState] = {}
    for name, value in cast("Mapping[CriterionId, Canonical]", values).items():
        plain = None
        if type(value) is dict and len(value) == _PLAIN_FIELDS and value.get("state") == "scored":
            text = value.get("value")  # most are, and patterns take their time
            plain = _scored_by_text(text) if type(text) is str else None
        found[name] = plain or state_from(value, where)
    return found


def state_from(value: Canonical, where: str) -> ScoreState:
    """Read a state.

    Raises:
        ContentError: It is none, or spelled in any other way.
    """
    match value:
        case {"state": "scored", "value": str(text), **rest} if not rest:
            plain = _scored_by_text(text)
            if plain is not None:
                return plain
        case {"state": "scored", "value": str(text), **rest}:
            scored, risk = _scored_by_text(text), _risk_from(rest)
            if scored is not None and risk is not None:
                return Scored(scored.value, risk)
        case {"state": "not_applicable", "reason": str(reason), **rest} if not rest:
            return NotApplicable(reason)
        case {"state": str(state), **rest} if not rest and state in _PLAIN:
            return _PLAIN[state]
    raise ContentError(where=where)


@lru_cache(maxsize=4096)
def _scored_by_text(text: str) -> Scored | None:
    """Read a rational in lowest terms; scores repeat so much that most are found in the cache."""
    if not _VALUE.fullmatch(text):
        return None
    exact = Fraction(text)
    return Scored(exact) if str(exact) == text else None


def _risk_from(rest: dict[object, object]) -> RiskEntry | None:
    match rest:
        case {
            "risk": {"likelihood": int(first), "severity": int(second), "preparedness": int(third), **more}
        }:
            whole = not any(isinstance(each, bool) for each in (first, second, third))
            within = all(0 <= each <= MOST_RISK_STEPS for each in (first, second, third))
            if whole and within and not more and len(rest) == 1:
                return RiskEntry(likelihood=first, severity=second, preparedness=third)
    return None
