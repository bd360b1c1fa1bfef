"""What an applicant fills in: the content of ``application.json`` in a bundle.

The models validate as they are built, and the published JSON Schema is generated from
them (``resources/schemas/application.schema.json``), so what the schema says and what
the program accepts cannot differ. Amounts are integer cents without value added tax
unless a field says otherwise; times are aware.

An applicant's figures are never changed by the program or by the official; what the
official accepts stands beside them (``domain.costs``).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, StringConstraints, WithJsonSchema

from evaluator.domain.call import Model
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.money import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable

FORMAT = 1
"""Version of the form; a newer one is refused, saying so."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=600, strip_whitespace=True)]
Prose = Annotated[str, StringConstraints(max_length=100_000)]
Amount = Annotated[int, Field(ge=0, le=LARGEST, strict=True)]
"""Cents, from nothing to a thousand million euros."""

_DAY = r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})"


def _spelled(pattern: str, read: Callable[[str], date]) -> BeforeValidator:
    """Take a text in one spelling only; the model's own reader also takes seconds since 1970."""

    def check(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if not re.fullmatch(pattern, value):
            raise ValueError("not ISO 8601, or in no year of an application")
        return read(value)

    return BeforeValidator(check)


Moment = Annotated[
    AwareDatetime,
    _spelled(f"{_DAY}[T ]{_CLOCK}", datetime.fromisoformat),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": f"^{_DAY}[T ]{_CLOCK}$"}),
]
"""A time with its distance from universal time, in 1900 to 2199: further off, other clocks cannot show it."""

Day = Annotated[
    date,
    _spelled(_DAY, date.fromisoformat),
    WithJsonSchema({"type": "string", "format": "date", "pattern": f"^{_DAY}$"}),
]

Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{3}$")]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
RelativePath = Annotated[str, StringConstraints(min_length=1, max_length=240)]


class AttachmentKind(StrEnum):
    """What an attachment is for."""

    PARTICIPATION_DECISION = "participation_decision"
    PROJECT_PLAN = "project_plan"
    BUDGET = "budget"
    MATURITY = "maturity"
    OTHER = "other"


class Attachment(Model):
    """A file that came with the application.

    Attributes:
        path: Below the application's folder in the bundle ("attachments/plan.pdf").
        kind: What it is for.
        title: As the applicant calls it.
        partner: For a participation decision, the number of the partner in
            ``partners``, from 1; 0 is the lead.
    """

    path: RelativePath
    kind: AttachmentKind
    title: Line
    partner: Annotated[int, Field(ge=0, le=500, strict=True)] | None = None


class Participant(Model):
    """A lead or a partner, as the applicant names it.

    Attributes:
        name: In any form ("Alavuden kaupunki").
        code: The municipality's code, where it is one.
        share_cents: What it pays itself; None when the applicant does not say.
        decided_on: The day it decided to take part, or None.
    """

    name: Line
    code: Code | None = None
    share_cents: Amount | None = None
    decided_on: Day | None = None


class CostLine(Model):
    """One line of the budget.

    Attributes:
        id: Stable within the application ("1", "A2").
        kind: Id of a cost kind of the call, eligible or not ("personnel").
        description: What it buys.
        amount_cents: Without value added tax.
        vat_cents: The value added tax on top, if the applicant counts it in.
    """

    id: Identifier
    kind: Identifier
    description: Line
    amount_cents: Amount
    vat_cents: Amount = 0


class OtherFunding(Model):
    """Money for the same project from elsewhere."""

    source: Line
    amount_cents: Amount
    public: bool


class Financing(Model):
    """Who pays.

    Attributes:
        requested_cents: The grant asked for.
        own_cents: What the applicants pay together.
        other: Other funding of the project.
        includes_vat: Whether the applicant's sums contain value added tax.
    """

    requested_cents: Amount
    own_cents: Amount
    other: tuple[OtherFunding, ...] = ()
    includes_vat: bool = False


class Answer(Model):
    """The answer to one question of the form."""

    question: Identifier
    text: Prose


class ApplicationForm(Model):
    """One application, as its applicant sent it.

    Attributes:
        format: Version of this form.
        id: Stable; a later submission with the same id supersedes the earlier one.
        call: Id of the call.
        number: The number people use; given at import when missing.
        submitted: When it was sent.
        language: Of the application; the applicant is answered in it.
        title: The project's name.
        lead: Who answers for the grant.
        partners: The others.
        targets: Ids of the call's targets.
        summary: A few sentences.
        answers: To the form's questions.
        costs: The budget, line by line.
        financing: Who pays it.
        other_aid: Other state aid received for the same purpose, in words; empty if none.
        attachments: The files that came along.
    """

    format: Literal[1]
    id: Identifier
    call: Identifier
    number: Annotated[int, Field(ge=1, le=1_000_000, strict=True)] | None = None
    submitted: Moment
    language: Literal["fi", "sv"]
    title: Line
    lead: Participant
    partners: Annotated[tuple[Participant, ...], Field(max_length=500)] = ()
    targets: tuple[Identifier, ...] = ()
    summary: Prose = ""
    answers: Annotated[tuple[Answer, ...], Field(max_length=500)] = ()
    costs: Annotated[tuple[CostLine, ...], Field(max_length=2000)] = ()
    financing: Financing
    other_aid: Prose = ""
    attachments: Annotated[tuple[Attachment, ...], Field(max_length=500)] = ()

    @property
    def application_id(self) -> ApplicationId:
        """The id, as the round knows it."""
        return ApplicationId(self.id)

    @property
    def prose(self) -> str:
        """What the applicant wrote: summary, then answers in their order."""
        return "\n".join((self.summary, *(each.text for each in self.answers)))
