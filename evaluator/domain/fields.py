"""Strict reading of canonical values: each field by name and type, and nothing besides.

What cannot be read as expected is refused with the name of the field; nothing is
guessed, and a field that this version does not know is refused like a missing one.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from evaluator.domain.canonical import Canonical, Hash
from evaluator.domain.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEX: Final = re.compile(r"(?:[0-9a-f]{2})*")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")
HASH_BYTES: Final = 32


def moment_told(moment: datetime) -> str:
    """Write an aware time in UTC with microseconds: text order is time order.

    Raises:
        ValueError: It is naive; nobody elsewhere could say what it means.
    """
    if moment.tzinfo is None:
        raise ValueError("a naive time means nothing elsewhere")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class Fields:
    """An object of a canonical value, read field by field."""

    def __init__(self, value: Canonical, *names: str, where: str = "") -> None:
        """Take the object.

        Args:
            value: What should be an object.
            names: The fields that it must have, all of them, none besides.
            where: Path to it, for the error.

        Raises:
            ContentError: It is no object or has other fields.
        """
        self._where = where
        if not isinstance(value, dict):
            raise ContentError(where=where or "/")
        for name in sorted(value.keys() ^ set(names)):
            raise ContentError(where=f"{where}/{name[:40]}")
        self._value = value

    @property
    def value(self) -> dict[str, Canonical]:
        """The object as it is."""
        return self._value

    def path(self, name: str) -> str:
        """Give the path to a field."""
        return f"{self._where}/{name}"

    def fail(self, name: str) -> ContentError:
        """Give the error for a field, to be raised."""
        return ContentError(where=self.path(name))

    def raw(self, name: str) -> Canonical:
        """Give a field as it is."""
        return self._value[name]

    def text(self, name: str, *, least: int = 0, most: int = 200_000) -> str:
        """Give a text of so many characters."""
        value = self._value[name]
        if not isinstance(value, str) or not least <= len(value) <= most:
            raise self.fail(name)
        return value

    def line(self, name: str, *, least: int = 1, most: int = 600) -> str:
        """Give a text of one line, without characters that nobody sees."""
        value = self.text(name, least=least, most=most)
        if not value.isprintable() or len(value.strip()) < least:
            raise self.fail(name)
        return value

    def whole(self, name: str, *, least: int = 0) -> int:
        """Give a whole number."""
        value = self._value[name]
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise self.fail(name)
        return value

    def flag(self, name: str) -> bool:
        """Give true or false."""
        value = self._value[name]
        if not isinstance(value, bool):
            raise self.fail(name)
        return value

    def hexadecimal(self, name: str, length: int) -> bytes:
        """Give bytes that are written as small hexadecimal digits."""
        value = self.text(name, least=2 * length, most=2 * length)
        if not _HEX.fullmatch(value):
            raise self.fail(name)
        return bytes.fromhex(value)

    def hash(self, name: str) -> Hash:
        """Give a hash as it is written."""
        return Hash(self.hexadecimal(name, HASH_BYTES).hex())

    def hash_or_none(self, name: str) -> Hash | None:
        """Give a hash, or None for null."""
        return None if self._value[name] is None else self.hash(name)

    def moment(self, name: str) -> datetime:
        """Give a time, aware UTC."""
        value = self.text(name, most=32)
        if not _MOMENT.fullmatch(value):
            raise self.fail(name)
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise self.fail(name) from None

    def each(self, name: str, *names: str) -> Iterator[Fields]:
        """Give the objects of a list, each with these fields."""
        for at, value in enumerate(self.items(name)):
            yield Fields(value, *names, where=f"{self.path(name)}/{at}")

    def items(self, name: str) -> list[Canonical]:
        """Give a list."""
        value = self._value[name]
        if not isinstance(value, list):
            raise self.fail(name)
        return value

    def inner(self, name: str, *names: str) -> Fields:
        """Give the object in a field."""
        return Fields(self._value[name], *names, where=self.path(name))

    def texts_by_name(self, name: str) -> dict[str, str]:
        """Give an object whose fields are any number of texts."""
        found: dict[str, str] = {}
        for key, value in self.mapping(name).items():
            if not isinstance(value, str):
                raise ContentError(where=f"{self.path(name)}/{key[:40]}")
            found[key] = value
        return found

    def mapping(self, name: str) -> dict[str, Canonical]:
        """Give an object with whatever fields it has."""
        value = self._value[name]
        if not isinstance(value, dict):
            raise self.fail(name)
        return value
