"""The shipped demonstration: made-up reviews that, computed, give the published grants."""

from __future__ import annotations

import csv
import importlib.util
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from evaluator.domain.call import SentenceDuty
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.money import Cents, parse_euros
from evaluator.domain.reviews import NotApplicable, Review, Scored
from evaluator.intake.call_files import ShippedCalls
from evaluator.intake.demonstration import Demonstration, load_demonstration
from evaluator.scoring.figures import Outcome
from evaluator.scoring.outcome import work_out
from tests.builders import a_round, an_application, an_eligibility_decision, some_contents

ROOT = Path(__file__).parents[3]
GRANTS = ROOT / "resources" / "rounds" / "2020" / "grants.csv"
SCRIPT = ROOT / "scripts" / "make_demo_reviews.py"


@pytest.fixture(scope="module")
def demonstration() -> Demonstration:
    return load_demonstration(ShippedCalls())


@pytest.fixture(scope="module")
def outcome(demonstration: Demonstration) -> Outcome:
    """The demonstration worked out from the real annex, by computing only."""
    with demonstration.table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    refused = dict(demonstration.not_eligible)
    call = demonstration.call
    contents = some_contents(
        round=a_round(call=call, envelope=call.envelope_cents, threshold=demonstration.threshold),
        applications=tuple(
            an_application(int(row["annex_row"]), requested=parse_euros(row["requested_eur"])) for row in rows
        ),
        eligibility=[
            an_eligibility_decision(application, EligibilityOutcome.NO, reason=reason)
            for application, reason in refused.items()
        ],
        reviewers=demonstration.reviewers,
        reviews=demonstration.reviews,
    )
    return work_out(contents, lambda _: ())


def published() -> dict[int, Cents]:
    with GRANTS.open(encoding="utf-8", newline="") as lines:
        return {int(row["annex_row"]): parse_euros(row["granted_eur"]) for row in csv.DictReader(lines)}


def test_the_published_grants_come_out_amount_for_amount(outcome: Outcome) -> None:
    assert {each.application.number: each.award.amount for each in outcome.grants} == published()
    assert len(outcome.grants) == 29
    assert outcome.allocation.granted == 9_694_600_00
    assert outcome.allocation.unspent == 305_400_00
    assert outcome.requested == 16_100_330_45


def test_no_place_of_a_grant_is_shared_and_nothing_is_tied(outcome: Outcome) -> None:
    assert not any(each.placing.shared for each in outcome.grants if each.placing)
    assert outcome.allocation.tie_at_line == ()


def test_the_line_lies_among_close_totals_and_not_on_one(
    outcome: Outcome, demonstration: Demonstration
) -> None:
    gaps = [each.score.total - demonstration.threshold for each in outcome.standings if each.score]

    assert Fraction(0) not in gaps
    assert sum(abs(gap) < 5 for gap in gaps) >= 5
    assert max(gaps) > 25
    assert min(gaps) < -25


def test_four_are_not_eligible_and_would_not_have_reached_the_line(
    outcome: Outcome, demonstration: Demonstration
) -> None:
    unplaced = [each for each in outcome.standings if each.placing is None]

    assert [each.application.number for each in unplaced] == [17, 19, 36, 56]
    assert all(each.score and each.score.total < demonstration.threshold for each in unplaced)


def test_every_application_has_two_to_four_counted_reviews_and_one_reviewer_is_disqualified_once(
    outcome: Outcome, demonstration: Demonstration
) -> None:
    assert {len(each.score.reviews) for each in outcome.standings if each.score} == {2, 3, 4}
    assert len(outcome.standings) == 61
    (recused,) = [each for each in demonstration.reviews if each.recused]
    assert recused.recusal_reason


def test_reviewers_and_applications_are_connected(demonstration: Demonstration) -> None:
    counted = [each for each in demonstration.reviews if each.counts]
    reached: set[str] = {counted[0].reviewer}
    while True:
        applications = {each.application for each in counted if each.reviewer in reached}
        wider = {each.reviewer for each in counted if each.application in applications}
        if wider == reached:
            break
        reached = set(wider)

    assert reached == {each.id for each in demonstration.reviewers}


def test_reviewers_are_made_up_and_say_so(demonstration: Demonstration) -> None:
    assert [each.name for each in demonstration.reviewers] == [
        f"Esimerkkiarvioija {at}" for at in range(1, 9)
    ]
    assert all(each.made_up for each in demonstration.reviewers)
    for name in ("reviews_2020.csv", "reviewers_2020.csv"):
        assert (ROOT / "resources" / "demo" / name).read_text(encoding="utf-8").startswith("# Keksittyä")


def test_every_review_owes_the_call_no_sentence(demonstration: Demonstration) -> None:
    call = demonstration.call
    assert call.sentence_duty is SentenceDuty.EXTREMES
    ends = {Scored(Fraction(call.scale.lowest)), Scored(Fraction(call.scale.highest))}

    def owed(review: Review) -> set[str]:
        groups = {str(group.id) for group in call.groups}
        return groups | {str(name) for name, state in review.scores.items() if state in ends}

    counted = [each for each in demonstration.reviews if each.counts]
    assert all(owed(each) == set(each.comments) for each in counted)
    assert any(isinstance(state, NotApplicable) for each in counted for state in each.scores.values())


def test_conditions_are_of_grants(demonstration: Demonstration) -> None:
    granted = {ApplicationId(f"2020-{number:03d}") for number in published()}

    assert {application for application, _ in demonstration.conditions} <= granted


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_demo_reviews", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)  # where its dataclasses look for their types
    spec.loader.exec_module(module)
    return module


def test_the_script_writes_the_shipped_bytes(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = script.DEMO
    settings = shipped / "settings_2020.toml"
    (tmp_path / settings.name).write_bytes(settings.read_bytes())
    monkeypatch.setattr(script, "DEMO", tmp_path)

    script.main()

    for name in ("reviews_2020.csv", "reviewers_2020.csv"):
        assert (tmp_path / name).read_bytes() == (shipped / name).read_bytes()


def test_totals_differ_from_place_to_place(outcome: Outcome) -> None:
    totals = [each.score.total for each in outcome.ranked if each.score]

    assert all(higher > lower for higher, lower in pairwise(totals))
