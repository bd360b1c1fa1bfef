"""Rules about who applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.applicants import BodyKind
from evaluator.domain.application_form import AttachmentKind
from evaluator.domain.eligibility import Finding, Severity
from evaluator.domain.eligibility_rules.common import DUTY_TO_COMPLETE, DUTY_TO_EXAMINE, call_facts, listed
from evaluator.domain.identifiers import MunicipalityCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.municipalities import Register


def too_few_municipalities(application: Application, call: Call, _register: Register) -> Iterator[Finding]:
    """Block what fewer municipalities share than the call wants.

    A joint authority counts as several, a company as none, and a unit as its
    municipality. A name that still waits for confirmation has the benefit of the doubt.
    """
    applicants = application.applicants
    if any(each.kind is BodyKind.JOINT_AUTHORITY for each in applicants.bodies):
        return
    count = len(applicants.municipality_codes)
    if count + len(applicants.suggestions) < call.min_municipalities:
        yield Finding(
            rule="min-municipalities",
            severity=Severity.BLOCK,
            source=call.title.fi,
            facts={"count": count, "minimum": call.min_municipalities, **call_facts(call)},
        )


def lead_may_not_apply(application: Application, call: Call, _register: Register) -> Iterator[Finding]:
    """Block a lead of a kind that the call does not name.

    A unit is part of its municipality and may apply where that may. A lead whose
    name still waits for confirmation is not judged.
    """
    lead = application.applicants.lead
    kinds = {lead.kind}
    if lead.kind is BodyKind.MUNICIPAL_UNIT:
        kinds.add(BodyKind.MUNICIPALITY)
    waits = any(each.as_written == lead.as_written for each in application.applicants.suggestions)
    if not waits and kinds.isdisjoint(call.eligible_applicants):
        yield Finding(
            rule="applicant-kind",
            severity=Severity.BLOCK,
            source=call.title.fi,
            facts={"name": lead.name, **call_facts(call)},
        )


def unconfirmed_name(application: Application, _call: Call, _register: Register) -> Iterator[Finding]:
    """Warn of each name that is probably misprinted and not yet confirmed."""
    for each in application.applicants.suggestions:
        yield Finding(
            rule="unconfirmed-name",
            severity=Severity.WARN,
            source=DUTY_TO_EXAMINE,
            facts={
                "written": each.as_written,
                "suggested": each.suggested,
                "code": each.code,
            },
        )


def unknown_body(application: Application, _call: Call, _register: Register) -> Iterator[Finding]:
    """Point at each body that no register knows and nothing is suggested for."""
    waiting = {each.as_written for each in application.applicants.suggestions}
    for each in application.applicants.bodies:
        if each.kind is BodyKind.OTHER and each.as_written not in waiting:
            yield Finding(
                rule="unknown-body",
                severity=Severity.LOOK,
                source=DUTY_TO_EXAMINE,
                facts={"name": each.as_written},
            )


def lead_repeated(application: Application, _call: Call, register: Register) -> Iterator[Finding]:
    """Point at a text that lists the lead among its own partners."""
    lead = application.applicants.lead
    if application.applicants.lead_repeated:
        known = register.get(lead.code) if lead.code is not None else None
        yield Finding(
            rule="lead-repeated",
            severity=Severity.LOOK,
            source=DUTY_TO_EXAMINE,
            facts={"name_fi": lead.name, "name_sv": lead.name if known is None else known.name_sv},
        )


def code_disagrees(
    _application: Application, form: ApplicationForm, _call: Call, register: Register
) -> Iterator[Finding]:
    """Warn of a municipality's code that is not the code of the name beside it."""
    for each in (form.lead, *form.partners):
        if each.code is None:
            continue
        named, coded = register.find(each.name), register.get(MunicipalityCode(each.code))
        if (coded is None) or (named is not None and named.code != coded.code):
            yield Finding(
                rule="code-disagrees",
                severity=Severity.WARN,
                source=DUTY_TO_EXAMINE,
                facts={"name": each.name, "code": each.code, "meant": coded.name_fi if coded else "–"},
            )


def decision_missing(
    _application: Application, form: ApplicationForm, call: Call, _register: Register
) -> Iterator[Finding]:
    """Warn of partners who show no decision to take part: neither its day nor the decision itself.

    Where decisions came along that name no partner, they may be those: then it is
    only pointed at.
    """
    decisions = [each for each in form.attachments if each.kind is AttachmentKind.PARTICIPATION_DECISION]
    shown = {each.partner for each in decisions}
    without = [
        each.name
        for number, each in enumerate(form.partners, start=1)
        if each.decided_on is None and number not in shown
    ]
    if not without:
        return
    unassigned = None in shown
    yield Finding(
        rule="decision-unassigned" if unassigned else "decision-missing",
        severity=Severity.LOOK if unassigned else Severity.WARN,
        source=DUTY_TO_COMPLETE,
        facts={"count": len(without), "names": listed(without), **call_facts(call)},
    )


RULES = (too_few_municipalities, lead_may_not_apply, unconfirmed_name, unknown_body, lead_repeated)
FORM_RULES = (code_disagrees, decision_missing)
