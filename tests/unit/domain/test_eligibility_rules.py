from __future__ import annotations

import dataclasses

import pytest

from evaluator.domain.applicants import BodyKind
from evaluator.domain.eligibility import Severity
from evaluator.domain.eligibility_rules import find
from evaluator.domain.language import Language
from evaluator.domain.money import parse_euros
from evaluator.intake.registers import municipalities
from evaluator.messages.catalogue import Catalogue
from tests.builders import a_call, a_named, an_application, euros
from tests.unit.domain.registers_2020 import FUNDED, annex, annex_applicants, parse

REGISTER = municipalities()
CALL = a_call(
    eligible_applicants=(BodyKind.MUNICIPALITY, BodyKind.JOINT_AUTHORITY),
    excluded_sectors=(a_named("built", hints=("rakennusvalvon", "kaavo")), a_named("none")),
    envelope_cents=euros(10_000_000),
)


def found(text, call=CALL, **changes):
    return find(an_application(applicants=parse(text), **changes), call, REGISTER)


def rules(findings, severity=None):
    return [each.rule for each in findings if severity in {None, each.severity}]


def annex_findings(*, confirmed):
    return {
        row: find(
            an_application(
                row,
                title=annex()[row]["project"],
                requested=parse_euros(annex()[row]["requested_eur"]),
                applicants=applicants,
            ),
            CALL,
            REGISTER,
        )
        for row, applicants in annex_applicants(confirmed=confirmed).items()
    }


@pytest.mark.parametrize("confirmed", [False, True])
def test_the_annex_has_blocks_on_exactly_the_rows_without_a_joint_project(confirmed):
    blocked = {
        row: rules(each, Severity.BLOCK)
        for row, each in annex_findings(confirmed=confirmed).items()
        if rules(each, Severity.BLOCK)
    }

    assert blocked == {
        17: ["min-municipalities"],
        19: ["min-municipalities"],
        36: ["min-municipalities"],
        56: ["min-municipalities", "applicant-kind"],
    }
    assert not blocked.keys() & set(FUNDED)


def test_the_building_control_rows_are_named_by_their_word():
    findings = annex_findings(confirmed=True)

    words = {
        row: finding.facts["word"]
        for row, each in findings.items()
        for finding in each
        if finding.rule == "excluded-sector"
    }

    assert words == {17: "rakennusvalvonnan", 19: "rakennusvalvonnan", 39: "kaavojen"}
    assert {
        each.severity for found in findings.values() for each in found if each.rule == "excluded-sector"
    } == {Severity.LOOK}


def test_a_joint_authority_counts_as_several_and_a_company_as_none():
    assert "min-municipalities" not in rules(found("Esimerkin kuntayhtymä"))
    assert "min-municipalities" in rules(found("Espoo (Esimerkki Oy)"))


def test_a_unit_counts_as_its_municipality_and_may_apply_where_that_may():
    assert rules(found("Rovaniemen kaupunginkirjasto (Oulun kaupunginkirjasto)")) == []
    assert "min-municipalities" in rules(found("Rovaniemen kaupunginkirjasto (Rovaniemi)"))


def test_a_name_that_waits_for_confirmation_warns_and_has_the_benefit_of_the_doubt():
    assert rules(found("Espoo (Tuku)")) == ["unconfirmed-name"]
    assert rules(found("Tuku (Espoo)")) == ["unconfirmed-name"]


def test_an_association_may_not_lead_and_is_unknown():
    assert rules(found("Esimerkki ry (Espoo, Vantaa)")) == ["applicant-kind", "unknown-body"]


def test_the_call_says_how_many_municipalities_it_wants_and_who_may_apply():
    alone = a_call(min_municipalities=1, eligible_applicants=(BodyKind.COMPANY, BodyKind.MUNICIPALITY))

    assert rules(found("Espoo", alone)) == []
    assert rules(found("Esimerkki Oy (Espoo)", alone)) == []


def test_a_lead_among_its_own_partners_is_pointed_at():
    findings = found("Espoo (Vantaa, Espoo)")

    assert rules(findings, Severity.LOOK) == ["lead-repeated"]
    assert [(each.facts["name_fi"], each.facts["name_sv"]) for each in findings] == [("Espoo", "Esbo")]


def test_sums_of_nothing_and_of_more_than_the_envelope_warn():
    assert rules(found("Espoo (Vantaa)", requested=euros(0))) == ["requested-nothing"]
    assert rules(found("Espoo (Vantaa)", requested=euros(10_000_001))) == ["requested-above-envelope"]
    assert rules(found("Espoo (Vantaa)", requested=euros(10_000_000))) == []


@pytest.mark.parametrize("language", list(Language))
def test_every_finding_has_title_sentence_and_source_in_each_language(language):
    catalogue = Catalogue(language)
    every = [
        *found("Espoo", title="Rakennusvalvonnan hanke", requested=euros(0)),
        *found("Vantaa, Esimerkki, Tuku, Vantaa", requested=euros(20_000_000)),
        *found("Esimerkki Oy"),
    ]

    assert {each.rule for each in every} == {
        "min-municipalities",
        "applicant-kind",
        "unconfirmed-name",
        "requested-nothing",
        "requested-above-envelope",
        "excluded-sector",
        "unknown-body",
        "lead-repeated",
    }
    for each in every:
        for part in ("title", "text", "source"):
            said = catalogue.say(f"findings.{each.rule}.{part}", **each.facts)
            assert said
            assert "{" not in said
        assert each.source


def test_findings_are_the_same_for_the_same_application():
    one = an_application(applicants=parse("Espoo (Tuku)"))

    assert find(one, CALL, REGISTER) == find(dataclasses.replace(one), CALL, REGISTER)
