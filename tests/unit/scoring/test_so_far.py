"""The score of a review that is being written."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from evaluator.domain.reviews import NotApplicable, Scored
from evaluator.scoring.so_far import score_so_far
from evaluator.scoring.transparent import score_applications
from tests.builders import a_call, a_review

CALL = a_call()
STEPS = st.integers(0, 5)


def test_nothing_answered_has_no_score():
    so_far = score_so_far(CALL, {})

    assert so_far.total is None
    assert (so_far.answered, so_far.questions) == (0, 6)
    assert {each.score for each in so_far.groups.values()} == {None}


def test_what_is_not_answered_is_left_out():
    so_far = score_so_far(CALL, {"c1": Scored(Fraction(4)), "c3": NotApplicable("Ei koske.")})

    assert so_far.groups["g1"].score == so_far.total == 80
    assert so_far.groups["g2"].score is None
    assert (so_far.groups["g2"].answered, so_far.answered) == (1, 2)


@given(st.lists(STEPS, min_size=6, max_size=6), st.booleans())
def test_a_whole_review_scores_what_decides(steps, leaves_out):
    answers = {f"c{at}": step for at, step in enumerate(steps, start=1)}
    if leaves_out:
        answers["c3"] = None
    review = a_review(answers)

    so_far = score_so_far(CALL, review.scores)

    decided = next(iter(score_applications(CALL, [review]).values()))
    assert so_far.total == decided.total
    assert {name: each.score for name, each in so_far.groups.items()} == decided.groups
