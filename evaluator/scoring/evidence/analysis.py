"""All the evidence that a set of ratings gives, rounded, with notes on what it cannot give."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from evaluator.scoring.evidence.agreement import agree
from evaluator.scoring.evidence.errors import DrawsError, RatingOutsideScaleError
from evaluator.scoring.evidence.figures import (
    Analysis,
    ApplicationFigures,
    ReviewerFigures,
)
from evaluator.scoring.evidence.graph import review_graph
from evaluator.scoring.evidence.method import (
    HIGHEST_DRAWS,
    LOWEST_DRAWS,
    MOST_DRAWS,
    SEED,
    Method,
    PriorName,
)
from evaluator.scoring.evidence.model import Fit, Settings, fit
from evaluator.scoring.evidence.notes import Note, NoteCode
from evaluator.scoring.evidence.obstacles import LEAST_REVIEWS, reach
from evaluator.scoring.evidence.panel import Panel, panel
from evaluator.scoring.evidence.ratings import RatingScale
from evaluator.scoring.evidence.rounding import digits_of, plain, rounded
from evaluator.scoring.evidence.zone import ZoneLimits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.scoring.evidence.funded import Funding
    from evaluator.scoring.evidence.ratings import Rating

MOST_CELLS = 300_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be chosen.

    Attributes:
        scale: Ends of the scale in input units; None takes the data's own extremes.
        prior: By name.
        draws: Of the posterior.
        seed: Of the draws.
        limits: Of the zones.
        continuous: Scores have no steps, so that AC2 does not apply; else the steps are
            found from the ratings.
        score_intervals: Whether ``score_50`` and ``score_90`` are wanted.
    """

    scale: RatingScale | None = None
    prior: PriorName = PriorName.DEFAULT
    draws: int = MOST_DRAWS
    seed: int = SEED
    limits: ZoneLimits = field(default_factory=ZoneLimits)
    continuous: bool = False
    score_intervals: bool = False


def analyse(
    ratings: Sequence[Rating], options: Options | None = None, funding: Funding | None = None
) -> Analysis:
    """Work out all the evidence.

    Args:
        ratings: At most one for each pair of application and reviewer, in any order.
        options: What may be chosen.
        funding: Who is funded in a ranking; its applications are in the order of their
            ids. None leaves the shares funded and the zones out.

    Raises:
        RatingOutsideScaleError: A rating lies off the given scale.
        DrawsError: Too few or too many draws for so many applications.
    """
    chosen = options or Options()
    data = panel(ratings)
    _require_draws(chosen.draws, len(data.applications))
    scale = _scale(ratings, chosen.scale)
    graph = review_graph([(each.application, each.reviewer) for each in ratings])
    can = reach(data, len(graph.components))
    notes = list(can.notes)
    if scale is not None and chosen.scale is None:
        facts = {"lowest": plain(scale.lowest), "highest": plain(scale.highest)}
        notes.append(Note(code=NoteCode.SCALE_FROM_DATA, figures=("scale",), facts=facts, missing=False))
    if funding is None and len(data.score):
        notes.append(Note(code=NoteCode.NOTHING_TO_FUND, figures=("p_funded", "p_funded_unadjusted", "zone")))
    settings = _settings(chosen, scale)
    adjusted = fit(data, settings, leniency=True, funding=funding) if settings and can.adjusted else None
    unadjusted = None
    if settings and can.unadjusted and (funding is not None or chosen.score_intervals):
        unadjusted = fit(
            data,
            settings,
            leniency=False,
            funding=funding,
            with_ranks=False,
            with_scores=chosen.score_intervals,
        )
    agreement = agree(ratings, data, settings, can, continuous=chosen.continuous)
    notes += agreement.notes
    return Analysis(
        applications=_applications(ratings, data, chosen, (adjusted, unadjusted)),
        reviewers=_reviewers(data, adjusted, notes),
        sd=agreement.sd,
        reliability=agreement.reliability,
        graph=graph,
        scale=scale,
        method=Method(seed=chosen.seed, draws=chosen.draws, prior=chosen.prior, limits=chosen.limits),
        notes=tuple(notes),
    )


def _require_draws(draws: int, applications: int) -> None:
    most = min(HIGHEST_DRAWS, MOST_CELLS // max(1, applications))
    if not LOWEST_DRAWS <= draws <= most:
        raise DrawsError(draws=draws, applications=applications, least=LOWEST_DRAWS, most=most)


def _scale(ratings: Sequence[Rating], given: RatingScale | None) -> RatingScale | None:
    """Give the scale in use; None where the data alone span none."""
    if given is not None:
        for each in ratings:
            if not given.lowest <= each.score <= given.highest:
                raise RatingOutsideScaleError(
                    line=each.line,
                    value=plain(each.score),
                    lowest=plain(given.lowest),
                    highest=plain(given.highest),
                )
        return given
    if not ratings:
        return None
    lowest, highest = min(each.score for each in ratings), max(each.score for each in ratings)
    return RatingScale(lowest, highest) if lowest < highest else None


def _settings(chosen: Options, scale: RatingScale | None) -> Settings | None:
    if scale is None:
        return None
    return Settings(prior=chosen.prior, draws=chosen.draws, seed=chosen.seed, scale=scale)


def _applications(
    ratings: Sequence[Rating],
    data: Panel,
    chosen: Options,
    fits: tuple[Fit | None, Fit | None],
) -> tuple[ApplicationFigures, ...]:
    exact: dict[str, list[Fraction]] = defaultdict(list)
    for each in ratings:
        exact[each.application].append(each.score)
    means = {name: sum(scores, Fraction(0)) / len(scores) for name, scores in exact.items()}
    digits = digits_of(data.score) if fits[0] is not None else 0
    by_mean = sorted(range(len(data.applications)), key=lambda at: (-means[data.applications[at]], at))
    return tuple(
        ApplicationFigures(
            id=data.applications[at],
            n=len(exact[data.applications[at]]),
            mean=float(means[data.applications[at]]),
            **_adjusted_figures(at, digits, fits[0]),
            **_funded_figures(at, chosen, fits),
            **_score_intervals(at, data, fits[1]),
        )
        for at in by_mean
    )


def _adjusted_figures(at: int, digits: int, adjusted: Fit | None) -> dict[str, Any]:
    if adjusted is None or adjusted.rank is None:
        return {}
    rank = adjusted.rank
    return {
        "adjusted": rounded(adjusted.adjusted[at], digits),
        "expected_rank": rounded(rank.expected[at]),
        "sucra": rounded(rank.sucra[at]),
        "pcer": rounded(rank.pcer[at]),
        "interval_50": (int(rank.interval_50[0, at]), int(rank.interval_50[1, at])),
        "interval_90": (int(rank.interval_90[0, at]), int(rank.interval_90[1, at])),
    }


def _funded_figures(at: int, chosen: Options, fits: tuple[Fit | None, Fit | None]) -> dict[str, Any]:
    with_leniency, without = (
        rounded(each.funded[at] / chosen.draws) if each is not None and each.funded is not None else None
        for each in fits
    )
    return {
        "p_funded": with_leniency,
        "p_funded_unadjusted": without,
        "zone": None if without is None else chosen.limits.zone(without),
    }


def _score_intervals(at: int, data: Panel, unadjusted: Fit | None) -> dict[str, Any]:
    if unadjusted is None or unadjusted.score_50 is None or unadjusted.score_90 is None:
        return {}
    digits = digits_of(data.score)
    both = {"score_50": unadjusted.score_50, "score_90": unadjusted.score_90}
    return {name: (rounded(ends[0, at], digits), rounded(ends[1, at], digits)) for name, ends in both.items()}


def _reviewers(data: Panel, adjusted: Fit | None, notes: list[Note]) -> tuple[ReviewerFigures, ...]:
    loads = [int(load) for load in data.loads]
    if adjusted is None:
        return tuple(ReviewerFigures(id=name, n=n) for name, n in zip(data.reviewers, loads, strict=True))
    few = sum(load < LEAST_REVIEWS for load in loads)
    if few:
        facts = {"count": few, "least": LEAST_REVIEWS}
        notes.append(Note(code=NoteCode.FEW_REVIEWS, figures=("leniency",), facts=facts))
    digits = digits_of(data.score)
    bounds = adjusted.leniency_90
    return tuple(
        ReviewerFigures(
            id=name,
            n=load,
            leniency=rounded(adjusted.leniency[at], digits) if load >= LEAST_REVIEWS else None,
            interval_90=(rounded(bounds[0, at], digits), rounded(bounds[1, at], digits))
            if load >= LEAST_REVIEWS
            else None,
        )
        for at, (name, load) in enumerate(zip(data.reviewers, loads, strict=True))
    )
