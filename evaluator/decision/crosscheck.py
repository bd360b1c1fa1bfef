"""Papers against each other: every sum, count and name, before anything is printed.

The check reads the papers, not the figures they were built from: what a table's cell
prints is added up and compared with what a sentence of another paper says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.decision.content import PaperKind
from evaluator.decision.purpose import into_project, trimmed
from evaluator.decision.walk import facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evaluator.decision.content import Document, Fact

_ALL_APPLICATIONS = (PaperKind.MEMO, PaperKind.ANNEX)
"""Papers that name every application with the sum it asks."""

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


def differences(papers: Iterable[Document]) -> tuple[Difference, ...]:
    """Give everything in which papers contradict themselves or each other."""
    stated = {paper.kind: _stated(paper) for paper in papers}
    read = {paper.kind: facts(paper) for paper in papers}
    return (
        *(each for kind, found in read.items() for each in _misprints(kind, found)),
        *_contradictions(read),
        *(each for kind, values in stated.items() for each in _sums(kind, values)),
        *_missing_applications(stated),
    )


def _stated(paper: Document) -> dict[str, Value]:
    return {fact.key: fact.value for fact, _ in facts(paper)}


def _misprints(kind: PaperKind, found: Iterable[tuple[Fact, str]]) -> Iterator[Difference]:
    """Compare each fact with the text that prints it."""
    for fact, text in found:
        if not _prints(fact, text):
            yield Difference(fact.key, ((kind.value, fact.value), (f"{kind.value}, text", text)))


def _prints(fact: Fact, text: str) -> bool:
    value = fact.value
    if isinstance(value, str):
        return text.rstrip("\n") in {value, trimmed(value), into_project(value)}
    digits = re.sub(r"[^\d\u2212-]", "", text).replace("\u2212", "-")
    if value % 100 or fact.key.endswith((".number", ".count")):
        return digits == str(value)
    return digits in {str(value), str(value // 100)}


def _contradictions(read: Mapping[PaperKind, Iterable[tuple[Fact, str]]]) -> Iterator[Difference]:
    said: dict[str, list[tuple[str, Value]]] = {}
    for kind, found in read.items():
        for fact, _ in found:
            entry = (kind.value, fact.value)
            values = said.setdefault(fact.key, [])
            if entry not in values:
                values.append(entry)
    for key, values in said.items():
        if len({value for _, value in values}) > 1:
            yield Difference(key, tuple(values))


def _sums(kind: PaperKind, stated: Mapping[str, Value]) -> Iterator[Difference]:
    """Add up what a paper lists and compare it with the totals that it states."""
    requested, granted = _listed(stated, "requested"), _listed(stated, "granted")
    checks: list[tuple[str, int]] = []
    if kind in _ALL_APPLICATIONS:
        checks += [
            ("requested.total", sum(requested)),
            ("applications.count", len(_listed(stated, "number"))),
        ]
    if kind in {PaperKind.MEMO, PaperKind.DECISION}:
        checks += [("granted.total", sum(granted)), ("grants.count", len(granted))]
    for key, listed in checks:
        if key in stated and stated[key] != listed:
            yield Difference(key, ((kind.value, stated[key]), (f"{kind.value}, listed", listed)))
    envelope, unspent = stated.get("envelope"), stated.get("unspent")
    if isinstance(envelope, int) and isinstance(unspent, int) and envelope - sum(granted) != unspent:
        yield Difference(
            "unspent", ((kind.value, unspent), (f"{kind.value}, listed", envelope - sum(granted)))
        )


def _listed(stated: Mapping[str, Value], what: str) -> list[int]:
    return [
        value
        for key, value in stated.items()
        if key.startswith("application.") and key.endswith(f".{what}") and isinstance(value, int)
    ]


def _missing_applications(stated: Mapping[PaperKind, Mapping[str, Value]]) -> Iterator[Difference]:
    listed = {
        kind: {key for key in values if key.startswith("application.") and key.endswith(".title")}
        for kind, values in stated.items()
    }
    everything = set().union(*listed.values()) if listed else set()
    for kind, present in listed.items():
        for key in sorted(everything - present):
            yield Difference(key, tuple((who.value, "–" if who is kind else "+") for who in listed))
