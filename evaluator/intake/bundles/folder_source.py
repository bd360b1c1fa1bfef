"""A bundle as a folder: nothing in it is followed anywhere, and nothing may change meanwhile."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from evaluator.intake.bundles.limits import MOST_FILES
from evaluator.intake.bundles.names import is_unsafe
from evaluator.intake.bundles.sources import PIECE, Entry, FaultyEntryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from evaluator.intake.bundles.findings import Findings

_SAFE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_DEEPEST_WALK = 200
"""Folders within each other that are walked at all; the system's paths end before twice that."""


class FolderSource:
    """The files below a folder, as they were when it was opened."""

    def __init__(self, root: Path, findings: Findings) -> None:
        """Look at every name; links and special files are findings and left out."""
        self._root = root
        self._findings = findings
        self._found: list[Entry] = []
        self._identities: list[tuple[int, int, int, int]] = []
        self._folders: set[str] = set()
        self._walk()
        self.entries = tuple(sorted(self._found, key=lambda each: each.path))
        self.folders = frozenset(self._folders)

    def close(self) -> None:
        """Nothing is kept open."""

    def _walk(self) -> None:
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(self._root / folder) as listing:
                    for item in listing:
                        path = f"{folder}/{item.name}" if folder else item.name
                        if not self._take(item, path):
                            return
                        if path in self._folders:
                            waiting.append(path)
            except OSError:
                self._findings.add("unreadable", folder)

    def _take(self, item: os.DirEntry[str], path: str) -> bool:
        """Note one item; False when there are too many."""
        if len(self._found) + len(self._folders) >= MOST_FILES:
            self._findings.add("too-many-files", limit=MOST_FILES)
            return False
        try:
            state = item.stat(follow_symlinks=False)
        except OSError:
            self._findings.add("unreadable", path)
            return True
        if stat.S_ISLNK(state.st_mode) or getattr(item, "is_junction", lambda: False)():
            self._findings.add("link", path)
        elif is_unsafe(path):
            self._findings.add("name-unsafe", path)
        elif not _is_text(item.name):
            self._findings.add("name-encoding", path)
        elif stat.S_ISDIR(state.st_mode):
            if path.count("/") < _DEEPEST_WALK:
                self._folders.add(path)
            else:
                self._findings.add("unreadable", path)
        elif stat.S_ISREG(state.st_mode):
            self._found.append(Entry(path=path, size=state.st_size, place=len(self._identities)))
            self._identities.append(_identity(item.stat(follow_symlinks=False)))
        else:
            self._findings.add("special-file", path)
        return True

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """Give the bytes; a file that is not the one that was listed is refused."""
        try:
            handle = os.open(self._root / entry.path, _SAFE)
        except OSError as error:
            raise FaultyEntryError("unreadable") from error
        with os.fdopen(handle, "rb", buffering=0) as file:
            if _identity(os.fstat(handle)) != self._identities[entry.place]:
                raise FaultyEntryError("changed")
            left = entry.size
            try:
                while piece := file.read(min(PIECE, left + 1)):
                    left -= len(piece)
                    if left < 0:
                        raise FaultyEntryError("changed")
                    yield piece
            except OSError as error:
                raise FaultyEntryError("unreadable") from error
            if left:
                raise FaultyEntryError("changed")


def _is_text(name: str) -> bool:
    """Tell whether the system could read the bytes of a name as text."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _identity(state: os.stat_result) -> tuple[int, int, int, int]:
    # On Windows a listing does not give the numbers of the file; size and time then decide.
    numbers = (0, 0) if os.name == "nt" else (state.st_dev, state.st_ino)
    return (*numbers, state.st_size, state.st_mtime_ns)
