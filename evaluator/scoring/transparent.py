"""The transparent score, which decides: weighted means in exact rationals.

For the answer x of one reviewer to a criterion, on a scale from lo to hi::

    group(a, r, g) = sum of w_c (x_c - lo) / (hi - lo) / sum of w_c    answered c of g, 0-100
    score(a, r)    = sum of W_g group(a, r, g) / sum of W_g            groups with an answer
    score(a)       = mean over the reviewers who count

A criterion that is not applicable is left out, so that the others of its group carry
its weight; a group without an answer is left out likewise. The weight of a group is the
group's own: how many questions it has changes nothing.

A review is a whole. One that holds a withdrawn or recused answer counts nowhere until
its next revision, because a part of a review is a review that nobody gave; so does one
that finds nothing applicable. Recused reviews and drafts count nowhere either.

Inside, weights are integers over their common denominator, and so is every sum: answers
are whole steps but for risks, which stay exact fractions. Results are ``Fraction``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import TYPE_CHECKING

from evaluator.domain.identifiers import ReviewerId
from evaluator.domain.reviews import NotApplicable, Recused, Review, Scored, Unanswered, Withdrawn
from evaluator.scoring.errors import (
    NotApplicableNotAllowedError,
    ScoreOutsideScaleError,
    UnansweredCriterionError,
)
from evaluator.scoring.figures import Agreed, ApplicationScore, ReviewScore
from evaluator.scoring.reviews import in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evaluator.domain.call import Call, Scale
    from evaluator.domain.consensus import Consensus
    from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId
    from evaluator.domain.reviews import ScoreState

FULL = 100
"""The highest score of a group and of an application; the lowest is 0."""

CONSENSUS = ReviewerId("consensus")
"""Whose figures those of a consensus are."""

_ratio = lru_cache(maxsize=65_536)(Fraction)
"""Figures repeat (a group of five questions has 26 scores at most): equal ones share an object."""

_UNANSWERED = Unanswered()
_TAKEN_BACK = frozenset({Withdrawn, Recused})


@dataclass(frozen=True, slots=True)
class _Column:
    """A criterion as the sums need it; ``weight`` is an integer inside its group."""

    id: CriterionId
    weight: int
    may_be_not_applicable: bool


@dataclass(frozen=True, slots=True)
class _Block:
    """A group as the sums need it; ``weight`` is an integer among the groups."""

    id: GroupId
    weight: int
    columns: tuple[_Column, ...]


_Answers = dict["CriterionId", list[int | Fraction]]
"""What the reviewers of one application answered, by criterion."""


def score_applications(
    call: Call, reviews: Iterable[Review], consensus: Mapping[ApplicationId, Consensus] | None = None
) -> dict[ApplicationId, ApplicationScore]:
    """Work out the transparent score of every application that has a counted review or a consensus.

    A consensus takes the place of the mean; the reviewers' own figures stay beside it.

    Args:
        call: Gives groups, weights and scale.
        reviews: All revisions of all reviews, in any order.
        consensus: The consensus records in force.

    Returns:
        The figures by application, in the order of the application ids.

    Raises:
        UnansweredCriterionError: A submitted review lacks an answer.
        NotApplicableNotAllowedError: One is marked not applicable against the call.
        ScoreOutsideScaleError: A score lies off the scale.
        ConflictingRevisionsError: See ``in_force``.
    """
    blocks = _blocks(call)
    scores: dict[ApplicationId, ApplicationScore] = {}
    agreed = consensus or {}
    standing = {**dict.fromkeys(agreed, ()), **in_force(reviews)}
    for application, of_it in sorted(standing.items()):
        score = _score_application(application, of_it, blocks, call.scale)
        if application in agreed:
            score = _agreed(score, agreed[application], of_it, blocks, call.scale) or score
        if score is not None:
            scores[application] = score
    return scores


def _agreed(
    score: ApplicationScore | None,
    consensus: Consensus,
    standing: Sequence[Review],
    blocks: Sequence[_Block],
    scale: Scale,
) -> ApplicationScore | None:
    """Let a consensus decide, beside the figures of the reviewers; None if nothing is applicable."""
    answers: _Answers = {column.id: [] for block in blocks for column in block.columns}
    as_review = Review(
        application=consensus.application,
        reviewer=CONSENSUS,
        scores=consensus.scores,
        submitted=consensus.at,
    )
    agreed = _score_review(as_review, blocks, scale, answers)
    if agreed is None:
        return None
    return ApplicationScore(
        application=consensus.application,
        total=agreed.total,
        groups=agreed.groups,
        criteria={criterion: _ratio(values[0]) for criterion, values in answers.items() if values},
        reviews=score.reviews if score else (),
        recused=score.recused if score else tuple(each.reviewer for each in standing if each.recused),
        consensus=Agreed(score=agreed, mean=score.total if score else None),
    )


def weighted_mean(values: Sequence[Fraction], weights: Sequence[int]) -> Fraction:
    """Give the exact mean of at least one value under positive whole weights."""
    common = lcm(*[value.denominator for value in values])
    points = 0
    for value, weight in zip(values, weights, strict=True):
        points += weight * value.numerator * (common // value.denominator)
    return _ratio(points, common * sum(weights))


def mean(values: Sequence[Fraction]) -> Fraction:
    """Give the exact mean of at least one value."""
    return weighted_mean(values, [1] * len(values))


def is_whole(review: Review) -> bool:
    """Tell whether a review counts: submitted, not recused, nothing in it taken back."""
    return review.counts and _TAKEN_BACK.isdisjoint(map(type, review.scores.values()))


def _blocks(call: Call) -> tuple[_Block, ...]:
    group_weights = _integers([group.weight for group in call.groups])
    return tuple(
        _Block(
            group.id,
            group_weight,
            tuple(
                _Column(criterion.id, weight, criterion.may_be_not_applicable)
                for criterion, weight in zip(
                    group.criteria, _integers([each.weight for each in group.criteria]), strict=True
                )
            ),
        )
        for group, group_weight in zip(call.groups, group_weights, strict=True)
    )


def _integers(weights: Sequence[Fraction]) -> list[int]:
    """Bring weights to integers of the same proportions; only proportions matter."""
    common = lcm(*(weight.denominator for weight in weights))
    return [int(weight * common) for weight in weights]


def _score_application(
    application: ApplicationId, standing: Sequence[Review], blocks: Sequence[_Block], scale: Scale
) -> ApplicationScore | None:
    answers: _Answers = {column.id: [] for block in blocks for column in block.columns}
    scored = [_score_review(review, blocks, scale, answers) for review in standing if is_whole(review)]
    reviews = tuple(each for each in scored if each is not None)
    if not reviews:
        return None
    of_groups = {
        block.id: [each.groups[block.id] for each in reviews if block.id in each.groups] for block in blocks
    }
    return ApplicationScore(
        application=application,
        total=mean([each.total for each in reviews]),
        groups={group: mean(values) for group, values in of_groups.items() if values},
        criteria={
            criterion: _ratio(sum(values), len(values)) for criterion, values in answers.items() if values
        },
        reviews=reviews,
        recused=tuple(each.reviewer for each in standing if each.recused),
    )


def _score_review(
    review: Review, blocks: Sequence[_Block], scale: Scale, answers: _Answers
) -> ReviewScore | None:
    """Score one review and add its answers to the others'; None if nothing is applicable."""
    groups: dict[GroupId, Fraction] = {}
    weights: list[int] = []
    for block in blocks:
        group = _score_group(review, block, scale, answers)
        if group is not None:
            groups[block.id] = group
            weights.append(block.weight)
    if not groups:
        return None
    total = weighted_mean(list(groups.values()), weights)
    return ReviewScore(reviewer=review.reviewer, groups=groups, total=total)


def _score_group(review: Review, block: _Block, scale: Scale, answers: _Answers) -> Fraction | None:
    lowest, highest = scale.lowest, scale.highest
    points: int | Fraction = 0
    weights = 0
    for column in block.columns:
        state = review.scores.get(column.id, _UNANSWERED)
        if not isinstance(state, Scored):
            _require_exclusion(review, column, state)
            continue
        exact = state.value
        value = exact.numerator if exact.denominator == 1 else exact
        if not lowest <= value <= highest:
            raise _outside(review, column, exact, scale)
        points += column.weight * value
        weights += column.weight
        answers[column.id].append(value)
    if not weights:
        return None
    return _ratio(FULL * (points - lowest * weights), (highest - lowest) * weights)


def _require_exclusion(review: Review, column: _Column, state: ScoreState) -> None:
    """Let pass an answer that is rightly marked as not applicable, and nothing else."""
    facts = {"application": review.application, "reviewer": review.reviewer, "criterion": column.id}
    if not isinstance(state, NotApplicable):
        raise UnansweredCriterionError(**facts)
    if not column.may_be_not_applicable:
        raise NotApplicableNotAllowedError(**facts)


def _outside(review: Review, column: _Column, value: Fraction, scale: Scale) -> ScoreOutsideScaleError:
    return ScoreOutsideScaleError(
        application=review.application,
        reviewer=review.reviewer,
        criterion=column.id,
        value=str(value),
        lowest=scale.lowest,
        highest=scale.highest,
    )
