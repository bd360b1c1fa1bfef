"""Marked passages are found again by their words, and never guessed at."""

from __future__ import annotations

import pytest

from evaluator.domain.application_form import Answer
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.passages import Passage, PassageId, fields_of, place_of
from tests.builders import NOON, a_form

TEXT = "Kunnat sopivat 🚀 palvelusta. Palvelu on yhteinen."


def a_passage(quoted: str, start: int, field: str = "summary") -> Passage:
    return Passage(
        id=PassageId("kohta"),
        application=ApplicationId("2020-001"),
        field=field,
        start=start,
        quoted=quoted,
        at=NOON,
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(TEXT, 17, id="unchanged"),
        pytest.param("Uusi alku. " + TEXT, 28, id="moved"),
        pytest.param(TEXT + " Sovittiin palvelusta.", 17, id="again-later"),
        pytest.param("Alku. " + TEXT + " Sovittiin palvelusta.", None, id="moved-and-twice"),
        pytest.param("Kunnat sopivat palvelun tuottamisesta.", None, id="words-gone"),
        pytest.param("", None, id="text-gone"),
    ],
)
def test_a_passage_is_where_it_was_or_where_its_words_stand_once_and_else_loose(text, place):
    passage = a_passage("palvelusta", 17)
    assert TEXT[passage.start :].startswith(passage.quoted)

    assert place_of(passage, {"summary": text}) == place


def test_a_passage_of_a_text_that_is_no_more_is_loose():
    assert place_of(a_passage("palvelusta", 17, "answer.plan"), {"summary": TEXT}) is None


def test_texts_have_stable_names_also_where_a_form_answers_a_question_twice():
    form = a_form().model_copy(
        update={
            "summary": "Tiivis.",
            "answers": (Answer(question="plan", text="Ensin."), Answer(question="plan", text="Sitten.")),
        }
    )

    assert fields_of(form) == {
        "summary": "Tiivis.",
        "answer.plan": "Ensin.",
        "answer.plan#2": "Sitten.",
        "other_aid": form.other_aid,
    }
