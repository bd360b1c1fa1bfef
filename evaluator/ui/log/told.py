"""The values of an entry in words: what there was before, and what there is now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from evaluator.domain.language import Language
from evaluator.domain.money import Cents
from evaluator.domain.people import spoken
from evaluator.ui.log.words import tr, word
from evaluator.ui.texts import NAME_OF_LANGUAGE, TEXTS, day, moment, money, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluator.domain.call import Call
    from evaluator.domain.log import LogValue
    from evaluator.scoring.figures import Outcome

NOTHING = "–"
_CENTS = "_cents"
_HASH = 64
_SHOWN_OF_HASH = 12
_DATE = 10
_ON_ONE_LINE = 3
_LANGUAGES = frozenset(each.value for each in Language)


@dataclass(frozen=True, slots=True)
class Naming:
    """Who and what the ids of a round mean.

    Attributes:
        numbers: Numbers of applications, by id.
        leads: Their leads, by id.
        people: Names of reviewers, by id.
        asked: Questions and their groups as printed, by id.
        round: The round's own id.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    leads: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    round: str = ""

    def of(self, text: str) -> str:
        """Give what a text means: an application by its number, a person by name, else the text."""
        if text in self.numbers:
            return tr("application", number=self.numbers[text])
        if text == self.round:
            return tr("round")
        return self.people.get(text, text)

    def of_part(self, key: str) -> str:
        """Give what a part of a value is: a question of the call, or the part's own word."""
        return self.asked.get(key) or word("part", key.removesuffix(_CENTS))

    def part(self, key: str, old: Mapping[str, LogValue], new: Mapping[str, LogValue]) -> Told:
        """Tell one part of a value, before and after."""
        return Told(self.of_part(key), _told(key, old, self), _told(key, new, self))


def naming_of(outcome: Outcome) -> Naming:
    """Give what the ids of a round mean."""
    contents = outcome.contents
    return Naming(
        numbers={str(each.id): each.number for each in contents.applications},
        leads={str(each.id): each.applicants.lead.as_written for each in contents.applications},
        people={str(each.id): each.name for each in contents.reviewers},
        asked=_asked(contents.round.call),
        round=str(contents.round.id),
    )


def _asked(call: Call) -> dict[str, str]:
    language = TEXTS.language
    return {
        **{str(each.id): each.title.to(language) for each in call.groups},
        **{str(each.id): f"{each.number} {each.title.to(language)}" for each in call.criteria},
    }


@dataclass(frozen=True, slots=True)
class Told:
    """One part of a value, before and after.

    Attributes:
        name: What it is; empty for a value without parts.
        before: How it was.
        after: How it is.
    """

    name: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether it is another one now."""
        return self.before != self.after


def changes_told(before: LogValue, after: LogValue, naming: Naming) -> tuple[Told, ...]:
    """Write what an entry changed, part by part; what is neither before nor after is left out."""
    if isinstance(before, dict) or isinstance(after, dict):
        old = before if isinstance(before, dict) else {}
        new = after if isinstance(after, dict) else {}
        names = [*new, *(name for name in old if name not in new)]
        told = [naming.part(each, old, new) for each in names]
        # A word before parts came: the phase before a reopening, for one.
        loose = [each for each in (before, after) if not isinstance(each, dict) and each is not None]
        if loose:
            was, now = ("" if each is None or isinstance(each, dict) else each for each in (before, after))
            told.insert(0, Told("", value_told("", was, naming), value_told("", now, naming)))
        return tuple(each for each in told if (each.before, each.after) != (NOTHING, NOTHING))
    if isinstance(before, list) or isinstance(after, list):
        return _lists_told(before, after, naming)
    if before is None and after is None:
        return ()
    return (Told("", value_told("", before, naming), value_told("", after, naming)),)


def _told(name: str, values: Mapping[str, LogValue], naming: Naming) -> str:
    return value_told(name, values[name], naming) if name in values else NOTHING


def _lists_told(before: LogValue, after: LogValue, naming: Naming) -> tuple[Told, ...]:
    """Write what a list lost and what it won; whole lists would hide it."""
    old = before if isinstance(before, list) else []
    new = after if isinstance(after, list) else []
    added = [each for each in new if each not in old]
    removed = [each for each in old if each not in new]
    parts = (
        Told(tr("added"), NOTHING, value_told("", added, naming)) if added else None,
        Told(tr("removed"), value_told("", removed, naming), NOTHING) if removed else None,
        Told(tr("count"), str(len(old)), str(len(new))),
    )
    return tuple(each for each in parts if each is not None)


def value_told(key: str, value: LogValue, naming: Naming) -> str:
    """Write one value as a person reads it."""
    match value:
        case None | "" | []:
            return NOTHING
        case bool():
            return tr("yes" if value else "no")
        case int():
            return money(Cents(value), cents=True) if key.endswith(_CENTS) else str(value)
        case str():
            return _language_told(key, value) or _text_told(key, value, naming)
        case list():
            return _several(value, naming)
        case dict():
            parted = "\n" if len(value) > _ON_ONE_LINE else "; "
            return parted.join(f"{naming.of_part(k)}: {value_told(k, v, naming)}" for k, v in value.items())


def _several(values: Sequence[LogValue], naming: Naming) -> str:
    """Write a list; applications as their numbers, which are shorter than their names."""
    numbers = [naming.numbers[each] for each in values if isinstance(each, str) and each in naming.numbers]
    if len(numbers) == len(values):
        return ", ".join(map(str, sorted(numbers)))
    parted = "\n" if any(isinstance(each, dict) for each in values) else ", "
    return parted.join(value_told("", each, naming) for each in values)


def _text_told(key: str, text: str, naming: Naming) -> str:
    if key == "fingerprint" and len(text) == _HASH:
        return spoken(text)  # type: ignore[arg-type]
    if TEXTS.catalogue.has(f"ui_log.value.{text}"):
        return say(f"ui_log.value.{text}")
    if TEXTS.catalogue.has(f"ui.phases.{text}"):
        return say(f"ui.phases.{text}")
    found = naming.of(text)
    if found != text:
        return found
    if len(text) == _HASH and all(each in "0123456789abcdef" for each in text):
        return f"{text[:_SHOWN_OF_HASH]}…"
    return _moment_told(text) or text


def _language_told(key: str, text: str) -> str:
    """Write a language by its own name; empty when it is none."""
    return NAME_OF_LANGUAGE[Language(text)] if key == "language" and text in _LANGUAGES else ""


def _moment_told(text: str) -> str:
    """Write a time or a day; empty when it is none."""
    if not text[:4].isdigit() or text[4:5] != "-":
        return ""
    try:
        return day(date.fromisoformat(text)) if len(text) == _DATE else moment(datetime.fromisoformat(text))
    except ValueError:
        return ""
