"""The minutes tell who was in the room for which application, and what was discussed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from evaluator.decision.content import Heading, Table, text_of
from evaluator.decision.minutes import minutes
from evaluator.domain.consensus import Consensus, consensus_in_force, consensus_taken_back
from evaluator.domain.handlings import Handling
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.language import Language
from evaluator.messages import formats
from tests import builders as make
from tests.decision.rounds import a_scribe, met_outcome


def _said(*handlings, language=Language.FI):
    outcome = met_outcome()
    contents = replace(outcome.contents, handlings={each.application: each for each in handlings})
    return str(minutes(replace(a_scribe(language=language), outcome=replace(outcome, contents=contents))))


def _handling(number, **changes):
    facts = {
        "application": ApplicationId(f"2020-00{number}"),
        "present": ("Esimerkkiarvioija 1", "Esimerkkivarapuheenjohtaja"),
        "left": ("Esimerkkipuheenjohtaja",),
        "discussed": True,
        "by": "esittelijä",
        "at": make.NOON,
    }
    return Handling(**{**facts, **changes})


@pytest.mark.parametrize(
    ("language", "words"), [(Language.FI, "Läsnäolo hakemuksittain"), (Language.SV, "Närvaro per ansökan")]
)
def test_who_was_present_and_who_left_stands_by_application(language, words):
    said = _said(_handling(2), language=language)

    assert words in said
    assert "Esimerkkiarvioija 1, Esimerkkivarapuheenjohtaja" in said


def test_the_signatories_are_asked_to_check_only_where_somebody_s_presence_was_not_recorded():
    ask = "Tarkista osallistujat ennen allekirjoittamista."

    assert ask in _said(_handling(2))
    assert ask not in _said(_handling(2), _handling(5))


def test_a_discussion_without_a_consensus_is_in_the_minutes_with_what_it_came_to():
    said = _said(_handling(3, note="Arvioijat olivat yksimielisiä."))

    assert "Keskustelut hakemuksittain" in said
    assert "Arvioijat olivat yksimielisiä." in said


def test_what_was_taken_back_is_not_in_the_minutes():
    assert "Läsnäolo hakemuksittain" not in _said(_handling(2, discussed=False))


def _taken_back(number, reason, *, again=False):
    record = Consensus(
        application=ApplicationId(f"2020-00{number}"),
        scores={},
        rapporteur="Esimerkkipuheenjohtaja",
        reason="Riskit arvioitiin kokouksessa uudelleen.",
        by="esittelijä",
        at=make.NOON,
    )
    later = make.NOON + timedelta(hours=2)
    withdrawal = replace(record, reason=reason, by="toinen esittelijä", at=later, withdrawn=True)
    return (record, withdrawal, replace(record, at=later)) if again else (record, withdrawal)


def test_what_was_agreed_and_withdrawn_is_told_with_both_reasons_and_when():
    history = (
        *_taken_back(5, "Arvioija ilmoitti esteellisyytensä vasta kokouksen jälkeen."),
        *_taken_back(3, "Kirjattiin väärälle hakemukselle.", again=True),
    )
    outcome = met_outcome()
    contents = replace(
        outcome.contents,
        consensus=consensus_in_force(history),
        taken_back=consensus_taken_back(history),
        handlings={},
    )
    scribe = replace(a_scribe(), outcome=replace(outcome, contents=contents))
    paper = minutes(scribe)
    (table,) = (
        each
        for each in paper.blocks
        if isinstance(each, Table) and each.caption == "Perutut päätökset hakemuksittain"
    )
    told = [[text_of(cell) for cell in row.cells] for row in table.rows]

    assert [row[0] for row in told] == ["3", "5"]
    assert told[1][2].startswith(
        "Riskit arvioitiin kokouksessa uudelleen.\nEsitteli Esimerkkipuheenjohtaja, "
    )
    assert told[1][3].startswith("Arvioija ilmoitti esteellisyytensä vasta kokouksen jälkeen.\nPerui toinen")
    assert formats.moment(make.NOON + timedelta(hours=2), Language.FI) in told[0][3]
    assert "Päätökset" in [each.text for each in paper.blocks if isinstance(each, Heading)]

    only = replace(contents, consensus={}, taken_back=consensus_taken_back(history))
    alone = str(minutes(replace(scribe, outcome=replace(outcome, contents=only))))
    assert "Perutut päätökset hakemuksittain" in alone
    assert "Osallistujat kierroksen tietojen mukaan" in alone
    assert "Konsensuskokousta ei ole kirjattu." not in alone
