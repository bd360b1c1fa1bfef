"""A call is data: everything that differs from one grant call to the next.

These models validate as they are built (see docs/adr/), because a call arrives as
a file that people write. They are immutable afterwards. What the public source of
a call does not say stays None or empty and is named in ``not_published``; nothing
is invented silently.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from evaluator.domain.applicants import BodyKind
from evaluator.domain.call_rules import broken_rules
from evaluator.domain.identifiers import CallId, CriterionId, GroupId
from evaluator.domain.money import LARGEST, Cents
from evaluator.domain.variants import OutsideVariant, Part

if TYPE_CHECKING:
    from evaluator.domain.language import Language


_EXACT = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18}|/0*[1-9]\d{0,17})?")
"""What an exact number looks like; long enough for any weight, short enough never to be a bomb."""


def _exact(value: Any) -> Fraction:
    """Take integers, Decimals and strings; a binary float has lost its value already.

    Never computes a power of ten: ``1e999999999`` is refused by its looks.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise PydanticCustomError("exact_type", "not an exact number")
    if not _EXACT.fullmatch(str(value)):
        raise PydanticCustomError("exact_form", "not an exact number")
    return Fraction(str(value))


def _day(value: Any) -> Any:
    """Keep numbers from being read as dates since 1970."""
    if isinstance(value, date | str) and not isinstance(value, datetime):
        return value
    raise PydanticCustomError("day", "not a day")


def _moment(value: Any) -> Any:
    """Keep numbers and bare days from being read as a time."""
    if isinstance(value, datetime | str):
        return value
    raise PydanticCustomError("moment", "not a time")


def _filled(value: str) -> str:
    """Refuse a text of nothing but spaces, which no reader can see."""
    if not value.strip():
        raise PydanticCustomError("empty", "empty text")
    return value


Exact = Annotated[Fraction, BeforeValidator(_exact), PlainSerializer(str, return_type=str)]
"""A rational number, written as an integer, a decimal or "1/3"."""

Weight = Annotated[Exact, Field(gt=0)]
NonEmpty = Annotated[str, AfterValidator(_filled)]
Whole = Annotated[int, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[AwareDatetime, BeforeValidator(_moment)]
Money = Annotated[Cents, Field(strict=True, gt=0, le=LARGEST)]


class Model(BaseModel):
    """Immutable, and strict about keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class CallText(Model):
    """A text of a call in Finnish and Swedish, in English where it is needed."""

    fi: NonEmpty
    sv: NonEmpty
    en: str = ""

    def to(self, language: Language) -> str:
        """Give the text in ``language``; English falls back to Finnish."""
        return getattr(self, language.value) or self.fi


class SentenceDuty(StrEnum):
    """How many sentences a reviewer owes for the decision's reasons."""

    EACH = "each"
    GROUP = "group"
    EXTREMES = "extremes"


class AllocationRule(StrEnum):
    """How the envelope walks the ranking."""

    STOP = "stop"
    SKIP = "skip"
    CUT = "cut"


class TieRule(StrEnum):
    """How equal scores are parted before they share a place."""

    GROUPS_IN_ORDER = "groups_in_order"
    SHARED = "shared"


class VatRule(StrEnum):
    """Whether value added tax belongs to the costs that are supported."""

    EXCLUDED = "excluded"
    INCLUDED = "included"


class Anchor(Model):
    """What one step of the scale means for a criterion, in words."""

    value: Exact
    text: CallText


class RiskScale(Model):
    """How a risk entry maps to the common scale: high risk gives a low score.

    The raw risk is likelihood x severity, each 1 to ``steps``; preparedness, 0 to
    ``steps``, takes its share of the risk away.

    Attributes:
        steps: Steps of each of the three entries.
        likelihood, severity, preparedness: What is asked, in words.
    """

    steps: Annotated[Whole, Field(ge=2, le=10)]
    likelihood: CallText
    severity: CallText
    preparedness: CallText


class Criterion(Model):
    """One question that reviewers score.

    Attributes:
        id: Stable within the call ("change-effects").
        number: As printed ("1.1").
        title: A few words.
        question: What is asked.
        guidance: What to look for in the application.
        weight: Weight inside its group, exact.
        may_be_not_applicable: Whether a reviewer may mark it as not applicable.
        anchors: A verbal anchor for each step of the scale, lowest first.
        threshold: Least mean of reviewers on the scale, or None.
        risk: Set where the answer is entered as a risk.
    """

    id: Annotated[CriterionId, AfterValidator(_filled)]
    number: NonEmpty
    title: CallText
    question: CallText
    guidance: CallText
    weight: Weight = Fraction(1)
    may_be_not_applicable: Flag = False
    anchors: tuple[Anchor, ...]
    threshold: Exact | None = None
    risk: RiskScale | None = None


class Group(Model):
    """A group of criteria; its weight is the group's, however many questions it has.

    Attributes:
        id: Stable within the call ("change").
        title: A few words.
        lead: The sentence with which the decision introduces the group, or None.
        weight: Weight of the whole group, exact.
        threshold: Least group score, 0-100, or None.
        criteria: Its questions, in order.
    """

    id: Annotated[GroupId, AfterValidator(_filled)]
    title: CallText
    lead: CallText | None = None
    weight: Weight = Fraction(1)
    threshold: Annotated[Exact, Field(ge=0, le=100)] | None = None
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Scale(Model):
    """The scale of every criterion: whole steps from ``lowest`` to ``highest``."""

    lowest: Annotated[Whole, Field(ge=0, le=1000)]
    highest: Annotated[Whole, Field(ge=1, le=1000)]

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.highest <= self.lowest:
            raise PydanticCustomError("scale_falls", "highest must be above lowest")
        return self

    @property
    def steps(self) -> range:
        """The steps of the scale, lowest first."""
        return range(self.lowest, self.highest + 1)


class Named(Model):
    """Something with a stable name and a text: a target, a sector, a ground, a condition."""

    id: NonEmpty
    text: CallText
    hints: tuple[NonEmpty, ...] = ()
    """Word beginnings in titles that hint at it; a hint is never a block."""

    conditional: Flag = False
    """Of an ineligible kind of costs: accepted where the project cannot do without."""


class Signatory(Model):
    """Who signs, by title only."""

    role: NonEmpty
    title: CallText


class Contact(Model):
    """Who answers questions about the decision, by title and unit, and how to reach them.

    Attributes:
        title, unit: Who; the person's name is the official's to add.
        details: Telephone, e-mail or address, or None if not known.
    """

    title: CallText
    unit: CallText
    details: CallText | None = None


class Appeal(Model):
    """How a party may ask for a correction of the decision."""

    days: Annotated[Whole, Field(gt=0)]
    provision: CallText
    instructions: CallText
    address: CallText


class Omission(Model):
    """What one version of the papers leaves out, and on which ground.

    Attributes:
        variant: The version.
        part: What is left out of it.
        ground: The provision, as it stands on the paper in brackets.
    """

    variant: OutsideVariant
    part: Part
    ground: CallText


class OpenPoint(Model):
    """A field that the public source of the call leaves open.

    Attributes:
        field: Its name in the call ("closes", "groups.weight").
        note: What is not known, and our assumption where a value is needed.
    """

    field: NonEmpty
    note: CallText


class Call(Model):
    """One grant call.

    Attributes:
        id: Stable name ("2020-joint-projects").
        version: Grows when criteria or weights change.
        title: The call's name.
        authority: Who decides on the grants.
        decision_date: Date of the real decision, or None.
        legal_basis: Provisions the decision rests on.
        budget_item: Item of the state budget ("28.90.32"), empty if not published.
        opens, closes: Opening and closing time, aware; None if not published.
        closes_on: The closing day where its hour is not published.
        envelope_cents: What can be granted, or None.
        max_rate: Largest share of accepted costs, exact (17/20), or None.
        unit_cents: Awards are rounded down to full units of this.
        vat: Whether value added tax counts as a cost, or None.
        eligible_costs, ineligible_costs: Kinds of costs.
        background, purpose: The decision's first two parts, paragraph by paragraph.
        targets, excluded_sectors: What is and is not supported.
        eligible_applicants: Kinds of bodies that may lead.
        min_municipalities: Least number of municipalities, 2 for joint projects.
        scale, groups: What reviewers score.
        threshold: Least total, 0-100, or None.
        decision_basis: What the decision says before its list of grants.
        rejection_basis: What it says of the applications that get nothing.
        exclusion_grounds, priority_rules: Reasons beside the score.
        sentence_duty, tie_rule, allocation_rule: See the types.
        conditions, instalments, reporting: Use of the grant.
        contact, appeal, signatories: Parts the law requires of the decision.
        distribution: Who gets the decision.
        retention_years: How long the round is kept, or None if not published.
        standard_reasons: Reasons to insert as editable text.
        omissions: What the versions for a party and for the public leave out, in the order
            in which they say so.
        not_published: Fields that the public source leaves open.
    """

    id: Annotated[CallId, AfterValidator(_filled)]
    version: Annotated[Whole, Field(ge=1)]
    title: CallText
    authority: CallText
    decision_date: Day | None = None
    legal_basis: tuple[CallText, ...] = ()
    budget_item: str = ""
    opens: Moment | None = None
    closes: Moment | None = None
    closes_on: Day
    envelope_cents: Money | None = None
    max_rate: Annotated[Exact, Field(gt=0, le=1)] | None = None
    unit_cents: Money
    vat: VatRule | None = None
    eligible_costs: tuple[Named, ...] = ()
    ineligible_costs: tuple[Named, ...] = ()
    background: tuple[CallText, ...] = ()
    purpose: tuple[CallText, ...] = ()
    targets: Annotated[tuple[Named, ...], Field(min_length=1)]
    excluded_sectors: tuple[Named, ...] = ()
    eligible_applicants: Annotated[tuple[BodyKind, ...], Field(min_length=1)]
    min_municipalities: Annotated[Whole, Field(ge=1)]
    scale: Scale
    groups: tuple[Group, ...] = ()
    threshold: Annotated[Exact, Field(ge=0, le=100)] | None = None
    decision_basis: tuple[CallText, ...] = ()
    rejection_basis: tuple[CallText, ...] = ()
    exclusion_grounds: tuple[Named, ...] = ()
    priority_rules: tuple[Named, ...] = ()
    sentence_duty: SentenceDuty
    tie_rule: TieRule
    allocation_rule: AllocationRule
    conditions: tuple[CallText, ...] = ()
    instalments: CallText | None = None
    reporting: tuple[Named, ...] = ()
    contact: Contact | None = None
    appeal: Appeal | None = None
    signatories: tuple[Signatory, ...] = ()
    distribution: tuple[CallText, ...] = ()
    retention_years: Annotated[Whole, Field(gt=0)] | None = None
    standard_reasons: tuple[Named, ...] = ()
    omissions: tuple[Omission, ...] = ()
    not_published: tuple[OpenPoint, ...] = ()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in the order of the groups."""
        return tuple(criterion for group in self.groups for criterion in group.criteria)

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> Self:
        if broken := broken_rules(self):
            said = "; ".join(map(str, broken))
            raise PydanticCustomError("call_rules", "{said}", {"said": said, "broken": broken})
        return self
