"""Telling the language of what an official typed."""

from __future__ import annotations

import pytest

from evaluator.decision.draft import grant_items
from evaluator.domain.language import Language
from evaluator.domain.tongue import language_of
from tests import builders as make
from tests.decision.rounds import a_scribe, small_outcome


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lähdekoodi on julkaistava avoimena.", Language.FI),
        ("Hakijoita on vain yksi, eikä hanke ole yhteishanke.", Language.FI),
        ("Kustannuksista osa ei ole hyväksyttäviä.", Language.FI),
        ("Källkoden ska publiceras som öppen.", Language.SV),
        ("Projektet har redan fått understöd av ministeriet.", Language.SV),
        ("Open Agenda", None),
        ("Oulu", None),
        ("", None),
        ("12 345,00 €", None),
    ],
)
def test_common_words_and_endings_tell_finnish_from_swedish(text, language):
    assert language_of(text) is language


def test_an_untranslated_condition_in_the_swedish_decision_is_marked_as_finnish():
    condition = make.a_condition("2020-002", "Lähdekoodi on julkaistava avoimena.")
    outcome = small_outcome(conditions=(condition,), translations={})

    def told(language):
        items = [item for item in grant_items(a_scribe(outcome, language)) if len(item) > 1]
        return [(run.language, run.text) for run in items[0][1]]

    mark, _, text = told(Language.SV)
    assert mark == (None, "[på finska, översättning saknas]")
    assert text == (Language.FI, condition.text)
    assert told(Language.FI) == [(None, condition.text)]
