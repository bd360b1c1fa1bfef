"""The sRGB colour profile that PDF/A asks for, built from its definition.

IEC 61966-2-1 as an ICC version 2 matrix profile: primaries adapted to D50, and the
transfer curve as a table. Built here, it is the same bytes on every machine.
"""

from __future__ import annotations

import struct
from functools import cache

_STEPS = 1024
_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_NAME = b"sRGB IEC61966-2.1\0"


def _fixed(value: float) -> int:
    return round(value * 65536)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *map(_fixed, values))


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the standard's


def _curve() -> bytes:
    values = [round(_linear(step / (_STEPS - 1)) * 65535) for step in range(_STEPS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *values)


def _description() -> bytes:
    text = struct.pack(">I", len(_NAME)) + _NAME
    return b"desc\0\0\0\0" + text + bytes(8) + bytes(3 + 67)


@cache
def profile() -> bytes:
    """Give the profile."""
    curve = _curve()
    tags = {
        b"desc": _description(),
        b"cprt": b"text\0\0\0\0Public domain\0",
        b"wtpt": _xyz(_D50),
        **{tag: _xyz(values) for tag, values in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = b"", b""
    places: dict[bytes, int] = {}
    first = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        if data not in places:
            places[data] = first + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", tag, places[data], len(data))
    content = struct.pack(">I", len(tags)) + table + body
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sIIIQI3i4s",
        128 + len(content), b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ",
        2020, 1, 1, 0, 0, 0, b"acsp", b"\0\0\0\0", 0, 0, 0, 0, 0,
        *map(_fixed, _D50), b"\0\0\0\0",
    )  # fmt: skip
    return header.ljust(128, b"\0") + content
