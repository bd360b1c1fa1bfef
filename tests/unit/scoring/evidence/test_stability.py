"""Other weights, one reviewer less, the median: who keeps the outcome and who does not."""

from dataclasses import replace

import numpy as np
import pytest

from evaluator.domain.call import AllocationRule, TieRule
from evaluator.domain.consensus import Consensus
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.identifiers import ApplicationId
from evaluator.scoring.evidence.analysis import Options
from evaluator.scoring.evidence.funded import FirstPlaces
from evaluator.scoring.evidence.notes import NoteCode
from evaluator.scoring.evidence.of_round import evidence_of
from evaluator.scoring.evidence.round_state import state_of
from evaluator.scoring.evidence.stability import ScoreTable, stability
from evaluator.scoring.outcome import work_out
from tests.builders import (
    NOON,
    a_call,
    a_group,
    a_round,
    an_application,
    an_eligibility_decision,
    an_even_review,
    euros,
    some_contents,
    states,
)

QUICK = Options(draws=300)


def a_table(reviews, weights=(0.5, 0.5), *, ties_by_groups=True):
    """Build a table from (application, reviewer, group scores)."""
    return ScoreTable(
        application=np.array([a for a, _, _ in reviews]),
        reviewer=np.array([r for _, r, _ in reviews]),
        groups=np.array([groups for _, _, groups in reviews], dtype=float),
        weights=np.array(weights),
        ties_by_groups=ties_by_groups,
        sizes=(max(a for a, _, _ in reviews) + 1, max(r for _, r, _ in reviews) + 1),
    )


def test_who_is_ahead_by_everything_is_firm():
    reviews = [(a, r, (90 - 30 * a, 90 - 30 * a)) for a in range(3) for r in range(3)]

    found = stability(a_table(reviews), FirstPlaces(1), draws=200, seed=1)

    assert found.funded.tolist() == [True, False, False]
    assert found.by_weights.tolist() == [1, 0, 0]
    assert found.firm.tolist() == [True, True, True]
    assert found.weight_places == (((1, 1.0),), ((2, 1.0),), ((3, 1.0),))


def test_who_lives_on_one_group_is_borderline_by_the_weights():
    reviews = [(a, r, groups) for a, groups in enumerate([(80, 40), (41, 80)]) for r in range(2)]

    found = stability(a_table(reviews), FirstPlaces(1), draws=2_000, seed=1)

    assert found.funded.tolist() == [False, True]
    assert found.by_weights[0] == pytest.approx(0.46, abs=0.06)
    assert found.by_weights.sum() == pytest.approx(1)
    assert found.firm.tolist() == [False, False]


def test_who_lives_on_one_reviewer_is_borderline_and_the_reviewer_is_named():
    reviews = [(0, 0, (100, 100)), (0, 1, (50, 50)), (0, 2, (50, 50))]
    reviews += [(1, r, (60, 60)) for r in range(3)]

    found = stability(a_table(reviews), FirstPlaces(1), draws=100, seed=1)

    assert found.funded.tolist() == [True, False]
    assert found.turned_by == ((0,), (0,))
    assert found.by_median.tolist() == [False, True]
    assert found.firm.tolist() == [False, False]


def test_an_application_with_one_review_has_no_outcome_without_it():
    reviews = [(0, 0, (90, 90)), (1, 1, (10, 10)), (1, 2, (10, 10))]

    found = stability(a_table(reviews), FirstPlaces(1), draws=100, seed=1)

    assert found.turned_by[0] == (0,)
    assert found.firm.tolist() == [False, False]  # without it the other is the best


def test_a_group_that_nobody_could_apply_gives_its_weight_to_the_others():
    table = a_table([(0, 0, (80, np.nan)), (1, 0, (60, 80))])

    assert table.totals(np.array([[0.5, 0.5], [0.9, 0.1]])).tolist() == [[80, 70], [80, 62]]


def test_equal_totals_are_parted_by_the_groups_or_share():
    reviews = [(0, 0, (40, 60)), (1, 0, (60, 40))]

    parted = stability(a_table(reviews), FirstPlaces(1), draws=50, seed=1)
    shared = stability(a_table(reviews, ties_by_groups=False), FirstPlaces(1), draws=50, seed=1)

    assert parted.funded.tolist() == [False, True]
    assert shared.funded.tolist() == [False, False]


def a_worked_out_round(rule=AllocationRule.STOP, tie_rule=TieRule.GROUPS_IN_ORDER, **changes):
    call = a_call(envelope_cents=euros(250_000), allocation_rule=rule, tie_rule=tie_rule, **changes)
    scores = {1: (5, 5, 4), 2: (4, 4, 4), 3: (3, 4, 3), 4: (2, 2, 3), 5: (1, 0, 1), 6: (5, 5, 5)}
    reviews = tuple(
        an_even_review(value, f"2020-{number:03d}", f"r{at}", call)
        for number, values in scores.items()
        for at, value in enumerate(values, start=1)
    )
    return work_out(
        some_contents(
            round=a_round(call=call),
            applications=tuple(an_application(number) for number in range(1, 8)),
            reviews=reviews,
            eligibility=(an_eligibility_decision("2020-006", EligibilityOutcome.NO),),
        ),
        lambda _application: (),
    )


@pytest.mark.parametrize("rule", list(AllocationRule))
def test_the_evidence_of_a_round_follows_its_own_rule_and_money(rule):
    outcome = a_worked_out_round(rule)

    found = evidence_of(outcome, QUICK)

    granted = {each.application: each.by_rule.granted for each in outcome.allocation.awards}
    assert {each.application: each.funded for each in found.firmness} == {
        f"2020-{number:03d}": granted[f"2020-{number:03d}"] for number in range(1, 6)
    }
    shares = [each.p_funded_unadjusted for each in found.analysis.applications]
    expected = {AllocationRule.STOP: 2, AllocationRule.SKIP: 2, AllocationRule.CUT: 5}[rule]
    assert sum(shares) == pytest.approx(expected)


def test_only_what_is_ranked_takes_part():
    found = evidence_of(a_worked_out_round(), QUICK)

    assert [each.id for each in found.analysis.applications] == [f"2020-{at:03d}" for at in range(1, 6)]
    assert [each.n for each in found.analysis.applications] == [3] * 5
    assert found.analysis.reliability.ac2 is None
    assert found.analysis.sd.application is not None


def test_the_threshold_is_that_of_the_published_score_in_every_draw():
    outcome = a_worked_out_round(threshold=60)

    found = {each.id: each for each in evidence_of(outcome, QUICK).analysis.applications}

    assert found["2020-004"].p_funded == found["2020-004"].p_funded_unadjusted == 0
    assert found["2020-001"].p_funded > 0.5


def test_one_group_of_criteria_says_that_weights_change_nothing():
    outcome = a_worked_out_round(groups=(a_group("g1", ("c1", "c2")),))

    found = evidence_of(outcome, QUICK)

    assert NoteCode.SINGLE_GROUP in {note.code for note in found.analysis.notes}
    assert {each.share_funded_by_weights for each in found.firmness} == {0.0, 1.0}


def test_a_round_where_everyone_is_recused_has_no_evidence_and_says_so():
    outcome = work_out(
        some_contents(reviews=(an_even_review(3, recused=True, scores={}),)), lambda _application: ()
    )

    found = evidence_of(outcome, QUICK)

    assert found.firmness == ()
    assert [note.code for note in found.analysis.notes] == [NoteCode.NO_RATINGS]


def test_a_consensus_stands_whichever_reviewer_is_left_out_and_the_note_counts_it():
    before = a_worked_out_round()
    contents = before.contents
    agreed = Consensus(
        application=ApplicationId("2020-004"),
        scores=states({str(each.id): 5 for each in contents.round.call.criteria}),
        rapporteur="Esimerkkiarvioija 1",
        reason="Yhteiskäsittely.",
        by="puheenjohtaja",
        at=NOON,
    )
    outcome = work_out(replace(contents, consensus={agreed.application: agreed}), lambda _: ())

    found = evidence_of(outcome, QUICK)

    by_rule = {each.application: each.by_rule.granted for each in outcome.allocation.awards}
    assert outcome.ranked[0].application.id == agreed.application
    assert all(each.funded == by_rule[each.application] for each in found.firmness)
    firm = next(each for each in found.firmness if each.application == agreed.application)
    assert (firm.funded, firm.firm, firm.turned_by) == (True, True, ())
    [note] = [each for each in found.analysis.notes if each.code is NoteCode.CONSENSUS]
    assert note.facts == {"count": 1}
    assert state_of(outcome) != state_of(before)
