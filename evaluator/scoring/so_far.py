"""The score of a review that is still being written, by the same weights as the score that decides.

What is not answered yet is left out as if it were not applicable: a group is the mean of
what it has so far, and the total is that of the groups that have something. Once every
question is answered this is the score that ``scoring.transparent`` gives the review.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluator.domain.reviews import NotApplicable, Scored
from evaluator.scoring.transparent import FULL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evaluator.domain.call import Call, Criterion
    from evaluator.domain.identifiers import CriterionId, GroupId
    from evaluator.domain.reviews import ScoreState


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSoFar:
    """A group of a review that is being written.

    Attributes:
        score: 0-100, exact; None while nothing in it is scored.
        answered: How many of its questions are answered, those not applicable too.
        questions: How many it has.
    """

    score: Fraction | None
    answered: int
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSoFar:
    """A review that is being written.

    Attributes:
        groups: Each group of the call.
        total: 0-100, exact; None while nothing is scored.
    """

    groups: Mapping[GroupId, GroupSoFar]
    total: Fraction | None

    @property
    def answered(self) -> int:
        """How many questions are answered."""
        return sum(each.answered for each in self.groups.values())

    @property
    def questions(self) -> int:
        """How many there are."""
        return sum(each.questions for each in self.groups.values())


def score_so_far(call: Call, scores: Mapping[CriterionId, ScoreState]) -> ScoreSoFar:
    """Work out what a review scores as far as it has come.

    Args:
        call: Gives groups, weights and scale.
        scores: What was answered; values lie on the call's scale.
    """
    groups = {
        group.id: GroupSoFar(
            score=_group(call, group.criteria, scores),
            answered=sum(isinstance(scores.get(each.id), Scored | NotApplicable) for each in group.criteria),
            questions=len(group.criteria),
        )
        for group in call.groups
    }
    parts = [(group.weight, score) for group in call.groups if (score := groups[group.id].score) is not None]
    return ScoreSoFar(groups=groups, total=_mean(parts))


def _group(
    call: Call, criteria: Iterable[Criterion], scores: Mapping[CriterionId, ScoreState]
) -> Fraction | None:
    low, span = call.scale.lowest, call.scale.highest - call.scale.lowest
    return _mean(
        [
            (each.weight, (state.value - low) * FULL / span)
            for each in criteria
            if isinstance(state := scores.get(each.id), Scored)
        ]
    )


def _mean(parts: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    weight = sum((each for each, _ in parts), Fraction(0))
    return sum((each * value for each, value in parts), Fraction(0)) / weight if weight else None
