"""The fast walk of many rankings funds whom the allocation funds."""

import csv
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.domain.call import AllocationRule
from evaluator.scoring.allocation import allocate
from evaluator.scoring.evidence.funded import EnvelopeRule, FirstPlaces, share_funded
from evaluator.scoring.evidence.ranks import orders, ranks
from tests.builders import an_application, euros
from tests.unit.scoring.helpers import a_round_of, placed

KNAPSACK = Path(__file__).parents[3] / "data" / "knapsack61.csv"


def rule_of(allocation, envelope, rule, able, unit=100_00):
    """Build the fast rule from what an allocation knows, by application id."""
    awards = sorted(allocation.awards, key=lambda each: each.application)
    return EnvelopeRule(
        rule=rule,
        envelope=euros(envelope),
        unit=unit,
        bounds=np.array([each.bound for each in awards], dtype=np.int64),
        able=np.array(able),
    )


def starts_of(totals, order):
    ordered = np.array(totals)[order]
    starts = np.ones(order.shape, dtype=bool)
    starts[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    return starts


@given(
    st.lists(st.tuples(st.integers(1, 900), st.integers(0, 8)), min_size=1, max_size=12),
    st.integers(0, 3_000),
    st.sampled_from(list(AllocationRule)),
    st.sampled_from([None, 3]),
)
def test_a_walk_funds_whom_the_allocation_funds_equals_included(wanted, envelope, rule, threshold):
    asked, totals = [each for each, _ in wanted], [total for _, total in wanted]
    allocation = allocate(
        a_round_of(envelope, rule=rule),
        [an_application(at, requested=euros(each)) for at, each in enumerate(asked, start=1)],
        placed(totals, threshold),
    )
    fast = rule_of(allocation, envelope, rule, [threshold is None or each >= threshold for each in totals])

    order = np.argsort(-np.array(totals, dtype=float), kind="stable")[None]
    by_position = fast(order, starts_of(totals, order))[0]

    funded = dict(zip(order[0].tolist(), by_position.tolist(), strict=True))
    expected = sorted(allocation.awards, key=lambda each: each.application)
    assert [funded[at] for at in range(len(asked))] == [each.by_rule.granted for each in expected]


@given(
    st.lists(st.integers(0, 900), min_size=1, max_size=10),
    st.integers(0, 3_000),
    st.sampled_from(list(AllocationRule)),
    st.integers(0, 10_000),
)
def test_many_walks_at_once_are_many_allocations(asked, envelope, rule, seed):
    random = np.random.default_rng(seed)
    values = random.standard_normal((6, len(asked)))
    applications = [an_application(at, requested=euros(each)) for at, each in enumerate(asked, start=1)]
    of = a_round_of(envelope, rule=rule)
    each_alone = []
    for drawn in values:
        places = [len(asked) - at for at in np.argsort(np.argsort(-drawn))]
        allocation = allocate(of, applications, placed(places))
        awards = sorted(allocation.awards, key=lambda award: award.application)
        each_alone.append([award.by_rule.granted for award in awards])
    fast = rule_of(allocation, envelope, rule, [True] * len(asked))

    order = orders(values)
    together = share_funded(fast, order, ranks(order))

    assert together.tolist() == np.sum(each_alone, axis=0).tolist()


@pytest.mark.parametrize(
    ("rule", "column", "count"),
    [(AllocationRule.STOP, "greedy_stop", 33), (AllocationRule.SKIP, "greedy_skip", 35)],
)
def test_the_reference_round_is_funded_as_published(rule, column, count):
    with KNAPSACK.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    fast = EnvelopeRule(
        rule=rule,
        envelope=euros(10_000_000),
        unit=euros(100),
        bounds=np.array([int(row["requested"]) * 100 for row in table], dtype=np.int64),
        able=np.ones(len(table), dtype=bool),
    )
    order = orders(np.array([[float(Fraction(row["score"])) for row in table]]))

    funded = share_funded(fast, order, ranks(order))

    assert funded.tolist() == [int(row[column]) for row in table]
    assert sum(funded) == count


def test_of_first_places_equals_that_do_not_all_fit_are_left_out():
    order = np.array([[2, 0, 1, 3]])

    assert FirstPlaces(2)(order).tolist() == [[True, True, False, False]]
    tied = np.array([[True, True, False, True]])
    assert FirstPlaces(2)(order, tied).tolist() == [[True, False, False, False]]
    assert FirstPlaces(9)(order, tied).tolist() == [[True] * 4]
