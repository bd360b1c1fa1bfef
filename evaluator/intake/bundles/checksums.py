"""Checksum algorithms by the names that manifests have: whatever ``hashlib`` can compute here.

A manifest's file name has the algorithm in small letters and digits ("sha3256"); the
registry of RFC 6920 also names digests of other lengths ("blake2b-256", "sha-256-128").
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

STRONG: Final = frozenset(("sha256", "sha512"))
"""An application bundle must carry one of these; RFC 8493 (2.4) makes every program support them."""

WEAK: Final = frozenset(("md4", "md5", "md5sha1", "sha1"))
"""Two contents with one of these digests can be made by anybody."""

_BLAKE2: Final = re.compile(r"blake2([bs])(\d{1,3})")
_LONGEST_BLAKE2: Final = {"b": 64, "s": 32}
_CUT_SHA256: Final = {f"sha256{bits}": bits // 8 for bits in (128, 120, 96, 64, 32)}

SHORTEST_SHAKE: Final = 16
LONGEST_SHAKE: Final = 512
"""Bytes of a SHAKE digest, which has no length of its own: each manifest line says it. Shorter
ones vouch for nothing, longer ones for nothing more."""


@dataclass(frozen=True, slots=True)
class Algorithm:
    """A checksum algorithm.

    Attributes:
        name: As in the manifest's file name, normalised ("sha512").
        size: Bytes of a digest; None where each digest says it itself.
        new: Starts a computation.
    """

    name: str
    size: int | None
    new: Callable[[], Any]

    def digest(self, computation: Any, length: int) -> bytes:
        """Finish a computation and give ``length`` bytes of its digest."""
        found: bytes = computation.digest(length) if self.size is None else computation.digest()[:length]
        return found

    def fits(self, digest: bytes) -> bool:
        """Tell whether a digest has a length that the algorithm gives."""
        if self.size is None:
            return SHORTEST_SHAKE <= len(digest) <= LONGEST_SHAKE
        return len(digest) == self.size


def find(written: str) -> Algorithm | None:
    """Give the algorithm of a manifest's name, or None when nobody here can compute it."""
    name = _normal(written)
    if name in _available():
        return _available()[name]
    blake = _BLAKE2.fullmatch(name)
    if blake and int(blake[2]) % 8 == 0 and 0 < int(blake[2]) // 8 <= _LONGEST_BLAKE2[blake[1]]:
        size = int(blake[2]) // 8
        new = hashlib.blake2b if blake[1] == "b" else hashlib.blake2s
        return Algorithm(name, size, partial(new, digest_size=size))
    if name in _CUT_SHA256:
        return Algorithm(name, _CUT_SHA256[name], hashlib.sha256)
    return None


def _normal(written: str) -> str:
    return "".join(each for each in written.lower() if each.isascii() and each.isalnum())


@cache
def _available() -> Mapping[str, Algorithm]:
    found = {}
    for name in sorted(hashlib.algorithms_available):
        new = partial(hashlib.new, name, usedforsecurity=False)
        try:
            size = new().digest_size
        except ValueError:
            continue  # listed, but this system's OpenSSL has it switched off
        found[_normal(name)] = Algorithm(_normal(name), size or None, new)
    return found
