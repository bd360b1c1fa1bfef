"""Variance components by restricted maximum likelihood: the SDs of the crossed model.

The likelihood has s^2 profiled out and runs over the two ratios a = tau/s and
b = tau_nu/s alone (Bates et al. 2015, doi 10.18637/jss.v067.i01, section 3). It is searched
in a/(1 + a), which takes in both ends. A ratio may be 0: no variance was found. These are
point estimates, for the ``sd`` and the reliability; the posterior does not rest on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from evaluator.scoring.evidence.priors import profile

if TYPE_CHECKING:
    from evaluator.scoring.evidence.arrays import Floats
    from evaluator.scoring.evidence.design import Design

_LARGEST = 1 - 1e-5  # ratio 100 000
_NOTHING = 1e-3  # smaller ratios are 0
_TOLERANCE = 1e-5
_STEP = 2e-3  # of the differences that stand for derivatives
_POLISHES = 3

# Fourth-order central differences at -2, -1, 0, 1, 2 steps.
_FIRST = np.array([1, -8, 0, 8, -1]) / 12
_SECOND = np.array([-1, 16, -30, 16, -1]) / 12


@dataclass(frozen=True, slots=True)
class Components:
    """The estimates, in the units of the design's ratings.

    Attributes:
        application: SD tau.
        reviewer: SD tau_nu; 0 where leniency was left out.
        residual: SD s; 0 where the effects explain the ratings wholly.
    """

    application: float
    reviewer: float
    residual: float


def components(design: Design, *, leniency: bool = True) -> Components:
    """Estimate the SDs of ratings that leave a residual; see ``exact_fit`` for others.

    Args:
        design: The ratings.
        leniency: False fixes the reviewers' SD at 0.
    """
    cost = _Cost(design, leniency=leniency)
    axis = [0.02, 0.2, 0.4, 0.55, 0.75, 0.95]
    start = np.array([[one, two] for one in axis for two in (axis if leniency else [0.0])])
    best = start[int(np.argmin(cost.at(start)))]
    free = 2 if leniency else 1
    found = minimize(
        cost.of,
        best[:free],
        method="Nelder-Mead",
        bounds=[(0.0, _LARGEST)] * free,
        options={"xatol": _TOLERANCE, "fatol": _TOLERANCE, "maxiter": 400},
    )
    point = np.zeros(2)
    point[:free] = found.x
    for _ in range(_POLISHES):
        point = _polished(cost, point)
    ratios = np.where(point < _NOTHING, 0.0, point / (1 - point))
    kernel = design.kernel(ratios[:1], ratios[1:])
    s = float(np.sqrt(kernel.residual[0] / (design.observations - 1)))
    return Components(float(ratios[0]) * s, float(ratios[1]) * s, s)


class _Cost:
    """Minus the profile likelihood over a/(1 + a) and b/(1 + b)."""

    def __init__(self, design: Design, *, leniency: bool) -> None:
        self._design = design
        self._leniency = leniency

    def at(self, points: Floats) -> Floats:
        """Work it out at m points, shape (m, 2)."""
        ratios = points / (1 - points)
        b = ratios[:, 1] if self._leniency else np.zeros(len(ratios))
        return -profile(self._design.kernel(ratios[:, 0], b), self._design.observations)

    def of(self, point: Floats) -> float:
        """Work it out at one point of one or two free coordinates."""
        whole = np.zeros((1, 2))
        whole[0, : len(point)] = point
        return float(self.at(whole)[0])


def _polished(cost: _Cost, point: Floats) -> Floats:
    """Take a Newton step in the coordinates that are away from their ends.

    The search stops where rounding noise decides its way; a step by differences much wider
    than that noise ends in the same place on every machine.
    """
    inside = np.flatnonzero((point > 4 * _STEP) & (point < 1 - 4 * _STEP))
    if not len(inside):
        return point
    offsets = _STEP * np.arange(-2, 3)
    around = [np.array([point + offset * np.eye(2)[axis] for offset in offsets]) for axis in inside]
    values = [cost.at(each) for each in around]
    slope = np.array([_FIRST @ each for each in values]) / _STEP
    curvature = np.diag([_SECOND @ each for each in values]) / _STEP**2
    if len(inside) == len(point):
        corners = point + _STEP * np.array([[1, 1], [-1, -1], [1, -1], [-1, 1]])
        mixed = np.array([1, 1, -1, -1]) @ cost.at(corners) / (4 * _STEP**2)
        curvature[0, 1] = curvature[1, 0] = mixed
    if np.min(np.linalg.eigvalsh(curvature)) <= 0:
        return point
    moved = point.copy()
    moved[inside] -= np.clip(np.linalg.solve(curvature, slope), -_STEP, _STEP)
    return np.asarray(np.clip(moved, 0.0, _LARGEST))
