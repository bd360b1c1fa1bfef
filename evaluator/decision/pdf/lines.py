"""Text to lines: where a paragraph breaks, and every character of it kept.

A line keeps the space it was broken at, so that the words of two lines stay apart
for whoever reads the file and not the page. Nothing is hyphenated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from evaluator.decision.pdf.fonts import Face, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evaluator.decision.content import Inline, Run
    from evaluator.decision.pdf.structure import Element
    from evaluator.decision.pdf.styles import Style

_BREAKS = re.compile(r"(?<= )(?![ §%€])|(?<=\n)|(?<=[^\W\d_]{2}[-–/])(?=\w)|(?<=\d[–/])(?=[^\W\d_])")
"""After a space, after a hyphen or slash inside a word; never inside "-hankkeeseen", "31 §" or "e-tjänst"."""
_RUNT = 5
"""Characters of a last line that would stand alone under a paragraph ("60.")."""
_FEWEST_LINES = 2
"""Lines of a paragraph, and words that stay on its last line but one, from which that is looked at."""

TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line in one cut, belonging to one element."""

    text: str
    face: Face
    element: Element | None
    offset: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its pieces and its width without the space it ends with."""

    pieces: tuple[Piece, ...]
    width: float


Word = list[tuple[str, int]]
_Set = tuple[str, Face, int, float, float]
"""A stretch of a line before it is bound: text, cut, index of its run, offset, width."""


def face_of(run: Run, style: Style) -> Face:
    """Give the cut of a run."""
    return Face.BOLD if run.bold else style.face


def _words(inline: Inline) -> Iterator[Word]:
    """Give unbreakable stretches, each as parts of runs."""
    word: Word = []
    for index, run in enumerate(inline):
        parts = _BREAKS.split(run.text)
        for part in parts[:-1]:
            yield [*word, (part, index)]
            word = []
        if parts[-1]:
            word.append((parts[-1], index))
            if parts[-1].endswith((" ", "\n")):
                yield word
                word = []
    if word:
        yield word


def _measure(word: Word, faces: list[Face], size: float) -> tuple[float, float]:
    """Give the width of a word with and without its trailing space."""
    full = sum(width(text.rstrip("\n"), faces[index], size) for text, index in word)
    last, index = word[-1]
    trailing = last.rstrip("\n")
    return full, full - width(trailing[len(trailing.rstrip(" ")) :], faces[index], size)


def _fitting(word: Word, faces: list[Face], size: float, room: float) -> Iterator[Word]:
    """Split a word that is wider than the column; no hyphen is put in."""
    current: Word = []
    used = 0.0
    for text, index in word:
        begin = 0
        for at, character in enumerate(text):
            step = width(character, faces[index], size)
            if used + step > room and (current or at > begin) and character not in " \n":
                yield [*current, (text[begin:at], index)] if at > begin else current
                current, begin, used = [], at, 0.0
            used += step
        current = [*current, (text[begin:], index)]
    if current:
        yield current


def unbreakable(text: str) -> list[str]:
    """Give the stretches of a text that are never broken, without the spaces they end with."""
    return [part.rstrip(" \n") for part in _BREAKS.split(text)]


def break_lines(inline: Inline, elements: list[Element | None], style: Style, room: float) -> list[Line]:
    """Break an inline into lines of at most ``room`` points.

    Args:
        inline: What to set.
        elements: The element of each run.
        style: Size and cut.
        room: Width of the column.
    """
    return [
        Line(
            tuple(
                Piece(text, face, elements[index], offset, wide) for text, face, index, offset, wide in line
            ),
            across,
        )
        for line, across in _broken(inline, style, room)
    ]


@lru_cache(maxsize=1024)
def _broken(inline: Inline, style: Style, room: float) -> tuple[tuple[tuple[_Set, ...], float], ...]:
    """Break an inline, whatever elements it belongs to: extracts say most of it again and again."""
    faces = [face_of(run, style) for run in inline]
    lines: list[list[Word]] = [[]]
    used = 0.0
    for word in _words(inline):
        _, bare = _measure(word, faces, style.size)
        pieces = _fitting(word, faces, style.size, room) if bare > room else (word,)
        for part in pieces:
            full, bare = _measure(part, faces, style.size)
            if lines[-1] and (used + bare > room or _ended(lines[-1][-1])):
                lines.append([])
                used = 0.0
            lines[-1].append(part)
            used += full
    _accompany(lines, faces, style.size, room)
    return tuple(_line([each for word in line for each in word], faces, style.size) for line in lines)


def forget() -> None:
    """Forget what was broken before, so that a measurement of one paper is that of the first."""
    _broken.cache_clear()


def _ended(word: Word) -> bool:
    return word[-1][0].endswith("\n")


def _accompany(lines: list[list[Word]], faces: list[Face], size: float, room: float) -> None:
    """Give a very short word on the last line the word before it for company."""
    if len(lines) < _FEWEST_LINES or len(lines[-1]) > 1 or len(lines[-2]) <= _FEWEST_LINES:
        return
    word, last = lines[-2][-1], lines[-1][0]
    if _ended(word) or len("".join(text for text, _ in last).strip()) > _RUNT:
        return
    if _measure(word, faces, size)[0] + _measure(last, faces, size)[1] <= room:
        lines[-1].insert(0, lines[-2].pop())


def _line(words: Word, faces: list[Face], size: float) -> tuple[tuple[_Set, ...], float]:
    pieces: list[_Set] = []
    offset = 0.0
    for index, text in _joined(words):
        wide = width(text, faces[index], size)
        pieces.append((text, faces[index], index, offset, wide))
        offset += wide
    trailing = 0.0
    if pieces:
        text, face, *_ = pieces[-1]
        trailing = width(text[len(text.rstrip(" ")) :], face, size)
    return tuple(pieces), offset - trailing


def _joined(words: Word) -> Iterable[tuple[int, str]]:
    joined: list[tuple[int, str]] = []
    for text, index in words:
        # A forced line end is read as a space.
        read = text.replace("\n", " ")
        if joined and joined[-1][0] == index:
            joined[-1] = (index, joined[-1][1] + read)
        else:
            joined.append((index, read))
    return joined


def run_elements(inline: Inline, parent: Element) -> list[Element | None]:
    """Give each run its element: the block's own, or one for a language or a link; note its facts."""
    made: list[Element | None] = []
    for run in inline:
        element = parent
        if run.fact is not None:
            parent.facts.append(run.fact)
        if run.language is not None:
            element = element.inline("Span", language=TAGS[run.language.value])
        if run.link:
            element = element.inline("Link", address=run.link)
        made.append(element)
    return made
