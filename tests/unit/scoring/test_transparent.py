"""The transparent score: weights, what is left out, which reviews count, exactness."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from evaluator.domain.call import Scale
from evaluator.domain.identifiers import ApplicationId, CriterionId, GroupId, ReviewerId
from evaluator.domain.reviews import Recused, Review, Unanswered, Withdrawn
from evaluator.scoring.errors import (
    ConflictingRevisionsError,
    NotApplicableNotAllowedError,
    ScoreOutsideScaleError,
    UnansweredCriterionError,
)
from evaluator.scoring.transparent import score_applications
from tests.builders import (
    a_call,
    a_criterion,
    a_group,
    a_review,
    an_even_review,
    states,
)

FIRST = ApplicationId("2020-001")


def test_a_score_is_the_weighted_mean_of_the_groups() -> None:
    review = a_review({"c1": 5, "c2": 4, "c3": 3, "c4": 2, "c5": 1, "c6": 0})

    score = score_applications(a_call(), [review])[FIRST]

    assert score.groups == {"g1": 90, "g2": 40, "g3": 0}
    assert score.total == Fraction(130, 3)


def test_the_number_of_questions_never_changes_a_groups_weight() -> None:
    call = a_call(groups=(a_group("g1", ("a",)), a_group("g2", ("b", "c", "d", "e"))))

    score = score_applications(call, [a_review({"a": 5, "b": 0, "c": 0, "d": 0, "e": 0})])[FIRST]

    assert score.total == 50


def test_weights_of_questions_and_groups_are_exact() -> None:
    heavy = a_criterion("b", weight="2/3")
    call = a_call(
        groups=(
            a_group("g1", (a_criterion("a", weight="1/3"), heavy), weight="0.1"),
            a_group("g2", ("c",), weight="0.2"),
        )
    )

    score = score_applications(call, [a_review({"a": 5, "b": 2, "c": 1})])[FIRST]

    assert score.groups["g1"] == 60  # (1/3 x 100 + 2/3 x 40) / (1/3 + 2/3)
    assert score.total == Fraction(100, 3)  # (0.1 x 60 + 0.2 x 20) / 0.3


def test_a_scale_that_does_not_begin_at_nought_gives_nought_to_its_lowest_step() -> None:
    call = a_call(scale=Scale(lowest=1, highest=4))

    scores = score_applications(
        call, [an_even_review(1, "2020-001", call=call), an_even_review(3, "2020-002", call=call)]
    )

    assert [scores[each].total for each in scores] == [0, Fraction(200, 3)]


def test_what_is_not_applicable_shares_its_weight_inside_its_group_alone() -> None:
    review = a_review({"c1": 5, "c2": 5, "c3": None, "c4": 2, "c5": 4, "c6": 1})

    score = score_applications(a_call(), [review])[FIRST]

    assert score.groups == {"g1": 100, "g2": 60, "g3": 20}
    assert score.total == 60
    assert "c3" not in score.criteria


def test_a_group_without_an_answer_leaves_its_weight_to_the_other_groups() -> None:
    review = a_review({"c1": 5, "c2": 5, "c3": 0, "c4": 0, "c5": 0, "c6": None})

    score = score_applications(a_call(), [review])[FIRST]

    assert score.groups == {"g1": 100, "g2": 0}
    assert score.total == 50


def test_group_means_need_not_recombine_when_a_reviewer_finds_a_group_not_applicable() -> None:
    reviews = [
        a_review({"c1": 5, "c2": 5, "c3": 5, "c4": 5, "c5": 5, "c6": 0}, reviewer="r1"),
        a_review({"c1": 5, "c2": 5, "c3": 5, "c4": 5, "c5": 5, "c6": None}, reviewer="r2"),
    ]

    score = score_applications(a_call(), reviews)[FIRST]

    assert score.groups == {"g1": 100, "g2": 100, "g3": 0}  # which would recombine to 66 2/3
    assert [each.total for each in score.reviews] == [Fraction(200, 3), 100]
    assert score.total == Fraction(250, 3)


def test_nought_is_a_score() -> None:
    assert score_applications(a_call(), [an_even_review(0)])[FIRST].total == 0


def test_means_of_criteria_are_on_the_calls_scale() -> None:
    reviews = [an_even_review(value, reviewer=f"r{value}") for value in (2, 3, 5)]

    assert score_applications(a_call(), reviews)[FIRST].criteria["c1"] == Fraction(10, 3)


def test_thirds_fifths_and_sevenths_stay_exact() -> None:
    answers = {f"c{n}": 1 if n <= 3 else 0 for n in range(1, 8)}
    call = a_call(groups=(a_group("g1", tuple(answers)),))
    reviews = [a_review(answers, reviewer=f"r{n}") for n in range(3)]

    assert score_applications(call, reviews)[FIRST].total == Fraction(60, 7)


def test_a_risk_between_two_steps_is_scored_exactly() -> None:
    review = a_review({"c1": Fraction(7, 3), "c2": 5, "c3": 0, "c4": 0, "c5": 0, "c6": 0})

    score = score_applications(a_call(), [review])[FIRST]

    assert score.groups["g1"] == Fraction(220, 3)
    assert score.criteria["c1"] == Fraction(7, 3)


@pytest.mark.parametrize(
    "review",
    [
        an_even_review(3, submitted=None),
        an_even_review(3, recused=True),
        an_even_review(3, recused=True, submitted=None),
        a_review({name: Withdrawn() for name in ("c1", "c2", "c3", "c4", "c5", "c6")}),
        a_review({name: Recused() for name in ("c1", "c2", "c3", "c4", "c5", "c6")}),
        a_review({"c1": Withdrawn(), "c2": 5, "c3": 5, "c4": 5, "c5": 5, "c6": 5}),
    ],
    ids=["draft", "recused", "recused unsubmitted", "withdrawn", "recused answers", "partly withdrawn"],
)
def test_what_does_not_count_gives_no_score(review: Review) -> None:
    assert score_applications(a_call(), [review]) == {}


def test_recused_reviewers_are_named_beside_the_score_and_count_nowhere() -> None:
    reviews = [an_even_review(4, reviewer="r1"), an_even_review(0, reviewer="r2", recused=True)]

    score = score_applications(a_call(), reviews)[FIRST]

    assert score.total == 80
    assert score.recused == ("r2",)


def test_the_highest_submitted_revision_counts() -> None:
    reviews = [
        an_even_review(1, revision=2),
        an_even_review(5, revision=1),
        an_even_review(4, revision=3, submitted=None),
    ]

    assert score_applications(a_call(), reviews)[FIRST].total == 20


def test_a_later_declaration_of_disqualification_takes_the_scores_out() -> None:
    reviews = [
        an_even_review(5),
        Review(application=FIRST, reviewer=ReviewerId("r1"), revision=2, recused=True),
    ]

    assert score_applications(a_call(), reviews) == {}


def test_one_revision_with_two_contents_is_refused_and_the_same_twice_is_not() -> None:
    once = an_even_review(3)

    assert score_applications(a_call(), [once, replace(once)])[FIRST].total == 60
    with pytest.raises(ConflictingRevisionsError):
        score_applications(a_call(), [once, an_even_review(4)])
    assert score_applications(a_call(), [once, an_even_review(4), an_even_review(5, revision=2)])


@pytest.mark.parametrize("state", [Unanswered(), None], ids=["unanswered", "missing"])
def test_a_submitted_review_with_an_unanswered_question_is_refused(state: Unanswered | None) -> None:
    answers = states({"c1": 1, "c2": 1, "c3": 1, "c4": 1, "c6": 1})
    if state:
        answers[CriterionId("c5")] = state

    with pytest.raises(UnansweredCriterionError) as caught:
        score_applications(a_call(), [a_review(scores=answers)])

    assert caught.value.facts == {"application": "2020-001", "reviewer": "r1", "criterion": "c5"}


def test_not_applicable_where_the_call_does_not_allow_it_is_refused() -> None:
    with pytest.raises(NotApplicableNotAllowedError):
        score_applications(a_call(), [a_review({"c1": None, "c2": 1, "c3": 1, "c4": 1, "c5": 1, "c6": 1})])


@pytest.mark.parametrize("value", [-1, 6, Fraction(51, 10)])
def test_a_score_off_the_scale_is_refused(value: int | Fraction) -> None:
    with pytest.raises(ScoreOutsideScaleError):
        score_applications(a_call(), [an_even_review(value)])


def test_a_review_that_finds_nothing_applicable_counts_nowhere() -> None:
    call = a_call(groups=(a_group("g1", (a_criterion("c1", may_be_not_applicable=True),)),))

    assert score_applications(call, [a_review({"c1": None})]) == {}


def test_a_call_without_published_questions_gives_no_score() -> None:
    assert score_applications(a_call(groups=()), [a_review({})]) == {}


def test_groups_stand_in_the_order_of_the_call() -> None:
    score = score_applications(a_call(), [an_even_review(3)])[FIRST]

    assert list(score.groups) == [GroupId("g1"), GroupId("g2"), GroupId("g3")]
