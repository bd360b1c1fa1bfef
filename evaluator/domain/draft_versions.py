"""A version of the decision draft: what a draft said when it left the program."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, cast

from evaluator.domain.canonical import Canonical, Hash, decode, encode, hash_of
from evaluator.domain.language import Language
from evaluator.domain.money import Cents

if TYPE_CHECKING:
    from datetime import datetime

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedApplication:
    """What a draft says of one application.

    Attributes:
        id: Which one.
        number: Its number.
        name: Lead and project, as the round knows them.
        verdict: What becomes of it.
        cents: What it gets; 0 when nothing.
        reason: Why it gets nothing, as printed; empty for a grant.
        conditions: Of its grant, as printed.
    """

    id: str
    number: int
    name: str
    verdict: str
    cents: int
    reason: str = ""
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedText:
    """One text of a draft besides what it says of single applications.

    Attributes:
        under: The heading it stands under.
        text: What is read.
    """

    under: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftContent:
    """What a draft says.

    Attributes:
        language: Its language.
        day: The date it bears, ISO 8601.
        applications: By number.
        order: The grants in the order in which the draft lists them, by id.
        texts: In reading order.
    """

    language: Language
    day: str
    applications: tuple[DraftedApplication, ...]
    order: tuple[str, ...]
    texts: tuple[DraftedText, ...]

    @property
    def granted_cents(self) -> Cents:
        """Sum of the grants, in cents."""
        return Cents(sum(each.cents for each in self.applications))

    def canonical(self) -> bytes:
        """Write it in its one spelling."""
        return encode(cast("Canonical", _told({"format": FORMAT, **asdict(self)})))

    @property
    def digest(self) -> Hash:
        """Name it by what it says, whatever the day it bears."""
        said = {**asdict(self), "day": ""}
        return hash_of("evaluator draft 1", cast("Canonical", _told(said)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftVersion:
    """A draft that was printed, saved or written.

    Attributes:
        number: 1 and up, in the order of drafting.
        language: The draft's.
        content: What it said, canonically written.
        digest: Of the content without its day.
        outcome: Digest of the outcome that it was drafted from.
        by: Who drafted.
        at: When, aware UTC.
    """

    number: int
    language: Language
    content: bytes
    digest: Hash
    outcome: Hash
    by: str
    at: datetime

    def read(self) -> DraftContent:
        """Give what it said."""
        value = cast("dict[str, list[dict[str, object]]]", decode(self.content))
        return DraftContent(
            language=Language(str(value["language"])),
            day=str(value["day"]),
            applications=tuple(_application(each) for each in value["applications"]),
            order=tuple(map(str, value["order"])),
            texts=tuple(
                DraftedText(under=str(each["under"]), text=str(each["text"])) for each in value["texts"]
            ),
        )


def _application(value: dict[str, object]) -> DraftedApplication:
    known = cast("dict[str, list[str]]", value)
    return DraftedApplication(
        id=str(value["id"]),
        number=int(str(value["number"])),
        name=str(value["name"]),
        verdict=str(value["verdict"]),
        cents=int(str(value["cents"])),
        reason=str(value["reason"]),
        conditions=tuple(known["conditions"]),
    )


def _told(value: object) -> object:
    """Turn tuples into lists, which JSON has."""
    if isinstance(value, dict):
        return {key: _told(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_told(inner) for inner in value]
    return value
