"""The sentences of the papers: the same keys and fields in both languages."""

from __future__ import annotations

from string import Formatter

import pytest

from evaluator.decision.content import Fact, Run, text_of
from evaluator.decision.wording import Wording, sentences
from evaluator.domain.language import Language
from evaluator.scoring.figures import Verdict


def flat(table, path=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", {name for _, name, _, _ in Formatter().parse(value) if name is not None}


def test_finnish_and_swedish_have_the_same_sentences_with_the_same_fields():
    assert dict(flat(sentences(Language.FI))) == dict(flat(sentences(Language.SV)))


@pytest.mark.parametrize("language", [Language.FI, Language.SV])
def test_every_verdict_has_a_name_and_a_reason(language):
    words = Wording(language)
    for verdict in Verdict:
        assert words.say(f"verdict.{verdict.value}")
        assert words.say(f"reason.{verdict.value}")


def test_a_fact_inside_a_sentence_stays_a_fact():
    total = Run("5\u00a0euroa", fact=Fact("requested.total", 500))

    found = Wording(Language.FI).inline("draft.asked", sum=total)

    assert total in found
    assert text_of(found).startswith("Hakemuksissa haettiin yhteensä 5\u00a0euroa.")


def test_one_and_many_are_told_apart_also_when_the_count_is_a_fact():
    words = Wording(Language.FI)

    assert "1 hakemus." in words.say("draft.received", closing="5.10.2020", count=Run("1", fact=Fact("n", 1)))
    assert "2 hakemusta." in words.say("draft.received", closing="5.10.2020", count=2)
