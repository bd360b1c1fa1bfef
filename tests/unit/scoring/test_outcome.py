"""A round worked out: who has a score, a place, money, and in which order they stand."""

from __future__ import annotations

from evaluator.domain.eligibility import EligibilityOutcome, Finding, Severity
from evaluator.domain.money import Cents
from evaluator.scoring.figures import Outcome, Verdict
from evaluator.scoring.outcome import conditions_in_force, work_out
from tests.builders import (
    a_condition,
    a_deviation,
    a_round,
    an_application,
    an_eligibility_decision,
    an_even_review,
    euros,
    some_contents,
)

FINDING = Finding(rule="late", severity=Severity.LOOK, source="esimerkki")


def an_outcome() -> Outcome:
    """Five applications: two equal, one not eligible, one not reviewed, one undecided."""
    contents = some_contents(
        round=a_round(envelope=euros(250_000)),
        applications=tuple(
            an_application(number, requested=Cents(100_000_00 + number)) for number in (5, 4, 3, 2, 1)
        ),
        eligibility=(
            an_eligibility_decision("2020-001"),
            an_eligibility_decision("2020-002", EligibilityOutcome.NO),
            an_eligibility_decision("2020-003"),
            an_eligibility_decision("2020-004", EligibilityOutcome.COMPLETE),
        ),
        reviews=(
            an_even_review(3, "2020-001"),
            an_even_review(5, "2020-002"),
            an_even_review(4, "2020-004"),
            an_even_review(4, "2020-005"),
            an_even_review(5, "2020-009"),
        ),
        deviations=(a_deviation("2020-005"),),
        conditions=(a_condition("2020-004", "Esimerkkiehto."),),
    )
    return work_out(contents, lambda application: (FINDING,) if application.number == 3 else ())


def test_the_ranked_come_first_by_place_and_the_others_by_number() -> None:
    assert [each.application.number for each in an_outcome().standings] == [4, 5, 1, 2, 3]


def test_one_that_is_not_eligible_keeps_its_score_and_has_no_place() -> None:
    standing = an_outcome().standings[3]

    assert standing.score is not None
    assert standing.score.total == 100
    assert standing.placing is None
    assert standing.award.verdict is Verdict.NOT_ELIGIBLE


def test_one_without_a_counted_review_is_not_reviewed() -> None:
    standing = an_outcome().standings[4]

    assert (standing.score, standing.placing) == (None, None)
    assert standing.award.verdict is Verdict.NOT_REVIEWED
    assert standing.findings == (FINDING,)


def test_one_that_is_not_decided_is_ranked() -> None:
    standing = an_outcome().standings[1]

    assert standing.eligibility is None
    assert standing.placing is not None
    assert standing.placing.place == 1


def test_money_conditions_and_sums_come_along() -> None:
    outcome = an_outcome()

    assert [each.award.verdict for each in outcome.standings[:3]] == [
        Verdict.GRANTED,
        Verdict.HELD,
        Verdict.OUTSIDE_ENVELOPE,
    ]
    assert outcome.standings[0].conditions == (a_condition("2020-004"),)
    assert outcome.requested == 500_000_15
    assert [each.application.number for each in outcome.grants] == [4]
    assert [each.application.number for each in outcome.ranked] == [4, 5, 1]


def test_the_rounds_own_threshold_and_rule_are_in_force() -> None:
    contents = some_contents(round=a_round(threshold=61), reviews=(an_even_review(3),))

    outcome = work_out(contents, lambda _: ())

    assert outcome.standings[0].award.verdict is Verdict.BELOW_THRESHOLD


def test_an_empty_condition_takes_the_former_of_its_application_back() -> None:
    first, second = a_condition(text="Ensimmäinen."), a_condition(text="Toinen.")
    other = a_condition("2020-002")

    assert conditions_in_force([first, other, second, a_condition(text="")]) == {
        "2020-001": (first,),
        "2020-002": (other,),
    }


def test_a_round_without_applications_works_out_to_nothing() -> None:
    outcome = work_out(some_contents(applications=()), lambda _: ())

    assert outcome.standings == ()
    assert outcome.allocation.unspent == outcome.allocation.envelope
