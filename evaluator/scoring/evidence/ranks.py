"""Places in the draws: orders, expected rank, SUCRA, PCER and rank intervals.

ER = E[rank]; SUCRA = (n - ER) / (n - 1); PCER = 100 (ER - 0.5) / n.
Sources: Heyard et al. 2022, doi 10.1080/2330443X.2022.2086190.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evaluator.scoring.evidence.draws import quantiles

if TYPE_CHECKING:
    from evaluator.scoring.evidence.arrays import Floats, Ints, Places

_HALF, _NINE_TENTHS = (0.25, 0.75), (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class RankFigures:
    """What the draws say of n places; rank 1 is best.

    Attributes:
        expected: ER, shape (n,).
        interval_50: Quartiles of the rank, shape (2, n).
        interval_90: 5 and 95 per cent quantiles, shape (2, n).
    """

    expected: Floats
    interval_50: Ints
    interval_90: Ints

    @property
    def sucra(self) -> Floats:
        """Surface under the cumulative ranking, 1 is best, shape (n,)."""
        n = len(self.expected)
        return np.asarray((n - self.expected) / (n - 1))

    @property
    def pcer(self) -> Floats:
        """Percentile of the expected rank, low is best, shape (n,)."""
        return np.asarray(100 * (self.expected - 0.5) / len(self.expected))


def orders(values: Floats) -> Ints:
    """Give the applications of each draw best first: (D, n) to indices (D, n)."""
    return np.asarray(np.argsort(-values, axis=1))


def ranks(order: Ints) -> Places:
    """Turn orders into ranks from 1, shape (D, n)."""
    found = np.empty(order.shape, dtype=np.int32)
    places = np.broadcast_to(np.arange(1, order.shape[1] + 1, dtype=np.int32), order.shape)
    np.put_along_axis(found, order, places, axis=1)
    return np.asarray(found, dtype=np.int32)


def rank_figures(drawn: Places) -> RankFigures:
    """Summarise ranks, shape (D, n), which are put in another order in place."""
    expected = np.asarray(np.sum(drawn, axis=0, dtype=np.int64) / len(drawn))
    at = quantiles(drawn, (*_NINE_TENTHS, *_HALF)).astype(np.int64)
    return RankFigures(expected, at[2:], at[:2])
