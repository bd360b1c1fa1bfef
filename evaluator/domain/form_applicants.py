"""Who applies, from the form of a bundle, where each participant stands by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.applicants import Applicants, Body, BodyKind, NameSuggestion
from evaluator.domain.identifiers import MunicipalityCode
from evaluator.domain.names import key

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.domain.application_form import ApplicationForm, Participant
    from evaluator.domain.municipalities import Register


def applicants_of(
    form: ApplicationForm, understand: Callable[[str], Applicants], register: Register
) -> Applicants:
    """Read lead and partners of a form.

    A name is understood as in any text of applicants. Where it says nothing to a
    register and the applicant gives a municipality's code, that municipality is
    suggested, to be confirmed by a person; a code never changes a name by itself.

    Args:
        form: What the applicant filled in.
        understand: Reads a text of applicants, with the names confirmed so far.
        register: The municipalities of the year.
    """
    names = [each.name for each in form.partners]
    bodies: dict[str, Body] = {}
    suggestions: dict[str, NameSuggestion] = {}
    repeated = False
    for participant in (form.lead, *form.partners):
        read = understand(participant.name)
        for body in read.bodies:
            identity = key(body.name) if body.code is None else f"municipality {body.code}"
            if identity in bodies:
                repeated = repeated or body.code == next(iter(bodies.values())).code is not None
            else:
                bodies[identity] = body
        for each in (*read.suggestions, *_by_code(participant, read, register)):
            suggestions.setdefault(each.as_written, each)
    lead, *partners = bodies.values()
    return Applicants(
        as_written=f"{form.lead.name} ({', '.join(names)})" if names else form.lead.name,
        lead=lead,
        partners=tuple(partners),
        suggestions=tuple(suggestions.values()),
        lead_repeated=repeated,
    )


def _by_code(participant: Participant, read: Applicants, register: Register) -> tuple[NameSuggestion, ...]:
    unknown = read.lead.kind is BodyKind.OTHER and not read.partners and not read.suggestions
    meant = register.get(MunicipalityCode(participant.code)) if participant.code and unknown else None
    if meant is None:
        return ()
    suggestion = NameSuggestion(as_written=read.lead.as_written, suggested=meant.name_fi, code=meant.code)
    return (suggestion,)
