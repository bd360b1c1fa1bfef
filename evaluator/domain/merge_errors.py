"""Why a genuine review file is not merged."""

from __future__ import annotations

from evaluator.errors import RefusedError


class FaultyReviewError(RefusedError):
    """A submitted review breaks the rules of the call; this program would not have submitted it.

    Facts:
        file: The file's name without folders.
        application: Which review.
        criterion: The criterion or group at which it does.
    """

    code = "refused.merge.faulty-review"
    fact_names = ("file", "application", "criterion")
