"""What all rules share: where a rule comes from, and the facts that name the call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.eligibility import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.applications import Application
    from evaluator.domain.call import Call, CallText
    from evaluator.domain.eligibility import Finding
    from evaluator.domain.municipalities import Register

    Facts = dict[str, str | int]
    Rule = Callable[[Application, Call, Register], Iterator[Finding]]
    FormRule = Callable[[Application, ApplicationForm, Call, Register], Iterator[Finding]]

DUTY_TO_EXAMINE = "Hallintolaki (434/2003) 31 §"
"""The authority sees to it that a matter is examined; here: who applies."""

DUTY_TO_COMPLETE = "Hallintolaki (434/2003) 22 §"
"""The authority asks for what an application lacks."""

TIME_TO_COMPLETE = "Hallintolaki (434/2003) 33 §"
"""A time is set for completing; that it passed does not keep the matter from being decided."""

LARGEST_GRANT = "Valtionavustuslaki (688/2001) 6 §"
"""A grant stays within what the law allows together with other public support."""

NEED_OF_GRANT = "Valtionavustuslaki (688/2001) 7 §"
"""Whether a grant is needed is judged with the other public support in view."""

DUTY_TO_INFORM = "Valtionavustuslaki (688/2001) 10 §"
"""An applicant gives correct and sufficient information."""

WEIGHT = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.LOOK: 2}

SHOWN = 5
"""So many names or numbers stand in a sentence before it says how many more there are."""


def call_facts(call: Call) -> Facts:
    """Name the call in each language."""
    return text_facts("call", call.title)


def text_facts(name: str, text: CallText) -> Facts:
    """Give a text of the call in each language; English falls back to Finnish."""
    return {f"{name}_fi": text.fi, f"{name}_sv": text.sv, f"{name}_en": text.en or text.fi}


def listed(names: list[str]) -> str:
    """List names for a sentence, shortened with the count of those left out: "A, B (+3)"."""
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" (+{more})" if more > 0 else "")
