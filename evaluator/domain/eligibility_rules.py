"""What the rules notice about an application before any official has read it.

A finding proposes; the official decides. Each rule is one function that gives the
findings of one application; its sentence is ``findings.<rule>`` of the messages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evaluator.domain.applicants import BodyKind
from evaluator.domain.eligibility import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.municipalities import Register

    Rule = Callable[[Application, Call, Register], Iterator[Finding]]

DUTY_TO_EXAMINE = "Hallintolaki (434/2003) 31 §"
"""The authority sees to it that a matter is examined; here: who applies."""

DUTY_TO_COMPLETE = "Hallintolaki (434/2003) 22 §"
"""The authority asks for what an application lacks."""

_WORDS = re.compile(r"\w+")


def find(application: Application, call: Call, register: Register) -> tuple[Finding, ...]:
    """Give every finding of one application, the heaviest first.

    Args:
        application: As it came in.
        call: The call that it answers.
        register: The municipalities of the year, for rules that need them.
    """
    found = [finding for rule in RULES for finding in rule(application, call, register)]
    return tuple(sorted(found, key=lambda each: _WEIGHT[each.severity]))


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
            facts={"count": count, "minimum": call.min_municipalities, **_call(call)},
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
            facts={"name": lead.name, **_call(call)},
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


def nothing_requested(application: Application, _call: Call, _register: Register) -> Iterator[Finding]:
    """Warn of an application that asks for no money."""
    if application.requested == 0:
        yield Finding(rule="requested-nothing", severity=Severity.WARN, source=DUTY_TO_COMPLETE)


def more_than_envelope(application: Application, call: Call, _register: Register) -> Iterator[Finding]:
    """Warn of an application that asks for more than the whole call has."""
    if call.envelope_cents is not None and application.requested > call.envelope_cents:
        yield Finding(
            rule="requested-above-envelope",
            severity=Severity.WARN,
            source=call.title.fi,
            facts=_call(call),
        )


def excluded_sector(application: Application, call: Call, _register: Register) -> Iterator[Finding]:
    """Point at a title with a word of a sector that the call excludes.

    A title is only a hint: the project itself may lie elsewhere.
    """
    words = _WORDS.findall(application.title)
    for sector in call.excluded_sectors:
        starts = tuple(hint.casefold() for hint in sector.hints)
        word = next((each for each in words if starts and each.casefold().startswith(starts)), None)
        if word is not None:
            yield Finding(
                rule="excluded-sector",
                severity=Severity.LOOK,
                source=f"{call.title.fi}: {sector.text.fi}",
                facts={
                    "word": word,
                    "sector": sector.id,
                    "sector_fi": sector.text.fi,
                    "sector_sv": sector.text.sv,
                    "sector_en": sector.text.en or sector.text.fi,
                    **_call(call),
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


def lead_repeated(application: Application, _call: Call, _register: Register) -> Iterator[Finding]:
    """Point at a text that lists the lead among its own partners."""
    if application.applicants.lead_repeated:
        yield Finding(
            rule="lead-repeated",
            severity=Severity.LOOK,
            source=DUTY_TO_EXAMINE,
            facts={"name": application.applicants.lead.name},
        )


def _call(call: Call) -> dict[str, str | int]:
    title = call.title
    return {"call_fi": title.fi, "call_sv": title.sv, "call_en": title.en or title.fi}


_WEIGHT = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.LOOK: 2}

RULES: tuple[Rule, ...] = (
    too_few_municipalities,
    lead_may_not_apply,
    unconfirmed_name,
    nothing_requested,
    more_than_envelope,
    excluded_sector,
    unknown_body,
    lead_repeated,
)
"""In the order in which findings of one weight are shown."""
