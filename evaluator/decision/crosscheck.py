"""Papers against each other: every sum, count and name, before anything is printed.

The check reads the papers, not the figures they were built from: what a table's cell
prints is added up and compared with what a sentence of another paper says. Papers of
one round may be in different languages: figures and titles must agree across them,
words within each language.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evaluator.decision.content import PaperKind
from evaluator.decision.fact_keys import share_of
from evaluator.decision.purpose import into_project, trimmed
from evaluator.decision.walk import facts
from evaluator.domain.paper_data import COUNTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evaluator.decision.content import Document, Fact

_SUMMED = (PaperKind.MEMO, PaperKind.ANNEX)
"""Papers that list every application with the sum it asks."""

_WHOLE = (PaperKind.MEMO, PaperKind.DECISION, PaperKind.ANNEX)
"""Papers that name every application."""

_TRANSLATED = (".lead", ".verdict")
"""Ends of keys whose value is a word of the paper's language."""

_OF_EXTRACT = ("number", "lead", "title", "requested", "verdict")
"""What an extract must state of its application."""

Value = int | str


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that does not agree.

    Attributes:
        what: The fact ("granted.total").
        values: Who says what, in the order found.
    """

    what: str
    values: tuple[tuple[str, Value], ...]

    def __str__(self) -> str:
        """Name it on one line."""
        return f"{self.what}: " + ", ".join(f"{who} {value}" for who, value in self.values)


@dataclass(frozen=True, slots=True)
class _Read:
    """A paper as it reads: who it is, and what it states."""

    paper: Document
    found: Sequence[tuple[Fact, str]]
    stated: Mapping[str, Value] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stated", {fact.key: fact.value for fact, _ in self.found})

    @property
    def who(self) -> str:
        """Name the paper: its kind, and the application it is about."""
        return " ".join(filter(None, (self.paper.kind.value, self.paper.about)))


def differences(papers: Iterable[Document], *, all_extracts: bool = True) -> tuple[Difference, ...]:
    """Give everything in which papers contradict themselves or each other.

    Args:
        papers: Those of one round.
        all_extracts: Extracts among them are those of every application, so that one
            that is missing is a difference.
    """
    read = [_Read(paper, facts(paper)) for paper in papers]
    decisions = [each for each in read if each.paper.kind is PaperKind.DECISION]
    return (
        *(each for one in read for each in _misprints(one)),
        *_contradictions(read),
        *(each for one in read for each in _sums(one)),
        *(each for one in read for each in _shares(one)),
        *_missing_applications(read, all_extracts=all_extracts),
        *(each for one in read for each in _gaps(one, decisions)),
    )


def _misprints(read: _Read) -> Iterator[Difference]:
    """Compare each fact with the text that prints it."""
    for fact, text in read.found:
        if not _prints(fact, text):
            yield Difference(fact.key, ((read.who, fact.value), (f"{read.who}, text", text)))


def _prints(fact: Fact, text: str) -> bool:
    value = fact.value
    if isinstance(value, str):
        return text.rstrip("\n") in {value, trimmed(value), into_project(value)}
    whole, _, cents = text.replace("\u2212", "-").partition(",")
    digits = re.sub(r"[^\d-]", "", whole)
    if not fact.key.endswith(COUNTS):
        digits += re.sub(r"\D", "", cents) or "00"
    return re.fullmatch(r"-?\d+", digits) is not None and int(digits) == value


def _contradictions(read: Iterable[_Read]) -> Iterator[Difference]:
    said: dict[str, dict[tuple[str, Value], None]] = defaultdict(dict)
    for one in read:
        language = f" ({one.paper.language.value})"
        for fact, _ in one.found:
            key = fact.key + language if fact.key.endswith(_TRANSLATED) else fact.key
            said[key][one.who, fact.value] = None
    for key, values in said.items():
        if len({value for _, value in values}) > 1:
            yield Difference(key, tuple(values))


def _sums(read: _Read) -> Iterator[Difference]:
    """Add up what a paper lists and compare it with the totals that it states."""
    stated, kind = read.stated, read.paper.kind
    requested, granted = _listed(stated, "requested"), _listed(stated, "granted")
    checks: list[tuple[str, int]] = []
    if kind in _SUMMED:
        checks += [
            ("requested.total", sum(requested)),
            ("applications.count", len(_listed(stated, "number"))),
        ]
    if kind in {PaperKind.MEMO, PaperKind.DECISION}:
        checks += [("granted.total", sum(granted)), ("grants.count", len(granted))]
    if kind is PaperKind.MEMO:
        checks.append(("ranked.requested", sum(_of_ranked(stated))))
    if kind is PaperKind.DECISION:
        named = len(_titles(stated))
        checks += [("applications.count", named), ("refusals.count", named - len(granted))]
    for key, listed in checks:
        if key in stated and stated[key] != listed:
            yield Difference(key, ((read.who, stated[key]), (f"{read.who}, listed", listed)))
    envelope, unspent = stated.get("envelope"), stated.get("unspent")
    if isinstance(envelope, int) and isinstance(unspent, int) and envelope - sum(granted) != unspent:
        yield Difference("unspent", ((read.who, unspent), (f"{read.who}, listed", envelope - sum(granted))))


def _shares(read: _Read) -> Iterator[Difference]:
    """Add up each breakdown of a summary, which must give the whole."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for key, value in read.stated.items():
        if (found := share_of(key)) is not None and isinstance(value, int):
            sums[found] += value
    for (by, total), added in sums.items():
        if read.stated.get(total) != added:
            stated = read.stated.get(total, "–")
            yield Difference(total, ((read.who, stated), (f"{read.who}, {by}", added)))


def _listed(stated: Mapping[str, Value], what: str) -> list[int]:
    return [
        value
        for key, value in stated.items()
        if key.startswith("application.") and key.endswith(f".{what}") and isinstance(value, int)
    ]


def _of_ranked(stated: Mapping[str, Value]) -> list[int]:
    """Give the sums asked by the applications that have a place."""
    keys = (f"{key.removesuffix('.place')}.requested" for key in stated if key.endswith(".place"))
    return [value for key in keys if isinstance(value := stated.get(key), int)]


def _titles(stated: Mapping[str, Value]) -> set[str]:
    return {key for key in stated if key.startswith("application.") and key.endswith(".title")}


def _missing_applications(read: Iterable[_Read], *, all_extracts: bool) -> Iterator[Difference]:
    """Find what one paper names and another leaves out; the extracts together are one paper."""
    listed: dict[str, set[str]] = {}
    for one in read:
        titles = _titles(one.stated)
        if one.paper.kind in _WHOLE:
            listed[one.who] = titles
        elif one.paper.kind is PaperKind.EXTRACT and all_extracts:
            listed.setdefault("extracts", set()).update(titles)
    everything = set().union(*listed.values()) if listed else set()
    for who, present in listed.items():
        for key in sorted(everything - present):
            yield Difference(key, tuple((other, "–" if other == who else "+") for other in listed))


def _gaps(read: _Read, decisions: Iterable[_Read]) -> Iterator[Difference]:
    """Find what an extract does not say of its application, and a grant that the decision does not know."""
    if read.paper.kind is not PaperKind.EXTRACT:
        return
    start = f"application.{read.paper.about}."
    for what in _OF_EXTRACT:
        if start + what not in read.stated:
            yield Difference(start + what, ((read.who, "–"),))
    for other in decisions:
        granted = f"{start}granted"
        if (granted in other.stated) != (granted in read.stated):
            said = tuple((each.who, each.stated.get(granted, "–")) for each in (other, read))
            yield Difference(granted, said)
