"""The order: ties, shared places, thresholds, and that rows decide nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evaluator.domain.call import TieRule
from evaluator.scoring.figures import Shortfall
from evaluator.scoring.ranking import rank, shortfalls
from tests.builders import a_call, a_criterion, a_group, an_application
from tests.unit.scoring.helpers import a_score, placed


def places(placings: object) -> list[tuple[str, int, bool]]:
    return [(each.score.application[-1], each.place, each.shared) for each in placings]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ([90, 80, 80, 70], [1, 2, 2, 4]),
        ([80, 80, 80], [1, 1, 1]),
        ([80, 80, 70, 70, 60], [1, 1, 3, 3, 5]),
        (["100/3", "33.33", "33.3333333333333333"], [1, 2, 3]),
        ([50], [1]),
        ([], []),
    ],
)
def test_equal_points_share_a_place_and_the_next_is_skipped(totals: list[int], expected: list[int]) -> None:
    assert [each.place for each in placed(totals)] == expected


def test_only_those_who_share_are_marked_as_sharing() -> None:
    assert places(placed([70, 80, 80])) == [("2", 1, True), ("3", 1, True), ("1", 3, False)]


def test_equal_totals_are_parted_by_the_first_named_group_then_the_next() -> None:
    scores = [
        a_score("2020-001", 60, {"g1": 50, "g2": 70, "g3": 60}),
        a_score("2020-002", 60, {"g1": 55, "g2": 60, "g3": 65}),
        a_score("2020-003", 60, {"g1": 55, "g2": 65, "g3": 60}),
        a_score("2020-004", 60, {"g1": 55, "g2": 65, "g3": 60}),
    ]
    applications = [an_application(number) for number in (4, 3, 2, 1)]

    placings = rank(a_call(), {each.application: each for each in scores}, applications, threshold=None)

    assert places(placings) == [("3", 1, True), ("4", 1, True), ("2", 3, False), ("1", 4, False)]


def test_the_rule_shared_lets_equal_totals_share_at_once() -> None:
    scores = [a_score("2020-001", 60, {"g1": 50}), a_score("2020-002", 60, {"g1": 55})]
    applications = [an_application(2), an_application(1)]

    placings = rank(
        a_call(tie_rule=TieRule.SHARED),
        {each.application: each for each in scores},
        applications,
        threshold=None,
    )

    assert places(placings) == [("1", 1, True), ("2", 1, True)]


def test_a_group_that_nobody_could_apply_gives_no_precedence() -> None:
    scores = [a_score("2020-001", 60, {"g2": 60}), a_score("2020-002", 60, {"g1": 0, "g2": 60})]
    applications = [an_application(1), an_application(2)]

    placings = rank(a_call(), {each.application: each for each in scores}, applications, threshold=None)

    assert places(placings) == [("2", 1, False), ("1", 2, False)]


def test_an_application_without_a_score_has_no_place() -> None:
    score = a_score("2020-001", 60)

    placings = rank(
        a_call(), {score.application: score}, [an_application(1), an_application(2)], threshold=None
    )

    assert places(placings) == [("1", 1, False)]


def test_who_is_not_among_them_takes_no_place() -> None:
    scores = {each.application: each for each in (a_score("2020-001", 60), a_score("2020-002", 50))}

    assert places(rank(a_call(), scores, [an_application(2)], threshold=None)) == [("2", 1, False)]


@pytest.mark.parametrize(
    ("total", "missed"), [(60, ()), ("59.999999999999999999", ((Shortfall.TOTAL, ""),)), (61, ())]
)
def test_a_total_that_meets_the_threshold_does_not_miss_it(total: int, missed: tuple[object, ...]) -> None:
    assert shortfalls(a_call(), a_score("2020-001", total), Fraction(60)) == missed


def test_thresholds_of_criteria_and_groups_are_beside_the_total() -> None:
    call = a_call(
        groups=(
            a_group("g1", (a_criterion("c1", threshold=2), a_criterion("c2", threshold=3)), threshold=50),
            a_group("g2", ("c3",), threshold=40),
        )
    )
    score = a_score("2020-001", 70, {"g1": 49, "g2": 40}, {"c1": Fraction(5, 3), "c2": 3, "c3": 5})

    assert shortfalls(call, score, Fraction(75)) == (
        (Shortfall.CRITERION, "c1"),
        (Shortfall.GROUP, "g1"),
        (Shortfall.TOTAL, ""),
    )


def test_what_nobody_could_apply_misses_no_threshold() -> None:
    call = a_call(groups=(a_group("g1", (a_criterion("c1", threshold=2),), threshold=50),))

    assert shortfalls(call, a_score("2020-001", 70), None) == ()
