"""The evidence of a round: its ranked applications, its own rule, its real amounts.

Only applications that have a place take part. Worked out once per state of the scores
and then stored with method, seed and draws, because papers may not differ between
machines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from evaluator.domain.call import TieRule
from evaluator.scoring.evidence.analysis import Options, analyse
from evaluator.scoring.evidence.funded import EnvelopeRule
from evaluator.scoring.evidence.notes import Note, NoteCode
from evaluator.scoring.evidence.ratings import Rating, RatingScale
from evaluator.scoring.evidence.rounding import rounded
from evaluator.scoring.evidence.stability import ScoreTable, stability
from evaluator.scoring.transparent import FULL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.scoring.evidence.figures import Analysis
    from evaluator.scoring.evidence.stability import Stability
    from evaluator.scoring.figures import ApplicationScore, Outcome, Standing

WEIGHT_DRAWS = 1_000


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


def evidence_of(outcome: Outcome, options: Options | None = None) -> Evidence:
    """Work out the evidence of a round.

    Args:
        outcome: The round worked out.
        options: What may be chosen; the scale is always 0-100, without steps.
    """
    chosen = replace(options or Options(), scale=RatingScale(Fraction(0), Fraction(FULL)), continuous=True)
    ranked = sorted(outcome.ranked, key=lambda each: each.application.id)
    scores = [each.placing.score for each in ranked if each.placing is not None]
    ratings = [
        Rating(application=score.application, reviewer=review.reviewer, score=review.total)
        for score in scores
        for review in score.reviews
    ]
    rule = _rule(outcome, ranked)
    analysis = analyse(ratings, chosen, rule if ranked else None)
    if not ranked:
        return Evidence(analysis=analysis, firmness=(), weight_draws=0)
    if len(outcome.contents.round.call.groups) == 1:
        note = Note(code=NoteCode.SINGLE_GROUP, figures=("share_funded_by_weights",), missing=False)
        analysis = replace(analysis, notes=(*analysis.notes, note))
    table, reviewers = _table(outcome, scores)
    found = stability(table, rule, draws=WEIGHT_DRAWS, seed=chosen.seed)
    return Evidence(
        analysis=analysis, firmness=_firmness(scores, reviewers, found), weight_draws=WEIGHT_DRAWS
    )


def _rule(outcome: Outcome, ranked: Sequence[Standing]) -> EnvelopeRule:
    of = outcome.contents.round
    return EnvelopeRule(
        rule=of.rule,
        envelope=of.envelope,
        unit=of.call.unit_cents,
        bounds=np.array([each.award.bound for each in ranked], dtype=np.int64),
        able=np.array([bool(each.placing and not each.placing.shortfalls) for each in ranked], dtype=bool),
    )


def _table(outcome: Outcome, scores: Sequence[ApplicationScore]) -> tuple[ScoreTable, list[str]]:
    call = outcome.contents.round.call
    reviews = [(at, review) for at, score in enumerate(scores) for review in score.reviews]
    reviewers = sorted({str(review.reviewer) for _, review in reviews})
    at_reviewer = {name: at for at, name in enumerate(reviewers)}
    whole = sum(group.weight for group in call.groups)
    rows = [
        [float(review.groups[group.id]) if group.id in review.groups else np.nan for group in call.groups]
        for _, review in reviews
    ]
    table = ScoreTable(
        application=np.array([at for at, _ in reviews], dtype=np.int64),
        reviewer=np.array([at_reviewer[review.reviewer] for _, review in reviews], dtype=np.int64),
        groups=np.array(rows, dtype=np.float64),
        weights=np.array([float(group.weight / whole) for group in call.groups]),
        ties_by_groups=call.tie_rule is TieRule.GROUPS_IN_ORDER,
        sizes=(len(scores), len(reviewers)),
    )
    return table, reviewers


def _firmness(
    scores: Sequence[ApplicationScore], reviewers: Sequence[str], found: Stability
) -> tuple[Firmness, ...]:
    return tuple(
        Firmness(
            application=score.application,
            funded=bool(found.funded[at]),
            share_funded_by_weights=rounded(found.by_weights[at]),
            rank_acceptability=tuple(
                (place, rounded(share))
                for place, share in (found.weight_places[at] if found.weight_places else ())
            ),
            funded_by_median=bool(found.by_median[at]),
            turned_by=tuple(reviewers[reviewer] for reviewer in found.turned_by[at]),
            firm=bool(found.firm[at]),
        )
        for at, score in enumerate(scores)
    )
