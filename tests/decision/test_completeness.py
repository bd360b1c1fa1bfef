"""What the decision draft lacks is named, each thing with its provision and its sentence."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from datetime import date

import pytest

from evaluator.decision import completeness
from evaluator.decision.completeness import missing_parts
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.language import Language
from evaluator.messages.catalogue import Catalogue
from evaluator.scoring.outcome import work_out
from tests import builders as make
from tests.decision.rounds import ROWS, findings, met_outcome, small_outcome, the_call


def codes(**changes) -> list[str]:
    return [each.code for each in missing_parts(small_outcome(**changes))]


def test_the_small_round_lacks_nothing():
    assert codes() == []


@pytest.mark.parametrize(
    ("field", "empty", "code"),
    [
        ("appeal", None, "appeal"),
        ("contact", None, "contact"),
        ("legal_basis", (), "legal-basis"),
        ("signatories", (), "signatories"),
        ("conditions", (), "conditions"),
        ("reporting", (), "reporting"),
        ("distribution", (), "distribution"),
        ("decision_basis", (), "decision-basis"),
        ("purpose", (), "purpose"),
        ("background", (), "background"),
        ("instalments", None, "instalments"),
        ("max_rate", None, "max-rate"),
    ],
)
def test_a_part_that_the_call_leaves_open_is_missing(field, empty, code):
    call = the_call().model_copy(update={field: empty})

    assert codes(call=call) == [code]


def test_who_answers_questions_must_be_reachable():
    unreachable = the_call().contact.model_copy(update={"details": None})

    assert codes(call=the_call().model_copy(update={"contact": unreachable})) == ["contact-details"]


def test_an_undecided_application_is_missing_by_its_number():
    decided = tuple(make.an_eligibility_decision(f"2020-{at:03d}") for at in range(2, len(ROWS) + 1))

    (found,) = missing_parts(small_outcome(eligibility=decided))

    assert (found.code, found.facts, found.source) == ("eligibility", {"number": 1}, "434/2003 § 31")


def test_an_application_asked_to_complete_keeps_the_draft_open():
    decided = [make.an_eligibility_decision(f"2020-{at:03d}") for at in range(2, len(ROWS) + 1)]
    decided.append(
        make.an_eligibility_decision("2020-001", EligibilityOutcome.COMPLETE, complete_by=date(2020, 11, 1))
    )

    assert codes(eligibility=decided) == ["completion"]


def test_a_hold_keeps_the_draft_open():
    assert "hold" in codes(deviations=(make.a_deviation("2020-001", DeviationKind.HOLD),))


def test_grants_above_the_envelope_keep_the_draft_open():
    lifted = make.a_deviation("2020-008", DeviationKind.LIFT)

    assert "envelope" in codes(deviations=(lifted,))


def test_a_name_that_nobody_confirmed_keeps_the_draft_open():
    rows = (*ROWS[:-1], ("Rauman kaupunki (Eura, Säkyä)", "Esimerkki", 100_000_00))

    assert codes(rows=rows) == ["name"]


def test_an_application_without_a_review_keeps_the_draft_open():
    assert set(codes(reviews=())) == {"review"}


def test_a_round_without_applications_has_nothing_to_decide():
    assert codes(rows=(), eligibility=()) == ["applications"]


def test_a_disqualified_chair_without_a_deputy_keeps_the_draft_open():
    met = met_outcome().contents
    nobody = replace(met, offices=tuple(replace(each, deputy=" ") for each in met.offices))

    assert [each.code for each in missing_parts(work_out(met, findings))] == []
    (found,) = missing_parts(work_out(nobody, findings))
    assert (found.code, found.facts, found.source) == ("deputy", {"number": 2}, "434/2003 § 27")


def test_an_agreement_without_a_reason_keeps_the_draft_open():
    met = met_outcome().contents
    bare = {id_: replace(each, reason="") for id_, each in met.consensus.items()}

    found = missing_parts(work_out(replace(met, consensus=bare), findings))

    assert [(each.code, each.facts["number"]) for each in found] == [
        ("consensus-reason", 2),
        ("consensus-reason", 5),
    ]


@pytest.mark.parametrize("language", list(Language))
def test_every_missing_part_has_its_sentence(language):
    catalogue = Catalogue(language)
    code = inspect.getsource(completeness)
    named = {each for each, _, _ in completeness._PARTS}
    named |= set(re.findall(r'(?:Missing\(|yield )"([a-z-]+)"', code))

    assert {"appeal", "envelope", "deputy", "hold", "deviation-reason"} <= named
    for key in named:
        assert catalogue.say(f"papers.missing.{key}", number=1, amount="1 €", cents=100)
