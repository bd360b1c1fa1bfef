"""A risk as an answer: the greatest is the lowest score, and nothing is rounded."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evaluator.domain.call import Scale
from evaluator.scoring.errors import RiskOutsideStepsError
from evaluator.scoring.risk import RiskEntry, risk_value
from tests.builders import a_risk_scale

SCALE = Scale(lowest=0, highest=5)


def value(
    likelihood: int, severity: int, preparedness: int, scale: Scale = SCALE, steps: int = 5
) -> Fraction:
    entry = RiskEntry(likelihood=likelihood, severity=severity, preparedness=preparedness)
    return risk_value(entry, a_risk_scale(steps), scale)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ((5, 5, 0), 0),
        ((5, 5, 5), 5),
        ((1, 1, 5), 5),
        ((1, 1, 0), Fraction(24, 5)),
        ((5, 5, 1), 1),
        ((3, 4, 2), Fraction(89, 25)),
    ],
)
def test_a_risk_maps_to_the_scale_exactly(entry: tuple[int, int, int], expected: Fraction) -> None:
    assert value(*entry) == expected


def test_the_ends_of_any_scale_are_reached() -> None:
    scale = Scale(lowest=1, highest=4)

    assert value(3, 3, 0, scale, steps=3) == 1
    assert value(3, 3, 3, scale, steps=3) == 4


def test_a_greater_risk_never_scores_higher_and_more_preparedness_never_lower() -> None:
    steps = range(1, 6)

    assert all(value(a, s, p) >= value(min(a + 1, 5), s, p) for a in steps for s in steps for p in range(6))
    assert all(value(a, s, p) >= value(a, min(s + 1, 5), p) for a in steps for s in steps for p in range(6))
    assert all(value(a, s, p) <= value(a, s, p + 1) for a in steps for s in steps for p in range(5))


@pytest.mark.parametrize("entry", [(0, 1, 0), (6, 1, 0), (1, 0, 0), (1, 6, 0), (1, 1, -1), (1, 1, 6)])
def test_an_entry_off_its_steps_is_refused(entry: tuple[int, int, int]) -> None:
    with pytest.raises(RiskOutsideStepsError):
        value(*entry)
