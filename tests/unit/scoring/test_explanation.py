"""Explanations: the arithmetic agrees with the score, and says where printed parts do not add up."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.reviews import NotApplicable
from evaluator.scoring.explanation import StepKind, decimals_needed, explain, half_up
from evaluator.scoring.transparent import score_applications
from tests.builders import a_call, a_review, an_even_review
from tests.unit.scoring.helpers import a_score

FIRST = ApplicationId("2020-001")
REVIEWS = (
    a_review({"c1": 5, "c2": 4, "c3": None, "c4": 2, "c5": 1, "c6": 0}, reviewer="r1"),
    a_review({"c1": 3, "c2": 3, "c3": 4, "c4": 2, "c5": 5, "c6": None}, reviewer="r2"),
)


def test_every_figure_of_the_score_is_in_the_arithmetic() -> None:
    score = score_applications(a_call(), REVIEWS)[FIRST]

    explanation = explain(a_call(), FIRST, REVIEWS)

    assert explanation is not None
    assert explanation.total.value == score.total
    assert [each.value for each in explanation.total.parts] == [each.total for each in score.reviews]
    assert {each.id: each.value for each in explanation.groups} == score.groups
    for step, review in zip(explanation.total.parts, score.reviews, strict=True):
        assert {each.id: each.value for each in step.parts if each.value is not None} == review.groups


def test_shares_show_who_carries_the_weight_of_what_is_not_applicable() -> None:
    explanation = explain(a_call(), FIRST, REVIEWS)

    assert explanation is not None
    first, second = explanation.total.parts
    assert [each.share for each in first.parts[1].parts] == [0, Fraction(1, 2), Fraction(1, 2)]
    assert [each.share for each in second.parts] == [Fraction(1, 2), Fraction(1, 2), 0]
    (left_out,) = first.parts[1].left_out
    assert (left_out.kind, left_out.id, left_out.value) == (StepKind.CRITERION, "c3", None)
    assert isinstance(left_out.answer, NotApplicable)


def test_groups_that_do_not_recombine_are_said_so() -> None:
    even = [an_even_review(4, reviewer=each) for each in ("r1", "r2")]

    mixed, plain = explain(a_call(), FIRST, REVIEWS), explain(a_call(), FIRST, even)

    assert mixed is not None
    assert plain is not None
    assert (mixed.groups_recombine, plain.groups_recombine) == (False, True)


def test_printed_parts_that_do_not_add_up_are_said_so() -> None:
    explanation = explain(a_call(), FIRST, [an_even_review(1, reviewer=f"r{at}") for at in range(3)])

    assert explanation is not None
    assert not explanation.total.adds_up(2)  # 6.67 three times is 20.01
    assert explanation.groups[0].value == 20
    assert all(each.adds_up(2) for each in explanation.groups[0].parts)


def test_an_application_without_a_counted_review_has_nothing_to_explain() -> None:
    assert explain(a_call(), FIRST, [an_even_review(3, submitted=None)]) is None
    assert explain(a_call(), ApplicationId("2020-002"), REVIEWS) is None


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("62.345", 2, "62.35"),
        ("62.3449999999", 2, "62.34"),
        ("0.005", 2, "0.01"),
        ("2/3", 3, "0.667"),
        ("99.995", 2, "100"),
        ("1/2", 0, "1"),
    ],
)
def test_figures_are_printed_half_up(value: str, decimals: int, printed: str) -> None:
    assert half_up(Fraction(value), decimals) == Fraction(printed)


@pytest.mark.parametrize(
    ("totals", "decimals"),
    [
        (["60", "50"], [2, 2]),
        (["60.001", "60"], [3, 3]),
        (["60", "60"], [2, 2]),
        (["62.3449", "62.3451", "62.36"], [2, 2, 2]),
        (["62.3441", "62.3443", "62.36"], [4, 4, 2]),
        (["0.0049", "0.005"], [2, 2]),
        (["62.3460", "62.3470", "62.3471"], [3, 4, 4]),
    ],
)
def test_neighbours_get_the_decimals_that_tell_them_apart(totals: list[str], decimals: list[int]) -> None:
    scores = [a_score(f"2020-{at:03d}", total) for at, total in enumerate(totals)]

    assert list(decimals_needed(scores).values()) == decimals
