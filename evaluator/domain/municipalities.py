"""Municipalities of Finland, as the register of a year lists them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evaluator.domain.identifiers import MunicipalityCode


class MunicipalityKind(StrEnum):
    """What a municipality calls itself; decides "kaupungille" or "kunnalle"."""

    CITY = "kaupunki"
    MUNICIPALITY = "kunta"


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


class Register:
    """The municipalities of one year, by code; order is that of the codes."""

    def __init__(self, municipalities: Iterable[Municipality]) -> None:
        self._by_code = {each.code: each for each in municipalities}

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __getitem__(self, code: MunicipalityCode) -> Municipality:
        return self._by_code[code]

    def get(self, code: MunicipalityCode | None) -> Municipality | None:
        """Give the municipality with ``code``, or None."""
        return None if code is None else self._by_code.get(code)
