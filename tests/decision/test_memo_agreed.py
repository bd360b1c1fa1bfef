"""The memo on deputies, on what was agreed, and on risks as they were entered."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from evaluator.decision.memo import memo
from evaluator.decision.walk import runs
from evaluator.domain.language import Language
from evaluator.domain.reviews import RiskEntry, Scored
from evaluator.scoring.outcome import work_out
from tests.decision.rounds import a_scribe, findings, met_outcome, small_contents, small_outcome

RISK = RiskEntry(likelihood=2, severity=3, preparedness=1)


def text(outcome, language=Language.FI):
    said = runs(memo(a_scribe(outcome=outcome, language=language)))
    return " ".join(" ".join(run.text for _, run in said).replace("\u00a0", " ").split())


def with_a_risk():
    contents = small_contents()
    first, *others = contents.reviews
    scored = replace(first, scores={**first.scores, "data-protection": Scored(Fraction(2), RISK)})
    return work_out(replace(contents, reviews=(scored, *others)), findings)


def test_who_stood_aside_in_office_is_named_with_the_rule_and_the_deputy():
    said = text(met_outcome())

    assert "Esimerkkipuheenjohtaja Puheenjohtaja" in said
    assert "434/2003 28 § 1 mom. 5 k." in said
    assert "Esimerkkivarapuheenjohtaja" in said


def test_an_agreed_score_stands_beside_the_mean_that_it_replaces_with_its_reason_and_rapporteur():
    said = text(met_outcome())

    assert "arvioijien sopimat pisteet korvaavat keskiarvon" in said
    assert "Vaikutukset on kuvattu ohuesti." in said
    assert "Esimerkkiarvioija 1" in said


def test_a_risk_is_shown_as_it_was_entered_beside_its_reviewer_s_points():
    said = text(with_a_risk())

    assert "todennäköisyys / vakavuus / varautuminen" in said
    assert said.count(" 2/3/1") == 1


@pytest.mark.parametrize("language", list(Language)[:2])
def test_without_them_the_memo_has_none_of_the_tables(language):
    said = text(small_outcome(), language)

    assert "434/2003 28" not in said
    assert "sopimat pisteet" not in said
    assert "enades om" not in said
