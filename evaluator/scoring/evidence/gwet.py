"""Gwet's agreement coefficients AC1 and AC2, several raters, missing ratings allowed.

For q categories, weights w, r_ik ratings of unit i in category k and r_i in all::

    p_a = mean over units with r_i >= 2 of sum_k r_ik (sum_l w_kl r_il - 1) / (r_i (r_i - 1))
    pi_k = mean over rated units of r_ik / r_i
    p_e = (sum of all w) / (q (q - 1)) * sum_k pi_k (1 - pi_k)
    AC = (p_a - p_e) / (1 - p_e)

Identity weights give AC1; quadratic weights over the steps of the scale give AC2. Source:
Gwet 2008, doi 10.1348/000711006X126600; for weights Gwet 2014, Handbook of Inter-Rater
Reliability.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from evaluator.scoring.evidence.arrays import Floats, Ints

_LEAST_CATEGORIES = 2


def ac1(category: Ints, unit: Ints, categories: int) -> float | None:
    """Give AC1; see ``agreement``."""
    return agreement(category, unit, np.eye(categories))


def ac2(category: Ints, unit: Ints, categories: int) -> float | None:
    """Give AC2 with quadratic weights; see ``agreement``."""
    return agreement(category, unit, quadratic_weights(categories))


def quadratic_weights(categories: int) -> Floats:
    """Give 1 - (k - l)^2 / (q - 1)^2, shape (q, q)."""
    steps = np.arange(categories)
    return np.asarray(1 - (steps[:, None] - steps) ** 2 / max(1, categories - 1) ** 2)


def agreement(category: Ints, unit: Ints, weights: Floats) -> float | None:
    """Give the coefficient, or None without a unit that two raters rated.

    Args:
        category: Category of each rating from 0, shape (N,).
        unit: Index of each rating's unit, shape (N,).
        weights: Agreement of two categories, 1 with itself, shape (q, q).
    """
    q = len(weights)
    if q < _LEAST_CATEGORIES or not len(unit):
        return None
    units = int(np.max(unit)) + 1
    table = np.bincount(unit * q + category, minlength=units * q).reshape(units, q).astype(np.float64)
    table = table[np.sum(table, axis=1) > 0]
    ratings = np.sum(table, axis=1)
    several = ratings > 1
    if not np.any(several):
        return None
    many, of_many = table[several], ratings[several]
    agreed = np.sum(many * (many @ weights.T - 1), axis=1) / (of_many * (of_many - 1))
    share = np.mean(table / ratings[:, None], axis=0)
    by_chance = np.sum(weights) / (q * (q - 1)) * np.sum(share * (1 - share))
    return float((np.mean(agreed) - by_chance) / (1 - by_chance))
