"""What the evidence of a round follows from, as one hash: who has the same has the same figures.

Deviations are not in it: manual decisions change no figure. Free of numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.domain.canonical import hash_of
from evaluator.scoring.evidence.method import Method, method_for

if TYPE_CHECKING:
    from evaluator.domain.canonical import Canonical, Hash
    from evaluator.scoring.figures import Outcome, Standing


def method_of(outcome: Outcome) -> Method:
    """Give the method for a round."""
    return method_for(len(outcome.ranked))


def state_of(outcome: Outcome) -> Hash:
    """Hash scores, call, rule, threshold, envelope and bounds of a round."""
    of = outcome.contents.round
    ranked = sorted(outcome.ranked, key=lambda each: each.application.id)
    reviewers: list[Canonical] = [*sorted(each.id for each in outcome.contents.reviewers)]
    state: dict[str, Canonical] = {
        "call": of.call.model_dump_json(),
        "rule": of.rule.value,
        "threshold": None if of.threshold is None else str(of.threshold),
        "envelope": str(of.envelope),
        "ranked": [_standing(each) for each in ranked],
        "unranked": sum(each.score is not None for each in outcome.standings) - len(ranked),
        "reviewers": reviewers,
    }
    return hash_of("evaluator evidence 1", state)


def _standing(each: Standing) -> list[Canonical]:
    placing = each.placing
    if placing is None:
        raise ValueError(each.application.id)
    score = placing.score
    reviews: list[Canonical] = [
        [
            review.reviewer,
            str(review.total),
            {str(group): str(value) for group, value in review.groups.items()},
        ]
        for review in score.reviews
    ]
    groups: dict[str, Canonical] = {str(group): str(value) for group, value in score.groups.items()}
    bound = str(each.award.bound)
    agreed = score.consensus is not None
    return [each.application.id, bound, bool(placing.shortfalls), str(score.total), agreed, groups, reviews]
