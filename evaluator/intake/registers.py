"""The registers that ship with the program: municipalities, and other bodies known by name."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from evaluator.domain.applicants import BodyKind
from evaluator.domain.identifiers import MunicipalityCode
from evaluator.domain.known_bodies import KnownBodies, KnownBody
from evaluator.domain.municipalities import Municipality, MunicipalityKind, Register
from evaluator.intake.register_errors import RegisterFileError
from evaluator.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    Entry = TypeVar("Entry")

_CODE_DIGITS = 3


@cache
def municipalities() -> Register:
    """Give the municipalities of 2020."""
    return Register(_read(resource("registers", "municipalities_2020.csv"), _municipality))


@cache
def bodies() -> KnownBodies:
    """Give the joint authorities and companies that the applications of 2020 name."""
    return KnownBodies(_read(resource("registers", "bodies_2020.csv"), _body))


def _read(path: Path, entry: Callable[[dict[str, str]], Entry]) -> tuple[Entry, ...]:
    """Read a register, one entry a line.

    Raises:
        RegisterFileError: An entry lacks something or holds a value that there is not.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        found: list[Entry] = []
        for row in reader:
            try:
                found.append(entry(row))
            except (KeyError, ValueError, AttributeError) as error:
                raise RegisterFileError(file=path.name, line=reader.line_num) from error
    return tuple(found)


def _municipality(row: dict[str, str]) -> Municipality:
    code = row["code"]
    if len(code) != _CODE_DIGITS or not code.isdecimal():
        raise ValueError(code)
    return Municipality(
        code=MunicipalityCode(code),
        name_fi=row["name_fi"],
        name_sv=row["name_sv"] or row["name_fi"],
        genitive_fi=row["genitive_fi"],
        kind=MunicipalityKind(row["kind"]),
        languages=tuple(row["languages"].split("-")),
    )


def _body(row: dict[str, str]) -> KnownBody:
    return KnownBody(
        kind=BodyKind(row["kind"]),
        name_fi=row["name_fi"],
        name_sv=row["name_sv"],
        also_written=tuple(filter(None, row["also_written"].split("|"))),
    )
