"""Taking a saved scenario into use: what is recorded makes the round what the scenario was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import Deviation, DeviationKind
from evaluator.domain.scenarios import SavedScenario
from evaluator.scoring.adoption import Adoption, adoption
from evaluator.scoring.figures import Outcome
from evaluator.scoring.outcome import work_out
from evaluator.scoring.scenarios import allocation_under, draft_as
from tests.builders import NOON, a_deviation, a_round, an_application, an_even_review, euros, some_contents

LIFT, DROP = DeviationKind.LIFT, DeviationKind.DROP
HOLD, REDUCE = DeviationKind.HOLD, DeviationKind.REDUCE


def a_worked_round(
    values: list[int],
    asked: list[int],
    envelope: int,
    *register: Deviation,
    rule: AllocationRule = AllocationRule.STOP,
    threshold: Fraction | None = None,
) -> Outcome:
    """Work out a round with one reviewer; a value of -1 is no review."""
    numbered = list(enumerate(values, start=1))
    return work_out(
        some_contents(
            round=a_round(envelope=euros(envelope), rule=rule, threshold=threshold),
            applications=tuple(an_application(at, requested=euros(asked[at - 1])) for at, _ in numbered),
            reviews=tuple(an_even_review(value, f"2020-{at:03d}") for at, value in numbered if value >= 0),
            deviations=register,
        ),
        lambda _: (),
    )


def a_scenario(*deviations: Deviation, **changes: object) -> SavedScenario:
    given_: dict[str, object] = {"rule": AllocationRule.STOP, "threshold": None}
    return SavedScenario(
        **{"name": "A", "deviations": deviations, "by": "E", "at": NOON, **given_, **changes}  # type: ignore[arg-type]
    )


def after(outcome: Outcome, wanted: SavedScenario, way: Adoption) -> Outcome:
    """Record what the way says, as the deed does."""
    later = NOON + timedelta(days=1)
    gone = [a_deviation(str(each), None, at=later) for each in way.taken_back]
    come = [replace(each, at=later) for each in way.recorded]
    contents = outcome.contents
    return work_out(
        replace(
            contents,
            round=replace(contents.round, rule=wanted.rule, threshold=wanted.threshold),
            deviations=(*contents.deviations, *gone, *come),
        ),
        lambda _: (),
    )


def test_what_is_in_both_stays_and_what_is_in_neither_is_not_spoken_of() -> None:
    held = a_deviation("2020-001", HOLD, reason="Odottaa.")
    dropped = a_deviation("2020-002", DROP)
    outcome = a_worked_round([5, 4, 3], [1000, 1000, 1000], 2000, held, dropped)
    lifted = a_deviation("2020-003", LIFT, reason="Alueellinen kattavuus.")

    way = adoption(outcome, a_scenario(replace(held, reason="Toinen syy."), lifted))

    assert way.taken_back == ("2020-002",)
    assert way.recorded == (lifted,)
    assert not way.changes_rule
    assert way.without_effect == ()


def test_what_would_do_nothing_now_is_told_and_not_recorded() -> None:
    outcome = a_worked_round([5, 4, -1], [1000, 1000, 1000], 2000)
    idle = (
        a_deviation("2020-001", LIFT),
        a_deviation("2020-003", HOLD),
        a_deviation("2020-099", DROP),
    )

    way = adoption(outcome, a_scenario(*idle))

    assert way.nothing
    assert set(way.without_effect) == set(idle)


def test_a_reduction_in_place_of_a_lift_does_not_stand_beside_it() -> None:
    register = (a_deviation("2020-001", LIFT), a_deviation("2020-001", REDUCE, amount=euros(300)))
    outcome = a_worked_round([5, 4], [1000, 1000], 0, *register)
    wanted = a_scenario(a_deviation("2020-001", REDUCE, amount=euros(300)))
    funded = replace(outcome, contents=replace(outcome.contents, round=a_round(envelope=euros(2000))))
    funded = work_out(funded.contents, lambda _: ())

    way = adoption(funded, wanted)

    assert way.taken_back == ("2020-001",)
    entry = after(funded, wanted, way).standings[0].award
    assert entry.deviation is not None
    assert entry.deviation.kind is REDUCE


@pytest.mark.parametrize("rule", list(AllocationRule))
def test_the_draft_written_as_a_scenario_changes_nothing(rule: AllocationRule) -> None:
    register = (a_deviation("2020-002", HOLD), a_deviation("2020-003", LIFT))
    outcome = a_worked_round([5, 4, 3], [1000, 1000, 1000], 1500, *register, rule=rule)

    assert adoption(outcome, draft_as("A", outcome, "E"), as_it_was=True).nothing


@st.composite
def cases(draw: st.DrawFn) -> tuple[Outcome, SavedScenario]:
    size = draw(st.integers(1, 5))
    values = draw(st.lists(st.integers(-1, 5), min_size=size, max_size=size))
    asked = draw(st.lists(st.integers(1, 30).map(lambda each: each * 100), min_size=size, max_size=size))
    threshold = st.none() | st.sampled_from([Fraction(0), Fraction(50), Fraction(175, 3)])

    def register() -> tuple[Deviation, ...]:
        entries = draw(
            st.lists(st.tuples(st.integers(1, size), st.sampled_from([None, *DeviationKind])), max_size=6)
        )
        return tuple(
            a_deviation(
                f"2020-{number:03d}",
                kind,
                amount=euros(draw(st.integers(1, 30)) * 100) if kind is REDUCE else None,
                at=NOON + timedelta(minutes=at),
            )
            for at, (number, kind) in enumerate(entries)
        )

    def rule() -> AllocationRule:
        return draw(st.sampled_from(list(AllocationRule)))

    envelope = draw(st.integers(0, 60)) * 100
    other = a_worked_round(values, asked, envelope, *register(), rule=rule(), threshold=draw(threshold))
    outcome = a_worked_round(values, asked, envelope, *register(), rule=rule(), threshold=draw(threshold))
    return outcome, draft_as("A", other, "E")


@given(cases())
def test_a_scenario_taken_into_use_gives_its_own_sums_and_can_be_left_again(
    case: tuple[Outcome, SavedScenario],
) -> None:
    outcome, wanted = case

    used = after(outcome, wanted, adoption(outcome, wanted))

    told = allocation_under(outcome, wanted)
    amounts = {each.application: each.amount for each in told.awards}
    assert {each.application: each.amount for each in used.allocation.awards} == amounts
    assert used.allocation.held == told.held
    assert adoption(used, wanted).nothing
    former = draft_as("", outcome, "E")
    left = after_again(used, former)
    assert [(each.verdict, each.amount) for each in left.allocation.awards] == [
        (each.verdict, each.amount) for each in outcome.allocation.awards
    ]


def after_again(used: Outcome, former: SavedScenario) -> Outcome:
    """Leave the scenario a day after it was taken into use."""
    way = adoption(used, former, as_it_was=True)
    moved = tuple(replace(each, at=each.at - timedelta(days=2)) for each in used.contents.deviations)
    return after(replace(used, contents=replace(used.contents, deviations=moved)), former, way)
