"""Ratings without a residual: every rating is its application's effect plus its reviewer's.

There the likelihood has no maximum inside (it grows without bound as s goes to 0), so the
estimates come from the effects themselves. Within one component of the review graph they
are known up to one constant, and the restricted likelihood falls into one part for each
kind: the SDs are those of the effects about their mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from evaluator.scoring.evidence.reml import Components

if TYPE_CHECKING:
    from evaluator.scoring.evidence.arrays import Floats
    from evaluator.scoring.evidence.panel import Panel

_NOTHING = 1e-6  # of the range of the ratings


def fits_exactly(panel: Panel, *, leniency: bool) -> bool:
    """Tell whether no residual is left.

    Args:
        panel: Two applications or more.
        leniency: False leaves reviewers out: their ratings of an application are equal.
    """
    if not leniency:
        spread = np.abs(panel.score - panel.means[panel.application])
        return bool(np.max(spread) <= _NOTHING * _range(panel))
    return _effects(panel) is not None


def exact_components(panel: Panel, *, leniency: bool) -> Components:
    """Give the SDs, in input units, of ratings that fit exactly in one component."""
    if not leniency:
        return Components(float(np.std(panel.means, ddof=1)), 0.0, 0.0)
    effects = _effects(panel)
    if effects is None:
        raise ValueError("a residual is left")
    of_applications, of_reviewers = (
        float(np.std(each, ddof=1)) if np.ptp(each) > _NOTHING * _range(panel) else 0.0 for each in effects
    )
    return Components(of_applications, of_reviewers, 0.0)


def _range(panel: Panel) -> float:
    return float(np.ptp(panel.score))


def _effects(panel: Panel) -> tuple[Floats, Floats] | None:
    """Follow the reviews from effect to effect; None as soon as one does not fit."""
    n = len(panel.applications)
    ends = list(
        zip(panel.application.tolist(), (panel.reviewer + n).tolist(), panel.score.tolist(), strict=True)
    )
    near: list[list[tuple[int, float]]] = [[] for _ in range(n + len(panel.reviewers))]
    for one, other, score in ends:
        near[one].append((other, score))
        near[other].append((one, score))
    found: list[float | None] = [None] * len(near)
    nothing = _NOTHING * _range(panel)
    for root in range(n):
        if found[root] is not None:
            continue
        found[root] = 0.0
        waiting = [root]
        while waiting:
            at = waiting.pop()
            for other, score in near[at]:
                expected = score - (found[at] or 0.0)
                known = found[other]
                if known is None:
                    found[other] = expected
                    waiting.append(other)
                elif abs(known - expected) > nothing:
                    return None
    effects = np.array([each or 0.0 for each in found])
    return effects[:n], effects[n:]
