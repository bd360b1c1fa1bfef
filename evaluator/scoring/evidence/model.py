"""The model fitted to a panel: adjusted means, leniency, ranks and shares funded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evaluator.scoring.evidence.design import Design, Side
from evaluator.scoring.evidence.draws import draw, quantiles
from evaluator.scoring.evidence.funded import share_funded
from evaluator.scoring.evidence.grid import grid
from evaluator.scoring.evidence.priors import prior
from evaluator.scoring.evidence.ranks import orders, rank_figures, ranks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.scoring.evidence.arrays import Floats, Ints
    from evaluator.scoring.evidence.draws import Posterior
    from evaluator.scoring.evidence.funded import Funding
    from evaluator.scoring.evidence.method import PriorName
    from evaluator.scoring.evidence.panel import Panel
    from evaluator.scoring.evidence.ranks import RankFigures
    from evaluator.scoring.evidence.ratings import RatingScale

_CHUNK_ELEMENTS = 1_000_000
_INTERVAL, _HALF = (0.05, 0.95), (0.25, 0.75)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to draw.

    Attributes:
        prior: By name.
        draws: D.
        seed: Same seed, same figures.
        scale: Ends of the scale, in input units.
    """

    prior: PriorName
    draws: int
    seed: int
    scale: RatingScale

    @property
    def range(self) -> float:
        """Highest - lowest."""
        return float(self.scale.range)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What the posterior says, in input units.

    Attributes:
        adjusted: E[mu + theta], shape (n,).
        leniency: E[nu], positive is lenient, shape (R,); zeros without leniency.
        leniency_90: 5 and 95 per cent quantiles of nu, shape (2, R).
        rank: Places in the draws, or None where not asked for.
        funded: In how many draws each is funded, shape (n,), or None without a rule.
        score_50, score_90: Quantiles of mu + theta, shape (2, n), or None where not asked for.
    """

    adjusted: Floats
    leniency: Floats
    leniency_90: Floats
    rank: RankFigures | None
    funded: Ints | None
    score_50: Floats | None = None
    score_90: Floats | None = None


def design_of(panel: Panel, settings: Settings, *, leniency: bool = True) -> tuple[Design, float]:
    """Prepare the panel and give the centre above its origin, both on the normalised scale."""
    y = panel.score / settings.range
    centre = float(np.mean(panel.means / settings.range))
    application = Side(panel.application, len(panel.applications))
    reviewer = Side(panel.reviewer, len(panel.reviewers)) if leniency else None
    return Design(y - centre, application, reviewer), centre


def fit(
    panel: Panel,
    settings: Settings,
    *,
    leniency: bool,
    funding: Funding | None,
    with_ranks: bool = True,
    with_scores: bool = False,
) -> Fit:
    """Draw from the posterior and summarise.

    Args:
        panel: The ratings; not all equal, of two applications or more.
        settings: How to draw.
        leniency: False takes every reviewer as equally strict (nu = 0).
        funding: Who is funded in a ranking, or None.
        with_ranks: Whether places are wanted.
        with_scores: Whether intervals of the scores are wanted.
    """
    design, centre = design_of(panel, settings, leniency=leniency)
    of_prior = prior(settings.prior, leniency=leniency)
    random = np.random.default_rng(settings.seed)
    posterior = draw(design, of_prior, grid(design, of_prior), settings.draws, random)
    n = len(panel.applications)
    small = n < np.iinfo(np.int16).max
    drawn = np.empty((settings.draws if with_ranks else 0, n), dtype=np.int16 if small else np.int32)
    funded = np.zeros(n, dtype=np.int64)
    scores = np.empty((settings.draws if with_scores else 0, n))
    strictness: list[Floats] = []
    done = 0
    for effects, of_reviewers in _effects(posterior, random):
        if of_reviewers is not None:
            strictness.append(of_reviewers)
        order = orders(effects)
        places = ranks(order)
        part = slice(done, done + len(places))
        if with_ranks:
            drawn[part] = places
        if with_scores:
            scores[part] = effects + posterior.level[part, None]
        done = part.stop
        if funding is not None:
            funded += share_funded(funding, order, places)
    reviewers = np.vstack(strictness) if strictness else np.ascontiguousarray(posterior.kept.T)
    level = float(panel.origin) + settings.range * (centre + posterior.mean_level)
    intervals: Floats | None = None
    if with_scores:
        at = quantiles(scores, (*_INTERVAL, *_HALF))
        intervals = float(panel.origin) + settings.range * (centre + at)
    return Fit(
        adjusted=level + settings.range * posterior.mean_applications,
        leniency=settings.range * posterior.mean_reviewers,
        leniency_90=settings.range * quantiles(reviewers, _INTERVAL),
        rank=rank_figures(drawn) if with_ranks else None,
        funded=None if funding is None else funded,
        score_50=None if intervals is None else intervals[2:],
        score_90=None if intervals is None else intervals[:2],
    )


def _effects(posterior: Posterior, random: np.random.Generator) -> Iterator[tuple[Floats, Floats | None]]:
    """Give the applications' effects in chunks of draws, and the reviewers' where they come along."""
    if not posterior.design.keeps_applications:
        for chunk in posterior.eliminated(random):
            yield chunk, None
        return
    done = 0
    for chunk in posterior.eliminated(random):
        yield np.ascontiguousarray(posterior.kept[:, done : done + len(chunk)].T), chunk
        done += len(chunk)
