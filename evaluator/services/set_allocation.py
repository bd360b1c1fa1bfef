"""Choose the allocation rule and the threshold of a round."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluator.domain.log import Change
from evaluator.domain.log_values import of_allocation
from evaluator.services.errors import ThresholdOutOfRangeError
from evaluator.services.guards import require_open
from evaluator.services.log_round import record

if TYPE_CHECKING:
    from fractions import Fraction

    from evaluator.domain.call import AllocationRule
    from evaluator.services.ports import Clock, Workspace


class SetAllocation:
    """Changes how the envelope walks the ranking."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(
        self,
        workspace: Workspace,
        *,
        by: str,
        rule: AllocationRule | None = None,
        threshold: Fraction | None = None,
        without_threshold: bool = False,
    ) -> None:
        """Set the rule, the threshold (0-100), or both; None leaves the former.

        Args:
            workspace: The open workspace.
            by: Who sets it.
            rule: How the envelope walks the ranking.
            threshold: Least total that can be funded.
            without_threshold: Fund without one; ``threshold`` is then not looked at.

        Raises:
            ThresholdOutOfRangeError: The threshold is not between 0 and 100.
            RoundLockedError: The round is locked.
        """
        if not without_threshold and threshold is not None and not 0 <= threshold <= 100:  # noqa: PLR2004 - the scale of scores
            raise ThresholdOutOfRangeError(value=f"{float(threshold):g}")
        with workspace.begin() as unit:
            require_open(unit)
            now = unit.round()
            kept = now.threshold if threshold is None else threshold
            then = replace(now, rule=rule or now.rule, threshold=None if without_threshold else kept)
            if then == now:
                return
            unit.put_round(then)
            change = Change(
                deed="allocation.set",
                subject=now.id,
                before=of_allocation(now),
                after=of_allocation(then),
                by=by,
                at=self._clock(),
            )
            record(unit, [change])
            unit.commit()
