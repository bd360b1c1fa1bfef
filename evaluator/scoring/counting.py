"""Which reviews of a round count: the one answer for guards, commands and the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.scoring.reviews import in_force
from evaluator.scoring.transparent import is_whole

if TYPE_CHECKING:
    from evaluator.domain.reviews import Review
    from evaluator.domain.rounds import RoundContents


def counted_reviews(contents: RoundContents) -> tuple[Review, ...]:
    """Give the reviews that the score is worked out from: in force, whole, of the round's applications.

    Raises:
        ConflictingRevisionsError: See ``in_force``.
    """
    applications = {each.id for each in contents.applications}
    standing = in_force(each for each in contents.reviews if each.application in applications)
    return tuple(each for of_one in standing.values() for each in of_one if is_whole(each))
