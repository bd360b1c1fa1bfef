"""Who applies: the bodies behind an application and the record of their names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from evaluator.domain.identifiers import MunicipalityCode


class BodyKind(StrEnum):
    """What an applicant is, which decides whether it may apply."""

    MUNICIPALITY = "municipality"
    MUNICIPAL_UNIT = "municipal_unit"
    JOINT_AUTHORITY = "joint_authority"
    COMPANY = "company"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One applicant, lead or partner.

    Attributes:
        name: The register's Finnish name for a municipality ("Alavus") and for any
            other body that a register knows; the written name for all others.
        kind: What it is.
        code: The municipality's code; that of its owner for a unit of a
            municipality; None for what is no municipality.
        as_written: The name as the application gives it.
    """

    name: str
    kind: BodyKind
    code: MunicipalityCode | None
    as_written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSuggestion:
    """A written name that no register knows, and the nearest name it may mean."""

    as_written: str
    suggested: str
    code: MunicipalityCode


@dataclass(frozen=True, slots=True, kw_only=True)
class NameConfirmation:
    """A person's decision that a written name means a municipality.

    Attributes:
        as_written: The misprint ("Säkyä"), which stays in the application.
        code: The municipality that is meant.
        by: Who confirmed.
        at: When, aware UTC.
    """

    as_written: str
    code: MunicipalityCode
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicants:
    """A lead with its partners, read from one text.

    Attributes:
        as_written: The whole text, untouched.
        lead: The body that answers for the grant (hankehallinnoija).
        partners: The others, in the order of the text, each once, the lead not
            among them.
        suggestions: Names still to be confirmed; such a name stands among the
            partners (or as lead) as kind OTHER without a code until then.
        lead_repeated: The text lists the lead among its own partners.
    """

    as_written: str
    lead: Body
    partners: tuple[Body, ...]
    suggestions: tuple[NameSuggestion, ...] = ()
    lead_repeated: bool = False

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The lead and then the partners."""
        return (self.lead, *self.partners)

    @property
    def municipality_codes(self) -> frozenset[MunicipalityCode]:
        """The municipalities that take part themselves or through a unit."""
        return frozenset(each.code for each in self.bodies if each.code is not None)
