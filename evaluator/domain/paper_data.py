"""The data that a paper carries for programs: what its readers may see, and no more.

The published schema (``resources/schemas/paper.schema.json``) is generated from these
models, which also judge what is read back. Money is integer cents, a score is an exact
rational in lowest terms ("187/3"), 0-100 for totals and groups. Nobody is named in it:
reviewers are numbers, new ones for each application.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema

from evaluator.domain.call import AllocationRule, Model, TieRule
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.variants import Variant

FORMAT: Final = "evaluator-paper/1"
FILE_NAME: Final = "evaluator-paper.json"
"""The name that the data have inside the PDF."""

COUNTS: Final = (".number", ".count", ".place")
"""How keys of plain numbers end; every other whole number is an amount in cents."""

_RATIONAL: Final = r"-?(0|[1-9][0-9]{0,399})(/[1-9][0-9]{0,399})?"
_MOST_CENTS: Final = 10**15


def _rational(value: Any) -> Any:
    """Take the one spelling of a rational, so that equal figures are equal texts."""
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, str) or not re.fullmatch(_RATIONAL, value):
        raise ValueError("not a rational")
    found = Fraction(value)
    if str(found) != value:
        raise ValueError("not in lowest terms")
    return found


Rational = Annotated[
    Fraction,
    BeforeValidator(_rational),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{_RATIONAL}$"}),
]
Score = Annotated[Rational, Field(ge=0, le=100)]
Amount = Annotated[int, Field(strict=True, ge=-_MOST_CENTS, le=_MOST_CENTS)]
Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
Positive = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(max_length=20_000)]
Flag = Annotated[bool, Field(strict=True)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Statement(Model):
    """A place of the paper that prints one of the figures or names.

    Attributes:
        about: What it prints: a key of ``figures``, or ``application.<id>.<field>``.
        at: Which element of the structure tree prints it, counted from 0 in reading
            order without links and changes of language inside a text.
    """

    about: Annotated[str, StringConstraints(min_length=1, max_length=260)]
    at: Annotated[int, Field(strict=True, ge=0, le=10_000_000)]


class PrintData(Model):
    """What the paper looked like when its data were put in, as SHA-256 in hexadecimal.

    Attributes:
        pages: Of each page as it is drawn, in order.
        structure: Of the structure tree, as a reading program goes through it.
    """

    pages: Annotated[tuple[Digest, ...], Field(max_length=5_000)]
    structure: Digest


class ReviewData(Model):
    """What one reviewer answered, without saying who.

    Attributes:
        reviewer: A number, from 1 in each application.
        answers: The value of each criterion on the method's scale; null where it is not
            applicable.
    """

    reviewer: Positive
    answers: dict[Name, Rational | None]


class MissedCriterion(Model):
    """A criterion whose threshold the mean of the reviewers misses."""

    criterion: Name
    mean: Rational


class ScoreData(Model):
    """The figures that give an application its place.

    Attributes:
        total: What decides.
        groups: By group.
        missed: Criteria below their threshold; only where the answers are not in the data.
        reviews: The answers; only in a version for internal use.
        consensus: The agreed answers, which replace the mean; likewise.
    """

    total: Score
    groups: dict[Name, Score]
    missed: tuple[MissedCriterion, ...] = ()
    reviews: tuple[ReviewData, ...] = ()
    consensus: dict[Name, Rational | None] | None = None


class ApplicationData(Model):
    """One application, with those of its fields that the paper states.

    Attributes:
        id: Its id in the round.
        number, title, applicants, lead, requested_cents: As the paper states them.
        receiver: The lead in the form in which the decision grants ("Alavuden kaupungille").
        granted_cents: What it gets; absent means nothing.
        place: Its place in the ranking.
        points: The total as the paper prints it.
        verdict: What becomes of it, as a word of this format ("granted", "held").
        outcome: The same in the words that the paper prints.
        eligible: False where the official decided that it cannot be funded.
        score: What its place follows from.
        bound_cents: The most it could get, where that is not the sum asked rounded down.
    """

    id: Name
    number: Positive | None = None
    title: Text | None = None
    applicants: Text | None = None
    lead: Text | None = None
    receiver: Text | None = None
    requested_cents: Amount | None = None
    granted_cents: Amount | None = None
    place: Positive | None = None
    points: Name | None = None
    verdict: Name | None = None
    outcome: Text | None = None
    eligible: Flag = True
    score: ScoreData | None = None
    bound_cents: Amount | None = None


class CriterionData(Model):
    """A criterion as the score needs it."""

    id: Name
    weight: Annotated[Rational, Field(gt=0)]
    threshold: Rational | None = None
    may_be_not_applicable: Flag = False


class GroupData(Model):
    """A group of criteria as the score needs it."""

    id: Name
    weight: Annotated[Rational, Field(gt=0)]
    threshold: Score | None = None
    criteria: Annotated[tuple[CriterionData, ...], Field(min_length=1)]


class MethodData(Model):
    """How scores become places: the rules of the call that figures follow from."""

    scale_lowest: Annotated[int, Field(strict=True, ge=-1000, le=1000)]
    scale_highest: Annotated[int, Field(strict=True, ge=-1000, le=1000)]
    groups: tuple[GroupData, ...]
    tie_rule: TieRule
    threshold: Score | None = None


class DeviationData(Model):
    """One entry of the deviation register, in its order; no kind takes the former back."""

    application: Name
    kind: DeviationKind | None = None
    amount_cents: Amount | None = None


class AllocationData(Model):
    """How places become money."""

    rule: AllocationRule
    unit_cents: Annotated[int, Field(strict=True, ge=1, le=_MOST_CENTS)]
    deviations: tuple[DeviationData, ...] = ()


class PaperData(Model):
    """The data of one paper.

    Attributes:
        format: Which form of data this is.
        paper: Which paper.
        variant: For whom this version of it is.
        language: The paper's.
        dated: The date it bears.
        made_up: Whether anything in the round is invented for a demonstration.
        call: Id of the call.
        order: How the decision lists its grants.
        envelope_cents: What there was to share out, where grants are allocated.
        log_head: Digest of the log's entry that vouches for the paper, whose number is the
            figure "log.number"; in hexadecimal.
        figures: Every other sum and count that the paper states, in cents or as a number.
        applications: Every application that the paper names.
        method: Present where the data let the ranking be worked out.
        allocation: Present where they let the grants be worked out.
        statements: Where the paper prints each of them, in reading order.
        seen: What the paper looked like; absent only where data stand outside a paper.
        digest: SHA-256 of these data in their one spelling (sorted, without spaces and without
            what is absent), this field left out; likewise.
    """

    format: Literal["evaluator-paper/1"]
    paper: Literal["memo", "decision", "annex", "summary", "minutes"]
    variant: Variant
    language: Literal["fi", "sv"]
    dated: date
    made_up: Flag
    call: Name
    order: Literal["ranked", "alphabetical"]
    envelope_cents: Amount | None = None
    log_head: Digest | None = None
    figures: dict[Name, Amount]
    applications: Annotated[tuple[ApplicationData, ...], Field(max_length=100_000)]
    method: MethodData | None = None
    allocation: AllocationData | None = None
    statements: Annotated[tuple[Statement, ...], Field(max_length=2_000_000)]
    seen: PrintData | None = None
    digest: Digest | None = None
