"""Rank acceptability by drawn weights."""

import numpy as np
import pytest

from evaluator.scoring.evidence.weights import (
    drawn_weights,
    rank_acceptability,
    shared_places,
    weighted_scores,
)


def test_the_exact_case_of_three_alternatives():
    values = np.array([[1.0, 0, 0], [0, 1, 0], [0.4, 0.4, 0.4]])
    draws = 100_000
    weights = drawn_weights(np.ones(3), draws, np.random.default_rng(5))

    found = rank_acceptability(weighted_scores(values, weights))

    exact = np.array([0.34, 0.34, 0.32])
    assert np.all(np.abs(found[:, 0] - exact) < 3 * np.sqrt(exact * (1 - exact) / draws))
    assert np.sum(found, axis=1) == pytest.approx(np.ones(3))


def test_equal_alternatives_share_the_better_place():
    assert shared_places(np.array([[5.0, 7.0, 5.0, 1.0], [1, 2, 3, 4]])).tolist() == [
        [2, 1, 2, 4],
        [4, 3, 2, 1],
    ]
    values = np.array([[0.3, 0.7], [0.3, 0.7], [0.9, 0.9]])
    weights = drawn_weights(np.array([20.0, 30.0]), 200, np.random.default_rng(1))
    assert rank_acceptability(weighted_scores(values, weights)).tolist() == [[0, 1, 0], [0, 1, 0], [1, 0, 0]]


def test_weights_stay_around_the_published_ones_and_sum_to_one():
    published = np.array([0.5, 0.3, 0.2])

    drawn = drawn_weights(100 * published, 20_000, np.random.default_rng(2))

    assert np.sum(drawn, axis=1) == pytest.approx(np.ones(20_000))
    assert np.mean(drawn, axis=0) == pytest.approx(published, abs=0.002)
    assert np.std(drawn, axis=0) == pytest.approx(np.sqrt(published * (1 - published) / 101), abs=0.002)


def test_values_may_be_drawn_as_well():
    values = np.array([[[1.0, 0.0], [0.0, 1.0]], [[0.0, 0.0], [1.0, 1.0]]])

    scores = weighted_scores(values, np.array([[0.25, 0.75], [0.5, 0.5]]))

    assert scores.tolist() == [[0.25, 0.75], [0.0, 1.0]]
