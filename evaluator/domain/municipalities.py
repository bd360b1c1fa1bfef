"""Municipalities of Finland, as the register of a year lists them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from evaluator.domain.identifiers import MunicipalityCode
from evaluator.domain.names import LONGEST, Name, Names, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_REMEMBERED: Final = 4096
"""Written names whose meaning is kept; applicants' names repeat."""


class MunicipalityKind(StrEnum):
    """What a municipality calls itself; decides "kaupungille" or "kunnalle"."""

    CITY = "kaupunki"
    MUNICIPALITY = "kunta"


_CITY_FORMS = (
    "kaupunki",
    "kaupungin",
    "kaupungille",
    "kaupungit",
    "stad",
    "stads",
    "staden",
    "städer",
    "city",
)
_KUNTA_FORMS = ("kunta", "kunnan", "kunnalle", "kunnat", "kommun", "kommuns", "kommunen", "kommuner")
FORM_WORDS = frozenset((*_CITY_FORMS, *_KUNTA_FORMS, "municipality"))
"""Words that follow a municipality's name and only say what it is."""

_FORM_STARTS = ("staden ", "kommunen ", "city of ", "town of ", "municipality of ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """One municipality of the register.

    Attributes:
        code: Three digits of Statistics Finland, with leading zeros.
        name_fi: Finnish name in the nominative ("Alavus").
        name_sv: Swedish name ("Alavo"); the Finnish one where there is none.
        genitive_fi: Finnish genitive ("Alavuden"), the stem of official forms.
        kind: City or other municipality.
        languages: Its official languages, the majority's first.
    """

    code: MunicipalityCode
    name_fi: str
    name_sv: str
    genitive_fi: str
    kind: MunicipalityKind
    languages: tuple[str, ...]

    @property
    def genitive_sv(self) -> str:
        """Swedish genitive ("Mariehamns"); empty where the name has none of its own or ends in an s."""
        own = self.name_sv != self.name_fi or "sv" in self.languages
        return f"{self.name_sv}s" if own and not self.name_sv.endswith(("s", "x", "z", ")")) else ""


class Register:
    """The municipalities of one year, by code; order is that of the codes."""

    def __init__(self, municipalities: Iterable[Municipality]) -> None:
        self._by_code = {each.code: each for each in municipalities}
        self._found: dict[str, Municipality | None] = {}

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __getitem__(self, code: MunicipalityCode) -> Municipality:
        return self._by_code[code]

    def get(self, code: MunicipalityCode | None) -> Municipality | None:
        """Give the municipality with ``code``, or None."""
        return None if code is None else self._by_code.get(code)

    def find(self, written: str) -> Municipality | None:
        """Give the municipality that a written name means, or None.

        Takes Finnish and Swedish names, their genitives, and each with what it
        is ("Akaan kaupunki", "Mariehamns stad", "Staden Jakobstad"); case does not
        matter, and diacritics may be missing.
        """
        if written in self._found:
            return self._found[written]
        folded = key(written)
        found = self._names.find(folded) or self._names.find(_without_form(folded))
        municipality = None if found is None else self._by_code[MunicipalityCode(found.owner)]
        if len(written) <= LONGEST:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[written] = municipality
        return municipality

    def nearest(self, written: str) -> tuple[str, Municipality] | None:
        """Give the nearest name and its municipality for a misprint, or None.

        The name is in the language of the misprint, in the nominative.
        """
        found = self._names.nearest(_without_form(key(written)))
        if found is None:
            return None
        municipality = self._by_code[MunicipalityCode(found.owner)]
        return _nominative(found, municipality), municipality

    @cached_property
    def bracketed(self) -> tuple[str, ...]:
        """Keys of names that hold a bracket themselves ("koski (ål)")."""
        return tuple(key(each.name_sv) for each in self if "(" in each.name_sv)

    @cached_property
    def _names(self) -> Names:
        # Nominatives first: where a genitive looks like another name, the name wins.
        pairs = [(each.name_fi, each.code) for each in self]
        pairs += [(each.name_sv, each.code) for each in self]
        pairs += [(each.genitive_fi, each.code) for each in self]
        pairs += [(each.genitive_sv, each.code) for each in self if each.genitive_sv]
        return Names(pairs)


def _nominative(name: Name, municipality: Municipality) -> str:
    if name.printed == municipality.genitive_fi:
        return municipality.name_fi
    return municipality.name_sv if name.printed == municipality.genitive_sv else name.printed


def _without_form(folded: str) -> str:
    for start in _FORM_STARTS:
        if folded.startswith(start):
            return folded[len(start) :]
    stem, _, last = folded.rpartition(" ")
    return stem if stem and last in FORM_WORDS else folded
