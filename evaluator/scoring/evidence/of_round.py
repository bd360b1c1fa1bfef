"""The evidence of a round: its ranked applications, its own rule, its real amounts.

Only applications that have a place take part. Worked out once per state of the scores
and then stored with method, seed and draws, because papers may not differ between
machines.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from evaluator.domain.call import TieRule
from evaluator.scoring.evidence.analysis import Options, analyse
from evaluator.scoring.evidence.figures import Evidence, Firmness
from evaluator.scoring.evidence.funded import EnvelopeRule
from evaluator.scoring.evidence.method import method_for
from evaluator.scoring.evidence.notes import Note, NoteCode
from evaluator.scoring.evidence.ratings import Rating, RatingScale
from evaluator.scoring.evidence.rounding import rounded
from evaluator.scoring.evidence.stability import ScoreTable, stability
from evaluator.scoring.transparent import FULL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evaluator.domain.identifiers import GroupId
    from evaluator.scoring.evidence.stability import Stability
    from evaluator.scoring.figures import ApplicationScore, Outcome, Standing

WEIGHT_DRAWS = 1_000

RANKED_FIGURES = (
    "adjusted",
    "expected_rank",
    "interval_50",
    "interval_90",
    "score_50",
    "score_90",
    "p_funded",
    "p_funded_unadjusted",
    "zone",
    "firm",
)
"""Figures that only an application with a place has."""

_FROM_REVIEWS = ("adjusted", "expected_rank", "p_funded", "p_funded_unadjusted", "zone")
_NOBODY = -1  # no reviewer: what the reviewers agreed on stands without any one of them


def evidence_of(outcome: Outcome, options: Options | None = None) -> Evidence:
    """Work out the evidence of a round.

    Args:
        outcome: The round worked out.
        options: What may be chosen; the method for a round of this size when None. The
            scale is always 0-100, without steps, and intervals of the scores are given.
    """
    ranked = sorted(outcome.ranked, key=lambda each: each.application.id)
    chosen = replace(
        options or _options(len(ranked)),
        scale=RatingScale(Fraction(0), Fraction(FULL)),
        continuous=True,
        score_intervals=True,
    )
    scores = [each.placing.score for each in ranked if each.placing is not None]
    ratings = [
        Rating(application=score.application, reviewer=review.reviewer, score=review.total)
        for score in scores
        for review in score.reviews
    ]
    rated = [each for each in ranked if each.placing is not None and each.placing.score.reviews]
    analysis = analyse(ratings, chosen, _rule(outcome, rated) if rated else None)
    of_model = [_with_scores(each) for each in analysis.notes]
    analysis = replace(analysis, notes=(*of_model, *_notes(outcome, ranked, ratings)))
    if not ranked:
        return Evidence(analysis=analysis, firmness=(), weight_draws=0)
    table, reviewers = _table(outcome, scores)
    found = stability(table, _rule(outcome, ranked), draws=WEIGHT_DRAWS, seed=chosen.seed)
    return Evidence(
        analysis=analysis, firmness=_firmness(scores, reviewers, found), weight_draws=WEIGHT_DRAWS
    )


def _options(applications: int) -> Options:
    method = method_for(applications)
    return Options(prior=method.prior, draws=method.draws, seed=method.seed, limits=method.limits)


def _with_scores(note: Note) -> Note:
    """Say of the score intervals what is said of the other figures of the same model."""
    if note.missing and "p_funded_unadjusted" in note.figures:
        return replace(note, figures=(*note.figures, "score_50", "score_90"))
    return note


def _notes(outcome: Outcome, ranked: Sequence[Standing], ratings: Sequence[Rating]) -> list[Note]:
    """Say what a round's own circumstances keep out of the figures, or decide in them."""
    notes = []
    if ranked and len(outcome.contents.round.call.groups) == 1:
        notes.append(Note(code=NoteCode.SINGLE_GROUP, figures=("share_funded_by_weights",), missing=False))
    able = [each.award.bound for each in ranked if each.placing and not each.placing.shortfalls]
    if ranked and sum(able) <= outcome.allocation.envelope:
        figures = ("p_funded", "p_funded_unadjusted", "zone", "firm")
        notes.append(Note(code=NoteCode.ENVELOPE_ENOUGH, figures=figures, missing=False))
    unranked = sum(each.score is not None for each in outcome.standings) - len(ranked)
    if unranked:
        notes.append(Note(code=NoteCode.NOT_RANKED, figures=RANKED_FIGURES, facts={"count": unranked}))
    agreed = sum(_settled(each.placing.score) for each in ranked if each.placing is not None)
    if agreed:
        notes.append(
            Note(code=NoteCode.CONSENSUS, figures=_FROM_REVIEWS, facts={"count": agreed}, missing=False)
        )
    silent = {each.id for each in outcome.contents.reviewers} - {each.reviewer for each in ratings}
    if silent and ratings:
        notes.append(Note(code=NoteCode.NO_REVIEWS_BY, figures=("leniency",), facts={"count": len(silent)}))
    return notes


def _rule(outcome: Outcome, ranked: Sequence[Standing]) -> EnvelopeRule:
    of = outcome.contents.round
    return EnvelopeRule(
        rule=of.rule,
        envelope=of.envelope,
        unit=of.call.unit_cents,
        bounds=np.array([each.award.bound for each in ranked], dtype=np.int64),
        able=np.array([bool(each.placing and not each.placing.shortfalls) for each in ranked], dtype=bool),
    )


def _settled(score: ApplicationScore) -> bool:
    """Tell whether something else than the mean of the reviews is its score: a consensus."""
    return score.consensus is not None


def _table(outcome: Outcome, scores: Sequence[ApplicationScore]) -> tuple[ScoreTable, list[str]]:
    call = outcome.contents.round.call
    reviewers = sorted({str(review.reviewer) for score in scores for review in score.reviews})
    at_reviewer = {name: at for at, name in enumerate(reviewers)}
    reviews: list[tuple[int, int, Mapping[GroupId, Fraction]]] = []
    for at, score in enumerate(scores):
        if _settled(score):
            reviews.append((at, _NOBODY, score.groups))
        else:
            reviews += [(at, at_reviewer[each.reviewer], each.groups) for each in score.reviews]
    whole = sum(group.weight for group in call.groups)
    rows = [
        [float(of_groups[group.id]) if group.id in of_groups else np.nan for group in call.groups]
        for _, _, of_groups in reviews
    ]
    table = ScoreTable(
        application=np.array([at for at, _, _ in reviews], dtype=np.int64),
        reviewer=np.array([reviewer for _, reviewer, _ in reviews], dtype=np.int64),
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
