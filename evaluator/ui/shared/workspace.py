"""What a place of the rail is to the window around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from evaluator.ui.actions import ActionId


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key that matters here, and its word."""

    keys: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Status:
    """What the status bar says of a place: counts at the left, at most four keys at the right."""

    left: str = ""
    middle: str = ""
    keys: tuple[KeyHint, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the command palette.

    Attributes:
        group: Its heading.
        icon: Lucide icon.
        text: What it does or where it goes; what is searched.
        run: Does it.
        note: A few words at the right.
        keys: Its shortcut.
        search: What can be found besides the text, folded.
    """

    group: str
    icon: str
    text: str
    run: Callable[[], object]
    note: str = ""
    keys: str = ""
    search: str = ""


class Workspace(QWidget):
    """One place of the rail.

    Signals:
        status_changed: ``status`` says something else now.
        asked: Another place shall do something; with an ``ActionId``.
        said: A short word for the user, for the toast.
    """

    status_changed = Signal()
    asked = Signal(object)
    said = Signal(str)

    def handlers(self) -> Mapping[ActionId, Callable[[], object]]:
        """Give what this place does for each action it knows."""
        return {}

    def panes(self) -> Sequence[QWidget]:
        """Give the parts that F6 goes through, in order."""
        return ()

    def status(self) -> Status:
        """Give what the status bar says."""
        return Status()

    def commands(self) -> Sequence[Command]:
        """Give the lines that this place adds to the command palette."""
        return ()

    def show_thing(self, name: str) -> None:
        """Go to one thing of the place: an application's number."""

    def take_file(self, path: Path) -> None:
        """Take in a file that was opened or dropped; of a kind that the place ``takes``."""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take in files of one kind that were dropped together."""
        for path in paths:
            self.take_file(path)

    def set_wide(self, wide: bool) -> None:
        """Lay out for a window from 1440 pixels, or for a narrower one."""

    def appear(self) -> None:
        """Take the keyboard after coming into sight."""

    def leave(self) -> bool:
        """Step back for Esc (close, clear); False when there is nothing to step back from."""
        return False
