"""Where each key of a TOML text stands: the standard library's reader tells values, not lines.

Works on text that ``tomllib`` has accepted, so it only has to find its way, never to judge.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter

Place = tuple[str | int, ...]
"""A value's way from the root: ``("groups", 0, "title", "fi")``."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'""")
_STRING = re.compile(
    r'"""(?:\\.|(?!""").)*"{3,5}'  # one or two quotes may stand right before the closing three
    r"|'''(?:(?!''').)*'{3,5}"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]*")


class TomlLines:
    """The line of every table, key and list element of a TOML text.

    Args:
        text: What ``tomllib.loads`` accepts, line ends included.

    Raises:
        RecursionError: The values are nested too deeply, as in ``tomllib``.
    """

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")
        self._ends = [found.start() for found in re.finditer("\n", self._text)]
        self._at = 0
        self._lines: dict[Place, int] = {}
        self._elements: Counter[Place] = Counter()
        self._read()

    def line(self, place: Place) -> int:
        """Give the line of ``place``, or of the nearest table around it; the root is line 1."""
        while place:
            if place in self._lines:
                return self._lines[place]
            place = place[:-1]
        return 1

    def has(self, place: Place) -> bool:
        """Tell whether the text has a value at ``place``."""
        return place in self._lines

    def places(self) -> tuple[Place, ...]:
        """Give every place, in the order of the text."""
        return tuple(self._lines)

    def _read(self) -> None:
        table: Place = ()
        while self._blank() < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Place:
        start = self._at
        is_list = self._text.startswith("[[", self._at)
        brackets = 2 if is_list else 1
        self._at += brackets
        *above, last = self._key()
        self._at += brackets
        place: Place = ()
        for step in above:
            place = self._latest((*place, step))
            self._note(place, start)
        place = (*place, last)
        if is_list:
            self._note(place, start)
            self._elements[place] += 1
        place = self._latest(place)
        self._note(place, start)
        return place

    def _latest(self, place: Place) -> Place:
        """A name that stands for a list of tables means its latest element."""
        return (*place, self._elements[place] - 1) if place in self._elements else place

    def _pair(self, table: Place) -> None:
        start = self._at
        place = table
        for step in self._key():
            place = (*place, step)
            self._note(place, start)
        self._at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(place)

    def _key(self) -> list[str]:
        """Read a dotted key with the space behind it."""
        steps: list[str] = []
        while True:
            self._skip(_SPACE)
            steps.append(_bare(self._skip(_KEY)))
            self._skip(_SPACE)
            if self._text[self._at] != ".":
                return steps
            self._at += 1

    def _value(self, place: Place) -> None:
        match self._text[self._at]:
            case '"' | "'":
                self._skip(_STRING)
            case "[":
                self._list(place)
            case "{":
                self._inline_table(place)
            case _:
                self._skip(_PLAIN)

    def _list(self, place: Place) -> None:
        self._at += 1
        element = 0
        while self._text[self._blank()] != "]":
            self._note((*place, element), self._at)
            self._value((*place, element))
            element += 1
            self._comma()
        self._at += 1

    def _inline_table(self, place: Place) -> None:
        self._at += 1
        while self._text[self._blank()] != "}":
            self._pair(place)
            self._comma()
        self._at += 1

    def _comma(self) -> None:
        if self._text[self._blank()] == ",":
            self._at += 1

    def _blank(self) -> int:
        self._skip(_BLANK)
        return self._at

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise ValueError("not a TOML text")
        self._at = found.end()
        return found.group()

    def _note(self, place: Place, at: int) -> None:
        self._lines.setdefault(place, bisect_right(self._ends, at - 1) + 1 if at else 1)


def _bare(key: str) -> str:
    """Take the quotes off a key."""
    if key[0] in "\"'":
        return next(iter(tomllib.loads(f"{key} = 0")))
    return key
