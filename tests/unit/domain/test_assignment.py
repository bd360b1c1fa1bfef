"""Even loads, bridged reviewers, one piece: whatever the round looks like."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.domain.assignment import (
    Assignment,
    components,
    distribute,
    loads,
    reading_order,
    shared,
    with_calibration,
)


def ids(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{number:03d}" for number in range(1, count + 1)]


@st.composite
def rounds(draw, with_blocked: bool = True):
    applications = ids("a", draw(st.integers(1, 24)))
    reviewers = ids("r", draw(st.integers(1, 9)))
    pairs = st.tuples(st.sampled_from(applications), st.sampled_from(reviewers))
    blocked = draw(st.frozensets(pairs, max_size=40)) if with_blocked else frozenset()
    per_application = draw(st.integers(1, len(reviewers)))
    return applications, reviewers, per_application, blocked, draw(st.integers(0, 5))


def allowed(application, reviewers, blocked):
    return [each for each in reviewers if (application, each) not in blocked]


@given(rounds())
@settings(deadline=None)
def test_every_application_gets_as_many_readers_as_may_read_it_and_none_who_may_not(case):
    applications, reviewers, per_application, blocked, seed = case

    made = distribute(applications, reviewers, per_application, blocked=blocked, seed=seed)

    counts = Counter(each.application for each in made)
    for application in applications:
        assert counts[application] == min(per_application, len(allowed(application, reviewers, blocked)))
    assert not {(each.application, each.reviewer) for each in made} & blocked
    assert len({(each.application, each.reviewer) for each in made}) == len(made)


@given(rounds())
@settings(deadline=None)
def test_no_load_can_be_lowered_by_raising_one_that_is_lower_by_two(case):
    applications, reviewers, per_application, blocked, seed = case

    made = distribute(applications, reviewers, per_application, blocked=blocked, seed=seed)

    load = loads(made, reviewers)
    read = {each: {one.application for one in made if one.reviewer == each} for each in reviewers}
    for heavy in reviewers:
        reached, waiting = {heavy}, [heavy]
        while waiting:
            giver = waiting.pop()
            for taker in reviewers:
                can_take = any(
                    (each, taker) not in blocked and each not in read[taker] for each in read[giver]
                )
                if taker not in reached and can_take:
                    reached.add(taker)
                    waiting.append(taker)
        assert all(load[heavy] - load[each] < 2 for each in reached)


@given(rounds(with_blocked=False))
@settings(deadline=None)
def test_loads_differ_by_one_at_most_when_everybody_may_read_everything(case):
    applications, reviewers, per_application, _, seed = case

    load = loads(distribute(applications, reviewers, per_application, seed=seed), reviewers)

    assert max(load.values()) - min(load.values()) <= 1


@given(rounds(with_blocked=False))
@settings(deadline=None)
def test_the_graph_is_in_one_piece_wherever_the_edges_suffice(case):
    applications, reviewers, per_application, _, seed = case

    made = distribute(applications, reviewers, per_application, seed=seed)

    if len(made) >= len(applications) + len(reviewers) - 1:
        assert components(made) == 1


@given(rounds())
@settings(deadline=None)
def test_the_same_input_gives_the_same_distribution_in_any_order(case):
    applications, reviewers, per_application, blocked, seed = case

    first = distribute(applications, reviewers, per_application, blocked=blocked, seed=seed)
    second = distribute(
        applications[::-1], reviewers[::-1], per_application, blocked=list(blocked), seed=seed
    )

    assert first == second


def test_every_pair_of_fourteen_reviewers_is_bridged_in_a_round_of_sixty_one_applications():
    for seed in range(5):
        made = distribute(ids("a", 61), ids("r", 14), 3, seed=seed)

        bridges = shared(made)

        assert len(bridges) == 14 * 13 // 2
        assert max(bridges.values()) <= 4


def test_what_was_assigned_by_hand_stays_and_counts():
    fixed = [Assignment(application="a001", reviewer="r001", by_hand=True)]

    made = distribute(ids("a", 6), ids("r", 3), 2, fixed=fixed, seed=1)

    assert fixed[0] in made
    assert Counter(each.application for each in made)["a001"] == 2


def test_a_soft_conflict_is_avoided_where_that_costs_nothing():
    avoided = {("a001", "r001"), ("a002", "r001")}

    for seed in range(10):
        made = distribute(ids("a", 8), ids("r", 4), 2, avoided=avoided, seed=seed)

        assert not {(each.application, each.reviewer) for each in made} & avoided


def test_everybody_reads_the_calibration_set_first_but_who_must_not():
    blocked = {("a004", "r002")}
    spread = distribute(ids("a", 6), ids("r", 3), 1, blocked=blocked, seed=2)

    made = with_calibration(spread, ["a004"], ids("r", 3), blocked)

    assert {each.reviewer for each in made if each.application == "a004"} == {"r001", "r003"}
    assert reading_order(ids("a", 6), "r001", 2, {"a004"})[0] == "a004"


def test_each_reviewer_reads_in_an_order_of_their_own():
    orders = {reading_order(ids("a", 20), each, 7) for each in ids("r", 8)}

    assert len(orders) == 8
    assert all(sorted(order) == ids("a", 20) for order in orders)
    assert reading_order(ids("a", 20), "r001", 7) == reading_order(ids("a", 20)[::-1], "r001", 7)
