"""The minutes tell who was in the room for which application, and what was discussed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluator.decision.minutes import minutes
from evaluator.domain.handlings import Handling
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.language import Language
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
