"""Call files: TOML in, a validated call out, or what is wrong in which line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from evaluator.domain.call import Call
from evaluator.domain.helsinki import HELSINKI
from evaluator.intake.call_errors import (
    FAULTS,
    CallFileError,
    CallFolderError,
    CallMissingError,
    CallTooLargeError,
    FaultyCallError,
    UnknownCallError,
)
from evaluator.intake.call_faults import Fault, faults_of
from evaluator.intake.toml_lines import TomlLines
from evaluator.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from evaluator.errors import Fact

LIMIT_KB: Final = 512
"""No call needs more; the largest that ships has a fifth of it."""

_DEEP: Final = re.compile(
    r"""(?<![\w"'-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""",
)
"""A dotted key of many steps, on which a reader of TOML spends memory in their square."""
_LINE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")
_TWICE: Final = ("Cannot overwrite", "Cannot declare", "Duplicate", "Cannot mutate", "Cannot redefine")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFinding:
    """One thing that is wrong with a call file.

    Attributes:
        line: Where, 1 and up.
        code: The error it would be ("input.call.misspelt-key"), whose sentence fits it.
        facts: Values for the sentence, file and line among them.
    """

    line: int
    code: str
    facts: Mapping[str, Fact]


def load_call(path: Path) -> Call:
    """Read a call file.

    A time without offset is Helsinki's; decimals are exact.

    Raises:
        CallFileError: The file cannot be used; a ``FaultyCallError`` names the line.
            Of several faults it is the first, a misspelt key before what follows from it.
    """
    answer = _read(path)
    if isinstance(answer, Call):
        return answer
    raise _error(path, min(answer, key=lambda fault: (not fault.is_cause, fault.line)))


def check_call(path: Path) -> tuple[CallFinding, ...]:
    """Name everything that is wrong with a call file, by line; nothing if it can be used.

    Raises:
        CallFileError: There is nothing to check: no such file, a folder, far too large.
    """
    answer = _read(path)
    if isinstance(answer, Call):
        return ()
    errors = [_error(path, fault) for fault in sorted(answer, key=lambda fault: fault.line)]
    return tuple(
        CallFinding(line=int(each.facts["line"]), code=each.code, facts=each.facts) for each in errors
    )


class ShippedCalls:
    """The calls that ship with the program."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or resource("calls")

    def all(self) -> tuple[Call, ...]:
        """Give the shipped calls, by id."""
        return tuple(self._calls.values())

    def get(self, call_id: str) -> Call:
        """Give a shipped call.

        Raises:
            UnknownCallError: There is none by that id.
        """
        if call_id not in self._calls:
            raise UnknownCallError(id=call_id, known=", ".join(self._calls))
        return self._calls[call_id]

    @cached_property
    def _calls(self) -> dict[str, Call]:
        calls = [load_call(path) for path in self._folder.glob("*.toml")]
        return {call.id: call for call in sorted(calls, key=lambda call: call.id)}


def _error(path: Path, fault: Fault) -> FaultyCallError:
    return FAULTS[fault.kind](file=path.name, line=fault.line, **fault.facts)


def _read(path: Path) -> Call | tuple[Fault, ...]:
    """Give the call, or at least one fault."""
    raw = _bytes(path)
    if not raw.strip():
        return (Fault(kind="empty", line=1),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return (Fault(kind="not-utf8", line=raw.count(b"\n", 0, error.start) + 1),)
    return _parsed(text)


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise CallMissingError(file=path.name)
        if not path.is_file():
            raise CallFolderError(file=path.name)
        with path.open("rb") as file:
            raw = file.read(LIMIT_KB * 1024 + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise CallFileError(file=path.name) from error
    if len(raw) > LIMIT_KB * 1024:
        raise CallTooLargeError(file=path.name, limit_kb=LIMIT_KB)
    return raw


def _parsed(text: str) -> Call | tuple[Fault, ...]:
    if deep := _DEEP.search(text):
        return (Fault(kind="too-deep", line=text.count("\n", 0, deep.start()) + 1),)
    try:
        values = tomllib.loads(text, parse_float=_decimal)
        lines = TomlLines(text)
    except RecursionError:
        return (Fault(kind="too-deep", line=1),)
    except ValueError as error:  # TOMLDecodeError, or an integer with thousands of digits
        return (_syntax_fault(str(error), text),)
    for name in ("opens", "closes"):
        values[name] = _in_helsinki(values[name]) if name in values else None
    try:
        return Call.model_validate(values)
    except ValidationError as error:
        return faults_of(error, lines)


def _syntax_fault(said: str, text: str) -> Fault:
    found = _LINE.search(said)
    line, column = (int(found[1]), int(found[2])) if found else _end(text)
    if said.startswith(_TWICE):
        return Fault(kind="key-twice", line=line)
    return Fault(kind="syntax", line=line, facts={"column": column})


def _end(text: str) -> tuple[int, int]:
    written = text.rstrip().replace("\r\n", "\n")
    return written.count("\n") + 1, len(written) - written.rfind("\n")


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond all bounds; no field takes it
        return Decimal("NaN")


def _in_helsinki(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=HELSINKI)
    return value
