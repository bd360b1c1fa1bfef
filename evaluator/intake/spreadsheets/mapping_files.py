"""A column mapping as a file that people write: JSON or TOML."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from evaluator.domain.column_mapping import REQUIRED, ColumnMapping, SheetField
from evaluator.intake.table_errors import (
    MappingFieldError,
    MappingIncompleteError,
    MappingUnreadableError,
)

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 100_000
_LONGEST_HEADER = 500
_KEYS = ("columns", "sheet", "header_row")
_FIELDS = ", ".join(SheetField)


def read_mapping(path: Path) -> ColumnMapping:
    """Read a mapping; ``docs/file-formats.md`` describes it.

    Raises:
        MappingUnreadableError: There is no such file, or it is neither JSON nor TOML.
        MappingFieldError: A key is not known, or has a value of another kind.
        MappingIncompleteError: Something needed is not said.
    """
    file = path.name
    content = _content(path)
    for key in content:
        if key not in _KEYS:
            raise MappingFieldError(file=file, name=str(key)[:60], known=", ".join(_KEYS))
    columns = content.get("columns")
    if not isinstance(columns, dict):
        raise MappingIncompleteError(file=file, name="columns")
    sheet, row = content.get("sheet", ""), content.get("header_row", 0)
    if not isinstance(sheet, str):
        raise MappingFieldError(file=file, name="sheet", known=", ".join(_KEYS))
    if isinstance(row, bool) or not isinstance(row, int) or not 0 <= row <= 1000:  # noqa: PLR2004
        raise MappingFieldError(file=file, name="header_row", known=", ".join(_KEYS))
    found = {_field(file, key): _headers(file, key, value) for key, value in columns.items()}
    for each in REQUIRED:
        if each not in found:
            raise MappingIncompleteError(file=file, name=f"columns.{each.value}")
    return ColumnMapping(columns=found, sheet=sheet, header_row=row)


def _content(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise MappingUnreadableError(file=path.name)
        text = data.decode("utf-8-sig")
        content = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise MappingUnreadableError(file=path.name) from error
    if not isinstance(content, dict):
        raise MappingUnreadableError(file=path.name)
    return content


def _field(file: str, key: str) -> SheetField:
    try:
        return SheetField(key)
    except ValueError as error:
        raise MappingFieldError(file=file, name=f"columns.{key}"[:60], known=_FIELDS) from error


def _headers(file: str, key: str, value: object) -> tuple[str, ...]:
    several = value if isinstance(value, list) and key == SheetField.PARTNERS else [value]
    found = tuple(each.strip() for each in several if isinstance(each, str))
    if not found or len(found) != len(several) or not all(0 < len(each) <= _LONGEST_HEADER for each in found):
        raise MappingFieldError(file=file, name=f"columns.{key}"[:60], known=_FIELDS)
    return found
