"""Working something out once for an object that comes again and again."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
R = TypeVar("R")


def once_for_the_last(deed: Callable[[T], R]) -> Callable[[T], R]:
    """Remember the last argument and its result; the argument must be immutable.

    The same object is told by its identity: comparing or hashing a whole call takes
    longer than most of what is worked out from it.
    """
    last: list[tuple[T, R]] = []

    @wraps(deed)
    def remembered(value: T) -> R:
        for known, result in last:
            if known is value:
                return result
        result = deed(value)
        last[:] = [(value, result)]
        return result

    return remembered
