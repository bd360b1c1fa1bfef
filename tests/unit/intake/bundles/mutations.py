"""Damages right bundles in every way that a fuzzer thinks of; used by the tests and the long run."""

from __future__ import annotations

import random
import struct
from typing import TYPE_CHECKING

from tests.unit.intake.bundles.bags import Raw, a_bag, an_application, raw_bag, raw_zip

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBERS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)
PIECES = (
    *(b"PK\3\4", b"PK\1\2", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"\x00" * 8, b"\xff" * 8),
    *(b"../", b"/", b"\\", b"\r", b"\n", b"%0A", b"%", b"data/", b"~", b"*", b"\xef\xbb\xbf", b"\xff\xfe"),
    *(b'{"', b'"}', b"[[[[[[[[", b"]", b"NaN", b"1e999999", b"9" * 50, b"\\ud800", b"null", b'"'),
)


def seeds() -> list[bytes]:
    """Give right bundles of several makes: stored and packed, old and new, with and without more tags."""
    more = {"bag-info.txt": b"Payload-Oxum: 1.1\n", "fetch.txt": b"https://example.org/x - data/a\n"}
    return [
        raw_zip(raw_bag(a_bag(an_application(), tag_manifest=True))),
        raw_zip([Raw(f"p/{path}", content, method=8) for path, content in a_bag(an_application()).items()]),
        raw_zip(raw_bag(a_bag({"data/a": b"x"}, version="0.97", algorithms=("md5", "sha1"), tags=more))),
    ]


def mutated(seed: bytes, rng: random.Random) -> bytes:
    """Damage a bundle once to five times."""
    content = bytearray(seed)
    for _ in range(rng.randint(1, 5)):
        if not content:
            break
        rng.choice(_WAYS)(content, rng)
    return bytes(content)


def _flip(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content))
    content[at] ^= 1 << rng.randrange(8)


def _overwrite(content: bytearray, rng: random.Random) -> None:
    piece = rng.choice(PIECES)
    at = rng.randrange(len(content))
    content[at : at + len(piece)] = piece


def _insert(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content) + 1)
    content[at:at] = rng.choice(PIECES)


def _number(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(max(1, len(content) - 4))
    content[at : at + 4] = struct.pack("<I", rng.choice(NUMBERS))


def _index_number(content: bytearray, rng: random.Random) -> None:
    """Change a number in the central directory or the end of it, where it hurts most."""
    start = content.find(b"PK\1\2")
    if start >= 0 and len(content) - start > 4:
        at = rng.randrange(start, len(content) - 4)
        content[at : at + 2] = struct.pack("<H", rng.choice(NUMBERS) & 0xFFFF)


def _cut(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content))
    del content[at : at + rng.randint(1, 200)]


def _truncate(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(len(content)) :]


def _repeat(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content))
    content[at:at] = content[at : at + rng.randint(1, 300)]


_WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    *(_flip, _overwrite, _insert, _number, _index_number, _index_number, _cut, _truncate, _repeat),
)
