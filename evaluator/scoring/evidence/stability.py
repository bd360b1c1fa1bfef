"""Whether an outcome stands when something that could have been otherwise is.

The published order is made again with other weights (SMAA), without one reviewer at a
time, and with the median of the reviews instead of their mean. An application is *firm*
when it has the same outcome under every one of these and in at least 95 per cent of the
weight draws; else it is *borderline*. Thresholds and exclusions are those of the
published score, and manual decisions are left out, as in P(funded). An application that
loses its only review with a reviewer has no outcome without that reviewer: it is not firm.

Everything here answers for the published rule; the model has no part in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evaluator.scoring.evidence.weights import CONCENTRATION, drawn_weights

if TYPE_CHECKING:
    from evaluator.scoring.evidence.arrays import Flags, Floats, Ints
    from evaluator.scoring.evidence.funded import Funding

FIRM_FROM = 0.95
"""Least share of weight draws with the published outcome."""

MOST_ACCEPTABILITIES = 500
"""Applications up to which rank acceptabilities are kept; their size grows with the square."""

_DECIMALS = 9  # scores 0-100 that were summed in another way are equal again
_NO_PRECEDENCE = -1.0  # a group that nobody could apply stands below every score
_CHUNK_ELEMENTS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTable:
    """The published scores review by review; N reviews, n applications, R reviewers, G groups.

    Attributes:
        application: Index of each review's application, shape (N,); each has one or more.
        reviewer: Index of each review's reviewer, shape (N,).
        groups: Group scores 0-100, NaN where nothing was applicable, shape (N, G).
        weights: Published weights of the groups, summing to one, shape (G,).
        ties_by_groups: Equal totals are parted by the groups in order.
        sizes: n and R.
    """

    application: Ints
    reviewer: Ints
    groups: Floats
    weights: Floats
    ties_by_groups: bool
    sizes: tuple[int, int]

    def totals(self, weights: Floats) -> Floats:
        """Give the reviews' totals under D weights, shape (D, N)."""
        points = np.zeros((len(weights), len(self.application)))
        whole = np.zeros_like(points)
        for at in range(self.groups.shape[1]):
            answered = ~np.isnan(self.groups[:, at])
            points += weights[:, at, None] * np.where(answered, self.groups[:, at], 0)
            whole += weights[:, at, None] * answered
        return np.asarray(points / whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """What other choices change; arrays over the n applications.

    Attributes:
        funded: Whether the rule funds it by the published score, shape (n,).
        by_weights: Share of the weight draws that fund it, shape (n,).
        weight_places: Its places in them, (place, share of draws) by place; empty for more
            than ``MOST_ACCEPTABILITIES`` applications.
        by_median: Whether it is funded by medians, shape (n,).
        turned_by: Indices of the reviewers without whom its outcome is another.
        firm: The same outcome throughout, shape (n,).
    """

    funded: Flags
    by_weights: Floats
    weight_places: tuple[tuple[tuple[int, float], ...], ...]
    by_median: Flags
    turned_by: tuple[tuple[int, ...], ...]
    firm: Flags


def stability(table: ScoreTable, funding: Funding, *, draws: int, seed: int) -> Stability:
    """Make the published order again under every other choice.

    Args:
        table: The scores.
        funding: The round's rule, for applications in the table's order.
        draws: Weight draws.
        seed: Same seed, same figures.
    """
    totals = table.totals(table.weights[None])[0]
    everyone = np.ones(len(totals), dtype=bool)
    parting = _parting(table, everyone)
    funded = _funded(_means(table, totals, everyone), parting, funding)
    shares, places = _under_weights(table, funding, parting, np.random.default_rng(seed), draws)
    by_median = _funded(_medians(table, totals), parting, funding)
    turned_by = _without_each(table, totals, funding, funded)
    same = np.where(funded, shares, 1 - shares) >= FIRM_FROM
    same &= (by_median == funded) & np.array([not turned for turned in turned_by])
    return Stability(
        funded=funded,
        by_weights=shares,
        weight_places=places,
        by_median=by_median,
        turned_by=turned_by,
        firm=same,
    )


def _means(table: ScoreTable, values: Floats, counted: Flags) -> Floats:
    """Give the mean of each application over the counted reviews, NaN without one, shape (n,)."""
    n = table.sizes[0]
    sums = np.bincount(table.application[counted], values[counted], n)
    reviews = np.bincount(table.application[counted], minlength=n)
    return np.where(reviews > 0, sums / np.maximum(reviews, 1), np.nan)


def _medians(table: ScoreTable, totals: Floats) -> Floats:
    """Give the median of each application's reviews, shape (n,)."""
    order = np.lexsort((totals, table.application))
    reviews = np.bincount(table.application, minlength=table.sizes[0])
    starts = np.cumsum(reviews) - reviews
    ordered = totals[order]
    return np.asarray((ordered[starts + (reviews - 1) // 2] + ordered[starts + reviews // 2]) / 2)


def _parting(table: ScoreTable, counted: Flags) -> Ints:
    """Give numbers that part equal totals by the tie rule, high is better, shape (n,)."""
    if not table.ties_by_groups:
        return np.zeros(table.sizes[0], dtype=np.int64)
    columns = [
        _means(table, values, counted & ~np.isnan(values)) for values in np.ascontiguousarray(table.groups.T)
    ]
    keys = np.round(np.nan_to_num(np.stack(columns, axis=1), nan=_NO_PRECEDENCE), _DECIMALS)
    order = np.lexsort(keys.T[::-1])  # by the first group, then the next
    rises = np.any(np.diff(keys[order], axis=0) != 0, axis=1)
    found = np.zeros(len(keys), dtype=np.int64)
    found[order[1:]] = np.cumsum(rises)
    return found


def _order(scores: Floats, parting: Ints) -> tuple[Ints, Flags]:
    """Order applications best first and mark where steps of equals start, shapes (D, n)."""
    rough = np.round(scores, _DECIMALS)
    beside = np.broadcast_to(parting, rough.shape)
    order = np.lexsort((-beside, -rough), axis=1)
    ordered = np.take_along_axis(rough, order, axis=1)
    by_side = np.take_along_axis(beside, order, axis=1)
    starts = np.ones(order.shape, dtype=bool)
    starts[:, 1:] = (ordered[:, 1:] != ordered[:, :-1]) | (by_side[:, 1:] != by_side[:, :-1])
    return order, starts


def _funded(scores: Floats, parting: Ints, funding: Funding) -> Flags:
    """Tell who is funded; an application without a score is last and not funded, shape (n,)."""
    none = np.isnan(scores)
    order, starts = _order(np.where(none, -np.inf, scores)[None], parting)
    found = np.empty(len(scores), dtype=bool)
    found[order[0]] = funding(order, starts)[0]
    return found & ~none


def _under_weights(
    table: ScoreTable, funding: Funding, parting: Ints, random: np.random.Generator, draws: int
) -> tuple[Floats, tuple[tuple[tuple[int, float], ...], ...]]:
    """Give the share of the draws that fund each application, and its rank acceptabilities."""
    n = table.sizes[0]
    drawn = drawn_weights(CONCENTRATION * table.weights, draws, random)
    reviews = np.bincount(table.application, minlength=n)
    by_application = np.argsort(table.application, kind="stable")
    starts_of = np.cumsum(reviews) - reviews
    times = np.zeros(n, dtype=np.int64)
    places = np.empty((draws if n <= MOST_ACCEPTABILITIES else 0, n), dtype=np.int64)
    step = max(1, _CHUNK_ELEMENTS // len(table.application))
    for start in range(0, draws, step):
        part = slice(start, start + step)
        totals = table.totals(drawn[part])[:, by_application]
        scores = np.add.reduceat(totals, starts_of, axis=1) / reviews
        order, starts = _order(scores, parting)
        funded = np.empty(order.shape, dtype=bool)
        np.put_along_axis(funded, order, funding(order, starts), axis=1)
        times += np.sum(funded, axis=0)
        if len(places):
            position = np.maximum.accumulate(np.where(starts, np.arange(1, n + 1), 0), axis=1)
            np.put_along_axis(places[part], order, position, axis=1)
    return times / draws, tuple(_acceptabilities(of_one) for of_one in places.T if len(places))


def _acceptabilities(places: Ints) -> tuple[tuple[int, float], ...]:
    """Count the places of one application in the draws."""
    found, times = np.unique(places, return_counts=True)
    return tuple((int(place), int(time) / len(places)) for place, time in zip(found, times, strict=True))


def _without_each(
    table: ScoreTable, totals: Floats, funding: Funding, published: Flags
) -> tuple[tuple[int, ...], ...]:
    """Give for each application the reviewers without whom its outcome changes or is none."""
    turned: list[list[int]] = [[] for _ in range(table.sizes[0])]
    for reviewer in range(table.sizes[1]):
        counted = table.reviewer != reviewer
        scores = _means(table, totals, counted)
        funded = _funded(scores, _parting(table, counted), funding)
        for at in np.flatnonzero((funded != published) | np.isnan(scores)):
            turned[int(at)].append(reviewer)
    return tuple(tuple(each) for each in turned)
