"""Conflicts of interest are asked against every body behind an application."""

from __future__ import annotations

import pytest

from evaluator.domain.applicants import BodyKind
from evaluator.domain.conflicts_of_interest import (
    ConflictSeverity,
    Interest,
    InterestKind,
    OfficeAnswer,
    Role,
    conflicts_between,
    disqualified,
    interests_in_force,
)
from tests.builders import NOON, a_body, an_application, some_applicants


def an_interest(kind=InterestKind.EMPLOYMENT, body="Akaa", code="020", person="r1", **changes):
    given = {"person": person, "kind": kind, "body": body, "code": code, "note": "", "by": "e", "at": NOON}
    return Interest(**{**given, **changes})


def test_a_partner_counts_as_much_as_the_lead():
    found = conflicts_between([an_application()], [an_interest()])

    assert [(each.application, each.person, each.body) for each in found] == [("2020-001", "r1", "Akaa")]
    assert found[0].severity is ConflictSeverity.HARD
    assert "434/2003" in found[0].kind.source


def test_a_unit_of_a_municipality_is_met_through_its_owner():
    library = a_body("Rovaniemen kaupunginkirjasto", BodyKind.MUNICIPAL_UNIT, "698")
    application = an_application(applicants=some_applicants(lead=library, partners=()))

    found = conflicts_between([application], [an_interest(body="Rovaniemi", code="698")])

    assert [each.body for each in found] == ["Rovaniemen kaupunginkirjasto"]


def test_a_body_without_a_code_is_met_by_its_name_however_it_is_spelled():
    company = a_body("Turun Seudun Kehitys Oy", BodyKind.COMPANY, None)
    application = an_application(applicants=some_applicants(partners=(company,)))

    found = conflicts_between([application], [an_interest(body="TURUN SEUDUN KEHITYS OY", code=None)])

    assert len(found) == 1


def test_the_home_municipality_is_soft_and_every_interest_that_the_act_names_is_hard():
    soft = [each for each in InterestKind if each.severity is ConflictSeverity.SOFT]

    assert soft == [InterestKind.HOME]
    assert all("434/2003 28 §" in each.source for each in InterestKind if each not in soft)


def test_the_last_word_on_an_interest_counts():
    history = [an_interest(), an_interest(ended=True)]

    assert interests_in_force(history) == ()
    assert interests_in_force([*history, an_interest()]) == (an_interest(),)


@pytest.mark.parametrize(("last", "expected"), [(True, True), (False, False)])
def test_an_official_is_disqualified_by_the_last_answer(last, expected):
    def answer(conflict):
        return OfficeAnswer(
            application="2020-001",
            role=Role.OFFICIAL,
            person="Esittelijä",
            conflict=conflict,
            reason="Syy",
            at=NOON,
        )

    answers = [answer(not last), answer(last)]

    assert disqualified(answers, "Esittelijä", "2020-001") is expected
    assert not disqualified(answers, "Toinen", "2020-001")
    assert not disqualified(answers, "Esittelijä", "2020-002")
