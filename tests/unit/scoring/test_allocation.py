"""The envelope: the three rules, equals at the line, bounds, and every deviation."""

from __future__ import annotations

import csv
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from evaluator.domain.applications import Application
from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import Deviation, DeviationKind
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.money import Cents
from evaluator.scoring.allocation import allocate, bound_of
from evaluator.scoring.figures import Allocation, Verdict
from evaluator.scoring.ranking import rank
from tests.builders import NOON, a_call, a_deviation, an_application, euros
from tests.unit.scoring.helpers import a_round_of, a_score, by_number, placed

KNAPSACK = Path(__file__).parents[2] / "data" / "knapsack61.csv"

GRANTED, OUTSIDE = Verdict.GRANTED, Verdict.OUTSIDE_ENVELOPE
TIE, BELOW = Verdict.TIE_AT_LINE, Verdict.BELOW_THRESHOLD


def divided(
    envelope: int,
    asked: list[int],
    totals: list[int],
    rule: AllocationRule = AllocationRule.STOP,
    threshold: int | None = None,
    deviations: tuple[Deviation, ...] = (),
) -> Allocation:
    """Allocate whole euros among applications 1, 2, 3 … of these sums and scores."""
    return allocate(
        a_round_of(envelope, rule=rule),
        [an_application(at, requested=euros(each)) for at, each in enumerate(asked, start=1)],
        placed(totals, threshold),
        deviations=deviations,
    )


def verdicts(allocation: Allocation) -> list[Verdict]:
    """Give the verdicts in the order of application numbers."""
    return [award.verdict for _, award in sorted(by_number(allocation).items())]


@pytest.mark.parametrize(
    ("rule", "column", "funded", "left"),
    [
        (AllocationRule.STOP, "greedy_stop", 33, 241_800),
        (AllocationRule.SKIP, "greedy_skip", 35, 36_300),
    ],
)
def test_the_rules_give_the_reference_numbers(
    rule: AllocationRule, column: str, funded: int, left: int
) -> None:
    with KNAPSACK.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    applications = [
        an_application(at, id=ApplicationId(row["id"]), requested=euros(int(row["requested"])))
        for at, row in enumerate(rows, start=1)
    ]
    scores = {each.id: a_score(each.id, row["score"]) for each, row in zip(applications, rows, strict=True)}
    placings = rank(a_call(), scores, applications, threshold=None)

    allocation = allocate(a_round_of(10_000_000, rule=rule), applications, placings)

    granted = {each.application for each in allocation.awards if each.verdict is GRANTED}
    assert granted == {row["id"] for row in rows if row[column] == "1"}
    assert len(granted) == funded
    assert allocation.unspent == euros(left)


def test_stop_stops_at_the_first_that_does_not_fit() -> None:
    allocation = divided(1000, [600, 500, 400], [90, 80, 70])

    assert verdicts(allocation) == [GRANTED, OUTSIDE, OUTSIDE]
    assert allocation.last_funded_place == 1
    assert allocation.unspent == euros(400)


def test_skip_passes_over_what_does_not_fit() -> None:
    allocation = divided(1000, [600, 500, 400], [90, 80, 70], AllocationRule.SKIP)

    assert verdicts(allocation) == [GRANTED, OUTSIDE, GRANTED]
    assert allocation.last_funded_place == 3
    assert allocation.unspent == 0


def test_cut_takes_the_same_percentage_from_all_above_the_threshold() -> None:
    allocation = divided(10_000, [9_000, 6_000, 5_000], [90, 80, 40], AllocationRule.CUT, threshold=60)

    awards = by_number(allocation)
    assert [awards[at].amount for at in (1, 2, 3)] == [euros(6_000), euros(4_000), 0]
    assert verdicts(allocation) == [GRANTED, GRANTED, BELOW]


def test_cut_is_exact_and_rounds_down_to_the_unit() -> None:
    allocation = divided(10_000, [10_000, 10_000, 10_000], [90, 80, 70], AllocationRule.CUT)

    assert {each.amount for each in allocation.awards} == {euros(3_300)}  # a third is 3 333.33
    assert allocation.unspent == euros(100)


def test_cut_leaves_whole_what_fits() -> None:
    allocation = divided(10_000, [5_000, 4_000], [90, 80], AllocationRule.CUT)

    assert [each.amount for each in allocation.awards] == [euros(5_000), euros(4_000)]


def test_equals_are_funded_together_when_all_fit() -> None:
    assert verdicts(divided(1000, [300, 300, 400], [90, 80, 80])) == [GRANTED, GRANTED, GRANTED]


@pytest.mark.parametrize(("rule", "last"), [(AllocationRule.STOP, OUTSIDE), (AllocationRule.SKIP, GRANTED)])
def test_equals_that_do_not_all_fit_are_a_tie_where_stop_stops_and_skip_goes_on(
    rule: AllocationRule, last: Verdict
) -> None:
    allocation = divided(1000, [300, 400, 400, 200], [90, 80, 80, 70], rule)

    assert verdicts(allocation) == [GRANTED, TIE, TIE, last]
    assert allocation.tie_at_line == ("2020-002", "2020-003")
    assert by_number(allocation)[2].amount == 0


def test_one_that_misses_a_threshold_is_no_part_of_the_walk() -> None:
    allocation = divided(1000, [600, 400, 300], [90, 80, 50], threshold=60)

    assert verdicts(allocation) == [GRANTED, GRANTED, BELOW]
    assert allocation.tie_at_line == ()


def test_the_unplaced_follow_by_number_as_not_eligible_or_not_reviewed() -> None:
    applications = [an_application(number) for number in (3, 2, 1)]

    allocation = allocate(
        a_round_of(1_000_000), applications, placed([50])[:0], not_eligible={ApplicationId("2020-002")}
    )

    assert [(each.application, each.verdict) for each in allocation.awards] == [
        ("2020-001", Verdict.NOT_REVIEWED),
        ("2020-002", Verdict.NOT_ELIGIBLE),
        ("2020-003", Verdict.NOT_REVIEWED),
    ]
    assert allocation.last_funded_place is None


@pytest.mark.parametrize(
    ("requested", "costs", "expected"),
    [
        (Cents(134_487_00), None, euros(134_400)),
        (Cents(410_407_20), None, euros(410_400)),
        (euros(85_000), euros(100_000), euros(85_000)),
        (euros(90_000), euros(100_000), euros(85_000)),
        (euros(85_000), Cents(99_999_99), euros(84_900)),
        (Cents(99_99), None, 0),
    ],
)
def test_a_bound_is_the_least_of_request_and_rate_rounded_down(
    requested: Cents, costs: Cents | None, expected: Cents
) -> None:
    assert bound_of(an_application(requested=requested), a_call(), costs) == expected


def test_a_rate_of_a_third_is_exact() -> None:
    call = a_call(max_rate=Fraction(1, 3), unit_cents=1)

    assert bound_of(an_application(requested=euros(100_000)), call, euros(300)) == euros(100)


def test_a_request_below_the_unit_gets_nothing_and_does_not_stop_the_walk() -> None:
    allocation = divided(1000, [50, 400], [90, 80])

    assert verdicts(allocation) == [OUTSIDE, GRANTED]


def deviating(kind: DeviationKind | None, application: int = 1, **changes: object) -> Deviation:
    return a_deviation(f"2020-{application:03d}", kind, **changes)


def test_a_lift_is_funded_beside_the_rule_even_over_the_envelope() -> None:
    allocation = divided(1000, [600, 700], [90, 80], deviations=(deviating(DeviationKind.LIFT, 2),))

    lifted = by_number(allocation)[2]
    assert (lifted.verdict, lifted.by_rule) == (Verdict.GRANTED_LIFTED, OUTSIDE)
    assert (lifted.amount, lifted.by_rule_amount) == (euros(700), 0)
    assert allocation.unspent == -euros(300)
    assert allocation.last_funded_place == 1


def test_a_lift_of_what_the_rule_funds_changes_nothing() -> None:
    allocation = divided(1000, [600], [90], deviations=(deviating(DeviationKind.LIFT),))

    assert allocation.awards[0].verdict is GRANTED
    assert allocation.awards[0].deviation is not None


def test_a_lift_below_the_threshold_under_cut_gets_the_share_of_the_others() -> None:
    allocation = divided(
        10_000,
        [12_000, 8_000, 5_000],
        [90, 80, 40],
        AllocationRule.CUT,
        threshold=60,
        deviations=(deviating(DeviationKind.LIFT, 3),),
    )

    assert by_number(allocation)[3].amount == euros(2_500)


def test_a_hold_keeps_its_money_reserved_and_grants_nothing() -> None:
    allocation = divided(1000, [600, 500], [90, 80], deviations=(deviating(DeviationKind.HOLD),))

    assert verdicts(allocation) == [Verdict.HELD, OUTSIDE]
    assert (allocation.granted, allocation.held, allocation.unspent) == (0, euros(600), euros(1000))


def test_a_hold_of_what_the_rule_does_not_fund_reserves_nothing() -> None:
    allocation = divided(1000, [600, 500], [90, 80], deviations=(deviating(DeviationKind.HOLD, 2),))

    assert verdicts(allocation) == [GRANTED, Verdict.HELD]
    assert allocation.held == 0


def test_money_that_a_drop_frees_goes_no_further_down() -> None:
    allocation = divided(1000, [600, 500], [90, 80], deviations=(deviating(DeviationKind.DROP),))

    assert verdicts(allocation) == [Verdict.DROPPED, OUTSIDE]
    assert allocation.unspent == euros(1000)
    assert allocation.last_funded_place == 1


def test_a_reduction_grants_the_manual_amount_rounded_down() -> None:
    reduce = deviating(DeviationKind.REDUCE, amount=Cents(250_50))

    allocation = divided(1000, [600, 500], [90, 80], deviations=(reduce,))

    assert verdicts(allocation) == [Verdict.GRANTED_REDUCED, OUTSIDE]
    assert by_number(allocation)[1].amount == euros(200)
    assert by_number(allocation)[1].by_rule_amount == euros(600)


def test_a_reduction_never_gives_more_than_the_bound() -> None:
    reduce = deviating(DeviationKind.REDUCE, amount=euros(900))

    allocation = divided(1000, [600], [90], deviations=(reduce,))

    assert (allocation.awards[0].verdict, allocation.awards[0].amount) == (GRANTED, euros(600))


def test_reductions_settle_a_tie_by_parts() -> None:
    allocation = divided(
        1000,
        [800, 800],
        [80, 80],
        deviations=tuple(deviating(DeviationKind.REDUCE, at, amount=euros(500)) for at in (1, 2)),
    )

    assert verdicts(allocation) == [Verdict.GRANTED_REDUCED, Verdict.GRANTED_REDUCED]
    assert allocation.unspent == 0
    assert allocation.tie_at_line == ("2020-001", "2020-002")


@pytest.mark.parametrize("amount", [None, Cents(0), Cents(99_99), Cents(-100_00)])
def test_a_stored_reduction_to_nothing_drops_and_never_raises(amount: Cents | None) -> None:
    allocation = divided(
        1000, [600, 500], [90, 80], deviations=(deviating(DeviationKind.REDUCE, amount=amount),)
    )

    assert verdicts(allocation) == [Verdict.DROPPED, OUTSIDE]
    assert (allocation.granted, allocation.awards[0].by_rule_amount) == (0, euros(600))


def test_a_reduction_of_what_the_rule_does_not_fund_makes_no_grant() -> None:
    reduce = deviating(DeviationKind.REDUCE, 2, amount=euros(200))

    allocation = divided(1000, [600, 500], [90, 80], deviations=(reduce,))

    assert verdicts(allocation) == [GRANTED, OUTSIDE]
    assert allocation.granted == euros(600)


def test_a_reduction_after_a_lift_keeps_it_lifted_with_the_smaller_amount() -> None:
    lift = deviating(DeviationKind.LIFT, 2, at=NOON)
    first, second = (
        deviating(DeviationKind.REDUCE, 2, amount=euros(amount), at=NOON + timedelta(hours=hours))
        for hours, amount in ((1, 300), (2, 200))
    )

    allocation = divided(1000, [600, 500], [90, 80], deviations=(lift, first, second))

    assert verdicts(allocation) == [GRANTED, Verdict.GRANTED_LIFTED]
    assert by_number(allocation)[2].amount == euros(200)
    assert by_number(allocation)[2].deviation == second


@pytest.mark.parametrize("between", [None, DeviationKind.HOLD, DeviationKind.DROP])
def test_a_reduction_after_a_lift_that_was_replaced_makes_no_grant(between: DeviationKind | None) -> None:
    lift = deviating(DeviationKind.LIFT, 2, at=NOON)
    other = deviating(between, 2, at=NOON + timedelta(hours=1))
    reduce = deviating(DeviationKind.REDUCE, 2, amount=euros(200), at=NOON + timedelta(hours=2))

    allocation = divided(1000, [600, 500], [90, 80], deviations=(lift, other, reduce))

    assert verdicts(allocation) == [GRANTED, OUTSIDE]


def test_the_latest_deviation_of_an_application_counts_and_none_takes_it_back() -> None:
    later, latest = NOON + timedelta(hours=1), NOON + timedelta(hours=2)
    drop = deviating(DeviationKind.DROP, at=NOON)
    hold = deviating(DeviationKind.HOLD, at=later)
    back = deviating(None, at=latest)

    assert verdicts(divided(1000, [600], [90], deviations=(hold, drop))) == [Verdict.HELD]
    assert verdicts(divided(1000, [600], [90], deviations=(drop, hold, back))) == [GRANTED]
    assert divided(1000, [600], [90], deviations=(drop, back)).awards[0].deviation is None


@pytest.mark.parametrize("kind", list(DeviationKind))
def test_a_deviation_funds_nothing_that_has_no_place(kind: DeviationKind) -> None:
    application: Application = an_application(1)

    allocation = allocate(
        a_round_of(1_000_000),
        [application],
        (),
        not_eligible={application.id},
        deviations=[deviating(kind, amount=euros(100))],
    )

    assert allocation.awards[0].verdict is Verdict.NOT_ELIGIBLE
    assert allocation.granted == 0
    assert allocation.awards[0].deviation is not None
