"""Merging into a real workspace: nothing lost, everything undone, whatever the order."""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from evaluator.domain.assignment import Assignment
from evaluator.domain.canonical import Hash, hash_of
from evaluator.domain.exchanged import LogHead, Recommendation, content_hash
from evaluator.domain.merging import CellVerdict
from evaluator.domain.packages import KnownPackage, PackedApplication
from evaluator.domain.rounds import Phase
from evaluator.services.canonical_form import CanonicalForm
from evaluator.services.coverage import Covered, ShowCoverage
from evaluator.services.merge_reviews import MergeReviews
from evaluator.services.record_consensus import RecordConsensus
from evaluator.services.review_errors import (
    MergePhaseError,
    MergeRestedOnError,
    NotLatestMergeError,
    UnknownMergeError,
    UnknownSettlementError,
)
from evaluator.services.reviewing import Entry
from evaluator.services.settle_merge import SettleFork, SpeakOnStale, UndoMerge, WithdrawSettlement
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import NOON, a_reviewer, a_round, an_application
from tests.review_files import Desk, a_revision
from tests.storage.conftest import SECRET

IDS = ["2020-001", "2020-002", "2020-003"]
NUMBERS = (1, 2, 3)
CONTENTS = {f"2020-{each:03d}": content_hash(an_application(each), None) for each in NUMBERS}


@dataclass(frozen=True)
class Opened:
    contents: object
    sender: object
    hash: Hash


class Contacts:
    revoked: frozenset = frozenset()


class Chair:
    """A round with two reviewers who both read everything, and what its chair can do."""

    def __init__(self, folder: Path) -> None:
        self.workspace = SqlWorkspaces().create(
            folder / "kierros.evaluator", SECRET, a_round(phase=Phase.MERGING)
        )
        with self.workspace.begin() as unit:
            unit.put_applications([an_application(each) for each in NUMBERS])
            unit.put_reviewers([a_reviewer(1), a_reviewer(2)])
            unit.assignments.replace(
                Assignment(application=each, reviewer=who) for each in IDS for who in ("r1", "r2")
            )
            for who in ("r1", "r2"):
                unit.packages.add(
                    KnownPackage(
                        id=f"package of {who}",
                        reviewer=who,
                        fingerprint=Hash(who),
                        receivers=(),
                        applications=tuple(
                            PackedApplication(application=each, content=CONTENTS[each]) for each in IDS
                        ),
                        log_head=LogHead(number=0, digest=bytes(32)),
                        made=NOON,
                    )
                )
            unit.commit()
        self._files = {}
        self._numbers = itertools.count()

    def read(self, path, _person, _issued):
        contents = self._files[path.name].contents
        told = {"revision": contents.revision, "names": [each.hash for each in contents.revisions]}
        return Opened(contents, None, hash_of("test file", told))

    def merge(self, *files, dry_run=False):
        paths = []
        for file in files:
            paths.append(Path(f"{next(self._numbers)}.evreview"))
            self._files[paths[-1].name] = file
        deed = MergeReviews(self.read, Contacts(), lambda: NOON)
        return deed(self.workspace, paths, None, "puheenjohtaja", dry_run=dry_run)

    def undo(self, merge):
        UndoMerge(lambda: NOON)(self.workspace, merge, "puheenjohtaja")

    @property
    def canonical(self):
        return CanonicalForm()(self.workspace)

    @property
    def coverage(self):
        return ShowCoverage()(self.workspace)[0].pairs

    def reviews(self):
        with self.workspace.read() as unit:
            return {(each.application, each.reviewer): each for each in unit.reviews()}


class RealDesk(Desk):
    """A desk whose applications are those of the round."""

    def submit(self, application, value):
        super().submit(application, value)
        last = self.histories[application].pop()
        self.histories[application].append(replace(last, content=CONTENTS[application]))


@pytest.fixture
def chair(tmp_path):
    made = Chair(tmp_path)
    yield made
    made.workspace.close()


def a_desk(*submitted, reviewer="r1"):
    desk = RealDesk(reviewer)
    for application, value in submitted:
        desk.submit(application, value)
    return desk


def test_a_dry_run_shows_everything_and_stores_nothing(chair):
    before = chair.canonical

    report = chair.merge(a_desk(("2020-001", 3)).export(), dry_run=True)

    assert report.merge is None
    assert report.cells[CellVerdict.NEW] == 6
    assert len(report.coverage.missing) == 5
    assert chair.canonical == before


def test_merge_then_undo_gives_the_round_from_before_and_merging_again_brings_it_back(chair):
    before = chair.canonical
    file = a_desk(("2020-001", 3), ("2020-002", 4)).export()
    report = chair.merge(file)
    after = chair.canonical

    chair.undo(report.merge)
    undone = chair.canonical
    again = chair.merge(file)

    assert undone == before != after
    assert chair.canonical == after
    assert again.cells[CellVerdict.NEW] == 12


def test_only_the_latest_merge_is_undone_and_only_once(chair):
    first = chair.merge(a_desk(("2020-001", 3)).export()).merge
    second = chair.merge(a_desk(("2020-002", 3), reviewer="r2").export()).merge

    with pytest.raises(NotLatestMergeError):
        chair.undo(first)
    chair.undo(second)
    with pytest.raises(UnknownMergeError):
        chair.undo(second)


def test_a_merge_on_which_a_consensus_rests_is_not_undone(chair):
    merge = chair.merge(a_desk(("2020-001", 3)).export()).merge
    entries = [Entry(application="2020-001", about="c1", state=None, comment="Sovittiin.")]
    RecordConsensus(lambda: NOON)(
        chair.workspace, "2020-001", entries, "Esimerkkiarvioija 1", "Keskusteltiin.", "puheenjohtaja"
    )

    with pytest.raises(MergeRestedOnError):
        chair.undo(merge)


def test_the_common_base_counts_until_the_chair_settles_a_fork(chair):
    desk = a_desk(("2020-001", 3))
    other = desk.copy()
    desk.submit("2020-001", 4)
    other.submit("2020-001", 2)

    report = chair.merge(desk.export(), other.export())
    (fork,) = report.forks
    between = chair.reviews()["2020-001", "r1"].revision
    taken = desk.histories["2020-001"][-1]
    SettleFork(lambda: NOON)(chair.workspace, fork.id, taken.hash[:12], "Uudempi luettu.", "puheenjohtaja")

    assert report.cells[CellVerdict.CONFLICTING] == 6
    assert between == 1
    assert chair.reviews()["2020-001", "r1"].scores == taken.review.scores
    assert chair.coverage["2020-001", "r1"] is Covered.SCORED


def test_a_settlement_is_taken_back_and_the_round_is_as_it_was_before_it(chair):
    before = chair.canonical
    desk = a_desk(("2020-001", 3))
    other = desk.copy()
    desk.submit("2020-001", 4)
    other.submit("2020-001", 2)
    (fork,) = chair.merge(desk.export(), other.export()).forks
    forked = chair.canonical
    taken = desk.histories["2020-001"][-1].hash
    SettleFork(lambda: NOON)(chair.workspace, fork.id, taken, "Uudempi luettu.", "puheenjohtaja")
    with pytest.raises(MergeRestedOnError):
        chair.undo(1)

    WithdrawSettlement(lambda: NOON)(chair.workspace, fork.id, "Valitsin väärän.", "puheenjohtaja")
    opened, standing = chair.canonical, chair.reviews()["2020-001", "r1"].revision
    with pytest.raises(UnknownSettlementError):
        WithdrawSettlement(lambda: NOON)(chair.workspace, fork.id, "Uudelleen.", "puheenjohtaja")
    chair.undo(1)

    assert opened == forked
    assert standing == 1
    assert chair.canonical == before


def test_of_two_settlements_of_one_review_the_last_one_is_taken_back_first(chair):
    desk = a_desk(("2020-001", 3))
    other = desk.copy()
    desk.submit("2020-001", 4)
    other.submit("2020-001", 2)
    settle, withdraw = SettleFork(lambda: NOON), WithdrawSettlement(lambda: NOON)
    (first,) = chair.merge(desk.export(), other.export()).forks
    settle(chair.workspace, first.id, desk.histories["2020-001"][-1].hash, "Syy.", "puheenjohtaja")
    other.submit("2020-001", 5)
    (second,) = chair.merge(other.export()).forks
    settle(chair.workspace, second.id, other.histories["2020-001"][-1].hash, "Syy.", "puheenjohtaja")

    with pytest.raises(UnknownSettlementError):
        withdraw(chair.workspace, first.id, "Syy.", "puheenjohtaja")
    withdraw(chair.workspace, second.id, "Syy.", "puheenjohtaja")
    (again,) = ShowCoverage()(chair.workspace)[1]
    withdraw(chair.workspace, first.id, "Syy.", "puheenjohtaja")

    assert again == second
    assert ShowCoverage()(chair.workspace)[1] == (second,)


def test_a_word_on_a_stale_review_waits_while_its_merge_is_undone(chair):
    desk = a_desk(("2020-001", 3))
    before = chair.canonical
    chair.merge(desk.export())
    with chair.workspace.begin() as unit:
        unit.put_applications([an_application(1, title="Muuttunut")])
        unit.commit()
    SpeakOnStale(lambda: NOON)(
        chair.workspace, "2020-001", "r1", "Vain otsikko.", "puheenjohtaja", accept=True
    )

    chair.undo(1)
    with chair.workspace.begin() as unit:
        unit.put_applications([an_application(1)])
        unit.commit()
    undone = chair.canonical
    with chair.workspace.begin() as unit:
        unit.put_applications([an_application(1, title="Muuttunut")])
        unit.commit()
    chair.merge(desk.export())

    assert undone == before
    assert chair.coverage["2020-001", "r1"] is Covered.SCORED


def test_a_stale_review_counts_once_it_is_accepted_and_never_when_it_is_sent_back(chair):
    chair.merge(a_desk(("2020-001", 3), ("2020-002", 3)).export())
    with chair.workspace.begin() as unit:
        unit.put_applications([an_application(1, title="Muuttunut"), an_application(2, title="Muuttunut")])
        unit.commit()
    stale = chair.coverage
    speak = SpeakOnStale(lambda: NOON)

    speak(chair.workspace, "2020-001", "r1", "Vain otsikko muuttui.", "puheenjohtaja", accept=True)
    speak(chair.workspace, "2020-002", "r1", "Sisältö muuttui.", "puheenjohtaja", accept=False)

    assert stale["2020-001", "r1"] is stale["2020-002", "r1"] is Covered.STALE
    assert ("2020-001", "r1") in chair.reviews()
    assert ("2020-002", "r1") not in chair.reviews()
    assert chair.coverage["2020-002", "r1"] is Covered.SENT_BACK


def test_a_declared_conflict_silences_scores_that_were_merged_before_it(chair):
    desk = a_desk(("2020-001", 5))
    chair.merge(desk.export())
    desk.declare("2020-001")

    chair.merge(desk.export())

    review = chair.reviews()["2020-001", "r1"]
    assert review.recused
    assert review.scores == {}
    assert review.recusal_reason == "Läheinen."


def test_nothing_is_merged_under_an_allocation(chair):
    with chair.workspace.begin() as unit:
        unit.put_round(replace(unit.round(), phase=Phase.ALLOCATION))
        unit.commit()

    with pytest.raises(MergePhaseError):
        chair.merge(a_desk(("2020-001", 3)).export())


def test_a_recommendation_and_a_reason_are_kept_with_the_revision(chair):
    desk = a_desk(("2020-001", 3))
    first = desk.histories["2020-001"][-1]
    desk.histories["2020-001"].append(
        a_revision(
            "2020-001",
            "r1",
            4,
            first,
            content=CONTENTS["2020-001"],
            recommendation=Recommendation.FUND,
        )
    )

    chair.merge(desk.export())

    with chair.workspace.read() as unit:
        known = unit.sayings.of("r1").revisions
    assert {each.hash for each in known.values()} == set(known)
    assert sorted(each.reason for each in known.values()) == ["", "Luin uudelleen."]
    assert [each.recommendation for each in known.values() if each.previous] == [Recommendation.FUND]


class RealInterleavings(RuleBasedStateMachine):
    """Revise, copy the machine, export, merge, settle and undo in any order, on a real workspace."""

    files = Bundle("files")

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.chair = Chair(Path(self.folder.name))
        self.desks = [RealDesk("r1"), RealDesk("r2")]
        self.merges = []

    def teardown(self):
        self.chair.workspace.close()
        self.folder.cleanup()

    @rule(who=st.integers(0, 3), application=st.sampled_from(IDS), value=st.integers(0, 5))
    def revise(self, who, application, value):
        self.desks[who % len(self.desks)].submit(application, value)

    @rule(who=st.integers(0, 3))
    def work_on_another_machine(self, who):
        if len(self.desks) < 4:
            self.desks.append(self.desks[who % len(self.desks)].copy())

    @rule(who=st.integers(0, 3), application=st.sampled_from(IDS))
    def declare_a_conflict(self, who, application):
        desk = self.desks[who % len(self.desks)]
        if not desk.conflicted(application):
            desk.declare(application)

    @rule(who=st.integers(0, 3), application=st.sampled_from(IDS))
    def give_back(self, who, application):
        desk = self.desks[who % len(self.desks)]
        if not desk.gave_back(application):
            desk.decline(application)

    @rule(target=files, who=st.integers(0, 3))
    def export(self, who):
        return self.desks[who % len(self.desks)].export()

    @rule(files=st.lists(files, min_size=1, max_size=3))
    def merge(self, files):
        before = self.chair.canonical
        number = self.chair.merge(*files).merge
        if number is None:
            assert self.chair.canonical == before
        else:
            self.merges.append((number, before, files))

    @rule(which=st.integers(0, 3))
    def settle(self, which):
        forks = ShowCoverage()(self.chair.workspace)[1]
        if forks:
            fork, before = forks[which % len(forks)], self.chair.canonical
            taken = fork.revisions[which % len(fork.revisions)]
            SettleFork(lambda: NOON)(self.chair.workspace, fork.id, taken, "Vahvistettu.", "puheenjohtaja")
            self.merges.append((fork.id, before, []))

    @rule()
    def undo(self):
        if self.merges:
            number, before, _ = self.merges.pop()
            if isinstance(number, str):
                WithdrawSettlement(lambda: NOON)(self.chair.workspace, number, "Väärä.", "puheenjohtaja")
            else:
                self.chair.undo(number)
            assert self.chair.canonical == before

    @invariant()
    def every_score_that_was_merged_is_there(self):
        with self.chair.workspace.read() as unit:
            known = {
                name: each.review.scores
                for said in unit.sayings.all().values()
                for name, each in said.revisions.items()
            }
        merged = [file for _, _, files in self.merges for file in files]
        # Of a conflicted application nothing more is taken in, and nothing of it counts.
        conflicted = {
            (file.reviewer, each.application) for file in merged for each in file.contents.declarations
        }
        for file in merged:
            for each in file.contents.revisions:
                if (file.reviewer, each.review.application) not in conflicted:
                    assert known[each.hash] == each.review.scores
        counted = {
            (who, application) for (application, who), each in self.chair.reviews().items() if each.counts
        }
        assert not counted & conflicted


TestRealInterleavings = RealInterleavings.TestCase
TestRealInterleavings.settings = settings(
    max_examples=8,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
