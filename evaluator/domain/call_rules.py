"""Rules that a call keeps as a whole, beyond the form of its single values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evaluator.domain.call import Call, Criterion

Place = tuple[str | int, ...]
"""Where in a call: ``("groups", 0, "criteria", 2, "id")``."""


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """One rule that a call breaks.

    Attributes:
        rule: Stable name ("twice", "anchors").
        at: The place to put right.
        facts: Values for the sentence.
    """

    rule: str
    at: Place
    facts: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        where = ".".join(str(step) for step in self.at)
        return f"{where}: {self.rule} {dict(self.facts)}"


def broken_rules(call: Call) -> tuple[BrokenRule, ...]:
    """Name every rule that ``call`` breaks, in the order of its fields."""
    return (*_times(call), *_identifiers(call), *_criteria(call))


def _times(call: Call) -> Iterator[BrokenRule]:
    if call.opens and call.closes and call.opens >= call.closes:
        yield BrokenRule("opens-late", ("opens",))
    # Both are written in Helsinki's time, so the closing time's own date is the day meant.
    if call.closes and call.closes.date() != call.closes_on:
        yield BrokenRule("closing-day", ("closes_on",))
    if call.opens and not call.closes and call.opens.date() > call.closes_on:
        yield BrokenRule("opens-late", ("opens",))


def _identifiers(call: Call) -> Iterator[BrokenRule]:
    """Groups and criteria share one name space, as files and papers refer to both."""
    places: list[tuple[str, Place]] = []
    for g, group in enumerate(call.groups):
        places.append((group.id, ("groups", g, "id")))
        places.extend(
            (criterion.id, ("groups", g, "criteria", c, "id")) for c, criterion in enumerate(group.criteria)
        )
    yield from _twice(places)
    for name in (
        "targets",
        "excluded_sectors",
        "eligible_costs",
        "ineligible_costs",
        "exclusion_grounds",
        "priority_rules",
        "reporting",
        "standard_reasons",
    ):
        yield from _twice((each.id, (name, at, "id")) for at, each in enumerate(getattr(call, name)))
    yield from _twice(
        (f"{each.variant.value}/{each.part.value}", ("omissions", at, "part"))
        for at, each in enumerate(call.omissions)
    )


def _twice(places: Iterable[tuple[str, Place]]) -> Iterator[BrokenRule]:
    seen: Counter[str] = Counter()
    for name, place in places:
        seen[name] += 1
        if seen[name] > 1:
            yield BrokenRule("twice", place, {"id": name})


def _criteria(call: Call) -> Iterator[BrokenRule]:
    for g, group in enumerate(call.groups):
        for c, criterion in enumerate(group.criteria):
            yield from _criterion(call, criterion, ("groups", g, "criteria", c))


def _criterion(call: Call, criterion: Criterion, at: Place) -> Iterator[BrokenRule]:
    wanted = list(call.scale.steps)
    if [anchor.value for anchor in criterion.anchors] != wanted:
        steps = f"{wanted[0]}–{wanted[-1]}"
        yield BrokenRule("anchors", (*at, "anchors"), {"id": criterion.id, "steps": steps})
    low, high = call.scale.lowest, call.scale.highest
    if criterion.threshold is not None and not low <= criterion.threshold <= high:
        yield BrokenRule("threshold", (*at, "threshold"), {"id": criterion.id, "low": low, "high": high})
