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
from evaluator.domain.variants import Variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evaluator.decision.content import Document
    from evaluator.decision.scribe import Scribe
    from evaluator.domain.rounds import RoundContents

_SHORTEST_TEXT = 20
"""Characters; a shorter comment ("Ei tietoa.") may stand anywhere by chance."""


def check_names(papers: Iterable[Document], scribe: Scribe) -> None:
    """Refuse papers for outside that name a reviewer or quote one.

    A reviewer who also acts as an official is named as that official.

    Raises:
        NameLeftError: Names the heading under which it stands.
    """
    if scribe.variant is Variant.INTERNAL:
        return
    contents = scribe.outcome.contents
    officials = {clean(each) for each in _officials(contents)}
    names = {clean(each.name) for each in contents.reviewers} - officials - {""}
    found = [re.escape(each) for each in sorted(names, key=len, reverse=True)]
    wanted = re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.IGNORECASE) if found else None
    texts = {text for each in _written(contents) if len(text := clean(each)) >= _SHORTEST_TEXT}
    for paper in papers:
        for heading, run in runs(paper):
            text = clean(run.text)
            if (wanted and wanted.search(text)) or any(each in text for each in texts):
                raise NameLeftError(place=heading)


def _officials(contents: RoundContents) -> Iterator[str]:
    yield from (each.by for each in contents.deviations)
    yield from (each.by for each in contents.eligibility.values())
    yield from (each.by for each in contents.confirmations)


def _written(contents: RoundContents) -> Iterator[str]:
    """Give every text that a reviewer wrote."""
    for review in contents.reviews:
        yield review.recusal_reason
        yield from review.comments.values()
        yield from (each.reason for each in review.scores.values() if isinstance(each, NotApplicable))
    for consensus in contents.consensus.values():
        yield from consensus.comments.values()
        yield consensus.reason
