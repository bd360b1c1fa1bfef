"""Column types that keep values exact: times, days, rationals, truth values, enums.

Every table is STRICT, so SQLite itself refuses a value of another storage class;
no REAL column exists.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Integer, Text
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

E = TypeVar("E", bound=StrEnum)


@lru_cache(maxsize=4096)
def exact_from(text: str) -> Fraction:
    """Read a rational; scores repeat so much that most are found in the cache."""
    return Fraction(text)


def exact_text(value: Fraction) -> str:
    """Write a rational in lowest terms, "3/7" or "2".

    Raises:
        TypeError: A float has lost its value already.
    """
    if type(value) is Fraction and value.denominator == 1:
        return str(value.numerator)
    if not isinstance(value, Fraction | int):
        raise TypeError(f"{type(value).__name__} is not exact")
    return str(value)


@lru_cache(maxsize=16)  # one deed gives its time to thousands of rows
def moment_text(value: datetime) -> str:
    """Write an aware time as ISO 8601 in UTC with microseconds: text order is time order.

    Raises:
        ValueError: It is naive; nobody could say later what it meant.
    """
    if value.tzinfo is None:
        raise ValueError("a naive time cannot be stored")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


class Moment(TypeDecorator[datetime]):
    """An aware time as text; see ``moment_text``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write it as text; a naive one is refused."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give it back aware, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A date as ISO 8601 text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write it as text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:  # noqa: ARG002
        """Read it back."""
        return None if value is None else date.fromisoformat(value)


class Exact(TypeDecorator[Fraction]):
    """A rational as text in lowest terms, "3/7" or "2"."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write it as text; a float is refused."""
        return None if value is None else exact_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Fraction | None:  # noqa: ARG002
        """Read it back, equal to the last digit."""
        return None if value is None else exact_from(value)


class Flag(TypeDecorator[bool]):
    """True or false as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Write 1 or 0."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bool | None:  # noqa: ARG002
        """Give True or False."""
        return None if value is None else bool(value)


class Member(TypeDecorator[E]):
    """A member of a text enum by its value; SQLAlchemy's own Enum would store the name."""

    impl = Text
    cache_ok = True

    def __init__(self, of: type[E]) -> None:
        super().__init__()
        self.of = of

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the value of the member."""
        return None if value is None else self.of(value).value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> E | None:  # noqa: ARG002
        """Give the member."""
        return None if value is None else self.of(value)
