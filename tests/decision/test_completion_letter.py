"""Letters that ask applicants to complete: in their language, with what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from evaluator.decision.completion_letter import completion_letter
from evaluator.decision.extract import extract
from evaluator.decision.letters import PdfLetters
from evaluator.decision.walk import runs
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.eligibility_rules import find_in_form
from evaluator.domain.eligibility_rules.listed import LISTED
from evaluator.domain.language import Language
from evaluator.scoring.outcome import work_out
from tests import builders as make
from tests.decision.rounds import (
    DAY,
    a_scribe,
    small_contents,
    small_outcome,
    the_bodies,
    the_call,
    the_register,
)

BY = date(2020, 11, 20)


def asked(number, reason="Liittäkää kumppanin päätös."):
    return make.an_eligibility_decision(
        f"2020-{number:03d}", EligibilityOutcome.COMPLETE, reason=reason, complete_by=BY
    )


def findings(application):
    form = make.a_form(
        costs=(make.a_cost_line("1", amount=8_000), make.a_cost_line("2", "licences", 2_000)),
        targets=("e-meetings",),
    )
    return find_in_form(application, form, the_call(), the_register())


def an_outcome():
    contents = small_contents(eligibility=(asked(1), asked(4, "Bifoga partnerns beslut.")))
    return work_out(contents, findings)


def said(document):
    return "\n".join(run.text for _, run in runs(document))


def letters(outcome=None, languages=None):
    writer = PdfLetters(the_register(), lambda: DAY, the_bodies())
    return writer.documents(outcome or an_outcome(), languages or {})


def test_each_application_that_is_asked_gets_one_in_its_leads_language():
    found = letters()

    assert {id_: each.language for id_, each in found.items()} == {
        "2020-001": Language.FI,
        "2020-004": Language.SV,
    }


def test_the_language_of_the_application_goes_before_that_of_its_lead():
    assert letters(languages={"2020-001": Language.SV})["2020-001"].language is Language.SV


def test_the_officials_request_stands_in_the_letters_language_or_is_marked_as_another():
    finnish = "Liittäkää mukaan kumppanin päätös osallistua hankkeeseen."
    contents = small_contents(eligibility=(asked(1, finnish), asked(4, finnish)))
    swedish = {(finnish, Language.SV): "Bifoga partnerns beslut om att delta i projektet."}

    def request(number, translations):
        found = letters(work_out(replace(contents, translations=translations), findings))
        listed = [run for _, run in runs(found[f"2020-{number:03d}"])]
        return next(run for run in listed if run.text in {finnish, *swedish.values()})

    assert (request(1, {}).text, request(1, {}).language) == (finnish, None)
    assert (request(4, {}).text, request(4, {}).language) == (finnish, Language.FI)
    assert (request(4, swedish).text, request(4, swedish).language) == (*swedish.values(), None)


def test_it_lists_what_is_missing_the_request_the_day_and_that_the_matter_is_decided_all_the_same():
    text = said(letters()["2020-001"])

    assert "Alavuden kaupunki" in text
    assert "Liittäkää kumppanin päätös." in text
    assert "20.11.2020" in text
    assert "2\u00a0000\u00a0€" in text
    assert "ohjelmistolisenssit" in text
    assert "33 §" in text
    assert "2020-001" in text


def test_the_swedish_letter_is_swedish():
    text = said(letters()["2020-004"])

    assert "Begäran om komplettering" in text
    assert "Nykarleby stad" in text
    assert "33 § i förvaltningslagen" in text
    assert "täyden" not in text.casefold()


def test_a_letter_without_findings_has_only_the_officials_request():
    outcome = small_outcome(eligibility=(asked(1),))

    text = said(letters(outcome)["2020-001"])

    assert "Mitä hakemuksesta puuttuu" not in text
    assert "Liittäkää kumppanin päätös." in text


def test_an_application_that_was_decided_gets_no_letter():
    assert letters(small_outcome()) == {}
    with pytest.raises(ValueError, match="yes"):
        completion_letter(a_scribe(), small_outcome().standings[0], make.an_eligibility_decision())


@pytest.mark.parametrize("language", [Language.FI, Language.SV])
def test_every_item_of_the_letters_is_a_rule_and_both_languages_have_the_same(language):
    from evaluator.decision.wording import sentences

    items = sentences(language)["letter"]["item"]

    assert set(items) <= {each.rule for each in LISTED}
    assert list(items) == list(sentences(Language.FI)["letter"]["item"])


def test_letters_are_written_as_accessible_pdf_and_twice_the_same(tmp_path):
    writer = PdfLetters(the_register(), lambda: DAY, the_bodies())

    written = writer(an_outcome(), tmp_path / "kirjeet", {})
    first = {each.path.name: each.path.read_bytes() for each in written.values()}
    again = writer(an_outcome(), tmp_path / "kirjeet", {})

    assert sorted(first) == ["begaran-om-komplettering-2020-004.pdf", "taydennyspyynto-2020-001.pdf"]
    assert {each.path.name: each.path.read_bytes() for each in again.values()} == first
    assert all(each.conforms == ("PDF/UA-1", "PDF/A-2a") for each in written.values())


def test_nobody_asked_means_no_folder(tmp_path):
    writer = PdfLetters(the_register(), lambda: DAY, the_bodies())

    assert writer(small_outcome(), tmp_path / "kirjeet", {}) == {}
    assert not (tmp_path / "kirjeet").exists()


@pytest.mark.parametrize(("language", "number"), [(Language.FI, 1), (Language.SV, 4)])
def test_what_the_calls_source_leaves_open_is_said_where_it_is_printed(language, number):
    contents = small_contents()
    known = contents.round.call.model_copy(update={"not_published": ()})
    silent = work_out(replace(contents, round=replace(contents.round, call=known)), lambda _: ())
    contact, address = (
        next(each.note.to(language) for each in the_call().not_published if each.field == field)
        for field in ("contact", "appeal.address")
    )
    printed, unsaid = (
        said(extract(a_scribe(outcome, language), outcome.standings[0]))
        for outcome in (small_outcome(), silent)
    )

    assert contact in printed
    assert address in printed
    assert contact in said(letters()[f"2020-{number:03d}"])
    assert contact not in unsaid
    assert address not in unsaid
