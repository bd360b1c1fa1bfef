"""Applications broken down: how many, and what they ask together, class by class.

What the register does not hold is not guessed: it has no population figures, so the
size of a municipality is no breakdown; how many municipalities take part is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.applicants import BodyKind
from evaluator.domain.money import Cents
from evaluator.domain.municipalities import MunicipalityKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from evaluator.domain.applications import Application
    from evaluator.domain.form_facts import FormFacts
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.municipalities import Register

NO_TARGET = "none"

_KINDS = ("city", "municipality", "municipal_unit", "joint_authority", "company", "other")
_LANGUAGES = ("fi", "fi-sv", "sv-fi", "sv", "none")
_PARTNERS = (("0", 0), ("1", 1), ("2", 2), ("3-5", 5), ("6-10", 10), ("11-", None))
_EUROS = (
    ("-50000", 50_000),
    ("50000-", 100_000),
    ("100000-", 250_000),
    ("250000-", 500_000),
    ("500000-", None),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """One class of a breakdown.

    Attributes:
        id: Stable ("city", "3-5"); for targets the call's id.
        count: How many applications.
        requested: What they ask together, in cents.
    """

    id: str
    count: int
    requested: Cents


def by_lead(applications: Iterable[Application], register: Register) -> tuple[Class, ...]:
    """Break down by what the lead is, empty classes left out."""

    def kind(each: Application) -> str:
        lead = each.applicants.lead
        municipality = register.get(lead.code)
        if lead.kind is BodyKind.MUNICIPALITY and municipality is not None:
            return "city" if municipality.kind is MunicipalityKind.CITY else "municipality"
        return lead.kind.value

    return _filled(_classes(applications, kind, _KINDS))


def by_language(applications: Iterable[Application], register: Register) -> tuple[Class, ...]:
    """Break down by the official languages of the lead's municipality, empty classes left out."""

    def language(each: Application) -> str:
        municipality = register.get(each.applicants.lead.code)
        return "-".join(municipality.languages) if municipality is not None else "none"

    return _filled(_classes(applications, language, _LANGUAGES))


def by_municipalities(applications: Iterable[Application]) -> tuple[Class, ...]:
    """Break down by how many municipalities take part, themselves or through a unit."""

    def size(each: Application) -> str:
        taking_part = len(each.applicants.municipality_codes)
        return next(name for name, most in _PARTNERS if most is None or taking_part <= most)

    classes = _classes(applications, size, [name for name, _ in _PARTNERS])
    return tuple(each for each in classes if each.count or each.id != "0")


def by_sum(applications: Iterable[Application]) -> tuple[Class, ...]:
    """Break down by the sum asked; a limit belongs to the class above it."""

    def size(each: Application) -> str:
        return next(name for name, below in _EUROS if below is None or each.requested < below * 100)

    return _classes(applications, size, [name for name, _ in _EUROS])


def by_target(
    applications: Sequence[Application], forms: Mapping[ApplicationId, FormFacts], targets: Sequence[str]
) -> tuple[Class, ...]:
    """Break down by the call's targets; an application with several is in each of them.

    The last class holds applications that name no target of the call; it is left out
    when it is empty.
    """
    of = {each.id: set(forms[each.id].targets) if each.id in forms else set() for each in applications}
    classes = [_class(each, [one for one in applications if each in of[one.id]]) for each in targets]
    without = [one for one in applications if not of[one.id] & set(targets)]
    return (*classes, _class(NO_TARGET, without)) if without else tuple(classes)


def _classes(
    applications: Iterable[Application], of: Callable[[Application], str], order: Sequence[str]
) -> tuple[Class, ...]:
    members: dict[str, list[Application]] = {each: [] for each in order}
    for each in applications:
        members[of(each)].append(each)
    return tuple(_class(name, listed) for name, listed in members.items())


def _class(name: str, members: Sequence[Application]) -> Class:
    return Class(id=name, count=len(members), requested=Cents(sum(each.requested for each in members)))


def _filled(classes: Iterable[Class]) -> tuple[Class, ...]:
    return tuple(each for each in classes if each.count)
