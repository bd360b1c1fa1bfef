"""Builders of domain values for tests: every argument has a default, a test names what matters to it.

``a_call(threshold=Fraction(60))`` is a whole valid call; ``a_call(groups=(...))`` takes other
groups. Persons and bodies that do not exist are made up and look it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from evaluator.domain.applicants import Applicants, Body, BodyKind
from evaluator.domain.application_form import ApplicationForm, CostLine, Financing, Participant
from evaluator.domain.applications import Application
from evaluator.domain.call import (
    AllocationRule,
    Anchor,
    Call,
    CallText,
    Criterion,
    Group,
    Named,
    RiskScale,
    Scale,
    SentenceDuty,
    TieRule,
    VatRule,
)
from evaluator.domain.costs import AcceptedCost
from evaluator.domain.deviations import Condition, Deviation, DeviationKind
from evaluator.domain.eligibility import EligibilityDecision, EligibilityOutcome
from evaluator.domain.identifiers import (
    ApplicationId,
    CallId,
    CriterionId,
    GroupId,
    MunicipalityCode,
    ReviewerId,
    RoundId,
)
from evaluator.domain.money import Cents
from evaluator.domain.reviews import NotApplicable, Review, Reviewer, Scored, ScoreState
from evaluator.domain.rounds import Phase, Round, RoundContents

NOON = datetime(2020, 11, 2, 10, 0, tzinfo=UTC)
"""The moment at which everything happens unless a test says otherwise."""

Answer = ScoreState | int | str | Fraction | None
"""A number scores it, None marks it as not applicable, a state is taken as it is."""


def euros(amount: int) -> Cents:
    """Give whole euros as cents."""
    return Cents(amount * 100)


def a_text(fi: str = "Esimerkki", sv: str = "Exempel", en: str = "") -> CallText:
    return CallText(fi=fi, sv=sv, en=en)


def a_named(id: str = "target-1", fi: str = "Esimerkkikohde", **changes: Any) -> Named:  # noqa: A002
    return Named(**{"id": id, "text": a_text(fi), **changes})


def a_risk_scale(steps: int = 3) -> RiskScale:
    return RiskScale(
        steps=steps,
        likelihood=a_text("Todennäköisyys", "Sannolikhet"),
        severity=a_text("Vakavuus", "Allvarlighet"),
        preparedness=a_text("Varautuminen", "Beredskap"),
    )


def some_anchors(scale: Scale) -> tuple[Anchor, ...]:
    return tuple(
        Anchor(value=step, text=a_text(f"Porras {step}", f"Steg {step}"))  # type: ignore[arg-type]
        for step in scale.steps
    )


def anchored(group: Group, scale: Scale) -> Group:
    """Give the group with anchors that cover the scale, whatever it had."""
    criteria = tuple(each.model_copy(update={"anchors": some_anchors(scale)}) for each in group.criteria)
    return group.model_copy(update={"criteria": criteria})


def a_criterion(id: str = "c1", **changes: Any) -> Criterion:  # noqa: A002
    """Build a criterion of weight 1 with anchors for the scale 0-5."""
    given: dict[str, Any] = {
        "id": CriterionId(id),
        "number": "1.1",
        "title": a_text(f"Kysymys {id}", f"Fråga {id}"),
        "question": a_text(f"Miten {id} toteutuu?", f"Hur uppfylls {id}?"),
        "guidance": a_text("Katso hankesuunnitelmasta.", "Se projektplanen."),
        "anchors": some_anchors(Scale(lowest=0, highest=5)),
    }
    return Criterion(**{**given, **changes})


def a_group(
    id: str = "g1",  # noqa: A002
    criteria: Iterable[Criterion | str] = ("c1",),
    **changes: Any,
) -> Group:
    """Build a group of weight 1; criteria may be given by bare id."""
    built = tuple(a_criterion(each) if isinstance(each, str) else each for each in criteria)
    given: dict[str, Any] = {"id": GroupId(id), "title": a_text(f"Ryhmä {id}", f"Grupp {id}")}
    return Group(**{**given, "criteria": built, **changes})


def three_groups() -> tuple[Group, ...]:
    """Three groups of equal weight with 2, 3 and 1 questions; c3 and c6 may be not applicable."""
    return (
        a_group("g1", ("c1", "c2")),
        a_group("g2", (a_criterion("c3", may_be_not_applicable=True), "c4", "c5")),
        a_group("g3", (a_criterion("c6", may_be_not_applicable=True),)),
    )


def a_call(**changes: Any) -> Call:
    """Build a call with three groups, the scale 0-5, rule stop and ties parted by groups.

    Another ``scale`` gets anchors that cover it.
    """
    given: dict[str, Any] = {
        "id": CallId("example-call"),
        "version": 1,
        "title": a_text("Esimerkkihaku", "Exempelansökan", "Example call"),
        "authority": a_text("Esimerkkiministeriö", "Exempelministeriet"),
        "closes_on": date(2020, 10, 5),
        "envelope_cents": euros(1_000_000),
        "max_rate": Fraction(85, 100),
        "unit_cents": euros(100),
        "vat": VatRule.EXCLUDED,
        "targets": (a_named(),),
        "eligible_applicants": (BodyKind.MUNICIPALITY, BodyKind.MUNICIPAL_UNIT),
        "min_municipalities": 2,
        "scale": Scale(lowest=0, highest=5),
        "groups": three_groups(),
        "sentence_duty": SentenceDuty.EXTREMES,
        "tie_rule": TieRule.GROUPS_IN_ORDER,
        "allocation_rule": AllocationRule.STOP,
    }
    whole = {**given, **changes}
    if "scale" in changes:
        whole["groups"] = tuple(anchored(each, changes["scale"]) for each in whole["groups"])
    return Call(**whole)


def a_body(
    name: str = "Alavus",
    kind: BodyKind = BodyKind.MUNICIPALITY,
    code: str | None = "010",
    as_written: str = "",
) -> Body:
    return Body(
        name=name,
        kind=kind,
        code=None if code is None else MunicipalityCode(code),
        as_written=as_written or name,
    )


def some_applicants(**changes: Any) -> Applicants:
    """Build Alavus as the lead with Akaa as its partner."""
    given: dict[str, Any] = {
        "as_written": "Alavuden kaupunki (Akaa)",
        "lead": a_body(as_written="Alavuden kaupunki"),
        "partners": (a_body("Akaa", code="020"),),
    }
    return Applicants(**{**given, **changes})


def an_application(number: int = 1, **changes: Any) -> Application:
    """Build application ``number``; its id is ``2020-001`` and so on, it asks 100 000 euros."""
    given: dict[str, Any] = {
        "id": ApplicationId(f"2020-{number:03d}"),
        "number": number,
        "title": f"Esimerkkihanke {number}",
        "applicants": some_applicants(),
        "requested": euros(100_000),
    }
    return Application(**{**given, **changes})


def a_reviewer(number: int = 1, **changes: Any) -> Reviewer:
    """Build made-up reviewer ``number``, whose id is ``r1`` and so on."""
    given: dict[str, Any] = {
        "id": ReviewerId(f"r{number}"),
        "name": f"Esimerkkiarvioija {number}",
        "made_up": True,
    }
    return Reviewer(**{**given, **changes})


def states(answers: Mapping[str, Answer]) -> dict[CriterionId, ScoreState]:
    """Turn short answers into score states; see ``Answer``."""
    return {CriterionId(name): _state(answer) for name, answer in answers.items()}


def _state(answer: Answer) -> ScoreState:
    if answer is None:
        return NotApplicable("Ei koske tätä hanketta.")
    if isinstance(answer, int | str | Fraction):
        return Scored(Fraction(answer))
    return answer


def a_review(
    answers: Mapping[str, Answer] | None = None,
    application: str = "2020-001",
    reviewer: str = "r1",
    **changes: Any,
) -> Review:
    """Build a submitted review: ``a_review({"c1": 5, "c2": None})``."""
    given: dict[str, Any] = {
        "application": ApplicationId(application),
        "reviewer": ReviewerId(reviewer),
        "scores": states(answers or {}),
        "submitted": NOON,
    }
    return Review(**{**given, **changes})


def an_even_review(
    value: int | str | Fraction,
    application: str = "2020-001",
    reviewer: str = "r1",
    call: Call | None = None,
    **changes: Any,
) -> Review:
    """Build a submitted review that gives every criterion of the call the same value."""
    answers = {str(each.id): value for each in (call or a_call()).criteria}
    return a_review(answers, application, reviewer, **changes)


def an_eligibility_decision(
    application: str = "2020-001",
    outcome: EligibilityOutcome = EligibilityOutcome.YES,
    **changes: Any,
) -> EligibilityDecision:
    given: dict[str, Any] = {
        "application": ApplicationId(application),
        "outcome": outcome,
        "reason": "Hakemus täyttää haun edellytykset.",
        "by": "esittelijä",
        "at": NOON,
    }
    return EligibilityDecision(**{**given, **changes})


def a_deviation(
    application: str = "2020-001",
    kind: DeviationKind | None = DeviationKind.HOLD,
    **changes: Any,
) -> Deviation:
    given: dict[str, Any] = {
        "application": ApplicationId(application),
        "kind": kind,
        "reason": "Esimerkkiperustelu.",
        "by": "esittelijä",
        "at": NOON,
    }
    return Deviation(**{**given, **changes})


def a_condition(application: str = "2020-001", text: str = "Esimerkkiehto.", **changes: Any) -> Condition:
    given: dict[str, Any] = {
        "application": ApplicationId(application),
        "text": text,
        "reason": text,
        "by": "esittelijä",
        "at": NOON,
    }
    return Condition(**{**given, **changes})


def an_accepted_cost(
    application: str = "2020-001", line: str = "1", accepted: Cents | None = None, **changes: Any
) -> AcceptedCost:
    """Build the official's word on a line that asked 10 000 euros; all of it unless told."""
    given: dict[str, Any] = {
        "application": ApplicationId(application),
        "line": line,
        "asked": euros(10_000),
        "accepted": euros(10_000) if accepted is None else accepted,
        "reason": "Hankkeelle välttämätön.",
        "by": "esittelijä",
        "at": NOON,
    }
    return AcceptedCost(**{**given, **changes})


def a_cost_line(id: str = "1", kind: str = "staff", amount: int = 10_000, **changes: Any) -> CostLine:  # noqa: A002
    """Build a line of whole euros."""
    given: dict[str, Any] = {
        "id": id,
        "kind": kind,
        "description": f"Esimerkkirivi {id}",
        "amount_cents": euros(amount),
    }
    return CostLine(**{**given, **changes})


def a_form(number: int = 1, **changes: Any) -> ApplicationForm:
    """Build the form of ``an_application(number)`` with nothing to remark on.

    Costs of 10 000 euros, of which 8 500 are asked and each of two applicants pays 750.
    """
    given: dict[str, Any] = {
        "format": 1,
        "id": f"2020-{number:03d}",
        "call": "example-call",
        "submitted": datetime(2020, 10, 1, 9, 0, tzinfo=UTC),
        "language": "fi",
        "title": f"Esimerkkihanke {number}",
        "lead": Participant(name="Alavuden kaupunki", code="010", share_cents=euros(750)),
        "partners": (
            Participant(name="Akaa", code="020", share_cents=euros(750), decided_on=date(2020, 9, 15)),
        ),
        "targets": ("target-1",),
        "costs": (a_cost_line(),),
        "financing": Financing(requested_cents=euros(8_500), own_cents=euros(1_500)),
    }
    return ApplicationForm(**{**given, **changes})


def a_round(**changes: Any) -> Round:
    """Build a round under way with an envelope of a million euros and the rule stop."""
    call = changes.get("call") or a_call()
    given: dict[str, Any] = {
        "id": RoundId("example-round"),
        "call": call,
        "phase": Phase.ALLOCATION,
        "envelope": call.envelope_cents,
        "rule": call.allocation_rule,
        "threshold": call.threshold,
        "created": NOON,
        "made_up": True,
    }
    return Round(**{**given, **changes})


def some_contents(**changes: Any) -> RoundContents:
    """Build a round's contents: one application, one reviewer, nothing reviewed yet.

    ``eligibility`` may be given as an iterable of decisions.
    """
    eligibility = changes.get("eligibility", ())
    if not isinstance(eligibility, Mapping):
        changes["eligibility"] = {each.application: each for each in eligibility}
    given: dict[str, Any] = {
        "round": a_round(),
        "applications": (an_application(),),
        "confirmations": (),
        "reviewers": (a_reviewer(),),
        "reviews": (),
        "deviations": (),
        "conditions": (),
    }
    return RoundContents(**{**given, **changes})
