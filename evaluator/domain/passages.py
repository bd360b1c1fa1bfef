"""Passages that a reviewer marked in an application: a private aid, part of no review.

A passage is found again by its words. Where it stood is kept beside them, counted in code
points of one answer, so that the same words further on are not taken for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NewType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from evaluator.domain.application_form import ApplicationForm
    from evaluator.domain.identifiers import ApplicationId, CriterionId

PassageId = NewType("PassageId", str)

LONGEST_NOTE: Final = 4000
"""Characters of the note on one passage."""

SUMMARY: Final = "summary"
OTHER_AID: Final = "other_aid"
_ANSWER: Final = "answer."


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of an application that its reviewer marked.

    Attributes:
        id: Its own name, by which it is changed and deleted.
        application: Where it stands.
        field: In which text of the application; see ``fields_of``.
        start: Where it began when it was marked, in code points of that text, from 0.
        quoted: The words themselves; never empty.
        criterion: The question that it bears on, or None.
        note: What the reviewer thought of it; may be empty.
        at: When it was last changed, aware UTC.
    """

    id: PassageId
    application: ApplicationId
    field: str
    start: int
    quoted: str
    at: datetime
    criterion: CriterionId | None = None
    note: str = ""

    @property
    def length(self) -> int:
        """How long it is, in code points."""
        return len(self.quoted)


def fields_of(form: ApplicationForm) -> dict[str, str]:
    """Give the texts of an application that can be marked, by stable names, in reading order."""
    found = {SUMMARY: form.summary}
    for answer in form.answers:
        name, times = f"{_ANSWER}{answer.question}", 2
        while name in found:  # a form may answer one question twice
            name, times = f"{_ANSWER}{answer.question}#{times}", times + 1
        found[name] = answer.text
    found[OTHER_AID] = form.other_aid
    return found


def place_of(passage: Passage, texts: Mapping[str, str]) -> int | None:
    """Tell where a passage begins now, in code points; None where it is loose.

    It is where it was, or where its words stand in the same text if they stand there once.
    Words that stand there more often, or no more, are not guessed at.
    """
    text = texts.get(passage.field, "")
    if text.startswith(passage.quoted, passage.start):
        return passage.start
    first = text.find(passage.quoted)
    if first < 0 or text.find(passage.quoted, first + 1) >= 0:
        return None
    return first
