"""Choose the allocation rule and the threshold of a round."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.services.errors import ThresholdOutOfRangeError
from evaluator.services.guards import require_open

if TYPE_CHECKING:
    from fractions import Fraction

    from evaluator.domain.call import AllocationRule
    from evaluator.services.ports import Workspace


class SetAllocation:
    """Changes how the envelope walks the ranking."""

    def __call__(
        self,
        workspace: Workspace,
        *,
        rule: AllocationRule | None = None,
        threshold: Fraction | None = None,
        without_threshold: bool = False,
    ) -> None:
        """Set the rule, the threshold (0-100), or both; None leaves the former.

        Args:
            workspace: The open workspace.
            rule: How the envelope walks the ranking.
            threshold: Least total that can be funded.
            without_threshold: Fund without one; ``threshold`` is then not looked at.

        Raises:
            ThresholdOutOfRangeError: The threshold is not between 0 and 100.
            RoundLockedError: The round is locked.
        """
        if not without_threshold and threshold is not None and not 0 <= threshold <= 100:  # noqa: PLR2004 - the scale of scores
            raise ThresholdOutOfRangeError(value=str(threshold))
        with workspace.begin() as unit:
            require_open(unit)
            now = unit.round()
            kept = now.threshold if threshold is None else threshold
            unit.put_round(replace(now, rule=rule or now.rule, threshold=None if without_threshold else kept))
            unit.commit()
