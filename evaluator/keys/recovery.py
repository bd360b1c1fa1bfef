"""The recovery key: a workspace's key for paper, in thirteen groups that each check themselves.

``7K3QX-0ZD4M-…``: letters and digits of Crockford's base 32, which has no I, L, O or U,
so that nothing is mistaken when it is copied by hand. Each group holds four
characters of the key and one that checks them together with the group's place: any
single wrong character, any two neighbours swapped and any group in a wrong place is
noticed, and the group is named.
"""

from __future__ import annotations

import re
from typing import Final

from evaluator.errors import InputError
from evaluator.keys.secrets import KEY_BYTES

GROUPS: Final = 13
_DATA: Final = 4
_SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SPARE_BITS: Final = GROUPS * _DATA * 5 - KEY_BYTES * 8

# The field of 32 elements, by the primitive polynomial x^5 + x^2 + 1.
_REDUCE: Final = 0b100101


class RecoveryKeyLengthError(InputError):
    """There are too few or too many characters.

    Facts:
        found: How many letters and digits there are.
        expected: How many there should be.
    """

    code = "keys.recovery-length"
    fact_names = ("found", "expected")


class RecoveryKeyGroupError(InputError):
    """A group holds a misprint.

    Facts:
        group: Which one, counted from 1.
        text: The group as it was given.
    """

    code = "keys.recovery-group"
    fact_names = ("group", "text")


def printable(key: bytes) -> str:
    """Write a key as thirteen groups of five characters."""
    number = int.from_bytes(key, "big") << _SPARE_BITS
    symbols = [number >> shift & 31 for shift in range((GROUPS * _DATA - 1) * 5, -1, -5)]
    groups = [symbols[at : at + _DATA] for at in range(0, len(symbols), _DATA)]
    return "-".join(
        "".join(_SYMBOLS[each] for each in (*group, _check(place, group)))
        for place, group in enumerate(groups)
    )


def from_printable(text: str) -> bytes:
    """Read a key as a person types it: small letters, spaces, O for 0 and I or L for 1 are fine.

    Raises:
        RecoveryKeyLengthError: It has not 65 letters and digits.
        RecoveryKeyGroupError: A group holds a misprint.
    """
    parts = [part for part in re.split(r"[^0-9A-Z]+", text.upper().translate(_MISREAD)) if part]
    if len(parts) == GROUPS:
        # Grouped as printed: a group of another length names itself.
        for place, part in enumerate(parts, start=1):
            if len(part) != _DATA + 1:
                raise RecoveryKeyGroupError(group=place, text=part[:20])
    whole = "".join(parts)
    if len(whole) != GROUPS * (_DATA + 1):
        raise RecoveryKeyLengthError(found=len(whole), expected=GROUPS * (_DATA + 1))
    number = 0
    for place in range(GROUPS):
        group = whole[place * (_DATA + 1) : (place + 1) * (_DATA + 1)]
        symbols = [_SYMBOLS.find(each) for each in group]
        if min(symbols) < 0 or symbols[_DATA] != _check(place, symbols[:_DATA]):
            raise RecoveryKeyGroupError(group=place + 1, text=group)
        for each in symbols[:_DATA]:
            number = number << 5 | each
    if number & ((1 << _SPARE_BITS) - 1):
        raise RecoveryKeyGroupError(group=GROUPS, text=group)
    return (number >> _SPARE_BITS).to_bytes(KEY_BYTES, "big")


def _check(place: int, symbols: list[int]) -> int:
    """Weigh each symbol, and the place, by another power of the field's generator."""
    check = 0
    for each in (place, *symbols):
        check = _doubled(check ^ each)
    return check


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _REDUCE if value & 32 else value
