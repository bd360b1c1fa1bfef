"""The register of disclosures: which papers were given to whom, when and on which ground.

It is kept in the round's log, whose chain vouches for it: an entry ``papers.give`` for
each time papers were given. Its values go when the round's are erased.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from evaluator.domain.log import Field

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from evaluator.domain.log import LoggedEntry, LogValue

DEED: Final = "papers.give"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """To whom papers are given.

    Attributes:
        name: Whom, as the official writes it; never empty.
        ground: On which ground or request; may be empty.
    """

    name: str
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPaper:
    """A paper that was given, named by the SHA-256 of its bytes (hexadecimal)."""

    kind: str
    language: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One entry of the register.

    Attributes:
        number: Of the entry in the log.
        at: When, aware UTC.
        by: Who gave them; None where the value was erased.
        given_to, ground: See ``Receiver``; None where the values were erased.
        variant: Which version, or None likewise.
        application: The party's application, or None.
        papers: What was given.
    """

    number: int
    at: datetime
    by: str | None
    given_to: str | None
    ground: str | None
    variant: str | None
    application: str | None
    papers: tuple[GivenPaper, ...]


def disclosures_in(entries: Iterable[LoggedEntry]) -> tuple[Disclosure, ...]:
    """Read the register from a log, oldest first."""
    return tuple(_disclosure(each) for each in entries if each.entry.deed == DEED)


def _disclosure(logged: LoggedEntry) -> Disclosure:
    after = _value(logged, Field.AFTER)
    told = after if isinstance(after, dict) else {}
    papers = told.get("papers")
    return Disclosure(
        number=logged.entry.number,
        at=logged.entry.at,
        by=_text(_value(logged, Field.BY)),
        given_to=_text(told.get("given_to")),
        ground=_text(told.get("ground")),
        variant=_text(told.get("variant")),
        application=_text(told.get("application")),
        papers=tuple(
            GivenPaper(
                kind=str(each.get("kind", "")),
                language=str(each.get("language", "")),
                sha256=str(each.get("sha256", "")),
            )
            for each in (papers if isinstance(papers, list) else [])
            if isinstance(each, dict)
        ),
    )


def _value(logged: LoggedEntry, field: Field) -> LogValue:
    opening = logged.openings.get(field)
    return None if opening is None else opening.value


def _text(value: LogValue) -> str | None:
    return value if isinstance(value, str) else None
