"""The figures of the evidence, as values. None is never zero: a note says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.scoring.evidence.graph import ReviewGraph
    from evaluator.scoring.evidence.method import Method
    from evaluator.scoring.evidence.notes import Note
    from evaluator.scoring.evidence.ratings import RatingScale
    from evaluator.scoring.evidence.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFigures:
    """What is known of one application's place.

    Attributes:
        id: Which one.
        n: Its ratings.
        mean: Their mean, in input units.
        adjusted: Mean with leniency and chance removed, in input units.
        expected_rank: E[rank]; 1 is best.
        sucra: Surface under the cumulative ranking; 1 is best.
        pcer: Percentile of the expected rank; low is best.
        interval_50, interval_90: Ranks between which it lies with that probability.
        p_funded: Probability to be funded with leniency removed.
        p_funded_unadjusted: The same where all reviewers are taken as equally strict,
            as the published score takes them.
        score_50, score_90: Where its score lies with that probability, reviewers taken as
            equally strict, in input units; only where a round asked for them.
        zone: By ``p_funded_unadjusted``.
    """

    id: str
    n: int
    mean: float
    adjusted: float | None = None
    expected_rank: float | None = None
    sucra: float | None = None
    pcer: float | None = None
    interval_50: tuple[int, int] | None = None
    interval_90: tuple[int, int] | None = None
    p_funded: float | None = None
    p_funded_unadjusted: float | None = None
    score_50: tuple[float, float] | None = None
    score_90: tuple[float, float] | None = None
    zone: Zone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerFigures:
    """What is known of one reviewer.

    Attributes:
        id: Which one.
        n: Ratings given.
        leniency: E[nu] in input units; positive is lenient. None below five ratings.
        interval_90: Where it lies with 90 per cent probability.
    """

    id: str
    n: int
    leniency: float | None = None
    interval_90: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SdFigures:
    """REML standard deviations in input units."""

    application: float | None = None
    reviewer: float | None = None
    residual: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityFigures:
    """How far reviewers agree; see ``reliability``, ``krippendorff`` and ``gwet``."""

    icc_single: float | None = None
    icc_mean: float | None = None
    alpha_interval: float | None = None
    ac2: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything that was worked out from ratings.

    Attributes:
        applications: By falling mean, equals by id.
        reviewers: By id.
        sd: Variance components.
        reliability: Agreement.
        graph: Who can be compared with whom.
        scale: The scale that was used, or None where there is none.
        method: How.
        notes: Why a figure is missing or has to be read with care.
    """

    applications: Sequence[ApplicationFigures]
    reviewers: Sequence[ReviewerFigures]
    sd: SdFigures
    reliability: ReliabilityFigures
    graph: ReviewGraph
    scale: RatingScale | None
    method: Method
    notes: Sequence[Note]


@dataclass(frozen=True, slots=True, kw_only=True)
class Firmness:
    """How firmly one application's outcome by the rule stands.

    Attributes:
        application: Its id.
        funded: Whether the rule funds it.
        share_funded_by_weights: Share of the weight draws that fund it.
        rank_acceptability: (place, share of the weight draws) by place; empty for very
            many applications.
        funded_by_median: Whether it is funded by the median of its reviews.
        turned_by: Reviewers without whom its outcome changes, by id.
        firm: The same outcome throughout; else borderline.
    """

    application: str
    funded: bool
    share_funded_by_weights: float
    rank_acceptability: tuple[tuple[int, float], ...]
    funded_by_median: bool
    turned_by: tuple[str, ...]
    firm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What stands beside the ranking.

    Attributes:
        analysis: The model's figures and the reliability, on the scale 0-100.
        firmness: One for each ranked application, by id; empty if none is ranked.
        weight_draws: How many weights were drawn.
    """

    analysis: Analysis
    firmness: Sequence[Firmness]
    weight_draws: int
