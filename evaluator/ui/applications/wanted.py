"""What an official narrows the list to, beside the words that are looked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from evaluator.ui.applications.model import ApplicationRow, Filter, lets_through, short_word
from evaluator.ui.applications.words import listed
from evaluator.ui.texts import TEXTS, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from evaluator.domain.call import Call
    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.municipalities import Register

FIELDS = ("municipality", "state", "finding", "target", "kind")
"""What can be chosen from lists, in their order on the screen."""

_LAST = str.maketrans("åäö", "{|}")
"""In Finnish and Swedish these come after z, in this order."""

Choices = tuple[tuple[str, str], ...]
"""What is offered: words with a count, and the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which applications are wanted; an empty value lets everything through.

    Values are stable names, never words, and never of a person: they can be kept beside the
    program, outside the round.

    Attributes:
        segment: The segment over the list.
        municipality: Code of a municipality that takes part, as lead or partner.
        state: Key of the eligibility's word.
        finding: A rule that noticed something.
        target: Id of a target of the call that the form names.
        kind: What the lead is (``BodyKind``).
    """

    segment: Filter = Filter.ALL
    municipality: str = ""
    state: str = ""
    finding: str = ""
    target: str = ""
    kind: str = ""

    @property
    def chosen(self) -> int:
        """How many lists are narrowed."""
        return sum(bool(getattr(self, name)) for name in FIELDS)

    def with_choice(self, name: str, value: str) -> Wanted:
        """Give the same with another choice of one list."""
        chosen: dict[str, Any] = {name: value}
        return replace(self, **chosen)

    def passing(
        self, targets: Mapping[ApplicationId, tuple[str, ...]]
    ) -> Callable[[ApplicationRow], bool] | None:
        """Give what tells the wanted rows; None where all are wanted.

        Args:
            targets: The targets that the forms name.
        """
        if not self.chosen:
            return lets_through(self.segment)
        named = frozenset(each for each, ids in targets.items() if self.target in ids)
        return _Passing(self, named if self.target else frozenset()).lets

    def dumped(self) -> dict[str, str]:
        """Give it as values for a file."""
        return {"segment": self.segment.name.lower(), **{name: getattr(self, name) for name in FIELDS}}


def loaded(value: object) -> Wanted:
    """Read it from a file's values; what makes no sense is left out."""
    if not isinstance(value, dict):
        return Wanted()
    known: dict[str, Any] = {
        each.name: value[each.name]
        for each in fields(Wanted)
        if each.name in FIELDS and isinstance(value.get(each.name), str)
    }
    segments = {each.name.lower(): each for each in Filter}
    return replace(Wanted(**known), segment=segments.get(str(value.get("segment")), Filter.ALL))


@dataclass(frozen=True, slots=True)
class _Passing:
    """A filter that compares equal to the same one asked for again, so that its rows are known."""

    wanted: Wanted
    named: frozenset[ApplicationId]

    def lets(self, row: ApplicationRow) -> bool:
        """Tell whether a row is wanted."""
        wanted, standing = self.wanted, row.standing
        segment = lets_through(wanted.segment)
        applicants = standing.application.applicants
        return (
            (not wanted.state or row.state == wanted.state)
            and (not wanted.kind or applicants.lead.kind.value == wanted.kind)
            and (not wanted.municipality or wanted.municipality in applicants.municipality_codes)
            and (not wanted.finding or any(each.rule == wanted.finding for each in standing.findings))
            and (not wanted.target or standing.application.id in self.named)
            and (segment is None or segment(row))
        )


def choices_of(
    rows: Sequence[ApplicationRow],
    call: Call,
    register: Register | None,
    targets: Mapping[ApplicationId, tuple[str, ...]],
) -> dict[str, Choices]:
    """Give what can be chosen in this round, with how many applications each has.

    The municipalities are by name, states and kinds as many as there are, findings by weight
    of their number, targets in the call's order.
    """
    codes: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    words: dict[str, str] = {}
    for row in rows:
        codes.update(row.standing.application.applicants.municipality_codes)
        found = {each.rule: each for each in row.standing.findings}
        rules.update(found.keys())
        words |= {rule: short_word(each) for rule, each in found.items() if rule not in words}
    states = Counter(row.state for row in rows).most_common()
    kinds = Counter(row.standing.application.applicants.lead.kind.value for row in rows)
    ids = Counter(each for named in targets.values() for each in named)
    towns = sorted(codes, key=lambda code: _town(code, register).casefold().translate(_LAST))
    return {
        "municipality": tuple((_counted(_town(code, register), codes[code]), code) for code in towns),
        "state": tuple(
            (_counted(tr(f"applications.state.{state}"), count), state) for state, count in states
        ),
        "finding": tuple((_counted(words[rule], count), rule) for rule, count in rules.most_common()),
        "target": tuple(
            (_counted(each.text.to(TEXTS.language), ids[each.id]), each.id)
            for each in call.targets
            if ids[each.id]
        ),
        "kind": tuple((_counted(tr(f"kinds.{kind}"), count), kind) for kind, count in kinds.most_common()),
    }


def _town(code: str, register: Register | None) -> str:
    found = register.get(code) if register is not None else None  # type: ignore[arg-type]
    if found is None:
        return code
    return found.name_sv if TEXTS.language.value == "sv" else found.name_fi


def _counted(words: str, count: int) -> str:
    return listed("counted", words=words, count=count)
