"""A last look at what leaves the authority: no reviewer's name, no sentence a reviewer wrote.

The builders leave both out; but an official's own reason may quote a reviewer, and only
the text itself shows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evaluator.decision.content import clean
from evaluator.decision.errors import NameLeftError
from evaluator.decision.walk import runs
from evaluator.domain.reviews import NotApplicable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evaluator.decision.content import Document
    from evaluator.domain.rounds import RoundContents

_SHORTEST_TEXT = 20
"""Characters; a shorter comment ("Ei tietoa.") may stand anywhere by chance."""


class Inside:
    """What of a round must stay inside: who reviewed, and what reviewers wrote.

    A reviewer who also acts as an official is named as that official.
    """

    def __init__(self, contents: RoundContents) -> None:
        officials = {clean(each) for each in _officials(contents)}
        names = {clean(each.name) for each in contents.reviewers} - officials - {""}
        found = "|".join(re.escape(each) for each in sorted(names, key=len, reverse=True))
        self._names = re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE) if found else None
        self._written: dict[str, set[str]] = {}
        for each in map(clean, _written(contents)):
            if len(each) >= _SHORTEST_TEXT:
                self._written.setdefault(each[:_SHORTEST_TEXT], set()).add(each)
        self._known: dict[str, bool] = {}

    def told_by(self, text: str) -> bool:
        """Tell whether a text names a reviewer or quotes one."""
        known = self._known.get(text)
        if known is None:
            read = clean(text)
            known = bool(self._names and self._names.search(read)) or self._quoted(read)
            self._known[text] = known
        return known

    def _quoted(self, text: str) -> bool:
        """Look at every place where a quotation may begin; as fast for many comments as for few."""
        return any(
            text.startswith(each, at)
            for at in range(len(text) - _SHORTEST_TEXT + 1)
            for each in self._written.get(text[at : at + _SHORTEST_TEXT], ())
        )


def check_names(papers: Iterable[Document], contents: RoundContents) -> None:
    """Refuse papers for outside that name a reviewer or quote one.

    Raises:
        NameLeftError: Names the heading under which it stands.
    """
    inside = Inside(contents)
    for paper in papers:
        for heading, run in runs(paper):
            if inside.told_by(run.text):
                raise NameLeftError(place=heading)


def _officials(contents: RoundContents) -> Iterator[str]:
    yield from (each.by for each in contents.deviations)
    yield from (each.by for each in contents.conditions)
    yield from (each.by for each in contents.eligibility.values())
    yield from (each.by for each in contents.confirmations)
    for answer in contents.offices:
        if answer.conflict:
            yield from (answer.person, answer.deputy)


def _written(contents: RoundContents) -> Iterator[str]:
    """Give every text that a reviewer wrote."""
    for review in contents.reviews:
        yield review.recusal_reason
        yield from review.comments.values()
        yield from (each.reason for each in review.scores.values() if isinstance(each, NotApplicable))
    taken_back = (each for pair in contents.taken_back for each in (pair.record, pair.withdrawal))
    for consensus in (*contents.consensus.values(), *taken_back):
        yield from consensus.comments.values()
        yield consensus.reason
