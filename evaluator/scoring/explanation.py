"""Every figure opened to its arithmetic: what was weighted, by how much, and what it came to.

An explanation is a tree of steps, values without sentences. A step's value is the sum of
its parts' contributions, each ``share x value``: "1/3 x 63,81 = 21,27". The tree is worked
out here from the answers anew and not taken from ``transparent``; that the two agree on
every figure is a test.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from evaluator.domain.reviews import Review, Scored, Unanswered
from evaluator.scoring.reviews import in_force
from evaluator.scoring.transparent import CONSENSUS, FULL, is_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evaluator.domain.call import Call, Criterion, Group, Scale
    from evaluator.domain.consensus import Consensus
    from evaluator.domain.identifiers import ApplicationId, GroupId
    from evaluator.domain.reviews import ScoreState
    from evaluator.scoring.figures import ApplicationScore

_LEAST_DECIMALS = 2
_NOTHING = Fraction(0)


class StepKind(StrEnum):
    """What a step is a figure of."""

    TOTAL = "total"
    REVIEW = "review"
    GROUP = "group"
    CRITERION = "criterion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One figure and what it is made of.

    Attributes:
        kind: What it is a figure of.
        id: The application, reviewer, group or criterion.
        value: The figure, 0-100, exact; None where nothing was applicable.
        share: Its part of the figure above it, exact; the parts of a figure share 1.
            0 where nothing was applicable: the others carry its weight.
        answer: The reviewer's own answer on the call's scale, of a criterion.
        parts: What it is made of, in the order of the call or of the reviewer ids.
    """

    kind: StepKind
    id: str
    value: Fraction | None
    share: Fraction
    answer: ScoreState | None = None
    parts: tuple[Step, ...] = ()

    @property
    def contribution(self) -> Fraction:
        """What it brings to the figure above it."""
        return _NOTHING if self.value is None else self.share * self.value

    @property
    def left_out(self) -> tuple[Step, ...]:
        """The parts that are not applicable, so that others carry their weight."""
        return tuple(each for each in self.parts if each.value is None)

    def adds_up(self, decimals: int) -> bool:
        """Tell whether the parts as printed sum to the figure as printed.

        Where they do not, the paper says that it rounds each figure by itself.
        """
        if self.value is None or not self.parts:
            return True
        printed = sum(half_up(each.contribution, decimals) for each in self.parts)
        return printed == half_up(self.value, decimals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The arithmetic of one application's score.

    Attributes:
        total: The tree that decides: total, reviewers, groups, criteria.
        groups: The same by group: for each group its mean over the reviewers who have
            it, with their group scores as parts. The shares are the call's weights
            among the groups that anyone has.
        groups_recombine: The groups' contributions sum exactly to the total. With
            answers that are not applicable they need not, and the paper says so.
    """

    total: Step
    groups: tuple[Step, ...]
    groups_recombine: bool


def explain(
    call: Call, application: ApplicationId, reviews: Iterable[Review], consensus: Consensus | None = None
) -> Explanation | None:
    """Open the score of one application; None where neither a review of it nor a consensus counts.

    Args:
        call: Gives groups, weights and scale.
        application: Which one.
        reviews: Revisions of any applications; those that count are found here.
        consensus: The record that replaces the mean, if there is one: the only part of
            the total, under the name ``transparent.CONSENSUS``.
    """
    standing = in_force(each for each in reviews if each.application == application)
    whole = [each for each in standing.get(application, ()) if is_whole(each)]
    if consensus is not None:
        whole = [
            Review(
                application=application,
                reviewer=CONSENSUS,
                scores=consensus.scores,
                submitted=consensus.at,
            )
        ]
    opened = [_review(each, call) for each in whole]
    counted = [each for each in opened if each.value is not None]
    if not counted:
        return None
    total = _combine(StepKind.TOTAL, application, [(each, Fraction(1)) for each in counted])
    groups = _by_group(call, total.parts)
    recombined = sum((each.contribution for each in groups), _NOTHING)
    return Explanation(total=total, groups=groups, groups_recombine=recombined == total.value)


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Round an exact figure from 0 up as it is printed, half up."""
    unit = 10**decimals
    return Fraction((2 * value.numerator * unit + value.denominator) // (2 * value.denominator), unit)


def decimals_needed(scores: Iterable[ApplicationScore]) -> dict[ApplicationId, int]:
    """Give how many decimals each total is printed with: two, unless neighbours need more.

    Different totals never print alike or in the wrong order beside each other; equal
    totals print alike, their places being parted by the tie rule.
    """
    listed = list(scores)
    totals = sorted({each.total for each in listed})
    decimals = dict.fromkeys(totals, _LEAST_DECIMALS)
    for lower, higher in pairwise(totals):
        apart = _LEAST_DECIMALS
        while half_up(lower, apart) == half_up(higher, apart):
            apart += 1
        decimals[lower] = max(decimals[lower], apart)
        decimals[higher] = apart
    unsettled = True  # a neighbour's further decimals can undo what two told apart: 0.0049, 0.005
    while unsettled:
        unsettled = False
        for lower, higher in pairwise(totals):
            if half_up(lower, decimals[lower]) < half_up(higher, decimals[higher]):
                continue
            most = max(decimals[lower], decimals[higher])
            alike = decimals[lower] == decimals[higher]
            decimals[lower] = decimals[higher] = most + 1 if alike else most
            unsettled = True
    return {each.application: decimals[each.total] for each in listed}


def _review(review: Review, call: Call) -> Step:
    groups = [(_group(group, review, call.scale), group.weight) for group in call.groups]
    return _combine(StepKind.REVIEW, review.reviewer, groups)


def _group(group: Group, review: Review, scale: Scale) -> Step:
    criteria = [(_criterion(each, review, scale), each.weight) for each in group.criteria]
    return _combine(StepKind.GROUP, group.id, criteria)


def _criterion(criterion: Criterion, review: Review, scale: Scale) -> Step:
    answer = review.scores.get(criterion.id, Unanswered())
    value = None
    if isinstance(answer, Scored):
        value = FULL * (answer.value - scale.lowest) / (scale.highest - scale.lowest)
    return Step(kind=StepKind.CRITERION, id=criterion.id, value=value, share=_NOTHING, answer=answer)


def _combine(kind: StepKind, name: str, parts: Sequence[tuple[Step, Fraction]]) -> Step:
    """Make the step above weighted parts; those without a value get no share."""
    weights = sum((weight for part, weight in parts if part.value is not None), _NOTHING)
    shared = tuple(
        replace(part, share=_NOTHING if part.value is None else weight / weights) for part, weight in parts
    )
    value = sum((each.contribution for each in shared), _NOTHING) if weights else None
    return Step(kind=kind, id=name, value=value, share=Fraction(1), parts=shared)


def _by_group(call: Call, reviews: Sequence[Step]) -> tuple[Step, ...]:
    means = [(_group_mean(group.id, reviews), group.weight) for group in call.groups]
    return _combine(StepKind.TOTAL, "", means).parts


def _group_mean(group: GroupId, reviews: Sequence[Step]) -> Step:
    scores = [
        Step(kind=StepKind.REVIEW, id=review.id, value=part.value, share=_NOTHING)
        for review in reviews
        for part in review.parts
        if part.id == group
    ]
    return _combine(StepKind.GROUP, group, [(each, Fraction(1)) for each in scores])
