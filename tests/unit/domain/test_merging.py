"""Merging: decided by versions alone, whatever the order, repetition or split of the files."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from evaluator.domain.canonical_round import RoundContent, canonical_round
from evaluator.domain.histories import Settlement, forks_in, tip_of
from evaluator.domain.merge_errors import FaultyReviewError
from evaluator.domain.merging import CellVerdict, Terms
from tests.builders import NOON, a_reviewer, an_application, some_contents
from tests.merge_model import MergeState, apply_merge, decide_merge
from tests.review_files import CALL, CONTENT, Desk

APPLICATIONS = [an_application(number) for number in (1, 2, 3)]
IDS = [each.id for each in APPLICATIONS]
TERMS = Terms(call=CALL, content=dict.fromkeys(IDS, CONTENT))
CRITERIA = len(CALL.criteria)
UNSHRUNK = settings(max_examples=5000, deadline=None, database=None, phases=[Phase.generate])


def canonical(state: MergeState) -> bytes:
    contents = some_contents(applications=tuple(APPLICATIONS), reviewers=(a_reviewer(1), a_reviewer(2)))
    return canonical_round(
        RoundContent(contents=contents, sayings=state.sayings, settlements=state.settlements)
    )


def merged(state, *files):
    return apply_merge(state, decide_merge(state, files))


def verdicts(plan):
    return [[each.verdict for each in file.reviews] for file in plan.files]


@st.composite
def exported(draw):
    """Files of two reviewers, each working on one or two machines with one history.

    Some declare a conflict or give an application back, some read an application as it
    was before it changed.
    """
    files = []
    for reviewer in ("r1", "r2"):
        desks = [Desk(reviewer)]
        for _ in range(draw(st.integers(1, 6))):
            desk = draw(st.sampled_from(desks))
            application = draw(st.sampled_from(IDS))
            match draw(st.sampled_from(["submit", "submit", "export", "copy", "declare", "decline", "old"])):
                case "submit" if not desk.conflicted(application):
                    desk.submit(application, draw(st.integers(0, 5)))
                case "export":
                    files.append(desk.export())
                case "copy" if len(desks) < 2:
                    desks.append(desk.copy())
                case "declare" if not desk.conflicted(application):
                    desk.declare(application)
                case "decline" if not desk.gave_back(application):
                    desk.decline(application)
                case "old":
                    desk.content = draw(st.sampled_from([CONTENT, "d" * 64]))
        files += [desk.export() for desk in desks]
    return files


def decided(files):
    return {verdict for each in verdicts(decide_merge(MergeState(terms=TERMS), files)) for verdict in each}


@pytest.mark.parametrize(
    "kind",
    [
        *(each for each in CellVerdict if each is not CellVerdict.MISSING),
        "declined",
    ],
)
def test_the_made_up_files_have_everything_that_can_happen(kind):
    def has(files):
        if kind == "declined":
            return any(file.contents.declined for file in files)
        return kind in decided([*files, *files])

    assert find(exported(), has, settings=UNSHRUNK)


@given(exported(), st.data())
@settings(max_examples=300, deadline=None)
def test_any_order_repetition_and_split_of_the_same_files_gives_the_same_bytes(files, data):
    repeated = files + data.draw(st.lists(st.sampled_from(files), max_size=3))
    shuffled = data.draw(st.permutations(repeated))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(shuffled)), max_size=3)))
    parts = [shuffled[a:b] for a, b in zip([0, *cuts], [*cuts, len(shuffled)], strict=True)]

    at_once = merged(MergeState(terms=TERMS), *files)
    in_parts = MergeState(terms=TERMS)
    for part in parts:
        in_parts = merged(in_parts, *part)

    assert canonical(at_once) == canonical(in_parts)


@given(exported())
@settings(max_examples=100, deadline=None)
def test_files_that_were_merged_change_nothing_the_second_time(files):
    state = merged(MergeState(terms=TERMS), *files)

    plan = decide_merge(state, files)

    assert all(each.changes_nothing for each in plan.files)
    assert {verdict for each in verdicts(plan) for verdict in each} <= {
        CellVerdict.UNCHANGED,
        CellVerdict.OLDER,
        CellVerdict.CONFLICTING,
        CellVerdict.RECUSED,
    }


@given(exported(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_no_time_decides_anything(files, chance):
    def at_another_time(file):
        moment = NOON.replace(year=chance.randint(1990, 2090))
        revisions = tuple(
            replace(each, review=replace(each.review, submitted=moment)) for each in file.contents.revisions
        )
        return replace(file, contents=replace(file.contents, revisions=revisions))

    plain = merged(MergeState(terms=TERMS), *files)
    moved = merged(MergeState(terms=TERMS), *map(at_another_time, files))

    assert canonical(plain) == canonical(moved)


def test_a_file_that_comes_twice_is_unchanged_and_an_older_one_is_older():
    desk = Desk("r1")
    desk.submit("2020-001", 3)
    first = desk.export()
    desk.submit("2020-001", 4)
    second = desk.export()

    plan = decide_merge(MergeState(terms=TERMS), [first, first, second, first])

    assert verdicts(plan) == [
        [CellVerdict.NEW],
        [CellVerdict.UNCHANGED],
        [CellVerdict.NEWER],
        [CellVerdict.OLDER],
    ]
    assert plan.cells[CellVerdict.NEW] == CRITERIA
    assert plan.files[3].changes_nothing


def test_two_histories_from_one_base_are_a_conflict_that_only_the_chair_settles():
    desk = Desk("r1")
    desk.submit("2020-001", 3)
    other = desk.copy()
    desk.submit("2020-001", 4)
    other.submit("2020-001", 2)

    plan = decide_merge(MergeState(terms=TERMS), [desk.export(), other.export()])
    state = apply_merge(MergeState(terms=TERMS), plan)
    known = state.sayings["r1"].revisions
    pair = ("2020-001", "r1")
    (fork,) = forks_in({pair: list(known.values())}, {})

    assert verdicts(plan) == [[CellVerdict.NEW], [CellVerdict.CONFLICTING]]
    tip = tip_of(known.values())
    assert known[tip.head].review.revision == 1
    taken, aside = fork.revisions
    settled = replace(
        state,
        settlements=(
            Settlement(
                application="2020-001",
                reviewer="r1",
                taken=taken,
                aside=(aside,),
                reason="Uudempi luettu.",
                by="pj",
                at=NOON,
            ),
        ),
    )
    assert tip_of(known.values(), {aside}).head == taken
    again = decide_merge(settled, [desk.export(), other.export()])
    assert not any(CellVerdict.CONFLICTING in each for each in verdicts(again))


def test_an_application_that_changed_makes_only_its_own_cells_stale():
    desk = Desk("r1")
    desk.submit("2020-001", 3)
    desk.submit("2020-002", 3)
    terms = replace(TERMS, content={**TERMS.content, "2020-001": "d" * 64})

    plan = decide_merge(MergeState(terms=terms), [desk.export()])

    assert verdicts(plan) == [[CellVerdict.STALE, CellVerdict.NEW]]
    assert len(plan.files[0].additions.revisions) == 2


def test_scores_of_a_conflicted_application_are_refused_and_the_file_is_accepted():
    desk, other = Desk("r1"), Desk("r1")
    desk.declare("2020-001")
    other.submit("2020-001", 5)
    other.submit("2020-002", 3)

    state = merged(MergeState(terms=TERMS), desk.export())
    plan = decide_merge(state, [other.export()])

    assert plan.files[0].accepted
    assert verdicts(plan) == [[CellVerdict.RECUSED, CellVerdict.NEW]]
    assert {each.review.application for each in plan.files[0].additions.revisions.values()} == {"2020-002"}


def test_a_hard_interest_bars_whatever_was_declared():
    desk = Desk("r1")
    desk.submit("2020-001", 5)
    terms = replace(TERMS, barred=frozenset({("2020-001", "r1")}))

    plan = decide_merge(MergeState(terms=terms), [desk.export()])

    assert verdicts(plan) == [[CellVerdict.RECUSED]]


@pytest.mark.parametrize("value", [6, "1/2"])
def test_a_review_that_breaks_the_rules_of_the_call_refuses_its_file(value):
    desk = Desk("r1")
    desk.submit("2020-001", value)

    (decision,) = decide_merge(MergeState(terms=TERMS), [desk.export()]).files

    assert isinstance(decision.refusal, FaultyReviewError)
    assert decision.changes_nothing


def test_a_revision_that_changes_one_answer_has_one_newer_cell():
    desk = Desk("r1")
    desk.submit("2020-001", 3)
    first = desk.export()
    desk.submit("2020-001", 3)
    revision = desk.histories["2020-001"][-1]
    scores = {**revision.review.scores, "c4": revision.review.scores["c1"].__class__(2)}
    changed = replace(revision, review=replace(revision.review, scores=scores))
    desk.histories["2020-001"][-1] = changed

    plan = decide_merge(MergeState(terms=TERMS), [first, desk.export()])

    assert plan.files[1].cells == {CellVerdict.NEWER: 1, CellVerdict.UNCHANGED: CRITERIA - 1}


class Interleavings(RuleBasedStateMachine):
    """Two machines of one reviewer revise and export, the chair merges and undoes, in any order."""

    files = Bundle("files")

    def __init__(self):
        super().__init__()
        self.desks = [Desk("r1"), Desk("r2")]
        self.state = MergeState(terms=TERMS)
        self.before = []
        self.arrived = []

    @rule(who=st.integers(0, 3), application=st.sampled_from(IDS), value=st.integers(0, 5))
    def revise(self, who, application, value):
        self.desks[who % len(self.desks)].submit(application, value)

    @rule(who=st.integers(0, 3))
    def work_on_another_machine(self, who):
        if len(self.desks) < 4:
            self.desks.append(self.desks[who % len(self.desks)].copy())

    @rule(target=files, who=st.integers(0, 3))
    def export(self, who):
        return self.desks[who % len(self.desks)].export()

    @rule(file=files)
    def merge(self, file):
        self.before.append((self.state, list(self.arrived)))
        self.state = merged(self.state, file)
        self.arrived.append(file)

    @rule(files=st.lists(consumes(files), min_size=1, max_size=3))
    def merge_several(self, files):
        self.before.append((self.state, list(self.arrived)))
        self.state = merged(self.state, *files)
        self.arrived += files

    @rule()
    def undo(self):
        if self.before:
            former, arrived = self.before.pop()
            expected = canonical(former)
            self.state, self.arrived = former, arrived
            assert canonical(self.state) == expected

    @invariant()
    def every_score_that_arrived_is_there(self):
        known = {
            name: each.review.scores
            for said in self.state.sayings.values()
            for name, each in said.revisions.items()
        }
        for file in self.arrived:
            for each in file.contents.revisions:
                assert known[each.hash] == each.review.scores

    @invariant()
    def the_order_of_arrival_left_no_trace(self):
        backwards = merged(MergeState(terms=TERMS), *reversed(self.arrived))

        assert canonical(backwards) == canonical(self.state)


TestInterleavings = Interleavings.TestCase
TestInterleavings.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
