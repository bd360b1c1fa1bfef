"""Evidence as text and back, and the state of the scores that it belongs to."""

from dataclasses import replace
from fractions import Fraction

import pytest

from evaluator.domain.call import AllocationRule
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.evidence import StoredEvidence
from evaluator.domain.rounds import RoundContents
from evaluator.scoring.evidence.analysis import Options
from evaluator.scoring.evidence.method import LEAST_DRAWS, MOST_DRAWS, method_for
from evaluator.scoring.evidence.of_round import evidence_of
from evaluator.scoring.evidence.round_state import state_of
from evaluator.scoring.evidence.stored import evidence_from, evidence_in, stored_evidence, text_of
from evaluator.scoring.outcome import work_out
from tests.builders import (
    NOON,
    a_deviation,
    a_reviewer,
    an_application,
    an_eligibility_decision,
    an_even_review,
    euros,
    some_contents,
)

QUICK = Options(draws=200)


def contents(**changes) -> RoundContents:
    numbers = range(1, 6)
    scores = {1: (5, 4, 5), 2: (4, 5, 3), 3: (3, 3, 4), 4: (2, 3, 2), 5: (1, 0, 2)}
    given = {
        "applications": tuple(an_application(number) for number in numbers),
        "reviewers": tuple(a_reviewer(number) for number in (1, 2, 3)),
        "reviews": tuple(
            an_even_review(value, f"2020-{number:03d}", f"r{at}")
            for number, values in scores.items()
            for at, value in enumerate(values, start=1)
        ),
    }
    return some_contents(**{**given, **changes})


def worked(of: RoundContents):
    return work_out(of, lambda _: ())


def of_round(**changes):
    base = contents()
    return worked(replace(base, round=replace(base.round, **changes)))


ROUNDS = {
    "reviewed": contents(),
    "nothing reviewed": contents(reviews=()),
    "one reviewer": contents(reviews=tuple(each for each in contents().reviews if each.reviewer == "r1")),
    "one is not eligible": contents(
        eligibility=(an_eligibility_decision("2020-001", EligibilityOutcome.NO),)
    ),
}


@pytest.mark.parametrize("name", ROUNDS)
def test_what_is_read_is_what_was_written(name):
    evidence = evidence_of(worked(ROUNDS[name]), QUICK)

    assert evidence_from(text_of(evidence)) == evidence
    assert text_of(evidence_from(text_of(evidence))) == text_of(evidence)


def test_text_in_another_form_is_no_evidence():
    for text in ("", "{}", "[]", '{"analysis": {}}', '{"analysis": null, "firmness": [], "weight_draws": 1}'):
        with pytest.raises(ValueError, match=r"evidence|Expecting"):
            evidence_from(text)


def test_the_same_round_has_the_same_state_whatever_the_order_of_its_rows():
    base = contents()
    turned = replace(base, applications=base.applications[::-1], reviews=base.reviews[::-1])

    assert state_of(worked(turned)) == state_of(worked(base))


def test_decisions_by_hand_leave_the_state_as_it_is():
    departed = replace(contents(), deviations=(a_deviation("2020-001"),))

    assert state_of(worked(departed)) == state_of(worked(contents()))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(of_round(threshold=Fraction(50)), id="threshold"),
        pytest.param(of_round(rule=AllocationRule.SKIP), id="rule"),
        pytest.param(of_round(envelope=euros(200_000)), id="envelope"),
        pytest.param(worked(contents(reviews=contents().reviews[1:])), id="reviews"),
        pytest.param(worked(contents(accepted_costs={"2020-001": euros(50_000)})), id="bounds"),
        pytest.param(worked(ROUNDS["one is not eligible"]), id="eligibility"),
        pytest.param(worked(contents(reviewers=(a_reviewer(1),))), id="reviewers"),
    ],
)
def test_whatever_the_figures_follow_from_is_in_the_state(other):
    assert state_of(other) != state_of(worked(contents()))


def test_another_version_of_the_call_is_another_state():
    call = contents().round.call
    other = of_round(call=call.model_copy(update={"version": call.version + 1}))

    assert state_of(other) != state_of(worked(contents()))


def stored(outcome, options=None) -> StoredEvidence:
    evidence = evidence_of(outcome, options)
    return StoredEvidence(state=state_of(outcome), method="1", figures=text_of(evidence), computed=NOON)


def test_stored_evidence_is_given_for_its_own_state_and_method_only():
    outcome = worked(contents())
    kept = stored(outcome)

    assert evidence_in(outcome, kept) == evidence_from(kept.figures)
    assert evidence_in(outcome, None) is None
    assert evidence_in(of_round(threshold=Fraction(50)), kept) is None
    assert evidence_in(outcome, replace(kept, figures="{}")) is None


def test_another_method_counts_where_any_version_does():
    outcome = worked(contents())
    kept = stored(outcome, QUICK)

    assert evidence_in(outcome, kept) is None
    assert evidence_in(outcome, kept, any_version=True) is not None
    assert stored_evidence(worked(replace(contents(), evidence=kept))) == evidence_from(kept.figures)
    assert stored_evidence(outcome) is None


def test_intervals_of_the_score_lie_around_the_adjusted_level_and_within_each_other():
    for each in evidence_of(worked(contents()), QUICK).analysis.applications:
        assert each.score_90[0] <= each.score_50[0] <= each.score_50[1] <= each.score_90[1]


def test_a_large_round_has_fewer_draws_but_never_too_few():
    assert method_for(0).draws == method_for(500).draws == MOST_DRAWS
    assert LEAST_DRAWS < method_for(1_000).draws < MOST_DRAWS
    assert method_for(10_000).draws == LEAST_DRAWS
