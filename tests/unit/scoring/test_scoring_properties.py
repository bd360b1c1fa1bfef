"""What holds for every round: of scores, of the order and of the money."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evaluator.domain.call import AllocationRule, Call, TieRule
from evaluator.domain.deviations import Deviation, DeviationKind
from evaluator.domain.identifiers import ApplicationId, ReviewerId
from evaluator.domain.money import Cents
from evaluator.domain.reviews import Review
from evaluator.scoring.allocation import allocate
from evaluator.scoring.explanation import decimals_needed, explain, half_up
from evaluator.scoring.figures import Allocation, Placing, Verdict
from evaluator.scoring.ranking import rank
from evaluator.scoring.transparent import score_applications
from tests.builders import (
    NOON,
    Answer,
    a_call,
    a_criterion,
    a_deviation,
    a_group,
    a_review,
    an_application,
    euros,
)
from tests.unit.scoring.helpers import a_round_of, a_score

EXACT_WEIGHTS = st.fractions(min_value=Fraction(1, 35), max_value=50, max_denominator=35)
STEPS = st.integers(0, 5)


@st.composite
def calls(draw: st.DrawFn) -> Call:
    """Draw a call of up to three groups with exact weights; every question may be not applicable."""
    groups = []
    for at in range(draw(st.integers(1, 3))):
        criteria = [
            a_criterion(f"g{at}c{number}", weight=draw(EXACT_WEIGHTS), may_be_not_applicable=True)
            for number in range(draw(st.integers(1, 4)))
        ]
        groups.append(a_group(f"g{at}", criteria, weight=draw(EXACT_WEIGHTS)))
    return a_call(groups=tuple(groups), tie_rule=draw(st.sampled_from(TieRule)))


@st.composite
def reviewed(draw: st.DrawFn) -> tuple[Call, tuple[Review, ...]]:
    """Draw a call and reviews of up to five applications, some answers not applicable."""
    call = draw(calls())
    answers: st.SearchStrategy[Answer] = st.one_of(STEPS, st.none())
    reviews = [
        a_review(
            {str(each.id): draw(answers) for each in call.criteria}, f"2020-{application:03d}", f"r{reviewer}"
        )
        for application in range(1, draw(st.integers(2, 6)))
        for reviewer in range(draw(st.integers(1, 4)))
    ]
    return call, tuple(reviews)


def by_definition(call: Call, reviews: list[Review]) -> Fraction | None:
    """Score one application by the formulas, slowly and plainly."""
    totals = []
    for review in reviews:
        groups = []
        for group in call.groups:
            scored = [(each.weight, review.scores[each.id]) for each in group.criteria]
            known = [(weight, state.value) for weight, state in scored if hasattr(state, "value")]
            if known:
                points = sum(weight * value for weight, value in known)
                groups.append((group.weight, 20 * points / sum(weight for weight, _ in known)))
        if groups:
            totals.append(
                sum(weight * value for weight, value in groups) / sum(weight for weight, _ in groups)
            )
    return sum(totals, Fraction(0)) / len(totals) if totals else None


@given(reviewed())
def test_the_score_is_exactly_its_definition(case: tuple[Call, tuple[Review, ...]]) -> None:
    call, reviews = case

    scores = score_applications(call, reviews)

    for application in {each.application for each in reviews}:
        expected = by_definition(call, [each for each in reviews if each.application == application])
        assert (scores[application].total if application in scores else None) == expected


@given(reviewed())
def test_the_arithmetic_shown_gives_the_score_that_decides(case: tuple[Call, tuple[Review, ...]]) -> None:
    call, reviews = case

    for application, score in score_applications(call, reviews).items():
        explanation = explain(call, application, reviews)
        assert explanation is not None
        assert explanation.total.value == score.total
        assert {each.id: each.value for each in explanation.groups if each.value is not None} == score.groups


@given(reviewed(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(case: tuple[Call, tuple[Review, ...]], random: object) -> None:
    call, reviews = case
    applications = [an_application(number) for number in range(1, 7)]
    shuffled, rows = list(reviews), list(applications)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(rows)  # type: ignore[attr-defined]

    scores, again = score_applications(call, reviews), score_applications(call, shuffled)

    assert list(again.items()) == list(scores.items())
    assert rank(call, again, rows, threshold=None) == rank(call, scores, applications, threshold=None)


@given(reviewed())
def test_which_reviewer_said_what_changes_no_total(case: tuple[Call, tuple[Review, ...]]) -> None:
    call, reviews = case
    renamed = [replace(each, reviewer=ReviewerId(f"x{9 - int(each.reviewer[1:])}")) for each in reviews]

    scores, again = score_applications(call, reviews), score_applications(call, renamed)

    assert {name: each.total for name, each in again.items()} == {
        name: each.total for name, each in scores.items()
    }


@given(reviewed(), EXACT_WEIGHTS, EXACT_WEIGHTS)
def test_scaling_all_weights_changes_nothing(
    case: tuple[Call, tuple[Review, ...]], of_groups: Fraction, of_criteria: Fraction
) -> None:
    call, reviews = case
    scaled = tuple(
        a_group(
            str(group.id),
            [each.model_copy(update={"weight": each.weight * of_criteria}) for each in group.criteria],
            weight=group.weight * of_groups,
        )
        for group in call.groups
    )

    assert score_applications(a_call(groups=scaled), reviews) == score_applications(call, reviews)


@given(reviewed(), st.data())
def test_a_not_applicable_answer_is_one_at_its_groups_mean(
    case: tuple[Call, tuple[Review, ...]], data: st.DataObject
) -> None:
    """An answer left out and an answer at the mean of the others of its group weigh the same."""
    call, reviews = case
    first = ApplicationId("2020-001")
    group = data.draw(st.sampled_from(call.groups))
    extra = a_criterion("extra", weight=data.draw(EXACT_WEIGHTS), may_be_not_applicable=True)
    wider = a_call(
        groups=tuple(
            each.model_copy(update={"criteria": (*each.criteria, extra)}) if each is group else each
            for each in call.groups
        ),
        tie_rule=call.tie_rule,
    )
    scores = score_applications(call, reviews)

    def with_extra(review: Review, answer: Answer) -> Review:
        said = a_review({"extra": answer}).scores
        return replace(review, scores={**review.scores, **said})

    def mean_of_group(review: Review) -> Answer:
        for each in scores[first].reviews if first in scores else ():
            if each.reviewer == review.reviewer and group.id in each.groups:
                return each.groups[group.id] / 20
        return None

    mine = [each for each in reviews if each.application == first]
    left_out = score_applications(wider, [with_extra(each, None) for each in mine])
    at_mean = score_applications(wider, [with_extra(each, mean_of_group(each)) for each in mine])

    expected = scores[first].total if first in scores else None
    assert (left_out[first].total if first in left_out else None) == expected
    assert (at_mean[first].total if first in at_mean else None) == expected


TOTALS = st.lists(st.fractions(min_value=0, max_value=100, max_denominator=7), min_size=1, max_size=8)


def ranked(totals: list[Fraction], threshold: Fraction | None = None) -> tuple[Placing, ...]:
    applications = [an_application(number) for number in range(1, len(totals) + 1)]
    scores = {each.id: a_score(each.id, total) for each, total in zip(applications, totals, strict=True)}
    return rank(a_call(), scores, applications, threshold=threshold)


@given(TOTALS, st.data())
def test_a_higher_score_never_lowers_the_place(totals: list[Fraction], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(totals) - 1))
    raised = [*totals]
    raised[at] = data.draw(st.fractions(min_value=totals[at], max_value=100, max_denominator=7))
    name = f"2020-{at + 1:03d}"

    def place(placings: tuple[Placing, ...]) -> int:
        return next(each.place for each in placings if each.score.application == name)

    assert place(ranked(raised)) <= place(ranked(totals))


@given(TOTALS)
def test_a_place_is_one_more_than_the_number_of_better_ones(totals: list[Fraction]) -> None:
    for placing in ranked(totals):
        assert placing.place == 1 + sum(total > placing.score.total for total in totals)
        assert placing.shared == (totals.count(placing.score.total) > 1)


@given(st.lists(st.fractions(min_value=0, max_value=100, max_denominator=2000), max_size=12))
def test_printed_totals_keep_the_order_of_the_exact_ones(totals: list[Fraction]) -> None:
    scores = [a_score(f"2020-{at:03d}", total) for at, total in enumerate(totals)]

    decimals = decimals_needed(scores)

    ordered = sorted(scores, key=lambda each: each.total)
    for lower, higher in pairwise(ordered):
        printed = [half_up(each.total, decimals[each.application]) for each in (lower, higher)]
        assert (printed[0] < printed[1]) == (lower.total < higher.total)


@st.composite
def divided(
    draw: st.DrawFn, rules: tuple[AllocationRule, ...] = tuple(AllocationRule)
) -> tuple[list[Fraction], list[int], Allocation]:
    """Draw totals and requests, often equal ones, and divide an envelope among them."""
    totals = draw(st.lists(st.sampled_from([Fraction(n, 3) for n in range(150, 300, 25)]), max_size=10))
    asked = [draw(st.integers(1, 900_00)) * 10 for _ in totals]
    allocation = allocate(
        a_round_of(draw(st.integers(0, 20_000)), rule=draw(st.sampled_from(rules))),
        [an_application(at, requested=each) for at, each in enumerate(asked, start=1)],
        ranked(totals, Fraction(60)),
    )
    return totals, asked, allocation


@given(divided())
def test_the_rule_never_goes_over_the_envelope(case: tuple[object, object, Allocation]) -> None:
    allocation = case[2]

    assert 0 <= allocation.granted <= allocation.envelope
    assert allocation.granted + allocation.unspent == allocation.envelope


@given(divided())
def test_nobody_gets_more_than_was_asked_or_a_broken_unit(
    case: tuple[object, list[int], Allocation],
) -> None:
    _, asked, allocation = case

    for award in allocation.awards:
        assert 0 <= award.amount <= award.bound <= asked[int(award.application[-3:]) - 1]
        assert award.amount % euros(100) == 0
        assert bool(award.amount) == award.verdict.granted


@given(divided(rules=(AllocationRule.STOP, AllocationRule.SKIP)))
def test_equals_are_treated_equally(case: tuple[list[Fraction], object, Allocation]) -> None:
    totals, _, allocation = case

    words: dict[Fraction, Verdict] = {}
    for award in allocation.awards:
        total = totals[int(award.application[-3:]) - 1]
        if award.bound:
            assert words.setdefault(total, award.verdict) is award.verdict


@given(divided(rules=(AllocationRule.CUT,)))
def test_a_cut_takes_the_same_percentage_from_all(case: tuple[object, object, Allocation]) -> None:
    allocation = case[2]

    able = [each for each in allocation.awards if each.verdict is not Verdict.BELOW_THRESHOLD]
    wanted = sum(each.bound for each in able)
    share = min(Fraction(1), Fraction(allocation.envelope, wanted)) if wanted else Fraction(1)
    assert all(0 <= each.bound * share - each.amount < euros(100) for each in able)


@given(divided())
def test_nobody_below_the_threshold_is_funded(case: tuple[list[Fraction], object, Allocation]) -> None:
    totals, _, allocation = case

    for award in allocation.awards:
        assert not award.verdict.granted or totals[int(award.application[-3:]) - 1] >= 60


@st.composite
def deviated(draw: st.DrawFn) -> Allocation:
    """Divide an envelope under any register of deviations, sensible or not."""
    totals = draw(st.lists(st.sampled_from([Fraction(n, 3) for n in range(150, 300, 25)]), max_size=6))
    applications = [
        an_application(at, requested=euros(draw(st.integers(0, 9_000)))) for at in range(1, len(totals) + 2)
    ]
    kinds = st.sampled_from([None, *DeviationKind])
    amounts = st.none() | st.integers(-100_00, 9_000_00).map(Cents)
    entries = draw(st.lists(st.tuples(st.sampled_from(applications), kinds, amounts), max_size=12))
    return allocate(
        a_round_of(draw(st.integers(0, 20_000)), rule=draw(st.sampled_from(tuple(AllocationRule)))),
        applications,
        ranked(totals, Fraction(60)),
        deviations=[
            a_deviation(str(of.id), kind, amount=amount, at=NOON + timedelta(minutes=at))
            for at, (of, kind, amount) in enumerate(entries)
        ],
    )


@given(deviated())
def test_no_register_of_deviations_makes_a_round_unopenable_or_a_grant_without_money(
    allocation: Allocation,
) -> None:
    assert allocation.granted + allocation.unspent == allocation.envelope
    for award in allocation.awards:
        assert 0 <= award.amount <= award.bound
        assert bool(award.amount) == award.verdict.granted
        if award.verdict is Verdict.GRANTED_REDUCED:
            assert award.by_rule.granted or award.by_rule is Verdict.TIE_AT_LINE


@st.composite
def departed(draw: st.DrawFn) -> tuple[list[int], tuple[Deviation, ...], Allocation]:
    """Draw a divided envelope with any deviations, several for one application among them."""
    totals = draw(st.lists(st.sampled_from([Fraction(n, 3) for n in range(150, 300, 25)]), max_size=8))
    asked = [draw(st.integers(1, 900_00)) * 10 for _ in totals]
    deviations = tuple(
        a_deviation(
            f"2020-{number:03d}",
            kind,
            amount=draw(st.integers(1, 40)) * euros(100) if kind is DeviationKind.REDUCE else None,
            at=NOON + timedelta(minutes=at),
        )
        for at, (number, kind) in enumerate(
            draw(st.lists(st.tuples(st.integers(1, 8), st.sampled_from([None, *DeviationKind])), max_size=10))
        )
        if number <= len(totals)
    )
    allocation = allocate(
        a_round_of(draw(st.integers(0, 20_000)), rule=draw(st.sampled_from(list(AllocationRule)))),
        [an_application(at, requested=each) for at, each in enumerate(asked, start=1)],
        ranked(totals, Fraction(60)),
        deviations=deviations,
    )
    return asked, deviations, allocation


@given(departed())
def test_every_difference_from_the_rule_is_an_entry_with_a_reason(
    case: tuple[object, tuple[Deviation, ...], Allocation],
) -> None:
    _, register, allocation = case

    for award in allocation.awards:
        if (award.verdict, award.amount) != (award.by_rule, award.by_rule_amount):
            assert award.deviation in register
            assert award.deviation is not None
            assert award.deviation.reason
            assert award.deviation.application == award.application


@given(departed())
def test_no_deviation_gives_more_than_was_asked_or_moves_the_line(
    case: tuple[list[int], tuple[Deviation, ...], Allocation],
) -> None:
    asked, _, allocation = case

    for award in allocation.awards:
        assert 0 <= award.amount <= award.bound <= asked[int(award.application[-3:]) - 1]
    assert sum(award.by_rule_amount for award in allocation.awards) <= allocation.envelope
    assert allocation.granted == sum(award.amount for award in allocation.awards)
    assert allocation.held == sum(
        award.by_rule_amount for award in allocation.awards if award.verdict is Verdict.HELD
    )
