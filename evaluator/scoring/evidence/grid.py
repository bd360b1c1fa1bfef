"""The grid over the two SD ratios: where the posterior lies, and its weights there.

A search on a coarse grid closes in on the region that holds all but about e^-12 of the
peak's height, however narrow. A second, finer grid covers that region: equally spaced
where it lies inside the prior's bounds (for a smooth density that dies away at both ends
the trapezoid rule converges exponentially), Gauss-Legendre where it touches a bound.
The points of the search are fixed, so rounding noise does not move the grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from evaluator.scoring.evidence.arrays import Floats
    from evaluator.scoring.evidence.design import Design, Kernel
    from evaluator.scoring.evidence.priors import Prior

_DROP = 12.0  # log density below the peak that still counts
_LARGE = 200  # kept members from which every evaluation is dear
_ROUNDS = 12
_LEAST_WEIGHT = 1e-9


@dataclass(frozen=True, slots=True)
class Grid:
    """The posterior of the ratios as weighted points; m points of any weight.

    Attributes:
        points: Coordinates, shape (m, 2).
        weights: Posterior probabilities, shape (m,), sum 1.
        kernel: The likelihood's parts at the points.
    """

    points: Floats
    weights: Floats
    kernel: Kernel


def grid(design: Design, prior: Prior) -> Grid:
    """Find the posterior of the ratios."""
    dear = design.kept.size > _LARGE
    lower, upper = _region(design, prior, 5 if dear else 9)
    fine = 12 if dear else 20
    axes = [_axis(lower[at], upper[at], prior.lower[at], prior.upper[at], fine) for at in range(2)]
    points = _mesh([nodes for nodes, _ in axes])
    volumes = np.outer(axes[0][1], axes[1][1]).ravel()
    kernel = design.kernel(*prior.ratios(points))
    density = prior.log_density(kernel, points, design.observations)
    weights = volumes * np.exp(density - np.max(density))
    weights /= np.sum(weights)
    kept = np.flatnonzero(weights > _LEAST_WEIGHT)
    parts = (kernel.log_det, kernel.information, kernel.mean, kernel.residual)
    return Grid(
        points[kept], weights[kept] / np.sum(weights[kept]), type(kernel)(*(each[kept] for each in parts))
    )


def _region(design: Design, prior: Prior, count: int) -> tuple[Floats, Floats]:
    """Close in on where the density counts; gives its lower and upper corner."""
    lower, upper = prior.lower, prior.upper
    # At first the points crowd towards small ratios, where the density changes fastest.
    axes = [
        low + (high - low) * np.linspace(0, 1, count) ** 2 for low, high in zip(lower, upper, strict=True)
    ]
    for _ in range(_ROUNDS):
        axes = [np.unique(axis) for axis in axes]
        points = _mesh(axes)
        density = prior.log_density(design.kernel(*prior.ratios(points)), points, design.observations)
        counts = points[density > np.max(density) - _DROP]
        enough = True
        for at, axis in enumerate(axes):
            first, last = np.searchsorted(axis, [counts[:, at].min(), counts[:, at].max()])
            lower[at] = _beyond(axis, first, -1, prior.lower[at])
            upper[at] = _beyond(axis, last, 1, prior.upper[at])
            enough &= len(axis) == 1 or last - first + 1 >= (count + 1) // 2
        if enough:
            break
        axes = [np.linspace(low, high, count) for low, high in zip(lower, upper, strict=True)]
    return lower, upper


def _beyond(axis: Floats, at: int, way: int, bound: float) -> float:
    """Give the point one step further, even beyond the axis, but not beyond the bound."""
    if len(axis) == 1:
        return float(axis[0])
    if 0 <= at + way < len(axis):
        return float(axis[at + way])
    further = axis[at] + (axis[at] - axis[at - way])
    return float(max(further, bound) if way < 0 else min(further, bound))


def _axis(low: float, high: float, least: float, largest: float, count: int) -> tuple[Floats, Floats]:
    """Give nodes and weights of one dimension."""
    if high <= low:
        return np.array([low]), np.ones(1)
    if low > least and high < largest:
        return np.linspace(low, high, count), np.full(count, (high - low) / count)
    nodes, weights = np.polynomial.legendre.leggauss(count)
    return low + (high - low) * (nodes + 1) / 2, weights * (high - low) / 2


def _mesh(axes: list[Floats]) -> Floats:
    return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 2)
