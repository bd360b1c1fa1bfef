"""Independent draws from the exact posterior, and its exact means.

The grid gives the ratios' posterior as weighted points. A draw takes a point by its
weight, then s and mu, then the kept effects by one back-substitution with the point's
Cholesky factor, then every eliminated effect by itself: no chain, no burn-in. The same
seed gives the same draws. Means need no draws: they are sums over the grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from scipy.linalg import lapack

from evaluator.scoring.evidence.priors import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.scoring.evidence.arrays import Floats, Places
    from evaluator.scoring.evidence.design import Design
    from evaluator.scoring.evidence.grid import Grid
    from evaluator.scoring.evidence.priors import Prior

Drawn = TypeVar("Drawn", "Floats", "Places")

_CHUNK_ELEMENTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Posterior:
    """Draws of everything but the eliminated effects, D of them, and the exact means.

    Units are those of the normalised scale.

    Attributes:
        design: What it was drawn for.
        ratio: SD ratio of the eliminated effects in each draw, shape (D,).
        level: mu from the centre, shape (D,).
        noise: s, shape (D,).
        kept: Kept effects, shape (K, D).
        mean_level: E[mu] from the centre.
        mean_kept: E of the kept effects, shape (K,).
        mean_eliminated: E of the eliminated effects, shape (E,).
    """

    design: Design
    ratio: Floats
    level: Floats
    noise: Floats
    kept: Floats
    mean_level: float
    mean_kept: Floats
    mean_eliminated: Floats

    @property
    def mean_applications(self) -> Floats:
        """E[theta], shape (n,)."""
        return self.mean_kept if self.design.keeps_applications else self.mean_eliminated

    @property
    def mean_reviewers(self) -> Floats:
        """E[nu], shape (R,)."""
        return self.mean_eliminated if self.design.keeps_applications else self.mean_kept

    def eliminated(self, random: np.random.Generator) -> Iterator[Floats]:
        """Draw the eliminated effects, in chunks of draws, shape (c, E)."""
        design = self.design
        step = max(1, _CHUNK_ELEMENTS // max(1, design.eliminated.size))
        sums = design.counts * design.means
        for start in range(0, len(self.ratio), step):
            part = slice(start, start + step)
            ratio = self.ratio[part, None]
            shrunk = 1 / (1 + ratio**2 * design.counts)
            effect = sums - self.level[part, None] * design.counts
            effect -= (design.incidence @ self.kept[:, part]).T
            effect *= ratio**2 * shrunk
            drawn = random.standard_normal(effect.shape)
            drawn *= np.sqrt(shrunk)
            drawn *= self.noise[part, None] * ratio
            yield drawn + effect


def draw(design: Design, prior: Prior, of: Grid, count: int, random: np.random.Generator) -> Posterior:
    """Draw ``count`` times from the posterior; see the module."""
    times = random.multinomial(count, of.weights)
    a, b = prior.ratios(of.points)
    of_eliminated, of_kept = (b, a) if design.keeps_applications else (a, b)
    nodes = len(of.weights)
    kept_means = np.empty((design.kept.size, nodes))
    kept = np.empty((design.kept.size, count))
    levels, noises = np.empty(count), np.empty(count)
    done = 0
    for part, lower in design.factors(a, b):
        for at, factor in enumerate(lower, part.start):
            drawn = slice(done, done + int(times[at]))
            node = _node(of, design, at)
            levels[drawn], noises[drawn] = prior.draw_level(node, int(times[at]), random)
            rights = _rights(factor, prior.mean_level(node), levels[drawn], noises[drawn], random)
            solved = of_kept[at] * _back_substituted(factor, rights)
            kept_means[:, at], kept[:, drawn] = solved[:, 0], solved[:, 1:]
            done = drawn.stop
    mean_levels = np.array([prior.mean_level(_node(of, design, at)) for at in range(nodes)])
    return Posterior(
        design=design,
        ratio=np.repeat(of_eliminated, times),
        level=levels,
        noise=noises,
        kept=kept,
        mean_level=float(np.sum(of.weights * mean_levels)),
        mean_kept=np.sum(kept_means * of.weights, axis=1),
        mean_eliminated=_mean_eliminated(design, of_eliminated, mean_levels, kept_means, of.weights),
    )


def _node(of: Grid, design: Design, at: int) -> Node:
    kernel = of.kernel
    return Node(
        at=of.points[at],
        information=float(kernel.information[at]),
        mean=float(kernel.mean[at]),
        residual=float(kernel.residual[at]),
        observations=design.observations,
    )


def _rights(
    factor: Floats, mean_level: float, levels: Floats, noises: Floats, random: np.random.Generator
) -> Floats:
    """Give the half-solved right sides: first that of the mean, then one for each draw."""
    size = len(factor) - 2
    of_ones, of_y = factor[size, :size, None], factor[size + 1, :size, None]
    drawn = noises * random.standard_normal((size, len(levels)))
    return np.hstack([of_y - mean_level * of_ones, of_y - levels * of_ones + drawn])


def _back_substituted(factor: Floats, rights: Floats) -> Floats:
    """Solve L'x = rights for the inner part of a bordered factor."""
    size = len(factor) - 2
    if not size:
        return rights
    solved, _ = lapack.dtrtrs(factor[:size, :size], rights, lower=1, trans=1)
    return np.asarray(solved)


def _mean_eliminated(design: Design, ratios: Floats, levels: Floats, kept: Floats, weights: Floats) -> Floats:
    """Sum the conditional means of the eliminated effects over the grid, shape (E,)."""
    shrunk = design.shrinkage(ratios)
    unexplained = (design.counts * design.means)[:, None] - np.outer(design.counts, levels)
    unexplained -= design.incidence @ kept
    return np.asarray(np.sum(unexplained * (ratios**2 * shrunk * weights), axis=1))


def quantiles(draws: Drawn, shares: tuple[float, ...]) -> Drawn:
    """Give quantiles down the first axis by the inverse of the distribution function.

    Each is a value that was drawn, the least whose cumulative share reaches the wanted one.

    Args:
        draws: Shape (D, ...); put in another order in place.
        shares: q of them, each in (0, 1].

    Returns:
        Shape (q, ...).
    """
    at = [max(0, int(np.ceil(share * len(draws) - 1e-9)) - 1) for share in shares]
    draws.partition(sorted(set(at)), axis=0)
    return draws[at]
