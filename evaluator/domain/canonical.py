"""The one spelling of a value: what is hashed and signed has no second way to be written.

JSON with sorted keys, no spaces and whole numbers only. Texts are kept as they are,
code point by code point; nothing is normalised, because a signature vouches for what
was written. Rationals are written as text, times as text in UTC.
"""

from __future__ import annotations

import hashlib
import json
from itertools import count
from typing import Final, NewType

from pydantic_core import from_json, to_json

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
    value = _read(content)
    if _spelled(value) != content:
        raise NotCanonicalError
    return value


def decode_with_parts(content: bytes, name: str) -> tuple[Canonical, list[bytes]]:
    """Read a value as ``decode`` does, and give the spelling of each item of one of its lists.

    Spelling is most of the work; whoever hashes the items need not do it again.

    Args:
        content: The one spelling.
        name: Of the list in the object; without such a list there are no parts.

    Raises:
        NotCanonicalError: It is no JSON, or spelled in any other way.
    """
    value = _read(content)
    items = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(items, list):
        if _spelled(value) != content:
            raise NotCanonicalError
        return value, []
    parts = [_spelled(each) for each in items]
    fields = [
        _spelled(key) + b":" + (b"[" + b",".join(parts) + b"]" if key == name else _spelled(inner))
        for key, inner in value.items()
    ]
    if b"{" + b",".join(fields) + b"}" != content:
        raise NotCanonicalError
    return value, parts


def hash_of_known(purpose: str, value: Canonical) -> Hash:
    """Give the same for a value that the program built itself of texts and small numbers."""
    return hash_of_spelled(purpose, _SPELLING.encode(value).encode())


def hash_of_spelled(purpose: str, spelling: bytes) -> Hash:
    """Give the same for a value that has its one spelling already."""
    return Hash(hashlib.sha256(purpose.encode() + b"\0" + spelling).hexdigest())


def hash_of(purpose: str, value: Canonical) -> Hash:
    """Give the hash of a value for one purpose; equal values of two purposes differ.

    Args:
        purpose: A short ASCII name with a version ("evaluator application 1").
        value: What is hashed.
    """
    return hash_of_spelled(purpose, encode(value))


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


def _read(content: bytes) -> Canonical:
    """Read JSON in which nothing but the spelling can still be wrong."""
    try:
        value: Canonical = from_json(content, allow_inf_nan=False)
        _check_read(value)
    except ValueError:
        raise NotCanonicalError from None
    return value


def _spelled(value: Canonical) -> bytes:
    """Spell a value that was read, whose keys are known to be in order.

    Four times faster than the encoder that sorts them, and the same bytes.
    """
    return to_json(value)


def _check_read(value: Canonical) -> None:  # noqa: C901 - one look at each value, by its type
    """Look at what JSON gave, whose keys are texts: numbers, depth and the order of keys.

    Level by level and by exact type: a review file is thousands of small objects.
    """
    orders: set[tuple[str, ...]] = set()  # the same few in all of them
    level: list[Canonical] = [value]
    for depth in count(1):
        inner: list[Canonical] = []
        for each in level:
            if isinstance(each, dict):
                _check_depth(depth)
                keys = tuple(each)
                if keys not in orders:
                    if list(keys) != sorted(keys):
                        raise ValueError("the keys are not in order")
                    orders.add(keys)
                for one in each.values():
                    if type(one) is not str:
                        inner.append(one)  # noqa: PERF401 - faster for the two fields of most objects
            elif isinstance(each, list):
                _check_depth(depth)
                inner += [one for one in each if type(one) is not str]
            elif isinstance(each, float):
                raise ValueError("a fraction has no canonical spelling")  # noqa: TRY004 - what was read is no bug
            elif type(each) is int and abs(each) > LARGEST:
                raise ValueError("the number is too large to be the same everywhere")
        if not inner:
            return
        level = inner


def _check_depth(depth: int) -> None:
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
