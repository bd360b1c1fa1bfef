"""What Windows is told about the program's files: entries below the user's own classes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CLASSES: Final = r"Software\Classes"
_ASSOCIATIONS_CHANGED: Final = 0x08000000
_FLUSH: Final = 0x1000


def entries(words: Sequence[str], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Give the keys and their default values.

    Args:
        words: What starts the program, its path first.
        names: What each kind of file is called, by its suffix.
    """
    command = f'{subprocess.list2cmdline(words)} open "%1"'
    found: list[tuple[str, str]] = []
    for suffix, name in names.items():
        kind = _kind(suffix)
        found += [(suffix, kind), (kind, name), (rf"{kind}\shell\open\command", command)]
    return tuple(found)


def _kind(suffix: str) -> str:
    return f"Evaluator{suffix}"


def write(found: Sequence[tuple[str, str]]) -> None:
    """Write entries below the user's classes.

    Raises:
        OSError: The registry refuses.
    """
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - there is none elsewhere

        for key, value in found:
            winreg.SetValue(winreg.HKEY_CURRENT_USER, rf"{_CLASSES}\{key}", winreg.REG_SZ, value)
        _tell()


def remove(suffixes: Sequence[str]) -> None:
    """Remove them.

    Raises:
        OSError: The registry refuses.
    """
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415

        for key in (key for each in suffixes for key in _keys(each)):
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, rf"{_CLASSES}\{key}")
            except FileNotFoundError:
                continue
        _tell()


def _keys(suffix: str) -> tuple[str, ...]:
    """Give every key of a kind of file, the inmost first: one goes only once nothing is below it."""
    kind = _kind(suffix)
    return (rf"{kind}\shell\open\command", rf"{kind}\shell\open", rf"{kind}\shell", kind, suffix)


def _tell() -> None:
    """Have the desktop read it at once."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.shell32.SHChangeNotify(_ASSOCIATIONS_CHANGED, _FLUSH, None, None)
