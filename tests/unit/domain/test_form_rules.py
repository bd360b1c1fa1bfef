from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from evaluator.domain import financing
from evaluator.domain.application_form import (
    Answer,
    Attachment,
    AttachmentKind,
    Financing,
    OtherFunding,
    Participant,
)
from evaluator.domain.call import VatRule
from evaluator.domain.eligibility import Severity
from evaluator.domain.eligibility_rules import find, find_in_form
from evaluator.domain.language import Language
from evaluator.intake.call_files import ShippedCalls
from evaluator.intake.registers import municipalities
from evaluator.messages.catalogue import Catalogue
from tests.builders import a_call, a_cost_line, a_form, a_named, an_application, euros

REGISTER = municipalities()
CALL = a_call(
    eligible_costs=(a_named("staff"),),
    ineligible_costs=(a_named("equipment"), a_named("licences", conditional=True), a_named("vat")),
    excluded_sectors=(a_named("built", hints=("kaavo",)),),
    priority_rules=(a_named("other-aid"),),
)


def found(call=CALL, *, application=None, complete_by=None, **changes):
    form = a_form(**changes)
    application = application or an_application(requested=form.financing.requested_cents)
    findings = find_in_form(application, form, call, REGISTER, complete_by=complete_by)
    for each in findings:
        assert each.source
        for language in Language:
            for part in ("title", "text", "source"):
                assert "{" not in Catalogue(language).say(f"findings.{each.rule}.{part}", **each.facts)
    return findings


def rules(findings):
    return [(each.rule, each.severity.value) for each in findings]


def a_financing(requested, own, **changes):
    return Financing(requested_cents=euros(requested), own_cents=euros(own), **changes)


def three(lead, one, other):
    """Kuopio with Helsinki and Turku, which pay these shares in whole euros."""
    decided = date(2019, 12, 12)
    shares = [None if each is None else euros(each) for each in (lead, one, other)]
    return {
        "lead": Participant(name="Kuopion kaupunki", code="297", share_cents=shares[0]),
        "partners": (
            Participant(name="Helsinki", code="091", share_cents=shares[1], decided_on=decided),
            Participant(name="Turku", code="853", share_cents=shares[2], decided_on=decided),
        ),
    }


def test_a_form_with_nothing_wrong_has_no_findings():
    assert found() == ()


def test_a_project_of_two_and_a_half_million_at_85_percent_leaves_125_000_for_each_of_three():
    costs = euros(2_500_000)
    own = financing.own_share(costs, CALL.max_rate)
    shares = financing.even_shares(own, 3)

    assert own == euros(375_000)
    assert shares == (euros(125_000),) * 3
    assert all(each < euros(130_000) for each in shares)
    assert not found(
        costs=(a_cost_line(amount=2_500_000),),
        financing=a_financing(2_125_000, 375_000),
        **three(125_000, 125_000, 125_000),
    )


def test_shares_of_130_000_would_be_15_000_too_much():
    (finding,) = found(
        costs=(a_cost_line(amount=2_500_000),),
        financing=a_financing(2_125_000, 375_000),
        **three(130_000, 130_000, 130_000),
    )

    assert (finding.rule, finding.severity) == ("shares-differ", Severity.WARN)
    assert finding.facts == {"shares": euros(390_000), "own": euros(375_000), "difference": euros(15_000)}
    assert "15\u00a0000\u00a0€" in Catalogue(Language.FI).say("findings.shares-differ.text", **finding.facts)


def test_a_share_that_is_not_told_leaves_what_the_others_do_not_pay():
    (finding,) = found(
        costs=(a_cost_line(amount=2_500_000),),
        financing=a_financing(2_125_000, 375_000),
        **three(125_000, 125_000, None),
    )

    assert (finding.rule, finding.severity) == ("share-missing", Severity.LOOK)
    assert finding.facts == {"count": 1, "names": "Turku", "left": euros(125_000)}


def test_shares_above_own_funding_differ_even_when_one_is_not_told():
    findings = found(
        costs=(a_cost_line(amount=2_500_000),),
        financing=a_financing(2_125_000, 375_000),
        **three(200_000, 200_000, None),
    )

    assert rules(findings) == [("shares-differ", "warn")]


def test_cents_that_do_not_divide_are_paid_by_the_first():
    assert financing.even_shares(100, 3) == (34, 33, 33)
    assert sum(financing.even_shares(euros(375_001), 7)) == euros(375_001)


@pytest.mark.parametrize(
    ("requested", "own", "expected"),
    [
        (8_500, 1_500, []),
        (8_501, 1_499, [("rate-above-maximum", "warn"), ("shares-differ", "warn")]),
        (8_500, 1_000, [("funding-differs", "warn"), ("shares-differ", "warn")]),
        (0, 10_000, [("shares-differ", "warn")]),
    ],
)
def test_rate_and_financing_are_exact_to_the_cent(requested, own, expected):
    assert rules(found(financing=a_financing(requested, own))) == expected


def test_the_rate_is_taken_of_the_costs_that_are_not_ruled_out():
    findings = found(costs=(a_cost_line("1", amount=9_000), a_cost_line("2", "licences", 1_000)))

    assert rules(findings) == [("rate-above-maximum", "warn"), ("costs-conditional", "look")]
    assert findings[0].facts["most"] == euros(7_650)
    assert findings[1].facts["amount"] == euros(1_000)


def test_equipment_warns_licences_are_pointed_at_and_strange_kinds_named():
    kinds = ("equipment", "licences", "kahvi")
    lines = [a_cost_line(str(at), kind, 1_000) for at, kind in enumerate(kinds)]
    findings = found(costs=(*lines, a_cost_line("9", amount=7_000)), financing=a_financing(6_800, 3_200))

    assert rules(findings) == [
        ("shares-differ", "warn"),
        ("costs-ineligible", "warn"),
        ("costs-conditional", "look"),
        ("costs-unknown", "look"),
    ]
    assert findings[3].facts["kinds"] == "kahvi"


def test_a_call_that_publishes_no_kinds_of_costs_knows_no_strange_ones():
    assert found(a_call(), costs=(a_cost_line(kind="kahvi"),)) == ()


def test_value_added_tax_is_named_with_its_amount_wherever_it_stands():
    on_line = found(costs=(a_cost_line(vat_cents=euros(2_400)),))
    own_line = found(
        costs=(a_cost_line(amount=8_000), a_cost_line("2", "vat", 2_000)), financing=a_financing(6_800, 3_200)
    )
    unknown = found(financing=a_financing(8_500, 1_500, includes_vat=True))

    assert rules(on_line) == [("vat-in-costs", "warn")]
    assert on_line[0].facts["amount"] == euros(2_400)
    assert ("vat-in-costs", "warn") in rules(own_line)
    assert rules(unknown) == [("vat-unknown", "warn")]
    assert found(a_call(vat=VatRule.INCLUDED), costs=(a_cost_line(vat_cents=euros(1)),)) == ()


def test_sums_that_contain_the_tax_must_cover_it():
    line = a_cost_line(vat_cents=euros(2_400))

    assert "funding-differs" not in dict(
        rules(found(costs=(line,), financing=a_financing(8_500, 3_900, includes_vat=True)))
    )
    assert "funding-differs" in dict(
        rules(found(costs=(line,), financing=a_financing(8_500, 1_500, includes_vat=True)))
    )


def test_a_form_without_costs_has_no_budget_and_its_rate_is_that_of_the_funding():
    findings = found(costs=(), financing=a_financing(9_000, 1_000), **three(1_000, 0, 0))

    assert rules(findings) == [("rate-above-maximum", "warn"), ("budget-missing", "warn")]


def test_a_list_that_asks_for_another_sum_than_the_form_is_noticed():
    assert rules(found(application=an_application(requested=euros(8_000)))) == [("requested-differs", "warn")]


def test_other_aid_is_pointed_at_with_the_rule_of_the_call_or_without_one():
    funding = a_financing(
        8_500, 500, other=(OtherFunding(source="EU", amount_cents=euros(1_000), public=True),)
    )
    shares = three(500, 0, 0)

    assert rules(found(financing=funding, **shares)) == [("other-aid", "look")]
    assert rules(found(other_aid="EAKR-hanke")) == [("other-aid", "look")]
    assert rules(found(a_call(), other_aid="EAKR-hanke")) == [("other-aid-unranked", "look")]
    assert found(other_aid="  ") == ()


def test_public_money_above_the_costs_warns():
    funding = a_financing(
        8_500, 0, other=(OtherFunding(source="EU", amount_cents=euros(2_000), public=True),)
    )

    assert ("support-above-costs", "warn") in rules(found(financing=funding, **three(0, 0, 0)))


def test_partners_without_a_decision_are_named_and_an_attachment_or_a_day_will_do():
    lead = Participant(name="Alavus", code="010", share_cents=euros(1_500))
    partners = tuple(Participant(name=name, share_cents=0) for name in ("Akaa", "Espoo", "Oulu"))
    decision = Attachment(
        path="attachments/p.pdf", kind=AttachmentKind.PARTICIPATION_DECISION, title="Päätös", partner=2
    )

    (finding,) = found(lead=lead, partners=partners, attachments=(decision,))

    assert (finding.rule, finding.severity) == ("decision-missing", Severity.WARN)
    assert finding.facts["names"] == "Akaa, Oulu"


def test_a_decision_that_names_no_partner_may_be_anybodys():
    lead = Participant(name="Alavus", share_cents=euros(1_500))
    decision = Attachment(
        path="attachments/p.pdf", kind=AttachmentKind.PARTICIPATION_DECISION, title="Päätös"
    )

    findings = found(lead=lead, partners=(Participant(name="Akaa", share_cents=0),), attachments=(decision,))

    assert rules(findings) == [("decision-unassigned", "look")]


def test_many_partners_without_a_decision_are_shortened():
    partners = tuple(Participant(name=f"Kunta {n}", share_cents=0) for n in range(8))

    findings = found(lead=Participant(name="Alavus", share_cents=euros(1_500)), partners=partners)

    assert findings[0].facts["names"] == "Kunta 0, Kunta 1, Kunta 2, Kunta 3, Kunta 4 (+3)"


@pytest.mark.parametrize(
    ("name", "code", "disagrees"),
    [
        ("Alavus", "010", False),
        ("Alavuden kaupunki", "010", False),
        ("Alavo", "010", False),
        ("Alavus", "020", True),
        ("Alavus", "999", True),
        ("Rovaniemen kaupunginkirjasto", "698", False),
    ],
)
def test_a_code_must_be_that_of_the_name(name, code, disagrees):
    lead = Participant(name=name, code=code, share_cents=euros(750))

    assert rules(found(lead=lead)) == ([("code-disagrees", "warn")] if disagrees else [])


def test_a_target_that_is_not_the_calls_blocks_and_one_beside_a_right_one_warns():
    assert rules(found(targets=())) == [("target-missing", "warn")]
    assert rules(found(targets=("kuu",))) == [("target-outside", "block")]
    assert rules(found(targets=("target-1", "kuu"))) == [("target-outside", "warn")]
    assert rules(found(targets=("target-1", "built"))) == [("target-outside", "block")]


def test_a_word_in_the_text_is_a_hint_where_the_title_has_none():
    answer = Answer(question="q1", text="Hankkeessa tehdään kaavoituksen prosessi.")

    assert rules(found(answers=(answer,))) == [("excluded-sector-text", "look")]
    named = an_application(title="Kaavojen käsittely", requested=euros(8_500))
    assert found(answers=(answer,), application=named) == ()


CLOSED = datetime(2019, 12, 19, 14, 15, tzinfo=UTC)
"""19.12.2019 at 16.15 in Helsinki, where it is winter time."""


@pytest.mark.parametrize(
    ("received", "late"),
    [
        (CLOSED, False),
        (CLOSED.replace(second=1), True),
        (datetime(2019, 12, 19, 16, 14, tzinfo=UTC), True),
    ],
)
def test_the_closing_time_is_the_last_moment(received, late):
    call = ShippedCalls().get("2019-joint-projects")
    assert call.closes == CLOSED

    findings = find(an_application(received=received), call, REGISTER)

    assert [each.severity for each in findings if each.rule == "late"] == ([Severity.BLOCK] if late else [])


@pytest.mark.parametrize(
    ("received", "late"),
    [
        (datetime(2020, 10, 5, 20, 59, 59, tzinfo=UTC), False),
        (datetime(2020, 10, 5, 21, 0, 0, tzinfo=UTC), True),
    ],
)
def test_where_only_the_day_is_published_it_ends_at_midnight_in_helsinki(received, late):
    call = ShippedCalls().get("2020-joint-projects")

    findings = find(an_application(received=received), call, REGISTER)

    assert ("late" in [each.rule for each in findings]) == late


def test_what_came_when_nobody_knows_is_not_late():
    assert "late" not in [each.rule for each in find(an_application(received=None), CALL, REGISTER)]


def test_a_completion_has_time_until_the_end_of_its_day():
    asked = date(2020, 10, 20)
    in_time = an_application(received=datetime(2020, 10, 20, 20, 59, tzinfo=UTC))
    too_late = an_application(received=datetime(2020, 10, 20, 21, 0, tzinfo=UTC))

    assert find(in_time, CALL, REGISTER, complete_by=asked) == ()
    (finding,) = find(too_late, CALL, REGISTER, complete_by=asked)
    assert (finding.rule, finding.severity) == ("completed-late", Severity.WARN)
    assert "20.10.2020" in Catalogue(Language.FI).say("findings.completed-late.text", **finding.facts)


def test_the_day_of_the_form_counts_where_the_list_has_none():
    late = datetime(2020, 12, 1, tzinfo=UTC)

    assert rules(found(submitted=late)) == [("late", "block")]
    received = an_application(requested=euros(8_500), received=datetime(2020, 10, 1, tzinfo=UTC))
    assert found(submitted=late, application=received) == ()
