"""What the rule alone comes to, beside what the official's deviations make of it."""

from __future__ import annotations

from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import DeviationKind
from evaluator.scoring.allocation import allocate
from evaluator.scoring.figures import Allocation
from tests.builders import a_deviation, an_application, euros
from tests.unit.scoring.helpers import a_round_of, placed


def divided(*kinds: tuple[int, DeviationKind]) -> Allocation:
    """Divide 1000 euros by ``skip`` among four that ask 600, 500, 300 and 200."""
    asked = (600, 500, 300, 200)
    applications = [an_application(at, requested=euros(each)) for at, each in enumerate(asked, start=1)]
    placings = placed([90, 80, 70, 60])
    deviations = [a_deviation(f"2020-{at:03}", kind) for at, kind in kinds]
    return allocate(
        a_round_of(1000, rule=AllocationRule.SKIP),
        applications,
        placings,
        deviations=deviations,
        accepted_costs={applications[0].id: euros(5000)},
    )


def test_what_the_rule_funds_is_counted_and_summed() -> None:
    alone = divided()

    assert (alone.rule_count, alone.rule_granted, alone.rule_left) == (2, euros(900), euros(100))
    assert not alone.deviates


def test_deviations_change_what_is_unspent_and_not_what_the_rule_leaves() -> None:
    changed = divided((1, DeviationKind.DROP), (2, DeviationKind.LIFT))

    assert (changed.rule_count, changed.rule_granted, changed.rule_left) == (2, euros(900), euros(100))
    assert changed.unspent == euros(200)
    assert changed.deviates


def test_bounds_that_were_worked_out_from_costs_are_counted() -> None:
    assert divided().verified == 1
