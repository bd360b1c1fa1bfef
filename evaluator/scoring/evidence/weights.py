"""Other weights than the published ones: rank acceptability by drawn weights (SMAA).

Weights are drawn from a Dirichlet distribution around the published ones; the rank
acceptability b_i^r is the share of draws in which alternative i takes rank r. Source:
Lahdelma and Salminen 2001, SMAA-2, doi 10.1287/opre.49.3.444.11220.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from evaluator.scoring.evidence.arrays import Floats, Ints

CONCENTRATION = 100.0
"""How close drawn weights stay to the published: Dirichlet(100 W), W summing to one."""

_DECIMALS = 9  # equal totals that were summed in another way are equal again


def drawn_weights(parameters: Floats, draws: int, random: np.random.Generator) -> Floats:
    """Draw weights that sum to one.

    Args:
        parameters: Of the Dirichlet distribution, positive, shape (C,).
        draws: How many, D.
        random: Where they come from.

    Returns:
        Shape (D, C).
    """
    return np.asarray(random.dirichlet(parameters, draws))


def weighted_scores(values: Floats, weights: Floats) -> Floats:
    """Give sum_c w_c x_ic.

    Summed criterion by criterion, so that equal alternatives get equal scores.

    Args:
        values: Of n alternatives on C criteria, shape (n, C), or per draw (D, n, C).
        weights: Shape (D, C).

    Returns:
        Shape (D, n).
    """
    per_draw = values if values.ndim == 3 else values[None]  # noqa: PLR2004 - dimensions
    total = np.zeros((len(weights), per_draw.shape[1]))
    for at in range(weights.shape[1]):
        total += weights[:, at, None] * per_draw[:, :, at]
    return total


def rank_acceptability(scores: Floats) -> Floats:
    """Give the share of draws in which each alternative takes each rank.

    Equals share the better rank.

    Args:
        scores: High is good, shape (D, n).

    Returns:
        Shape (n, n): alternative, rank - 1. Rows sum to one.
    """
    drawn = shared_places(np.round(scores, _DECIMALS))
    n = scores.shape[1]
    cells = np.arange(n) * n + drawn - 1
    return np.asarray(np.bincount(cells.ravel(), minlength=n * n).reshape(n, n) / len(scores))


def shared_places(scores: Floats) -> Ints:
    """Give places 1, 2, 2, 4 of each draw, high is good, shape (D, n)."""
    order = np.argsort(-scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=1)
    position = np.broadcast_to(np.arange(1, scores.shape[1] + 1), scores.shape)
    starts = np.ones(scores.shape, dtype=bool)
    starts[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    places = np.empty(scores.shape, dtype=np.int64)
    np.put_along_axis(places, order, np.maximum.accumulate(np.where(starts, position, 0), axis=1), axis=1)
    return places
