"""The model's linear algebra: who rated what, and the likelihood given two SD ratios.

Model, on scores normalised to [0, 1] and centred::

    y_ij = mu + theta_i + nu_j + e_ij      theta ~ N(0, tau^2), nu ~ N(0, tau_nu^2), e ~ N(0, s^2)

With the ratios a = tau/s and b = tau_nu/s given, everything is Gaussian in closed form:
Var(y)/s^2 = V = I + a^2 ZZ' + b^2 WW' (Z, W: which application, which reviewer).
One kind of effect is *eliminated* (its precision is diagonal), the other is *kept*: its
system is dense. The kind with fewer members is kept. In scaled effects (theta = a u,
nu = b v) the kept system is I + b^2 K(a), which stays well conditioned as ratios go to 0.

One Cholesky factor of that system, bordered by the columns for 1 and y, holds all that
is needed: log |V|, the generalised least squares mean of mu with its information 1'V^-1 1,
the residual sum of squares, and the half-solved right sides for the posterior of the
kept effects. Within-group sums are kept apart from between-group sums, so nothing
cancels as ratios grow.

Source of the model: Heyard, Ott, Salanti and Egger 2022, doi 10.1080/2330443X.2022.2086190.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from evaluator.scoring.evidence.arrays import Floats, Ints

_CHUNK_ELEMENTS = 2_000_000
_DENSE_ELEMENTS = 20_000_000
_FLOOR = 1e-13  # relative floor of a residual, against a perfect fit


@dataclass(frozen=True, slots=True)
class Kernel:
    """What the likelihood needs at m pairs of ratios; each array has shape (m,).

    Attributes:
        log_det: log |V|.
        information: 1'V^-1 1.
        mean: Generalised least squares estimate of mu, from the centre.
        residual: Residual sum of squares about that mean.
    """

    log_det: Floats
    information: Floats
    mean: Floats
    residual: Floats


@dataclass(frozen=True, slots=True)
class Side:
    """One kind of effect: the index of each rating and how many members there are."""

    index: Ints
    size: int


class Design:
    """Ratings prepared for elimination.

    Attributes:
        keeps_applications: The applications are the kept kind; else the reviewers.
        eliminated: The kind whose effects are integrated one by one, E members.
        kept: The kind whose effects stay in a dense system, K members.
        counts: Ratings of each eliminated member, shape (E,).
        means: Their mean, centred, shape (E,).
        incidence: Ratings between the kinds, sparse, shape (E, K).
        observations: N.
    """

    def __init__(self, y: Floats, application: Side, reviewer: Side | None) -> None:
        """Prepare.

        Args:
            y: Normalised, centred ratings, shape (N,).
            application: Of the ratings.
            reviewer: Of the ratings; None for the model without leniency.
        """
        other = reviewer or Side(np.zeros(0, dtype=np.int64), 0)
        self.keeps_applications = other.size > application.size
        self.eliminated, self.kept = (other, application) if self.keeps_applications else (application, other)
        self.observations = len(y)
        self.counts = np.bincount(self.eliminated.index, minlength=self.eliminated.size).astype(np.float64)
        self.means = np.bincount(self.eliminated.index, y, self.eliminated.size) / self.counts
        within = y - self.means[self.eliminated.index]
        self._within = float(np.sum(within * within))
        self._classes, self._class_of = np.unique(self.counts, return_inverse=True)
        members = np.bincount(self._class_of).astype(np.float64)
        self._ones = self._classes * members
        self._sums = self._classes * np.bincount(self._class_of, self.means)
        self._squares = self._classes * np.bincount(self._class_of, self.means**2)
        self._members = members
        self._prepare_kept(within)

    def _prepare_kept(self, within: Floats) -> None:
        size = self.kept.size
        if not size:
            within = within[:0]
        pairs = (self.eliminated.index[: len(within)], self.kept.index)
        self.incidence: Any = sparse.csr_array(
            (np.ones(len(within)), pairs), shape=(self.eliminated.size, size)
        )
        self._kept_within = np.bincount(self.kept.index, within, size)
        classes = range(len(self._classes))
        parts = [self.incidence[np.flatnonzero(self._class_of == at)] for at in classes]
        means = [self.means[self._class_of == at] for at in classes]
        self._kept_ones = np.array([part.T @ np.ones(part.shape[0]) for part in parts])
        self._kept_sums = np.array([part.T @ of_class for part, of_class in zip(parts, means, strict=True)])
        # Of each class of counts, how often two kept members met: N'N as one row.
        overlaps = [sparse.coo_array((part.T @ part).reshape((1, size * size))) for part in parts if size]
        self._overlaps: Any = np.zeros((len(classes), 0))
        if size:
            self._overlaps = sparse.vstack(overlaps, format="csr")
        if size and len(classes) * size**2 <= _DENSE_ELEMENTS:
            self._overlaps = self._overlaps.toarray()
        loads = np.bincount(self.kept.index, minlength=size).astype(np.float64)
        self._base = np.diag(loads) - ((1 / self._classes) @ self._overlaps).reshape(size, size)

    def shrinkage(self, ratio: Floats) -> Floats:
        """Give 1 / (1 + ratio^2 n) for every eliminated member, shape (E, m)."""
        return np.asarray(1 / (1 + self.counts[:, None] * ratio**2))

    def factors(self, a: Floats, b: Floats) -> Iterator[tuple[slice, Floats]]:
        """Factor the bordered systems, in chunks that fit into memory.

        Args:
            a: Ratio of the application effects' SD to s, shape (m,).
            b: Ratio of the reviewer effects' SD to s, shape (m,).

        Yields:
            Which of the m pairs, and their lower factors, shape (c, K + 2, K + 2). Row K
            belongs to the column of ones, row K + 1 to y.
        """
        of_eliminated, of_kept = (b, a) if self.keeps_applications else (a, b)
        size = self.kept.size
        step = max(1, _CHUNK_ELEMENTS // (size + 2) ** 2)
        for start in range(0, len(a), step):
            part = slice(start, min(start + step, len(a)))
            yield (
                part,
                np.asarray(
                    np.linalg.cholesky(self._bordered(of_eliminated[part], of_kept[part])), dtype=np.float64
                ),
            )

    def _bordered(self, of_eliminated: Floats, of_kept: Floats) -> Floats:
        size, m = self.kept.size, len(of_kept)
        shrunk = 1 / (1 + np.outer(of_eliminated**2, self._classes))  # (m, classes)
        system = np.zeros((m, size + 2, size + 2))
        inner = np.ascontiguousarray((shrunk / self._classes) @ self._overlaps).reshape(m, size, size)
        inner += self._base
        np.multiply(inner, (of_kept**2)[:, None, None], out=system[:, :size, :size])
        at = np.arange(size)
        system[:, at, at] += 1
        system[:, size, :size] = of_kept[:, None] * _weighted(shrunk, self._kept_ones)
        system[:, size + 1, :size] = of_kept[:, None] * (
            self._kept_within + _weighted(shrunk, self._kept_sums)
        )
        system[:, size, size] = _weighted(shrunk, self._ones[:, None])[:, 0]
        system[:, size + 1, size] = _weighted(shrunk, self._sums[:, None])[:, 0]
        squares = self._within + _weighted(shrunk, self._squares[:, None])[:, 0]
        system[:, size + 1, size + 1] = squares * (1 + _FLOOR)
        return system

    def kernel(self, a: Floats, b: Floats) -> Kernel:
        """Work out the likelihood's parts at m pairs of ratios; see ``factors``."""
        size = self.kept.size
        found = Kernel(*(np.empty(len(a)) for _ in range(4)))
        for part, lower in self.factors(a, b):
            diagonal = np.einsum("cii->ci", lower)
            ratio = (b if self.keeps_applications else a)[part]
            of_eliminated = np.log1p(np.outer(ratio**2, self._classes)) @ self._members
            found.log_det[part] = of_eliminated + 2 * np.sum(np.log(diagonal[:, :size]), axis=1)
            found.information[part] = diagonal[:, size] ** 2
            found.mean[part] = lower[:, size + 1, size] / diagonal[:, size]
            found.residual[part] = diagonal[:, size + 1] ** 2
        return found


def _weighted(weights: Floats, rows: Floats) -> Floats:
    """Sum rows under weights: (m, classes) and (classes, k) to (m, k)."""
    return np.asarray(weights @ rows)
