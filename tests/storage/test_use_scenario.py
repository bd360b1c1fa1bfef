"""A saved scenario taken into use in a real workspace: one deed, on record, and back again."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from evaluator.composition import compose
from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.log import Field
from evaluator.scoring.scenarios import draft_as
from evaluator.services.errors import (
    RoundLockedError,
    ScenarioInUseError,
    ScenarioReasonMissingError,
    UnknownScenarioError,
)
from tests.builders import NOON, a_reviewer, an_application, an_even_review, euros
from tests.storage.test_evidence import locked

FIRST, SECOND, THIRD = (ApplicationId(f"2020-{at:03d}") for at in range(1, 4))


@pytest.fixture
def program(tmp_path):
    moments = (NOON + timedelta(minutes=at) for at in range(1_000))
    return compose(tmp_path / "data", clock=lambda: next(moments))


@pytest.fixture
def workspace(program, tmp_path):
    """Two funded and one outside the envelope; "Nosto" has the third lifted and the first held."""
    opened = program.create_round(
        tmp_path / "kierros.evaluator",
        program.secret(passphrase="a long enough passphrase"),
        program.calls.get("2020-joint-projects"),
        by="E",
        envelope=euros(250_000),
    )
    call = program.outcome(opened).contents.round.call
    with opened.begin() as unit:
        unit.put_applications([an_application(at, requested=euros(100_000)) for at in range(1, 4)])
        unit.put_reviewers([a_reviewer()])
        unit.add_reviews(an_even_review(6 - at, f"2020-{at:03d}", call=call) for at in range(1, 4))
        unit.commit()
    program.set_allocation(opened, by="E", rule=AllocationRule.SKIP, threshold=Fraction(60))
    program.deviate(opened, THIRD, DeviationKind.LIFT, "Alueellinen kattavuus.", "E")
    program.deviate(opened, FIRST, DeviationKind.HOLD, "Odottaa selvitystä.", "E")
    program.save_scenario(opened, "Nosto", "E")
    program.set_allocation(opened, by="E", rule=AllocationRule.STOP, without_threshold=True)
    program.deviate(opened, FIRST, None, "Selvitys saatiin.", "E")
    program.deviate(opened, THIRD, None, "Ei nosteta.", "E")
    program.deviate(opened, SECOND, DeviationKind.DROP, "Rahoitus muualta.", "E")
    yield opened
    opened.close()


def amounts(outcome):
    return {each.application.id: each.award.amount for each in outcome.standings}


def test_rule_threshold_and_deviations_become_the_round_s_each_with_a_reason(program, workspace):
    used = program.use_scenario(workspace, " Nosto ", "Työryhmä päätyi tähän.", "Esittelijä B")

    outcome = program.outcome(workspace)
    of = outcome.contents.round
    assert (of.rule, of.threshold) == (AllocationRule.SKIP, Fraction(60))
    assert amounts(outcome) == {FIRST: 0, SECOND: euros(100_000), THIRD: euros(100_000)}
    assert [(each.application, each.kind, each.reason) for each in used.recorded] == [
        (SECOND, None, "Työryhmä päätyi tähän."),
        (FIRST, DeviationKind.HOLD, "Odottaa selvitystä."),
        (THIRD, DeviationKind.LIFT, "Alueellinen kattavuus."),
    ]
    assert outcome.contents.deviations[-3:] == used.recorded
    assert {each.by for each in used.recorded} == {"Esittelijä B"}


def test_the_log_says_what_was_taken_into_use_and_why(program, workspace):
    before = len(program.read_log(workspace).entries)
    program.use_scenario(workspace, "Nosto", "Työryhmä päätyi tähän.", "E")

    entries = program.read_log(workspace).entries[before:]
    assert [each.entry.deed for each in entries] == [
        "scenario.use",
        "allocation.set",
        *["deviation.record"] * 3,
    ]
    assert entries[0].openings[Field.AFTER].value["reason"] == "Työryhmä päätyi tähän."


def test_it_is_taken_back_whole_and_the_register_keeps_every_entry(program, workspace):
    former = program.outcome(workspace)
    snapshot = draft_as("Nosto", former, "E")
    program.use_scenario(workspace, "Nosto", "Syy.", "E")

    program.leave_scenario(workspace, snapshot, "Poikkeama kumottiin.", "E")

    again = program.outcome(workspace)
    assert amounts(again) == amounts(former)
    assert [each.award.verdict for each in again.standings] == [
        each.award.verdict for each in former.standings
    ]
    assert (again.contents.round.rule, again.contents.round.threshold) == (AllocationRule.STOP, None)
    assert again.contents.deviations[: len(former.contents.deviations)] == former.contents.deviations
    assert len(again.contents.deviations) == len(former.contents.deviations) + 6


@pytest.mark.parametrize(
    ("name", "reason", "error"),
    [("Muu", "Syy.", UnknownScenarioError), ("Nosto", "  ", ScenarioReasonMissingError)],
)
def test_what_is_refused_leaves_the_round_as_it_is(program, workspace, name, reason, error):
    before = program.outcome(workspace)

    with pytest.raises(error):
        program.use_scenario(workspace, name, reason, "E")

    assert program.outcome(workspace).contents == before.contents


def test_a_scenario_in_use_already_is_not_recorded_twice(program, workspace):
    program.use_scenario(workspace, "Nosto", "Syy.", "E")
    before = program.outcome(workspace).contents

    with pytest.raises(ScenarioInUseError):
        program.use_scenario(workspace, "Nosto", "Syy.", "E")

    assert program.outcome(workspace).contents == before


def test_a_locked_round_takes_no_scenario_into_use(program, workspace):
    locked(workspace)

    with pytest.raises(RoundLockedError):
        program.use_scenario(workspace, "Nosto", "Syy.", "E")
