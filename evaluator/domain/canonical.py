"""The one spelling of a value: what is hashed and signed has no second way to be written.

JSON with sorted keys, no spaces and whole numbers only. Texts are kept as they are,
code point by code point; nothing is normalised, because a signature vouches for what
was written. Rationals are written as text, times as text in UTC.
"""

from __future__ import annotations

import hashlib
import json
from itertools import count
from typing import Final, NewType, NoReturn

from evaluator.domain.errors import NotCanonicalError

Canonical = None | bool | int | str | list["Canonical"] | dict[str, "Canonical"]
"""What has a canonical spelling."""

Hash = NewType("Hash", str)
"""SHA-256 as 64 small hexadecimal digits."""

LARGEST: Final = 2**53 - 1
"""Larger whole numbers are not the same in every program that reads JSON."""

DEEPEST: Final = 32
"""How many lists and objects may stand within each other."""

_SPELLING: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), check_circular=False
)


_TEXTS: Final[set[type]] = {str}


def encode(value: Canonical) -> bytes:
    """Write a value in its one spelling.

    Raises:
        TypeError: There is something in it that has no canonical spelling, such as a float.
        ValueError: A number is too large, the nesting too deep, or a text no Unicode.
    """
    _check(value, 1)
    return _SPELLING.encode(value).encode()


def decode(content: bytes) -> Canonical:
    """Read a value from its one spelling.

    Raises:
        NotCanonicalError: It is no JSON, or spelled in any other way.
    """
    try:
        value: Canonical = json.loads(content.decode(), parse_float=_no_fraction, parse_constant=_no_fraction)
        _check_read(value)
        canonical = _SPELLING.encode(value).encode()
    except (ValueError, TypeError, RecursionError):
        raise NotCanonicalError from None
    if canonical != content:
        raise NotCanonicalError
    return value


def hash_of_known(purpose: str, value: Canonical) -> Hash:
    """Give the same for a value that the program built itself of texts and small numbers."""
    spelled = _SPELLING.encode(value).encode()
    return Hash(hashlib.sha256(purpose.encode() + b"\0" + spelled).hexdigest())


def hash_of(purpose: str, value: Canonical) -> Hash:
    """Give the hash of a value for one purpose; equal values of two purposes differ.

    Args:
        purpose: A short ASCII name with a version ("evaluator application 1").
        value: What is hashed.
    """
    return Hash(hashlib.sha256(purpose.encode() + b"\0" + encode(value)).hexdigest())


def _check(value: object, depth: int) -> None:  # noqa: C901 - one look at each value, by its type
    """Refuse what has no canonical spelling; a text that is no Unicode fails when it is encoded."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return
    if isinstance(value, dict):
        _check_depth(depth)
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError("a key is no text")
            if type(inner) is not str:  # most are, and need no look
                _check(inner, depth + 1)
    elif isinstance(value, list):
        _check_depth(depth)
        for inner in value:
            _check(inner, depth + 1)
    elif isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError("the number is too large to be the same everywhere")
    elif not isinstance(value, str):
        raise TypeError(f"{kind.__name__} has no canonical spelling")


def _check_read(value: Canonical) -> None:
    """Look at what JSON gave, whose keys are texts: numbers and depth are all that can be wrong.

    Level by level, because most objects hold texts alone, which one look tells.
    """
    level: list[Canonical] = [value]
    for depth in count(1):
        inner: list[Canonical] = []
        for each in level:
            if isinstance(each, dict | list):
                _check_depth(depth)
                held = each.values() if isinstance(each, dict) else each
                if set(map(type, held)) != _TEXTS:
                    inner += [one for one in held if type(one) is not str]
            elif type(each) is int and abs(each) > LARGEST:
                raise ValueError("the number is too large to be the same everywhere")
        if not inner:
            return
        level = inner


def _check_depth(depth: int) -> None:
    if depth > DEEPEST:
        raise ValueError("nested too deeply")


def _no_fraction(text: str) -> NoReturn:
    raise ValueError(text)
