"""Rules about several applications at once: the same project sent in twice.

Titles and texts decide, and sums only beside something else that agrees: two projects that ask
for the same sum are two projects (51 000 and 241 000 euros occur twice in 2020).
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.domain.eligibility import Finding, Severity
from evaluator.domain.eligibility_rules.common import DUTY_TO_EXAMINE, listed
from evaluator.domain.likeness import MOST_OTHERS, alike, likeness, pieces
from evaluator.domain.text_likeness import alike_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evaluator.domain.applications import Application
    from evaluator.domain.identifiers import ApplicationId

SOMEWHAT = Fraction(1, 4)
"""With the same sum and lead, so much of the titles need to agree."""

_LARGEST_GROUP = 50
"""A sum with one lead that occurs more often says nothing any more."""


def find_among(
    applications: Sequence[Application], texts: Mapping[ApplicationId, str] | None = None
) -> Mapping[ApplicationId, tuple[Finding, ...]]:
    """Give what applications of a round notice of each other, by application.

    Args:
        applications: All of the round, in the order of their numbers.
        texts: Summary and answers of those that came with a form.
    """
    by_id = {each.id: each for each in applications}
    found: defaultdict[ApplicationId, list[Finding]] = defaultdict(list)
    titles = alike({each.id: each.title for each in applications})
    for id_, others in titles.items():
        found[id_].append(_finding("similar-title", [by_id[other] for other in others]))
    known = texts or {}
    written = alike_texts({each.id: known[each.id] for each in applications if each.id in known})
    for id_, others in written.items():
        found[id_].append(_finding("similar-text", [by_id[other] for other in others]))
    for id_, same in _same_figures(applications):
        others_ = [each for each in same if each.id not in titles.get(id_, ())]
        if others_:
            found[id_].append(_finding("same-figures", others_))
    return {id_: tuple(findings) for id_, findings in found.items()}


def _same_figures(applications: Sequence[Application]) -> Iterator[tuple[ApplicationId, list[Application]]]:
    """Give those that share sum and lead with others whose titles agree somewhat."""
    groups: defaultdict[tuple[int, str], list[Application]] = defaultdict(list)
    for each in applications:
        if each.requested:
            lead = each.applicants.lead
            groups[each.requested, lead.code or lead.name.casefold()].append(each)
    for group in groups.values():
        if not 1 < len(group) <= _LARGEST_GROUP:
            continue
        titles = {each.id: pieces(each.title) for each in group}
        for each in group:
            others = [
                other
                for other in group
                if other.id != each.id and likeness(titles[each.id], titles[other.id]) >= SOMEWHAT
            ]
            if others:
                yield each.id, others[:MOST_OTHERS]


def _finding(rule: str, others: Sequence[Application]) -> Finding:
    nearest = others[0]
    return Finding(
        rule=rule,
        severity=Severity.LOOK,
        source=DUTY_TO_EXAMINE,
        facts={
            "count": len(others),
            "numbers": listed([str(each.number) for each in others]),
            "title": nearest.title,
            "requested": nearest.requested,
        },
        others=tuple(each.id for each in others),
    )
