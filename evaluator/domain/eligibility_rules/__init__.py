"""What the rules notice about an application before any official has read it.

A finding proposes; the official decides. Each rule is one function that gives its
findings; the sentence is ``findings.<rule>`` of the messages, and ``docs/eligibility.md``
lists them all. Three kinds: about what every application has (also a row of a table),
about what only a form has (budget, shares, attachments), and about several applications.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.eligibility_rules import applicants, arrival, money, scope
from evaluator.domain.eligibility_rules.among import find_among
from evaluator.domain.eligibility_rules.common import WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call
    from evaluator.domain.eligibility import Finding
    from evaluator.domain.eligibility_rules.common import FormRule, Rule
    from evaluator.domain.municipalities import Register

RULES: tuple[Rule, ...] = (*applicants.RULES, *money.RULES, *scope.RULES)
"""About every application, in the order in which findings of one weight are shown."""

FORM_RULES: tuple[FormRule, ...] = (*scope.FORM_RULES, *applicants.FORM_RULES, *money.FORM_RULES)
"""About what a form adds."""


def find(
    application: Application, call: Call, register: Register, *, complete_by: date | None = None
) -> tuple[Finding, ...]:
    """Give every finding of one application, the heaviest first.

    Args:
        application: As it came in.
        call: The call that it answers.
        register: The municipalities of the year, for rules that need them.
        complete_by: The last day to complete, if the official ever asked for that.
    """
    return heaviest_first(
        (
            *arrival.late(application.received, call, complete_by),
            *(finding for rule in RULES for finding in rule(application, call, register)),
        )
    )


def find_in_form(
    application: Application,
    form: ApplicationForm,
    call: Call,
    register: Register,
    *,
    complete_by: date | None = None,
) -> tuple[Finding, ...]:
    """Give what the form of an application adds to ``find``, the heaviest first.

    Args:
        application: As it came in.
        form: What its applicant filled in.
        call: The call that it answers.
        register: The municipalities of the year.
        complete_by: The last day to complete, if the official ever asked for that.
    """
    sent = () if application.received else tuple(arrival.late(form.submitted, call, complete_by))
    return heaviest_first(
        (
            *sent,
            *(finding for rule in FORM_RULES for finding in rule(application, form, call, register)),
        )
    )


def heaviest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give findings in the order in which they are shown."""
    return tuple(sorted(findings, key=lambda each: WEIGHT[each.severity]))


__all__ = ["FORM_RULES", "RULES", "find", "find_among", "find_in_form", "heaviest_first"]
