"""The official's decision on eligibility: made, changed, taken back, and all of it kept."""

from __future__ import annotations

import pytest

from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.services.decide_eligibility import DecideEligibility
from evaluator.services.errors import NotDecidedError, ReasonMissingError
from tests.builders import NOON

YES, NO, UNDECIDED = EligibilityOutcome.YES, EligibilityOutcome.NO, EligibilityOutcome.UNDECIDED
ID = "2020-001"


@pytest.fixture
def decide(peopled):
    def do(outcome, reason="Syy."):
        DecideEligibility(lambda: NOON)(peopled, ID, outcome, reason, "Esimerkkiesittelijä")

    return do


def in_force(workspace):
    with workspace.read() as unit:
        return unit.contents().eligibility.get(ID)


def test_a_decision_taken_back_leaves_the_application_undecided_and_stays_in_history(peopled, decide):
    decide(NO)
    decide(UNDECIDED, "Kirjattiin väärälle hakemukselle.")

    assert in_force(peopled) is None
    with peopled.read() as unit:
        assert [each.outcome for each in unit.eligibility()] == [NO, UNDECIDED]
        last = unit.log_entries()[-1]
    assert {field.value: opening.value for field, opening in last.openings.items()}["after"]["reason"] == (
        "Kirjattiin väärälle hakemukselle."
    )

    decide(YES)
    assert in_force(peopled).outcome is YES


def test_taking_back_needs_a_decision_and_a_reason(peopled, decide):
    with pytest.raises(NotDecidedError):
        decide(UNDECIDED)
    decide(YES)
    with pytest.raises(ReasonMissingError):
        decide(UNDECIDED, " ")
    decide(UNDECIDED)
    with pytest.raises(NotDecidedError):
        decide(UNDECIDED)

    assert in_force(peopled) is None
