"""Departures from the rule as deeds: what is refused leaves nothing behind."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from evaluator.composition import compose
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.log import Field
from evaluator.domain.money import Cents
from evaluator.scoring.figures import Verdict
from evaluator.scoring.scenarios import allocation_under
from evaluator.services.errors import (
    AmountBelowUnitError,
    AmountNotLessError,
    AmountOutOfRangeError,
    ConditionMissingError,
    DropWithoutEffectError,
    LiftWithoutEffectError,
    NoGrantForConditionError,
    NothingToReduceError,
    NothingToTakeBackError,
    ReasonMissingError,
    WithoutPlaceError,
)
from tests.builders import (
    NOON,
    a_reviewer,
    an_application,
    an_eligibility_decision,
    an_even_review,
    euros,
)

FUNDED, OUTSIDE, REFUSED, UNREVIEWED = (ApplicationId(f"2020-{at:03d}") for at in range(1, 5))
AMOUNT = {DeviationKind.REDUCE: euros(10_000)}


@pytest.fixture
def program(tmp_path):
    moments = (NOON + timedelta(minutes=at) for at in range(1_000))
    return compose(tmp_path / "data", clock=lambda: next(moments))


@pytest.fixture
def workspace(program, tmp_path):
    """One funded, one outside the envelope, one not eligible and one without a review."""
    opened = program.create_round(
        tmp_path / "kierros.evaluator",
        program.secret(passphrase="a long enough passphrase"),
        program.calls.get("2020-joint-projects"),
        by="E",
        envelope=euros(150_000),
    )
    call = program.outcome(opened).contents.round.call
    with opened.begin() as unit:
        unit.put_applications([an_application(at, requested=euros(100_000)) for at in range(1, 5)])
        unit.put_reviewers([a_reviewer()])
        unit.add_reviews(
            an_even_review(value, str(id_), call=call)
            for value, id_ in ((5, FUNDED), (4, OUTSIDE), (5, REFUSED))
        )
        unit.add_eligibility([an_eligibility_decision(str(REFUSED), EligibilityOutcome.NO)])
        unit.commit()
    program.set_allocation(opened, by="E", threshold=Fraction(0))
    yield opened
    opened.close()


def award(program, workspace, id_):
    awards = program.outcome(workspace).allocation.awards
    return next(each for each in awards if each.application == id_)


def entries(workspace):
    with workspace.begin() as unit:
        return unit.deviations()


def deviate(program, workspace, id_, kind, amount=None):
    program.deviate(workspace, id_, kind, "Perustelu.", "E", amount)


@pytest.mark.parametrize(
    ("amount", "error"),
    [
        (None, AmountOutOfRangeError),
        (Cents(0), AmountOutOfRangeError),
        (euros(100_001), AmountOutOfRangeError),
        (euros(50), AmountBelowUnitError),
        (Cents(99_99), AmountBelowUnitError),
    ],
)
def test_an_amount_that_comes_to_nothing_is_refused_before_anything_is_written(
    program, workspace, amount, error
):
    with pytest.raises(error):
        deviate(program, workspace, FUNDED, DeviationKind.REDUCE, amount)

    assert entries(workspace) == ()
    assert award(program, workspace, FUNDED).verdict is Verdict.GRANTED


@pytest.mark.parametrize("kind", list(DeviationKind))
@pytest.mark.parametrize("id_", [REFUSED, UNREVIEWED])
def test_no_deviation_of_an_application_without_a_place_is_accepted(program, workspace, id_, kind):
    with pytest.raises(WithoutPlaceError):
        deviate(program, workspace, id_, kind, AMOUNT.get(kind))

    assert entries(workspace) == ()


@pytest.mark.parametrize(
    ("id_", "kind", "error"),
    [
        (FUNDED, DeviationKind.LIFT, LiftWithoutEffectError),
        (OUTSIDE, DeviationKind.DROP, DropWithoutEffectError),
        (OUTSIDE, DeviationKind.REDUCE, NothingToReduceError),
    ],
)
def test_a_deviation_without_effect_is_refused(program, workspace, id_, kind, error):
    with pytest.raises(error):
        deviate(program, workspace, id_, kind, AMOUNT.get(kind))

    assert entries(workspace) == ()


@pytest.mark.parametrize(("id_", "lifted"), [(FUNDED, False), (OUTSIDE, True)])
def test_a_reduction_that_takes_nothing_off_is_no_entry_in_the_register(program, workspace, id_, lifted):
    if lifted:
        deviate(program, workspace, id_, DeviationKind.LIFT)
    before = entries(workspace)

    with pytest.raises(AmountNotLessError) as refused:
        deviate(program, workspace, id_, DeviationKind.REDUCE, euros(100_000))
    assert refused.value.facts["full"] == euros(100_000)
    assert entries(workspace) == before

    deviate(program, workspace, id_, DeviationKind.REDUCE, Cents(99_999_99))
    assert award(program, workspace, id_).amount == euros(99_900)


def test_equals_at_the_line_may_get_their_whole_sum_as_a_manual_amount(program, workspace):
    with workspace.begin() as unit:
        call = unit.round().call
        unit.add_reviews([an_even_review(5, str(OUTSIDE), call=call, revision=2)])
        unit.commit()
    assert program.outcome(workspace).allocation.tie_at_line == (FUNDED, OUTSIDE)

    deviate(program, workspace, FUNDED, DeviationKind.REDUCE, euros(100_000))

    assert award(program, workspace, FUNDED).amount == euros(100_000)
    assert award(program, workspace, OUTSIDE).verdict is Verdict.TIE_AT_LINE


def test_a_lifted_application_may_be_reduced_and_stays_lifted_in_a_saved_scenario_too(program, workspace):
    deviate(program, workspace, OUTSIDE, DeviationKind.LIFT)
    deviate(program, workspace, OUTSIDE, DeviationKind.REDUCE, euros(40_000))
    program.save_scenario(workspace, "Osittain", "E")

    lifted = award(program, workspace, OUTSIDE)
    assert (lifted.verdict, lifted.amount) == (Verdict.GRANTED_LIFTED, euros(40_000))
    outcome = program.outcome(workspace)
    (scenario,) = outcome.contents.scenarios
    assert allocation_under(outcome, scenario) == outcome.allocation


def conditions_logged(program, workspace):
    return [
        (each.entry.deed, each.openings[Field.BEFORE].value, each.openings[Field.AFTER].value)
        for each in program.read_log(workspace).entries
        if each.entry.deed.startswith("condition.")
    ]


def test_each_withdrawal_of_a_condition_logs_the_one_that_it_takes_back(program, workspace):
    for text in ("Ensimmäinen.", "Toinen.", "", ""):
        program.add_condition(workspace, FUNDED, text, "E", "Syy.")

    gone = {"text": "", "reason": "Syy."}
    assert conditions_logged(program, workspace)[2:] == [
        ("condition.withdraw", {"text": "Toinen.", "reason": "Syy."}, gone),
        ("condition.withdraw", {"text": "Ensimmäinen.", "reason": "Syy."}, gone),
    ]


def test_a_condition_without_a_reason_of_its_own_gives_its_text_as_the_reason(program, workspace):
    alone = program.add_condition(workspace, FUNDED, " Ehto. ", "E")
    argued = program.add_condition(workspace, FUNDED, "Toinen.", "E", " Budjetti on väljä. ")

    assert (alone.text, alone.reason, alone.speaks_for_itself) == ("Ehto.", "Ehto.", True)
    assert (argued.reason, argued.speaks_for_itself) == ("Budjetti on väljä.", False)
    assert program.outcome(workspace).contents.conditions == (alone, argued)


def test_no_condition_is_taken_back_without_a_reason(program, workspace):
    program.add_condition(workspace, FUNDED, "Ehto.", "E")

    with pytest.raises(ReasonMissingError):
        program.add_condition(workspace, FUNDED, "", "E", " ")

    assert len(program.outcome(workspace).contents.conditions) == 1


def test_going_back_to_the_rule_is_refused_where_nothing_departs_from_it(program, workspace):
    with pytest.raises(NothingToTakeBackError):
        deviate(program, workspace, FUNDED, None)
    assert entries(workspace) == ()

    deviate(program, workspace, FUNDED, DeviationKind.HOLD)
    deviate(program, workspace, FUNDED, None)
    with pytest.raises(NothingToTakeBackError):
        deviate(program, workspace, FUNDED, None)
    assert [each.kind for each in entries(workspace)] == [DeviationKind.HOLD, None]


def test_no_condition_is_withdrawn_where_none_is_in_force(program, workspace):
    with pytest.raises(ConditionMissingError):
        program.add_condition(workspace, FUNDED, " ", "E")

    assert conditions_logged(program, workspace) == []


def test_a_condition_is_set_for_a_grant_alone_and_may_be_taken_back_when_the_grant_is_gone(
    program, workspace
):
    for id_ in (OUTSIDE, REFUSED, UNREVIEWED):
        with pytest.raises(NoGrantForConditionError):
            program.add_condition(workspace, id_, "Ehto.", "E")
    assert conditions_logged(program, workspace) == []

    program.add_condition(workspace, FUNDED, "Ehto.", "E")
    deviate(program, workspace, FUNDED, DeviationKind.HOLD)
    with pytest.raises(NoGrantForConditionError):
        program.add_condition(workspace, FUNDED, "Toinen.", "E")
    program.add_condition(workspace, FUNDED, "", "E", "Rauennut.")

    assert [deed for deed, _, _ in conditions_logged(program, workspace)] == [
        "condition.add",
        "condition.withdraw",
    ]
