"""Krippendorff's alpha for four levels of measurement, missing ratings allowed.

alpha = 1 - D_o / D_e: the disagreement within units over that among all pairable values.
A unit with a single rating is not pairable and counts nowhere. With m_u ratings of unit u
and n pairable values,

    D_o = (1/n) sum over u of (1/(m_u - 1)) sum over ordered pairs i != j of u of d(x_i, x_j)
    D_e = (1/(n (n - 1))) sum over ordered pairs of all values of d(x, y)

with d nominal [x != y], interval (x - y)^2, ratio ((x - y)/(x + y))^2, and ordinal the
squared number of ratings from x to y counting half of both ends, which is the interval
distance of mid-ranks. Source: Krippendorff 2011, Computing Krippendorff's
Alpha-Reliability.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from evaluator.scoring.evidence.arrays import Floats, Ints

_CHUNK_ELEMENTS = 1_000_000


class Metric(StrEnum):
    """The level of measurement."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def alpha(values: Floats, unit: Ints, metric: Metric) -> float | None:
    """Give alpha, or None if there are no pairable values or they are all equal.

    Args:
        values: Ratings, shape (N,); not negative for ``ratio``.
        unit: Index of each rating's unit, shape (N,).
        metric: How far apart two values are.
    """
    sizes = np.bincount(unit) if len(unit) else np.zeros(0, dtype=np.int64)
    pairable = sizes[unit] > 1
    values, unit = values[pairable], unit[pairable]
    levels, level, counts = np.unique(values, return_inverse=True, return_counts=True)
    if len(levels) <= 1:
        return None
    if metric is Metric.RATIO:
        observed, expected = _ratio(levels, level, counts, unit)
    elif metric is Metric.NOMINAL:
        observed, expected = _nominal(level, counts, unit, sizes)
    else:
        places = levels if metric is Metric.INTERVAL else np.cumsum(counts) - counts / 2
        observed, expected = _squared(places[level], unit, sizes)
    n = len(values)
    return float(1 - (observed / n) / (expected / (n * (n - 1))))


def _squared(places: Floats, unit: Ints, sizes: Ints) -> tuple[float, float]:
    """Sum squared differences over ordered pairs: 2 m times the squares about the mean."""
    means = np.bincount(unit, places, len(sizes)) / np.maximum(sizes, 1)
    squares = np.bincount(unit, (places - means[unit]) ** 2, len(sizes))
    many = sizes > 1
    observed = np.sum(2 * sizes[many] * squares[many] / (sizes[many] - 1))
    return float(observed), float(2 * len(places) * np.sum((places - np.mean(places)) ** 2))


def _nominal(level: Ints, counts: Ints, unit: Ints, sizes: Ints) -> tuple[float, float]:
    cells, times = np.unique(np.stack([unit, level]), axis=1, return_counts=True)
    of = sizes[cells[0]]
    observed = np.sum(times * (of - times) / (of - 1))
    return float(observed), float(np.sum(counts * (len(level) - counts)))


def _ratio(levels: Floats, level: Ints, counts: Ints, unit: Ints) -> tuple[float, float]:
    """Sum over pairs of levels: within units one by one, among all values in chunks."""
    order = np.argsort(unit, kind="stable")
    ends = np.cumsum(np.bincount(unit))
    observed = sum(
        float(np.sum(_ratio_distance(of_unit, of_unit))) / (len(of_unit) - 1)
        for of_unit in np.split(levels[level[order]], ends[:-1])
        if len(of_unit) > 1
    )
    step = max(1, _CHUNK_ELEMENTS // len(levels))
    expected = 0.0
    for start in range(0, len(levels), step):
        part = slice(start, start + step)
        expected += float(np.sum(counts[part] * (_ratio_distance(levels[part], levels) @ counts)))
    return observed, expected


def _ratio_distance(some: Floats, others: Floats) -> Floats:
    """Give ((x - y)/(x + y))^2 for all pairs; two zeros are equal."""
    sums = some[:, None] + others
    return np.asarray(((some[:, None] - others) / np.where(sums == 0, 1, sums)) ** 2)
