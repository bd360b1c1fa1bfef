"""Rules about the sum asked for, the budget and who pays it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain import financing
from evaluator.domain.call import VatRule
from evaluator.domain.eligibility import Finding, Severity
from evaluator.domain.eligibility_rules.common import (
    DUTY_TO_COMPLETE,
    DUTY_TO_INFORM,
    LARGEST_GRANT,
    NEED_OF_GRANT,
    call_facts,
    listed,
    text_facts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.municipalities import Register

OTHER_AID = "other-aid"
"""The id under which a call ranks what has received other aid."""


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
            facts=call_facts(call),
        )


def rate_above_maximum(
    _application: Application, form: ApplicationForm, call: Call, _register: Register
) -> Iterator[Finding]:
    """Warn of a sum above the call's share of the costs that it does not rule out.

    Without a budget the whole funding stands for the costs.
    """
    costs = financing.eligible_costs(form, call) if form.costs else financing.total_funding(form)
    asked = form.financing.requested_cents
    if call.max_rate is not None and asked > call.max_rate * costs:
        yield Finding(
            rule="rate-above-maximum",
            severity=Severity.WARN,
            source=call.title.fi,
            facts={
                "asked": asked,
                "costs": costs,
                "most": int(call.max_rate * costs),
                "rate": str(call.max_rate),
                **call_facts(call),
            },
        )


def value_added_tax(
    _application: Application, form: ApplicationForm, call: Call, _register: Register
) -> Iterator[Finding]:
    """Warn of value added tax among the costs where the call does not count it."""
    if call.vat is not VatRule.EXCLUDED:
        return
    tax = financing.total_vat(form)
    if tax:
        yield Finding(
            rule="vat-in-costs",
            severity=Severity.WARN,
            source=call.title.fi,
            facts={"amount": tax, **call_facts(call)},
        )
    elif form.financing.includes_vat:
        yield Finding(
            rule="vat-unknown", severity=Severity.WARN, source=DUTY_TO_COMPLETE, facts=call_facts(call)
        )


def ineligible_costs(
    _application: Application, form: ApplicationForm, call: Call, _register: Register
) -> Iterator[Finding]:
    """Name each kind of costs in the budget that the call rules out, with its amount.

    A kind that the call accepts where the project needs it is only pointed at.
    """
    for kind in call.ineligible_costs:
        amount = sum(each.amount_cents for each in form.costs if each.kind == kind.id)
        if amount and kind.id != financing.VAT_KIND:  # the tax has a rule of its own
            yield Finding(
                rule="costs-conditional" if kind.conditional else "costs-ineligible",
                severity=Severity.LOOK if kind.conditional else Severity.WARN,
                source=call.title.fi,
                facts={"amount": amount, **text_facts("kind", kind.text), **call_facts(call)},
            )


def unknown_costs(
    _application: Application, form: ApplicationForm, call: Call, _register: Register
) -> Iterator[Finding]:
    """Point at kinds of costs that the call does not name at all, where it names any."""
    known = {each.id for each in (*call.eligible_costs, *call.ineligible_costs)}
    strange = [each for each in form.costs if known and each.kind not in {*known, financing.VAT_KIND}]
    if strange:
        yield Finding(
            rule="costs-unknown",
            severity=Severity.LOOK,
            source=call.title.fi,
            facts={
                "count": len(strange),
                "kinds": listed(sorted({each.kind for each in strange})),
                "amount": sum(each.amount_cents for each in strange),
                **call_facts(call),
            },
        )


def funding_differs(
    _application: Application, form: ApplicationForm, _call: Call, _register: Register
) -> Iterator[Finding]:
    """Warn of a budget that is missing, or that is not what everybody pays together."""
    funding = financing.total_funding(form)
    costs = financing.costs_to_fund(form)
    if not costs:
        yield Finding(rule="budget-missing", severity=Severity.WARN, source=DUTY_TO_COMPLETE)
    elif costs != funding:
        yield Finding(
            rule="funding-differs",
            severity=Severity.WARN,
            source=DUTY_TO_COMPLETE,
            facts={"costs": costs, "funding": funding, "difference": abs(costs - funding)},
        )


def requested_differs(
    application: Application, form: ApplicationForm, _call: Call, _register: Register
) -> Iterator[Finding]:
    """Warn of a sum in the list of applications that is not the form's own."""
    if application.requested != form.financing.requested_cents:
        yield Finding(
            rule="requested-differs",
            severity=Severity.WARN,
            source=DUTY_TO_INFORM,
            facts={"asked": application.requested, "form": form.financing.requested_cents},
        )


def shares_differ(
    _application: Application, form: ApplicationForm, _call: Call, _register: Register
) -> Iterator[Finding]:
    """Warn of shares of the applicants that are not their own funding together.

    Where some say no share, what the others pay must leave something, or nothing
    that is owed, for them.
    """
    everybody = (form.lead, *form.partners)
    shares = [each.share_cents for each in everybody if each.share_cents is not None]
    silent = [each.name for each in everybody if each.share_cents is None]
    own, together = form.financing.own_cents, sum(shares)
    if silent and together <= own:
        if own:
            yield Finding(
                rule="share-missing",
                severity=Severity.LOOK,
                source=DUTY_TO_COMPLETE,
                facts={"count": len(silent), "names": listed(silent), "left": own - together},
            )
    elif together != own:
        yield Finding(
            rule="shares-differ",
            severity=Severity.WARN,
            source=DUTY_TO_COMPLETE,
            facts={"shares": together, "own": own, "difference": abs(together - own)},
        )


def grant_covers_all(
    _application: Application, form: ApplicationForm, _call: Call, _register: Register
) -> Iterator[Finding]:
    """Warn where public money alone would cover more than all costs."""
    public = sum(each.amount_cents for each in form.financing.other if each.public)
    costs = financing.costs_to_fund(form)
    support = form.financing.requested_cents + public
    if public and costs and support > costs:
        yield Finding(
            rule="support-above-costs",
            severity=Severity.WARN,
            source=LARGEST_GRANT,
            facts={"support": support, "costs": costs},
        )


def other_aid(
    _application: Application, form: ApplicationForm, call: Call, _register: Register
) -> Iterator[Finding]:
    """Point at other public aid for the same purpose, which the call may rank lower."""
    public = sum(each.amount_cents for each in form.financing.other if each.public)
    if not public and not form.other_aid.strip():
        return
    rule = next((each for each in call.priority_rules if each.id == OTHER_AID), None)
    yield Finding(
        rule="other-aid" if rule else "other-aid-unranked",
        severity=Severity.LOOK,
        source=f"{call.title.fi}: {rule.text.fi}" if rule else NEED_OF_GRANT,
        facts={
            "amount": public,
            **(text_facts("priority", rule.text) if rule else {}),
            **call_facts(call),
        },
    )


RULES = (nothing_requested, more_than_envelope)
FORM_RULES = (
    rate_above_maximum,
    funding_differs,
    requested_differs,
    shares_differ,
    value_added_tax,
    ineligible_costs,
    unknown_costs,
    grant_covers_all,
    other_aid,
)
