"""Each paper speaks its own language: a reason without a translation is named, never passed over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluator.decision.completeness import missing_parts
from evaluator.decision.completeness import untranslated as texts_left
from evaluator.decision.content import text_of
from evaluator.decision.draft import draft
from evaluator.decision.errors import NameLeftError, UnprintableTextError, UntranslatedExtractError
from evaluator.decision.extracts import PdfExtracts
from evaluator.decision.walk import inlines
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.language import Language
from evaluator.domain.variants import WHOLE, Edition, Variant
from evaluator.scoring.official_texts import official_texts
from tests import builders as make
from tests.decision.rounds import SWEDISH, a_scribe, a_writer, small_outcome


def untranslated(outcome, language: Language) -> list[object]:
    return [each.facts["id"] for each in texts_left(outcome, language)]


MARK = "[på finska, översättning saknas]"


def _all(paper):
    return [each for block in paper.blocks for each in inlines(block)]


def texts(outcome, language: Language) -> str:
    return "\n".join(map(text_of, _all(draft(a_scribe(outcome, language)))))


def test_a_paper_prints_the_translation_in_its_own_language():
    finnish, swedish = (texts(small_outcome(), each) for each in (Language.FI, Language.SV))

    for text, translation in SWEDISH.items():
        if "Kustannuksista" in text:
            continue  # the reason of a granted application's deviation stands in the memo and the extract
        assert text in finnish
        assert translation in swedish
        assert text not in swedish


def test_every_text_without_a_translation_is_named_for_the_language_that_lacks_it():
    bare = small_outcome(translations={})

    assert untranslated(bare, Language.SV) == [
        "2020-002/condition-1",
        "2020-003/deviation",
        "2020-007/eligibility",
    ]
    assert untranslated(bare, Language.FI) == []
    assert {each.key for each in official_texts(bare)} == set(untranslated(bare, Language.SV))


def test_a_swedish_reason_keeps_the_finnish_draft_open():
    reason = "Sökanden är en kommun och projektet är inte gemensamt."
    lifted = make.a_deviation("2020-003", DeviationKind.DROP, reason=reason)

    assert untranslated(small_outcome(deviations=(lifted,)), Language.FI) == ["2020-003/deviation"]
    assert untranslated(small_outcome(deviations=(lifted,)), Language.SV) == []


def test_a_standard_reason_of_the_call_needs_no_translation_until_its_words_change():
    outcome = small_outcome()
    standard = outcome.contents.round.call.standard_reasons[0].text
    taken, changed = (
        small_outcome(deviations=(make.a_deviation("2020-003", DeviationKind.DROP, reason=reason),))
        for reason in (standard.fi, f"{standard.fi} Lisäksi hanke on myöhässä.")
    )

    assert untranslated(taken, Language.SV) == []
    assert standard.sv in texts(taken, Language.SV)
    assert untranslated(changed, Language.SV) == ["2020-003/deviation"]


def test_what_has_no_letters_needs_no_translation():
    outcome = small_outcome(deviations=(make.a_deviation("2020-003", DeviationKind.DROP, reason="28.90.32"),))

    assert untranslated(outcome, Language.SV) == []


def test_an_extract_waits_for_its_own_texts_alone():
    bare = small_outcome(translations={})
    extracts = PdfExtracts(a_writer())
    (own,) = {each.application for each in official_texts(bare) if each.key.endswith("/eligibility")}
    other = next(each.application.id for each in bare.standings if each.application.id == "2020-001")

    (made,) = extracts.documents(bare, only=[other], chosen={other: Language.SV})
    assert made.language is Language.SV
    with pytest.raises(UntranslatedExtractError) as caught:
        extracts.documents(bare, only=[own], chosen={own: Language.SV})
    assert caught.value.facts == {"count": 1, "texts": f"{own}/eligibility"}
    assert extracts.documents(bare, only=[own], chosen={own: Language.FI})


def test_which_extracts_wait_is_known_before_any_is_printed():
    bare = small_outcome(translations={})
    swedish = {each.application.id: Language.SV for each in bare.standings}
    extracts = PdfExtracts(a_writer())

    assert [each.facts["id"] for each in extracts.waiting(bare, chosen=swedish)] == untranslated(
        bare, Language.SV
    )
    only = extracts.waiting(bare, only=["2020-003"], chosen=swedish)
    assert [each.facts["application"] for each in only] == ["2020-003"]


def test_a_draft_prints_the_original_in_its_own_language_behind_a_mark():
    bare = small_outcome(translations={})
    marked = [
        each for each in _all(draft(a_scribe(bare, Language.SV))) if any(run.text == MARK for run in each)
    ]

    assert missing_parts(bare) == ()
    # The reason of a granted application's deviation stands in its extract and the memo.
    assert len(marked) == len(untranslated(bare, Language.SV)) - 1 == 2
    for each in marked:
        at = next(place for place, run in enumerate(each) if run.text == MARK)
        original = each[at + 2]
        assert each[at].bold
        assert each[at].language is None
        assert original.language is Language.FI
        assert original.text in {one.text for one in official_texts(bare)}
    assert not any(MARK in text_of(each) for each in _all(draft(a_scribe(small_outcome(), Language.SV))))
    assert "ruotsiksi" not in texts(bare, Language.FI)


def test_a_printed_draft_knows_how_many_texts_of_it_are_in_the_other_language():
    made = a_writer().rendered(small_outcome(translations={}), language=Language.SV, order="ranked")

    assert {each.kind: each.untranslated for each in made if each.untranslated} == {"decision": 3}


def test_a_taken_back_translation_is_missing_again():
    (text, *_) = SWEDISH
    rest = {(each, Language.SV): words for each, words in SWEDISH.items() if each != text}
    outcome = small_outcome()

    assert untranslated(
        replace(outcome, contents=replace(outcome.contents, translations=rest)), Language.SV
    ) == ["2020-007/eligibility"]


def test_a_translation_is_looked_at_before_it_leaves_and_before_it_is_printed():
    (text, *_) = SWEDISH
    contents = small_outcome().contents
    (name, *_) = (each.name for each in contents.reviewers)
    public = Edition(variant=Variant.PUBLIC)

    def printed(words: str, edition: Edition):
        outcome = small_outcome(translations={**contents.translations, (text, Language.SV): words})
        return a_writer().rendered(outcome, language=Language.SV, order="ranked", edition=edition)

    with pytest.raises(NameLeftError):
        printed(f"Enligt {name} är projektet inte gemensamt.", public)
    with pytest.raises(UnprintableTextError):
        printed("Projektet \U0001f680", WHOLE)
    assert printed("<b>&amp; " + "lång motivering " * 60, public)
