"""Which column holds what: guessed from the headers, or as a mapping says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.domain.column_mapping import REQUIRED, ColumnMapping, SheetField
from evaluator.domain.search import folded
from evaluator.intake.table_errors import (
    MappingColumnError,
    MissingColumnError,
    NotATableError,
    RepeatedColumnError,
)
from evaluator.intake.table_text import COLUMN_NAMES, COLUMNS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

KNOWN: dict[SheetField, tuple[str, ...]] = {
    SheetField.NUMBER: (
        *("annex_row", "nro", "numero", "hakemusnumero", "hakemuksen numero", "hakemuksen nro"),
        *("hakemusnro", "nr", "nummer", "ansökningsnummer", "ansökans nummer", "no", "number"),
        *("application number", "application no"),
    ),
    SheetField.APPLICANTS: (
        *("applicants_as_printed", "hakijakunta / hankehallinnoija ja muut hakijat"),
        *("hakijakunta / hankehallinnoija", "hakijakunta", "hankehallinnoija", "hakijat", "hakija"),
        *("päähakija", "hakijaorganisaatio", "sökande", "projektförvaltare", "huvudsökande"),
        *("sökandekommun", "applicants", "applicant", "lead applicant", "lead"),
    ),
    SheetField.PARTNERS: (
        *("kumppanit", "muut hakijat", "muut kunnat", "osallistuvat kunnat", "yhteistyökumppanit"),
        *("partner", "partners", "övriga sökande", "övriga kommuner", "deltagande kommuner"),
        *("samarbetspartner", "other applicants", "participating municipalities"),
    ),
    SheetField.TITLE: (
        *("project", "hankkeen nimi", "hanke", "projektin nimi", "hankkeen otsikko", "projektets namn"),
        *("projekt", "projektnamn", "project name", "project title", "title"),
    ),
    SheetField.REQUESTED: (
        *("requested_eur", "haettu avustus", "haettu summa", "haettu", "haettava avustus"),
        *("haettava summa", "haettu valtionavustus", "avustus", "sökt understöd", "sökt belopp"),
        *("ansökt belopp", "ansökt understöd", "sökt statsunderstöd", "requested", "amount requested"),
        *("requested amount", "requested grant"),
    ),
    SheetField.RECEIVED: (
        *("saapunut", "saapumisaika", "saapumispäivä", "lähetetty", "jätetty", "jättöaika"),
        *("inkommen", "inkom", "ankomsttid", "inlämnad", "skickad", "received", "submitted"),
    ),
}
"""Headers that are understood without a mapping, the likeliest first."""

_UNIT = re.compile(r"[(\[].*?[)\]]|€|\beur(?:o|oa|os|ina)?\b|[,:*]")


def plain(header: str) -> str:
    """Give the form in which headers are compared: no case, accents, units or brackets."""
    return " ".join(_UNIT.sub(" ", folded(header)).split())


_MEANT = {plain(name): (field, at) for field, names in KNOWN.items() for at, name in enumerate(names)}
_ANNEX = {folded(name): name for name in COLUMNS}
_NAMES = dict(zip(REQUIRED, COLUMNS, strict=True))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where everything is.

    Attributes:
        at: For each field the indexes of its columns, from 0.
        headers: All headers, as they stand.
        mapping: The same as a mapping, to be remembered.
        used: The indexes that are read.
    """

    at: dict[SheetField, tuple[int, ...]]
    headers: tuple[str, ...]
    mapping: ColumnMapping

    def header(self, field: SheetField) -> str:
        """Give the header of a field's first column."""
        return self.headers[self.at[field][0]]

    @property
    def unused(self) -> tuple[str, ...]:
        """Headers of columns that are not read."""
        used = {index for indexes in self.at.values() for index in indexes}
        return tuple(name for index, name in enumerate(self.headers) if name and index not in used)


def known_headers(cells: Iterable[str], expected: Collection[str] = ()) -> int:
    """Count the cells that are understood as headers."""
    wanted = {folded(each.strip()) for each in expected}
    return sum(plain(each) in _MEANT or folded(each.strip()) in wanted for each in cells)


def guessed(file: str, headers: Sequence[str], sheet: str = "") -> Columns:
    """Understand headers by themselves.

    Raises:
        NotATableError: None of them is understood.
        MissingColumnError: One that is needed is not among them.
        RepeatedColumnError: Two say the same, and nothing tells which is meant.
    """
    best: dict[SheetField, tuple[int, list[int]]] = {}
    for index, header in enumerate(headers):
        found = _MEANT.get(plain(header))
        if found is None:
            continue
        field, rank = found
        if field not in best or rank < best[field][0]:
            best[field] = (rank, [index])
        elif rank == best[field][0]:
            best[field][1].append(index)
    if not best:
        raise NotATableError(file=file, columns=COLUMN_NAMES)
    for field, (_, indexes) in best.items():
        if len(indexes) > 1 and field is not SheetField.PARTNERS:
            raise RepeatedColumnError(file=file, column=headers[indexes[0]])
    for field in REQUIRED:
        if field not in best:
            raise MissingColumnError(file=file, column=_name(field, headers), found=_shown(headers))
    return _columns({field: tuple(indexes) for field, (_, indexes) in best.items()}, headers, sheet, 0)


def mapped(file: str, headers: Sequence[str], mapping: ColumnMapping) -> Columns:
    """Find the columns that a mapping names.

    Raises:
        MappingColumnError: A header that the mapping names is not there, or is there twice.
    """
    names = [folded(each) for each in headers]
    at: dict[SheetField, tuple[int, ...]] = {}
    for field, wanted in mapping.columns.items():
        for each in wanted:
            if names.count(folded(each.strip())) != 1:
                raise MappingColumnError(file=file, column=each, found=_shown(headers))
        at[field] = tuple(names.index(folded(each.strip())) for each in wanted)
    return _columns(at, headers, mapping.sheet, mapping.header_row)


def fits(headers: Sequence[str], mapping: ColumnMapping) -> bool:
    """Tell whether a file has every column that a mapping names, each once."""
    names = [folded(each) for each in headers]
    return all(
        names.count(folded(each.strip())) == 1 for wanted in mapping.columns.values() for each in wanted
    )


def _columns(
    at: dict[SheetField, tuple[int, ...]], headers: Sequence[str], sheet: str, header_row: int
) -> Columns:
    mapping = ColumnMapping(
        columns={field: tuple(headers[index] for index in at[field]) for field in sorted(at)},
        sheet=sheet,
        header_row=header_row,
    )
    return Columns(at, tuple(headers), mapping)


def _name(field: SheetField, headers: Sequence[str]) -> str:
    """Name a missing column as the others of the file are named."""
    annex = any(folded(each) in _ANNEX for each in headers)
    return _NAMES[field] if annex else KNOWN[field][1].capitalize()


def _shown(headers: Sequence[str]) -> str:
    return ", ".join(name for name in headers if name)[:200]
