"""Conflicts of interest: who may not touch which application, and by which rule.

The rule is the Administrative Procedure Act (434/2003), sections 27 and 28: whoever is
disqualified may neither take part in the handling of a matter nor be present while it is
handled. It is asked against every body behind an application, lead and partners alike.

A hard conflict blocks. A soft one is a circumstance that section 28 does not name, such
as living in a municipality that applies: the official sees it and decides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from evaluator.domain.names import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from evaluator.domain.applicants import Body
    from evaluator.domain.applications import Application
    from evaluator.domain.identifiers import ApplicationId, MunicipalityCode, ReviewerId
    from evaluator.domain.reviews import Reviewer


class ConflictSeverity(StrEnum):
    """What a conflict does: HARD blocks, SOFT is shown and avoided where it can be."""

    HARD = "hard"
    SOFT = "soft"


class InterestKind(StrEnum):
    """How a person is bound to a body; each is a rule with its source.

    The numbers are those of section 28, subsection 1.
    """

    PARTY = "party"
    """The person or someone close is a party (1)."""

    REPRESENTATION = "representation"
    """The person or someone close assists or represents a party (2)."""

    BENEFIT = "benefit"
    """The decision brings special benefit or loss to the person or someone close (3)."""

    EMPLOYMENT = "employment"
    """The person is employed by a party (4)."""

    ASSIGNMENT = "assignment"
    """The person has a commission from a party that bears on the matter (4)."""

    BOARD = "board"
    """The person or someone close sits on a party's board or leads it (5)."""

    SUPERVISION = "supervision"
    """The person or someone close sits on the board of a body that guides or watches the party (6)."""

    FAMILY = "family"
    """Someone close is bound to a party so that section 28 counts it as one's own (subsections 2-3)."""

    OTHER = "other"
    """Impartiality is endangered for another special reason (7)."""

    HOME = "home"
    """The person lives in a municipality that applies; not named in section 28."""

    @property
    def severity(self) -> ConflictSeverity:
        """Hard, but for the home municipality."""
        return ConflictSeverity.SOFT if self is InterestKind.HOME else ConflictSeverity.HARD

    @property
    def source(self) -> str:
        """Where the rule stands; empty for what no law names."""
        return _SOURCES[self]


_FIRST = "434/2003 28 § 1 mom. {} k."
_SOURCES: Mapping[InterestKind, str] = {
    InterestKind.PARTY: _FIRST.format(1),
    InterestKind.REPRESENTATION: _FIRST.format(2),
    InterestKind.BENEFIT: _FIRST.format(3),
    InterestKind.EMPLOYMENT: _FIRST.format(4),
    InterestKind.ASSIGNMENT: _FIRST.format(4),
    InterestKind.BOARD: _FIRST.format(5),
    InterestKind.SUPERVISION: _FIRST.format(6),
    InterestKind.FAMILY: "434/2003 28 § 2–3 mom.",
    InterestKind.OTHER: _FIRST.format(7),
    InterestKind.HOME: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """A standing interest of a person, declared once and checked against every application.

    Attributes:
        person: Whose.
        kind: How the person is bound.
        body: The body's name as declared.
        code: Its municipality's code, where it is one or a unit of one.
        note: In the person's words; may be empty.
        by: Who recorded it.
        at: When, aware UTC.
        ended: It holds no more; the record stays.
    """

    person: ReviewerId
    kind: InterestKind
    body: str
    code: MunicipalityCode | None
    note: str
    by: str
    at: datetime
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A rule that keeps a person from an application.

    Attributes:
        application: Which one.
        person: Who.
        kind: The rule; ``conflicts.<kind>`` of the messages says it.
        body: The body it is about, as the application names it; empty where the
            person answered for the application itself.
    """

    application: ApplicationId
    person: ReviewerId
    kind: InterestKind
    body: str

    @property
    def severity(self) -> ConflictSeverity:
        """Whether it blocks."""
        return self.kind.severity


def interests_in_force(interests: Iterable[Interest]) -> tuple[Interest, ...]:
    """Give the interests that hold, from a history in its order: the last word on each counts."""
    last: dict[tuple[str, str, str], Interest] = {}
    for each in interests:
        last[each.person, each.kind, each.code or key(each.body)] = each
    return tuple(each for each in last.values() if not each.ended)


def conflicts_between(
    applications: Iterable[Application], interests: Iterable[Interest]
) -> tuple[Conflict, ...]:
    """Find every conflict of the interests with any body of the applications.

    A municipality is met by its code, so that its library or business office is met as
    well; a body without a code by its name, however it is spelled.

    Args:
        applications: Those that are checked.
        interests: Those in force.

    Returns:
        The conflicts by application, in the given order, then by person and rule.
    """
    by_mark: defaultdict[str, list[Interest]] = defaultdict(list)
    for interest in interests:
        for mark in _marks(interest.code, (interest.body,)):
            by_mark[mark].append(interest)
    found: list[Conflict] = []
    for application in applications:
        met = {
            (interest.person, interest.kind): body.as_written
            for body in reversed(application.applicants.bodies)
            for mark in _marks_of(body)
            for interest in by_mark.get(mark, ())
        }
        found += (
            Conflict(application=application.id, person=person, kind=kind, body=body)
            for (person, kind), body in sorted(met.items())
        )
    return tuple(found)


def _marks(code: MunicipalityCode | None, names: Iterable[str]) -> set[str]:
    """Give what a body is met by: its code, else its names."""
    return {f"code {code}"} if code is not None else {f"name {key(name)}" for name in names}


def _marks_of(body: Body) -> set[str]:
    return _marks(body.code, (body.name, body.as_written))


class Role(StrEnum):
    """Who handles a matter besides the reviewers; section 27 binds each of them."""

    OFFICIAL = "official"
    CHAIR = "chair"
    SIGNATORY = "signatory"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAnswer:
    """How an official, the chair or a signatory answered for one application.

    Attributes:
        application: Which one.
        role: In which role.
        person: Who, by the name under which deeds are recorded, or by title.
        conflict: Whether the person is disqualified.
        kind: The rule, when disqualified.
        reason: In the person's words; never empty when disqualified.
        deputy: Who acts instead, when disqualified; may be named later.
        at: When, aware UTC.
    """

    application: ApplicationId
    role: Role
    person: str
    conflict: bool
    reason: str
    at: datetime
    kind: InterestKind | None = None
    deputy: str = ""


def answers_in_force(answers: Iterable[OfficeAnswer]) -> tuple[OfficeAnswer, ...]:
    """Give the last answer of each person in each role for each application, oldest first."""
    last = {(each.application, each.role, each.person): each for each in answers}
    return tuple(last.values())


def disqualified(answers: Iterable[OfficeAnswer], person: str, application: ApplicationId) -> bool:
    """Tell whether a person answered to be disqualified from an application, in any role.

    A name is the same however its case and spaces were written.
    """
    return any(
        each.conflict and each.application == application and same_name(each.person, person)
        for each in answers_in_force(answers)
    )


def barred_by_office(
    answers: Iterable[OfficeAnswer], reviewers: Iterable[Reviewer]
) -> dict[tuple[ApplicationId, ReviewerId], str]:
    """Give what a reviewer may not score because of the own answer in an office, with its reason.

    In a small unit one person holds two roles, and section 27 binds the person. Where
    several reviewers have the name, nobody can tell whose it is, and none is barred.
    """
    conflicts = [each for each in answers_in_force(answers) if each.conflict]
    if not conflicts:
        return {}
    named: defaultdict[str, list[ReviewerId]] = defaultdict(list)
    for reviewer in reviewers:
        named[_plain_name(reviewer.name)].append(reviewer.id)
    return {
        (each.application, of_name[0]): each.reason
        for each in conflicts
        if len(of_name := named.get(_plain_name(each.person), [])) == 1
    }


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same, however their case and spaces were written."""
    return _plain_name(one) == _plain_name(other)


def _plain_name(person: str) -> str:
    return " ".join(person.split()).casefold()
