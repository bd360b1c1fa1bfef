"""Prior beliefs about the three standard deviations, by name.

``default``: mu flat, p(s^2) proportional to 1/s^2, the ratios tau/s and tau_nu/s uniform on
[0.02, 4]. mu and s^2 are integrated analytically; the grid runs over the two ratios. What
is left of the likelihood is the profile restricted likelihood, so the mode is REML's.

``snsf``: the prior of Heyard et al. 2022 (doi 10.1080/2330443X.2022.2086190). The SD of
leniency is fixed at 0.10 of the scale's range; tau, sigma and tau_lambda are each uniform
up to 0.4 of it; mu is fixed at the mean of the application means. With one rating a pair
only s^2 = sigma^2 + tau_lambda^2 enters, so the two are merged and s has the density of the
radius of a point in a square. The grid runs over tau and s.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from evaluator.scoring.evidence.method import PriorName

if TYPE_CHECKING:
    from evaluator.scoring.evidence.arrays import Floats
    from evaluator.scoring.evidence.design import Kernel

_LEAST_RATIO, _LARGEST_RATIO = 0.02, 4.0
_LENIENCY_SD, _LARGEST_SD = 0.10, 0.40
_LEAST_SD = 0.002


@dataclass(frozen=True, slots=True)
class Node:
    """One point of the grid.

    Attributes:
        at: Its two coordinates.
        information, mean, residual: The kernel's, see ``design.Kernel``.
        observations: N.
    """

    at: Floats
    information: float
    mean: float
    residual: float
    observations: int


class Prior(Protocol):
    """What a prior has to say; a point of the grid has two coordinates, shape (m, 2)."""

    @property
    def lower(self) -> Floats:
        """Least coordinates, shape (2,)."""

    @property
    def upper(self) -> Floats:
        """Largest coordinates, shape (2,); equal ones are no dimension."""

    def ratios(self, points: Floats) -> tuple[Floats, Floats]:
        """Give tau/s and tau_nu/s at the points, each of shape (m,)."""

    def log_density(self, kernel: Kernel, points: Floats, observations: int) -> Floats:
        """Give the log posterior density at the points up to a constant, shape (m,)."""

    def draw_level(self, node: Node, count: int, random: np.random.Generator) -> tuple[Floats, Floats]:
        """Draw mu (from the centre) and s at a node, each of shape (count,)."""

    def mean_level(self, node: Node) -> float:
        """Give the posterior mean of mu at a node, from the centre."""


@dataclass(frozen=True, slots=True)
class DefaultPrior:
    """Ratios uniform; see the module. Without leniency the second ratio is 0."""

    leniency: bool = True

    @property
    def lower(self) -> Floats:
        """Least ratios."""
        return np.array([_LEAST_RATIO, _LEAST_RATIO if self.leniency else 0.0])

    @property
    def upper(self) -> Floats:
        """Largest ratios."""
        return np.array([_LARGEST_RATIO, _LARGEST_RATIO if self.leniency else 0.0])

    def ratios(self, points: Floats) -> tuple[Floats, Floats]:
        """Give the coordinates, which are the ratios."""
        return points[:, 0], points[:, 1]

    def log_density(self, kernel: Kernel, points: Floats, observations: int) -> Floats:
        """Give what is left once mu and s^2 are integrated."""
        del points  # uniform
        return profile(kernel, observations)

    def draw_level(self, node: Node, count: int, random: np.random.Generator) -> tuple[Floats, Floats]:
        """Draw s^2 from its inverse gamma, then mu given s."""
        s = np.sqrt(node.residual / random.chisquare(node.observations - 1, count))
        mu = node.mean + s / np.sqrt(node.information) * random.standard_normal(count)
        return mu, s

    def mean_level(self, node: Node) -> float:
        """Give the generalised least squares mean."""
        return node.mean


@dataclass(frozen=True, slots=True)
class SnsfPrior:
    """SDs uniform, leniency's fixed; see the module. Without leniency it is fixed at 0."""

    leniency: bool = True

    @property
    def lower(self) -> Floats:
        """Least tau and s, as shares of the range."""
        return np.array([0.0, _LEAST_SD])

    @property
    def upper(self) -> Floats:
        """Largest tau and s, as shares of the range."""
        return np.array([_LARGEST_SD, _LARGEST_SD * np.sqrt(2)])

    def ratios(self, points: Floats) -> tuple[Floats, Floats]:
        """Divide the SDs by s."""
        tau, s = points[:, 0], points[:, 1]
        return tau / s, (_LENIENCY_SD if self.leniency else 0.0) / s

    def log_density(self, kernel: Kernel, points: Floats, observations: int) -> Floats:
        """Give the Gaussian log likelihood about the fixed mu and the log density of s."""
        s = points[:, 1]
        squares = kernel.residual + kernel.information * kernel.mean**2
        likelihood = -observations * np.log(s) - kernel.log_det / 2 - squares / (2 * s**2)
        return np.asarray(likelihood + np.log(_radius_density(s)))

    def draw_level(self, node: Node, count: int, random: np.random.Generator) -> tuple[Floats, Floats]:
        """Give the fixed mu and the node's s."""
        del random
        return np.zeros(count), np.full(count, node.at[1])

    def mean_level(self, node: Node) -> float:
        """Give the fixed mu, which is the centre."""
        del node
        return 0.0


def prior(name: PriorName, *, leniency: bool = True) -> Prior:
    """Give a prior by name; without ``leniency`` all reviewers are equally strict."""
    return DefaultPrior(leniency) if name is PriorName.DEFAULT else SnsfPrior(leniency)


def profile(kernel: Kernel, observations: int) -> Floats:
    """Give the restricted log likelihood with s^2 profiled out, up to a constant, shape (m,)."""
    return np.asarray(
        -(kernel.log_det + np.log(kernel.information) + (observations - 1) * np.log(kernel.residual)) / 2
    )


def _radius_density(s: Floats) -> Floats:
    """Give the density, up to a constant, of the distance of a point in a square to its corner."""
    cut = np.arccos(np.minimum(1.0, _LARGEST_SD / s))
    return np.asarray(np.maximum(s * (np.pi / 2 - 2 * cut), np.finfo(float).tiny))
