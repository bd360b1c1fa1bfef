"""How far reviewers agree: intraclass correlations.

From the variance components of the crossed model (random applications and reviewers)::

    icc_single = tau^2 / (tau^2 + tau_nu^2 + s^2)                one review by one reviewer
    icc_mean   = tau^2 / (tau^2 + (tau_nu^2 + s^2) / k)          the mean of k reviews

with k the harmonic mean of the reviews per application. For a complete table the six
forms of Shrout and Fleiss 1979 (doi 10.1037/0033-2909.86.2.420), by mean squares.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from evaluator.scoring.evidence.arrays import Floats, Ints
    from evaluator.scoring.evidence.reml import Components

_LEAST = 2


def icc(of: Components, reviews: Ints) -> tuple[float, float]:
    """Give icc_single and icc_mean; the components must not all be 0.

    Args:
        of: The SDs.
        reviews: Reviews of each application, at least one, shape (n,).
    """
    between, within = of.application**2, of.reviewer**2 + of.residual**2
    k = len(reviews) / float(np.sum(1 / reviews))
    return between / (between + within), between / (between + within / k)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShroutFleiss:
    """The six intraclass correlations of a complete table.

    Attributes:
        one_single: ICC(1,1), every target rated by other raters.
        two_single: ICC(2,1), raters random, absolute agreement.
        three_single: ICC(3,1), raters fixed, consistency.
        one_mean, two_mean, three_mean: The same for the mean of the k raters.
    """

    one_single: float
    two_single: float
    three_single: float
    one_mean: float
    two_mean: float
    three_mean: float


def shrout_fleiss(table: Floats) -> ShroutFleiss | None:
    """Give the six forms, or None for less than two rows or columns or equal row means.

    Args:
        table: Targets in rows, raters in columns, nothing missing, shape (n, k).
    """
    n, k = table.shape
    if min(n, k) < _LEAST:
        return None
    grand = np.mean(table)
    of_rows, of_columns = np.mean(table, axis=1), np.mean(table, axis=0)
    rows = k * float(np.sum((of_rows - grand) ** 2)) / (n - 1)
    columns = n * float(np.sum((of_columns - grand) ** 2)) / (k - 1)
    within = float(np.sum((table - of_rows[:, None]) ** 2)) / (n * (k - 1))
    error = float(np.sum((table - of_rows[:, None] - of_columns + grand) ** 2)) / ((n - 1) * (k - 1))
    if rows <= 0:
        return None
    return ShroutFleiss(
        one_single=(rows - within) / (rows + (k - 1) * within),
        two_single=(rows - error) / (rows + (k - 1) * error + k * (columns - error) / n),
        three_single=(rows - error) / (rows + (k - 1) * error),
        one_mean=(rows - within) / rows,
        two_mean=(rows - error) / (rows + (columns - error) / n),
        three_mean=(rows - error) / rows,
    )
