"""Text to lines: where a paragraph breaks, and every character of it kept.

A line keeps the space it was broken at, so that the words of two lines stay apart
for whoever reads the file and not the page. Nothing is hyphenated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator.decision.pdf.fonts import Face, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evaluator.decision.content import Inline, Run
    from evaluator.decision.pdf.structure import Element
    from evaluator.decision.pdf.styles import Style

_BREAKS = re.compile(r"(?<= )(?![ §%€])|(?<=\n)|(?<=[^\W\d_][-–/])(?=\w)|(?<=\d[–/])(?=[^\W\d_])")
"""After a space, after a hyphen or slash inside a word; never inside "-hankkeeseen" or "31 §"."""

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


def break_lines(inline: Inline, elements: list[Element | None], style: Style, room: float) -> list[Line]:
    """Break an inline into lines of at most ``room`` points.

    Args:
        inline: What to set.
        elements: The element of each run.
        style: Size and cut.
        room: Width of the column.
    """
    faces = [face_of(run, style) for run in inline]
    lines: list[Line] = []
    current: Word = []
    used = 0.0
    for word in _words(inline):
        _, bare = _measure(word, faces, style.size)
        pieces = _fitting(word, faces, style.size, room) if bare > room else (word,)
        for part in pieces:
            full, bare = _measure(part, faces, style.size)
            if current and used + bare > room:
                lines.append(_line(current, faces, elements, style.size))
                current, used = [], 0.0
            current.extend(part)
            used += full
            if part[-1][0].endswith("\n"):
                lines.append(_line(current, faces, elements, style.size))
                current, used = [], 0.0
    if current or not lines:
        lines.append(_line(current, faces, elements, style.size))
    return lines


def _line(words: Word, faces: list[Face], elements: list[Element | None], size: float) -> Line:
    pieces: list[Piece] = []
    offset = 0.0
    for index, text in _joined(words):
        wide = width(text, faces[index], size)
        pieces.append(Piece(text, faces[index], elements[index], offset, wide))
        offset += wide
    end = pieces[-1] if pieces else None
    trailing = width(end.text[len(end.text.rstrip(" ")) :], end.face, size) if end else 0.0
    return Line(tuple(pieces), offset - trailing)


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
