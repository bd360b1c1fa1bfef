"""Names of files in a bundle: which are unsafe, and which only cause trouble somewhere."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from evaluator.intake.bundles.limits import DEEPEST_PATH, LONGEST_NAME, LONGEST_PATH

if TYPE_CHECKING:
    from collections.abc import Iterator

_DRIVE: Final = re.compile(r"[A-Za-z]:")

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file, superscript digits included.
_DEVICES: Final = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\.|$)", re.IGNORECASE
)
_NOT_ON_WINDOWS: Final = re.compile(r'[<>:"|?*]|[ .](?:/|$)')

# Control characters, line and paragraph separators, and what turns the direction of writing.
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_SYSTEM_FILES: Final = frozenset((".ds_store", "thumbs.db", "desktop.ini", ".directory"))


def is_unsafe(path: str) -> bool:
    """Tell whether a path could lead out of the bag on any system.

    The slash alone parts folders; a backslash, a drive letter and an empty, "." or
    ".." part have no place.
    """
    return (
        "\\" in path
        or "\x00" in path
        or _DRIVE.match(path) is not None
        or any(part in {"", ".", ".."} for part in path.split("/"))
    )


def is_unsafe_reference(path: str) -> bool:
    """Tell whether a path in a manifest is unsafe; "~" there may mean somebody's home."""
    return path.startswith("~") or is_unsafe(path)


def troubles(path: str) -> Iterator[str]:
    """Give the codes of what makes a safe path troublesome somewhere."""
    if _CONTROL.search(path):
        yield "name-control"
    parts = path.split("/")
    if _NOT_ON_WINDOWS.search(path) or any(map(_DEVICES.match, parts)):
        yield "name-reserved"
    if len(path) > LONGEST_PATH or any(
        len(part.encode("utf-8", "surrogatepass")) > LONGEST_NAME for part in parts
    ):
        yield "name-too-long"
    if len(parts) > DEEPEST_PATH:
        yield "name-too-deep"
    if parts[-1].casefold() in _SYSTEM_FILES:
        yield "system-file"


def composed(path: str) -> str:
    """Give the path in the Unicode form that programs other than macOS write."""
    return unicodedata.normalize("NFC", path)


def folded(path: str) -> str:
    """Give what paths that one file system or another does not tell apart have in common."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
