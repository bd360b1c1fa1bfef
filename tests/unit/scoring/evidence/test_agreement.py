"""Coefficients of agreement against printed tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.scoring.evidence.gwet import ac1, ac2, quadratic_weights
from evaluator.scoring.evidence.krippendorff import Metric, alpha
from evaluator.scoring.evidence.reliability import icc, shrout_fleiss
from evaluator.scoring.evidence.reml import Components
from tests.unit.scoring.evidence.helpers import rows


@pytest.fixture(scope="module")
def coders():
    """Values and units of the printed table of 4 coders and 12 units."""
    cells = [
        (at, float(row[coder]))
        for at, row in enumerate(rows("krippendorff2011_4x12.csv"))
        for coder in "ABCD"
        if row[coder]
    ]
    return np.array([value for _, value in cells]), np.array([unit for unit, _ in cells])


@pytest.mark.parametrize(
    ("metric", "printed"),
    [
        (Metric.NOMINAL, 0.743421),
        (Metric.ORDINAL, 0.815388),
        (Metric.INTERVAL, 0.849107),
        (Metric.RATIO, 0.797403),
    ],
)
def test_alpha_of_the_printed_table(coders, metric, printed):
    values, unit = coders

    assert alpha(values, unit, metric) == pytest.approx(printed, abs=1e-6)


def test_ac1_of_the_printed_table(coders):
    values, unit = coders

    assert ac1(values.astype(int) - 1, unit, 5) == pytest.approx(0.77544, abs=1e-5)


def slow_alpha(values, unit, distance):
    """Alpha by its definition, pair by pair."""
    keep = [at for at in range(len(values)) if list(unit).count(unit[at]) > 1]
    n = len(keep)
    sizes = {at: list(unit[keep]).count(unit[at]) for at in keep}
    within = sum(
        distance(values[i], values[j]) / (sizes[i] - 1)
        for i in keep
        for j in keep
        if i != j and unit[i] == unit[j]
    )
    among = sum(distance(values[i], values[j]) for i in keep for j in keep if i != j)
    return None if among == 0 else 1 - (within / n) / (among / (n * (n - 1)))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=1, max_size=25))
def test_alpha_is_what_its_definition_says_pair_by_pair(cells):
    values, unit = np.array([float(v) for v, _ in cells]), np.array([u for _, u in cells])
    distances = {
        Metric.NOMINAL: lambda x, y: float(x != y),
        Metric.INTERVAL: lambda x, y: (x - y) ** 2,
        Metric.RATIO: lambda x, y: ((x - y) / (x + y)) ** 2 if x + y else 0.0,
    }

    for metric, distance in distances.items():
        slow, fast = slow_alpha(values, unit, distance), alpha(values, unit, metric)
        assert fast == (None if slow is None else pytest.approx(slow, abs=1e-9))


def test_ac2_gives_near_misses_credit():
    category, unit = np.array([0, 1, 3, 4, 2, 2]), np.array([0, 0, 1, 1, 2, 2])

    with_credit, without = ac2(category, unit, 5), ac1(category, unit, 5)

    assert with_credit is not None
    assert without is not None
    assert with_credit > without
    assert quadratic_weights(3).tolist() == [[1, 0.75, 0], [0.75, 1, 0.75], [0, 0.75, 1]]


def test_agreement_needs_a_unit_that_two_rated():
    assert ac2(np.array([0, 1]), np.array([0, 1]), 3) is None
    assert ac2(np.array([], dtype=int), np.array([], dtype=int), 3) is None
    assert alpha(np.array([1.0, 2.0]), np.array([0, 1]), Metric.INTERVAL) is None
    assert alpha(np.array([]), np.array([], dtype=int), Metric.RATIO) is None


def test_the_six_correlations_of_shrout_and_fleiss():
    table = np.zeros((6, 4))
    for row in rows("shrout_fleiss1979.csv"):
        table[int(row["t"]), int(row["r"])] = float(row["y"])

    found = shrout_fleiss(table)

    assert found is not None
    assert found.one_single == pytest.approx(0.165742, abs=1e-6)
    assert found.two_single == pytest.approx(0.289764, abs=1e-6)
    assert found.three_single == pytest.approx(0.714841, abs=1e-6)
    assert found.one_mean == pytest.approx(0.442797, abs=1e-6)
    assert found.two_mean == pytest.approx(0.620051, abs=1e-6)
    assert found.three_mean == pytest.approx(0.909316, abs=1e-6)


def test_the_six_correlations_need_two_raters_and_a_difference():
    assert shrout_fleiss(np.ones((3, 1))) is None
    assert shrout_fleiss(np.array([[1.0, 2.0], [2.0, 1.0]])) is None


def test_the_mean_of_many_reviews_is_as_reliable_as_spearman_and_brown_say():
    single, mean = icc(Components(2.0, 1.0, 1.0), np.array([2, 2, 4]))

    k = 3 / (1 / 2 + 1 / 2 + 1 / 4)
    assert single == pytest.approx(4 / 6)
    assert mean == pytest.approx(k * single / (1 + (k - 1) * single))
