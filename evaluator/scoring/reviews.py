"""Which reviews count: the highest revision of each, whole, submitted and not recused."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from evaluator.scoring.errors import ConflictingRevisionsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evaluator.domain.identifiers import ApplicationId, ReviewerId
    from evaluator.domain.reviews import Review


def in_force(reviews: Iterable[Review]) -> Mapping[ApplicationId, tuple[Review, ...]]:
    """Give the reviews that stand, by application; those of one by reviewer id.

    Of a reviewer's revisions on one application the highest stands. A draft stands
    nowhere, so the revision submitted before it does; a declaration of
    disqualification stands whether or not anything was submitted with it.

    Raises:
        ConflictingRevisionsError: The revision that stands exists twice with
            different contents; taking either would let the order of files decide.
    """
    standing: dict[ApplicationId, dict[ReviewerId, Review]] = defaultdict(dict)
    conflicts: dict[tuple[ApplicationId, ReviewerId], int] = {}
    for review in reviews:
        if review.submitted is None and not review.recused:
            continue
        of_application = standing[review.application]
        known = of_application.get(review.reviewer)
        if known is None or known.revision < review.revision:
            of_application[review.reviewer] = review
            conflicts.pop((review.application, review.reviewer), None)
        elif known.revision == review.revision and known != review:
            conflicts[review.application, review.reviewer] = review.revision
    for (application, reviewer), revision in sorted(conflicts.items()):
        raise ConflictingRevisionsError(application=application, reviewer=reviewer, revision=revision)
    return {
        application: tuple(by_reviewer[reviewer] for reviewer in sorted(by_reviewer))
        for application, by_reviewer in standing.items()
    }
