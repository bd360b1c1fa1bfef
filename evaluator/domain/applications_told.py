"""How an application is written when it travels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from evaluator.domain.fields import moment_told

if TYPE_CHECKING:
    from evaluator.domain.applicants import Applicants, Body
    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.applications import Application
    from evaluator.domain.canonical import Canonical


def application_told(application: Application) -> dict[str, Canonical]:
    """Write what the round knows of an application; not the file that it came in."""
    received = application.received
    return {
        "id": application.id,
        "number": application.number,
        "title": application.title,
        "applicants": _applicants_told(application.applicants),
        "requested_cents": application.requested,
        "received": None if received is None else moment_told(received),
    }


def form_told(form: ApplicationForm | None) -> Canonical:
    """Write a form; nothing for what came as a row of a table."""
    if form is None:
        return None
    told: Canonical = json.loads(form.model_dump_json())
    return told


def _applicants_told(applicants: Applicants) -> Canonical:
    return {
        "as_written": applicants.as_written,
        "lead": _body_told(applicants.lead),
        "partners": [_body_told(each) for each in applicants.partners],
        "suggestions": [
            {"as_written": each.as_written, "suggested": each.suggested, "code": each.code}
            for each in applicants.suggestions
        ],
        "lead_repeated": applicants.lead_repeated,
    }


def _body_told(body: Body) -> dict[str, Canonical]:
    return {"name": body.name, "kind": body.kind.value, "code": body.code, "as_written": body.as_written}
