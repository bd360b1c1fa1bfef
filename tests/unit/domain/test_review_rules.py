"""What may be answered: a review that comes from elsewhere is held to the same rules as one made here."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evaluator.domain.review_rules import allowed
from evaluator.domain.reviews import RiskEntry, Scored
from evaluator.domain.risk import value_of_risk
from evaluator.intake.call_files import ShippedCalls

CALL = ShippedCalls().get("2020-joint-projects")
RISKY = next(each for each in CALL.criteria if each.risk is not None)
PLAIN = next(each for each in CALL.criteria if each.risk is None)
ENTRY = RiskEntry(likelihood=2, severity=3, preparedness=1)
VALUE = value_of_risk(ENTRY, RISKY.risk, CALL.scale)


def risk(*parts):
    return RiskEntry(**dict(zip(("likelihood", "severity", "preparedness"), parts, strict=True)))


def test_a_risk_is_answered_by_the_value_that_follows_from_it():
    assert VALUE.denominator != 1
    assert allowed(CALL, RISKY, Scored(VALUE, ENTRY))


@pytest.mark.parametrize("value", [Fraction(5), VALUE + Fraction(1, 1000), Fraction(99)])
def test_a_value_that_does_not_follow_from_its_risk_is_not_allowed(value):
    assert not allowed(CALL, RISKY, Scored(value, ENTRY))


@pytest.mark.parametrize("parts", [(0, 3, 1), (2, 1000, 1), (2, 3, 1000)])
def test_a_risk_beside_its_steps_is_not_allowed_whatever_its_value(parts):
    entry = risk(*parts)

    assert not allowed(CALL, RISKY, Scored(value_of_risk(entry, RISKY.risk, CALL.scale), entry))


def test_only_a_criterion_that_asks_for_a_risk_takes_one():
    assert not allowed(CALL, PLAIN, Scored(VALUE, ENTRY))
    assert not allowed(CALL, PLAIN, Scored(VALUE))
    assert allowed(CALL, RISKY, Scored(Fraction(3)))
