"""Costs accepted line by line, kept beside the form and worked into the award."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from evaluator.domain.application_form import Financing
from evaluator.domain.bundles import ReceivedForm, Submission
from evaluator.domain.column_mapping import ColumnMapping, SheetField
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.errors import EvaluatorError
from evaluator.intake.registers import municipalities
from evaluator.services.accept_cost import AcceptCost
from evaluator.services.decide_eligibility import DecideEligibility
from evaluator.services.examine import Examine
from evaluator.services.work_out_round import WorkOutRound
from evaluator.storage.workspace import SqlWorkspaces
from tests.builders import (
    NOON,
    a_call,
    a_cost_line,
    a_form,
    a_named,
    a_review,
    a_reviewer,
    a_round,
    an_application,
    euros,
)
from tests.storage.conftest import SECRET

CALL = a_call(eligible_costs=(a_named("staff"),), ineligible_costs=(a_named("licences", conditional=True),))
LINES = (a_cost_line("1", amount=8_000), a_cost_line("2", "licences", 2_000))


def sent(form):
    return Submission(
        received=ReceivedForm(form=form, text=form.model_dump_json()),
        files=(),
        source="nippu.zip",
        imported=NOON,
    )


@pytest.fixture
def judged(path):
    """A round whose first application has a form with a line of staff and one of licences."""
    made = SqlWorkspaces().create(path, SECRET, a_round(call=CALL))
    with made.begin() as unit:
        unit.put_applications(
            [an_application(1, requested=euros(8_500)), an_application(2, title="Aivan muu hanke")]
        )
        unit.add_submissions([sent(a_form(costs=LINES))])
        unit.put_reviewers([a_reviewer(1)])
        unit.add_reviews([a_review(dict.fromkeys(("c1", "c2", "c4", "c5", "c6"), 4) | {"c3": 4})])
        unit.commit()
    yield made
    made.close()


def accept(workspace, line, amount, reason="Välttämätön."):
    return AcceptCost(lambda: NOON)(workspace, "2020-001", line, euros(amount), reason, "esittelijä")


def award(workspace):
    outcome = WorkOutRound(Examine(municipalities()))(workspace)
    (standing,) = (each for each in outcome.standings if each.application.number == 1)
    return standing.award


def refused(work):
    with pytest.raises(EvaluatorError) as caught:
        work()
    return caught.value.code


def test_the_award_is_bound_by_the_accepted_costs_once_they_are_known(judged):
    before = award(judged)
    accept(judged, "1", 8_000, reason="")
    known = award(judged)
    accept(judged, "2", 500)
    more = award(judged)

    assert (before.bound, before.bound_verified) == (euros(8_500), False)
    assert (known.bound, known.bound_verified) == (euros(6_800), True)
    assert (more.bound, more.amount) == (euros(7_200), euros(7_200))


def test_the_applicants_own_figures_stay_and_every_word_is_kept(judged):
    accept(judged, "1", 5_000)
    accept(judged, "1", 6_000)

    with judged.read() as unit:
        assert [each.accepted for each in unit.accepted_costs()] == [euros(5_000), euros(6_000)]
        assert unit.form("2020-001").costs == LINES
        entries = [each.entry.deed for each in unit.log_entries()]
    assert entries.count("cost.accept") == 2


def test_a_new_submission_with_other_figures_needs_new_words(judged):
    accept(judged, "1", 8_000)
    later = a_form(
        costs=(a_cost_line("1", amount=9_000), LINES[1]), submitted=datetime(2020, 10, 3, tzinfo=UTC)
    )
    with judged.begin() as unit:
        unit.add_submissions([sent(later)])
        unit.commit()

    assert not award(judged).bound_verified


def test_the_rest_is_accepted_whole_but_not_what_the_call_rules_out(judged):
    words = AcceptCost(lambda: NOON).rest(judged, "2020-001", "esittelijä")
    again = AcceptCost(lambda: NOON).rest(judged, "2020-001", "esittelijä")

    assert [(each.line, each.accepted) for each in words] == [("1", euros(8_000))]
    assert again == ()
    assert award(judged).bound_verified


@pytest.mark.parametrize(
    ("line", "amount", "reason", "code"),
    [
        ("9", 1, "Syy.", "input.cost.unknown-line"),
        ("1", 8_001, "Syy.", "input.amount.out-of-range"),
        ("1", -1, "Syy.", "input.amount.out-of-range"),
        ("1", 7_999, " ", "rule.reason-missing"),
        ("2", 2_000, "", "rule.reason-missing"),
    ],
)
def test_what_cannot_be_accepted_is_refused(judged, line, amount, reason, code):
    assert refused(lambda: accept(judged, line, amount, reason)) == code


def test_an_application_without_a_form_has_no_lines(judged):
    assert (
        refused(lambda: AcceptCost(lambda: NOON)(judged, "2020-002", "1", euros(1), "Syy.", "esittelijä"))
        == "input.cost.no-budget"
    )


def test_findings_of_form_and_row_stand_together_and_an_unchanged_form_is_read_once(judged, monkeypatch):
    examine = Examine(municipalities())
    (first, *_) = WorkOutRound(examine)(judged).standings
    monkeypatch.setattr("evaluator.services.examine.find_in_form", None)

    (again, *_) = WorkOutRound(examine)(judged).standings

    assert [each.rule for each in first.findings] == ["rate-above-maximum", "costs-conditional"]
    assert again.findings == first.findings


DECIDE = DecideEligibility(lambda: NOON)
COMPLETE = EligibilityOutcome.COMPLETE


def decide(workspace, outcome, complete_by=None):
    return DECIDE(workspace, "2020-001", outcome, "Syy.", "esittelijä", complete_by)


def test_a_request_to_complete_needs_a_day_to_come(judged):
    assert refused(lambda: decide(judged, COMPLETE)) == "input.eligibility.complete-by-missing"
    assert (
        refused(lambda: decide(judged, COMPLETE, date(2020, 11, 1))) == "input.eligibility.complete-by-past"
    )
    assert decide(judged, COMPLETE, date(2020, 11, 2)).complete_by == date(2020, 11, 2)
    assert decide(judged, EligibilityOutcome.YES, date(2020, 11, 20)).complete_by is None


def test_a_decision_is_taken_back_by_another_and_both_are_kept(judged):
    for outcome in (EligibilityOutcome.NO, EligibilityOutcome.YES):
        decide(judged, outcome)

    with judged.read() as unit:
        assert [each.outcome for each in unit.eligibility()] == [
            EligibilityOutcome.NO,
            EligibilityOutcome.YES,
        ]
        assert unit.contents().eligibility["2020-001"].outcome is EligibilityOutcome.YES


def test_a_day_that_has_passed_can_be_set_again_to_undo_what_followed_it(judged):
    decide(judged, COMPLETE, date(2020, 11, 2))
    decide(judged, EligibilityOutcome.NO)
    later = DecideEligibility(lambda: datetime(2020, 12, 1, tzinfo=UTC))

    undone = later(judged, "2020-001", COMPLETE, "Syy.", "esittelijä", date(2020, 11, 2))

    assert undone.complete_by == date(2020, 11, 2)


def test_a_completion_that_came_in_time_is_not_late(judged):
    decide(judged, COMPLETE, date(2020, 11, 20))
    with judged.begin() as unit:
        (application, *_) = unit.applications()
        unit.put_applications([replace(application, received=datetime(2020, 11, 19, tzinfo=UTC))])
        unit.add_submissions(
            [
                sent(
                    a_form(
                        submitted=datetime(2020, 11, 19, tzinfo=UTC),
                        financing=Financing(requested_cents=euros(8_500), own_cents=euros(1_500)),
                    )
                )
            ]
        )
        unit.commit()
    decide(judged, EligibilityOutcome.YES)

    (standing, *_) = WorkOutRound(Examine(municipalities()))(judged).standings

    assert standing.findings == ()


def test_the_columns_of_a_call_are_remembered_and_replaced(workspace):
    first = ColumnMapping(columns={SheetField.PARTNERS: ("A", "B")}, sheet="Taulukko", header_row=3)
    second = replace(first, sheet="")
    with workspace.begin() as unit:
        assert unit.import_mapping(CALL.id) is None
        unit.put_import_mapping(CALL.id, first)
        assert unit.import_mapping(CALL.id) == first
        unit.put_import_mapping(CALL.id, second)
        assert unit.import_mapping(CALL.id) == second
