"""How a measurement is taken and judged.

Machines are noisy: what can be a ratio against the raw limit in the same run is one,
the two taken in turn; absolute goals are judged on the median.
"""

from __future__ import annotations

import gc
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One row of the bench.

    Attributes:
        name: Stable name of the measurement.
        ours: Median of what the program took.
        reference: Median of the raw limit, or None where the goal is absolute.
        unit: Of both figures.
        goal: Largest ratio; without a reference the largest figure, in ``unit``.
        n: How often it was measured.
        size: How much work it was, in words of the command's contract.
    """

    name: str
    ours: float
    reference: float | None
    unit: str
    goal: float
    n: int
    size: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours to the reference."""
        return None if not self.reference else self.ours / self.reference

    @property
    def holds(self) -> bool:
        """Whether the goal is met."""
        return (self.ours if self.ratio is None else self.ratio) <= self.goal


def seconds(deed: Callable[[], object]) -> float:
    """Time one deed on the wall clock, with the garbage of others swept before."""
    gc.collect()
    started = time.perf_counter()
    deed()
    return time.perf_counter() - started


def in_turn(ours: Callable[[], float], reference: Callable[[], float], runs: int) -> tuple[float, float]:
    """Take two measurements in turn and give the median of each."""
    pairs = [(ours(), reference()) for _ in range(runs)]
    return statistics.median(each for each, _ in pairs), statistics.median(each for _, each in pairs)
