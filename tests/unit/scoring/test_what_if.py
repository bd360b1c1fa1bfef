"""The knapsack optimum beside the rule, and saved scenarios by the scores as they are."""

from __future__ import annotations

import csv
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.scenarios import SavedScenario
from evaluator.scoring.allocation import allocate
from evaluator.scoring.figures import Outcome, Standing
from evaluator.scoring.outcome import work_out
from evaluator.scoring.ranking import rank
from evaluator.scoring.scenarios import allocation_under
from evaluator.scoring.what_if import knapsack
from tests.builders import (
    NOON,
    a_call,
    a_deviation,
    a_round,
    an_application,
    an_even_review,
    euros,
    some_contents,
)
from tests.unit.scoring.helpers import a_score

KNAPSACK = Path(__file__).parents[2] / "data" / "knapsack61.csv"


def outcome_of(
    asked: list[int],
    totals: list[Fraction | str],
    envelope: int,
    *,
    ids: list[str] | None = None,
    threshold: Fraction | None = None,
) -> Outcome:
    """Work out a round in whole euros from totals that no review has to give."""
    names = ids or [f"2020-{at:03d}" for at in range(1, len(asked) + 1)]
    applications = tuple(
        an_application(at, id=ApplicationId(name), requested=euros(each))
        for at, (name, each) in enumerate(zip(names, asked, strict=True), start=1)
    )
    of = a_round(envelope=euros(envelope), rule=AllocationRule.STOP)
    scores = {each.id: a_score(each.id, total) for each, total in zip(applications, totals, strict=True)}
    placings = rank(a_call(), scores, applications, threshold=threshold)
    allocation = allocate(of, applications, placings)
    by_id = {each.id: each for each in applications}
    placing_of = {each.score.application: each for each in placings}
    return Outcome(
        contents=some_contents(round=of, applications=applications),
        standings=tuple(
            Standing(
                application=by_id[award.application],
                findings=(),
                eligibility=None,
                score=scores[award.application],
                placing=placing_of[award.application],
                award=award,
            )
            for award in allocation.awards
        ),
        allocation=allocation,
        requested=euros(sum(asked)),
    )


def test_the_optimum_gives_the_reference_numbers():
    with KNAPSACK.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    outcome = outcome_of(
        [int(row["requested"]) for row in rows],
        [row["score"] for row in rows],
        10_000_000,
        ids=[row["id"] for row in rows],
    )

    found = knapsack(outcome)

    assert set(found.funded) == {row["id"] for row in rows if row["ilp"] == "1"}
    assert len(found.funded) == 46
    assert found.unspent == euros(30_700)
    assert len(found.passed_over) == 12
    assert found.total > found.rule_total


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 100)), min_size=1, max_size=8), st.integers(0, 120)
)
@settings(max_examples=40, deadline=None)
def test_no_set_that_the_envelope_can_pay_has_a_larger_sum(drawn, envelope):
    asked, totals = [each * 100 for each, _ in drawn], [Fraction(total) for _, total in drawn]
    outcome = outcome_of(asked, totals, envelope * 100)

    found = knapsack(outcome)

    affordable = (
        sum(totals[at] for at in chosen)
        for size in range(len(asked) + 1)
        for chosen in combinations(range(len(asked)), size)
        if sum(asked[at] for at in chosen) <= envelope * 100
    )
    assert found.total == max(affordable)
    assert found.granted + found.unspent == outcome.allocation.envelope
    assert found.unspent >= 0


def test_thresholds_hold_in_the_optimum_too():
    outcome = outcome_of([100, 100], [Fraction(70), Fraction(40)], 1_000, threshold=Fraction(50))

    found = knapsack(outcome)

    assert found.funded == ("2020-001",)
    assert found.passed_over == ()


def test_an_envelope_that_is_enough_needs_no_solver():
    outcome = outcome_of([100, 200], [Fraction(70), Fraction(40)], 300)

    assert knapsack(outcome).funded == ("2020-001", "2020-002")


def test_without_a_ranking_the_optimum_is_empty():
    found = knapsack(work_out(some_contents(), lambda _: ()))

    assert found.funded == ()
    assert found.total == 0


def rounds(envelope: int = 250_000, **changes) -> Outcome:
    contents = some_contents(
        round=a_round(envelope=euros(envelope)),
        applications=tuple(an_application(number) for number in (1, 2, 3)),
        reviews=tuple(
            an_even_review(score, f"2020-{number:03d}") for number, score in ((1, 5), (2, 4), (3, 3))
        ),
        **changes,
    )
    return work_out(contents, lambda _: ())


def a_scenario(**changes) -> SavedScenario:
    given = {
        "name": "A",
        "rule": AllocationRule.STOP,
        "threshold": None,
        "deviations": (),
        "by": "e",
        "at": NOON,
    }
    return SavedScenario(**{**given, **changes})


def test_a_scenario_keeps_its_own_rule_threshold_and_deviations():
    outcome = rounds()
    held = a_scenario(deviations=(a_deviation("2020-002", DeviationKind.DROP),))

    assert allocation_under(outcome, a_scenario(rule=AllocationRule.CUT)).granted == euros(249_900)
    assert allocation_under(outcome, a_scenario(threshold=Fraction(90))).granted == euros(100_000)
    assert allocation_under(outcome, held).granted == euros(100_000)
    assert outcome.allocation.granted == euros(200_000)


def test_the_sums_of_a_scenario_move_with_the_scores():
    scenario = a_scenario(threshold=Fraction(70))
    before = allocation_under(rounds(), scenario).granted
    contents = rounds().contents
    raised = replace(
        contents, reviews=tuple(an_even_review(5, each.application) for each in contents.reviews)
    )

    after = allocation_under(work_out(raised, lambda _: ()), scenario)

    assert before == euros(200_000)
    assert after.granted == 0
    assert len(after.tie_at_line) == 3


@pytest.mark.parametrize("rule", list(AllocationRule))
def test_what_was_saved_from_the_draft_gives_the_draft(rule):
    deviation = a_deviation("2020-001", DeviationKind.HOLD)
    outcome = rounds(deviations=(deviation,))
    of = replace(outcome.contents.round, rule=rule)
    outcome = work_out(replace(outcome.contents, round=of), lambda _: ())

    assert allocation_under(outcome, a_scenario(rule=rule, deviations=(deviation,))) == outcome.allocation
