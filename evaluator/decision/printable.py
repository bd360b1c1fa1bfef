"""Whether every character of the papers can be printed, found out before anything is."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from evaluator.decision.content import Run
from evaluator.decision.errors import UnprintableTextError
from evaluator.decision.pdf.fonts import unprintable
from evaluator.decision.walk import runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluator.decision.content import Document


def check_printable(papers: Iterable[Document]) -> None:
    """Refuse papers with characters that the typeface lacks.

    Raises:
        UnprintableTextError: Names the characters and the first place of them: an
            application's id, or the heading they stand under.
    """
    characters: dict[str, None] = {}
    places: dict[str, None] = {}
    for paper in papers:
        running = ((paper.title, Run(text)) for text in _running(paper))
        for heading, run in (*running, *runs(paper)):
            found = unprintable(run.text)
            characters.update(dict.fromkeys(found))
            if found:
                places[_place(run, heading)] = None
    if characters:
        named = ", ".join(_named(each) for each in characters)
        raise UnprintableTextError(characters=named, place=next(iter(places)), count=len(places))


def _running(paper: Document) -> tuple[str, ...]:
    """Give what stands on every page besides the content."""
    return paper.authority, paper.name, paper.status, paper.warning


def _place(run: Run, heading: str) -> str:
    key = run.fact.key if run.fact is not None else ""
    return key.split(".")[1] if key.startswith("application.") else heading


def _named(character: str) -> str:
    """Name a character; one that would disturb the sentence goes by its code alone."""
    code = f"U+{ord(character):04X}"
    quiet = unicodedata.category(character)[0] == "C" or unicodedata.bidirectional(character) in {"R", "AL"}
    return code if quiet else f"{character} ({code})"
