"""An extract says what the decision says of one applicant, in its language, and of no other."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from evaluator.decision.content import Fact, KeyValues, Run, text_of
from evaluator.decision.crosscheck import differences
from evaluator.decision.errors import DifferingPapersError, IncompleteDraftError, UnprintableTextError
from evaluator.decision.extract import extract
from evaluator.decision.extracts import PdfExtracts
from evaluator.decision.walk import facts, runs
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.form_facts import FormFacts
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.language import Language
from evaluator.domain.money import Cents
from evaluator.scoring.official_texts import official_texts
from tests import builders as make
from tests.decision.hostile import LONG, MARKUP, hostile_outcome
from tests.decision.reading import read
from tests.decision.rounds import ROWS, a_scribe, a_writer, met_outcome, small_outcome, the_call


def extracts_of(outcome=None, **changes):
    made = PdfExtracts(a_writer()).documents(outcome or small_outcome(), **changes)
    return {each.about: each for each in made}


def said(document) -> str:
    return re.sub(" +", " ", " ".join(run.text for _, run in runs(document)))


def pairs(document) -> dict[str, str]:
    return {
        name: text_of(value)
        for block in document.blocks
        if isinstance(block, KeyValues)
        for name, value in block.pairs
    }


def test_there_is_one_for_every_application_by_number():
    found = extracts_of()

    assert list(found) == [f"2020-{at:03d}" for at in range(1, len(ROWS) + 1)]


def test_what_all_of_them_say_is_written_once_and_stands_in_each():
    found = extracts_of(chosen={ApplicationId("2020-001"): Language.SV})
    outcome = small_outcome()
    scribes = {each: a_scribe(outcome, each) for each in (Language.FI, Language.SV)}

    assert {each.language for each in found.values()} == set(scribes)
    for standing in outcome.standings:
        document = found[standing.application.id]
        assert document == extract(scribes[document.language], standing)


def test_the_receiver_is_addressed_by_its_official_name_and_granted_in_the_case_that_its_language_wants():
    found = extracts_of(chosen={ApplicationId("2020-002"): Language.SV})

    assert pairs(found["2020-001"])["Vastaanottaja"] == "Alavuden kaupunki"
    assert "Alavuden kaupungille ja muille" in said(found["2020-001"])
    assert pairs(found["2020-002"])["Mottagare"] == "Ijo kommun"


def test_the_language_is_the_officials_choice_then_the_forms_then_the_municipalitys():
    forms = {
        ApplicationId("2020-002"): FormFacts(language=Language.SV),
        ApplicationId("2020-004"): FormFacts(language=Language.FI),
    }
    by_register = extracts_of()
    by_form = extracts_of(forms=forms)
    by_choice = extracts_of(forms=forms, chosen={ApplicationId("2020-002"): Language.FI})

    assert [by_register[each].language for each in ("2020-002", "2020-004")] == [Language.FI, Language.SV]
    assert [by_form[each].language for each in ("2020-002", "2020-004")] == [Language.SV, Language.FI]
    assert by_choice["2020-002"].language is Language.FI


def test_an_applicant_without_a_register_entry_is_answered_in_finnish_by_its_own_name():
    rows = (*ROWS, ("Esimerkkiyhdistys ry (Ranua)", "Ei missään rekisterissä", 1_000_000))
    found = extracts_of(small_outcome(rows=rows))["2020-009"]

    assert found.language is Language.FI
    assert pairs(found)["Vastaanottaja"] == "Esimerkkiyhdistys ry"


def test_a_grant_has_its_sum_its_arithmetic_its_conditions_and_the_terms_of_use():
    found = extracts_of()["2020-002"]

    assert (
        "Iin kunnalle ja muille hakemuksessa mainituille kunnille enintään 524\u00a0300\u00a0euroa"
        in said(found)
    )
    assert pairs(found)["Haettu summa"] == "524\u00a0365\u00a0euroa"
    assert pairs(found)["Avustus"] == "524\u00a0300\u00a0euroa"
    assert "Lähdekoodi on julkaistava avoimena." in said(found)
    assert "Avustuksen käytön ehdot" in said(found)


def test_the_share_of_accepted_costs_binds_and_is_shown():
    costs = {ApplicationId("2020-001"): Cents(7_000_000)}
    found = pairs(extracts_of(small_outcome(accepted_costs=costs))["2020-001"])

    assert found["Hyväksyttävät kustannukset ilman arvonlisäveroa"] == "70\u00a0000\u00a0euroa"
    assert found["Enimmäisosuus 85\u00a0% hyväksyttävistä kustannuksista"] == "59\u00a0500\u00a0euroa"
    assert found["Avustus"] == "59\u00a0500\u00a0euroa"


def test_a_reduction_shows_rule_and_official_apart():
    found = pairs(extracts_of()["2020-003"])

    assert found["Jakosäännön mukaan"].startswith("445\u00a0500\u00a0euroa")
    assert found["Perusteltu poikkeama"] == "Summa muutettu: 400\u00a0000\u00a0€"
    assert found["Avustus"] == "400\u00a0000\u00a0euroa"


def test_a_lift_that_was_reduced_is_shown_and_reasoned_beside_its_reduction():
    lift = make.a_deviation("2020-008", DeviationKind.LIFT, reason="Hanke täydentää alueen palveluja.")
    less = make.a_deviation(
        "2020-008", DeviationKind.REDUCE, amount=make.euros(100_000), reason="Osa kustannuksista on muita."
    )
    envelope = make.a_round(call=the_call(), envelope=make.euros(1_700_000), made_up=True)
    outcome = small_outcome(round=envelope, deviations=(lift, less))
    found = extracts_of(outcome, only=["2020-008"])["2020-008"]

    assert (
        pairs(found)["Perusteltu poikkeama"]
        == "Nostettu rahoitettavaksi; Summa muutettu: 100\u00a0000\u00a0€"
    )
    assert f"{lift.reason} {less.reason}" in said(found)
    assert [(each.key, each.text) for each in official_texts(outcome) if each.application == "2020-008"] == [
        ("2020-008/deviation", lift.reason),
        ("2020-008/deviation-2", less.reason),
    ]


def test_a_refusal_has_its_reasons_and_the_appeal_and_no_terms_of_use():
    found = extracts_of()["2020-007"]

    assert "Hakijoita on vain yksi, eikä hanke ole yhteishanke." in said(found)
    assert "Osoite" in pairs(found)
    assert "Avustuksen käytön ehdot" not in said(found)


def test_nothing_of_another_applicant_and_no_reviewer_is_in_an_extract():
    outcome = met_outcome()
    found = extracts_of(outcome)
    names = [each.name for each in outcome.contents.reviewers]
    for about, document in found.items():
        text = said(document)
        assert not any(name in text for name in names)
        for other in outcome.standings:
            if other.application.id != about:
                assert other.application.title not in text
        keys = {fact.key.split(".")[1] for fact, _ in facts(document) if fact.key.startswith("application.")}
        assert keys == {about}


def test_an_extract_that_states_another_sum_than_the_decision_is_found():
    outcome = small_outcome()
    papers = a_writer().documents(outcome, language=Language.FI, order="ranked")
    document = extracts_of(outcome)["2020-001"]
    wrong = Run("1\u00a0euroa", fact=Fact("application.2020-001.granted", 100))
    altered = replace(document, blocks=(*document.blocks[:-1], KeyValues("", (("Avustus", (wrong,)),))))

    found = {each.what for each in differences([*papers, altered], all_extracts=False)}

    assert found == {"application.2020-001.granted"}


def test_an_extract_of_a_grant_that_the_decision_lacks_is_found():
    outcome = small_outcome()
    papers = a_writer().documents(outcome, language=Language.FI, order="ranked")
    refused = extracts_of(outcome)["2020-007"]
    more = KeyValues(
        "", (("Avustus", (Run("1\u00a0euroa", fact=Fact("application.2020-007.granted", 100)),)),)
    )

    found = differences([*papers, replace(refused, blocks=(*refused.blocks, more))], all_extracts=False)

    assert {each.what for each in found} == {"application.2020-007.granted", "granted.total"} - {
        "granted.total"
    }


def test_an_extract_that_is_missing_is_found():
    outcome = small_outcome()
    papers = a_writer().documents(outcome, language=Language.FI, order="ranked")
    made = list(extracts_of(outcome).values())

    assert {each.what for each in differences([*papers, *made[1:]])} == {"application.2020-001.title"}


def test_a_verdict_in_other_words_than_the_memos_is_found():
    outcome = small_outcome()
    papers = a_writer().documents(outcome, language=Language.FI, order="ranked")
    document = extracts_of(outcome)["2020-001"]
    key = "application.2020-001.verdict"
    pair = KeyValues("", (("Ratkaisu", (Run("Hylätty", fact=Fact(key, "Hylätty")),)),))

    found = differences([*papers, replace(document, blocks=(*document.blocks, pair))], all_extracts=False)

    assert {each.what for each in found} == {f"{key} (fi)"}


def test_contradicting_extracts_are_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr("evaluator.decision.extracts.differences", lambda *_, **__: ("x",))
    with pytest.raises(DifferingPapersError):
        PdfExtracts(a_writer())(small_outcome(), tmp_path / "new")

    assert not (tmp_path / "new").exists()


def test_without_a_decision_there_is_nothing_to_extract(tmp_path):
    with pytest.raises(IncompleteDraftError):
        PdfExtracts(a_writer())(small_outcome(eligibility=()), tmp_path / "new")

    assert not (tmp_path / "new").exists()


def test_files_are_named_by_application_and_come_out_the_same_each_time(tmp_path):
    one = PdfExtracts(a_writer())(small_outcome(), tmp_path / "one")
    other = PdfExtracts(a_writer())(small_outcome(), tmp_path / "other")

    assert [each.path.name for each in one][2:5] == [
        "ote-2020-003.pdf",
        "utdrag-2020-004.pdf",
        "ote-2020-005.pdf",
    ]
    assert [each.path.read_bytes() for each in one] == [each.path.read_bytes() for each in other]
    assert {each.about for each in one} == {each.application.id for each in small_outcome().standings}


def test_one_alone_is_the_same_file_as_among_all(tmp_path):
    among = PdfExtracts(a_writer())(small_outcome(), tmp_path / "all")[1]
    (alone,) = PdfExtracts(a_writer())(small_outcome(), tmp_path / "one", only=[ApplicationId("2020-002")])

    assert alone.path.read_bytes() == among.path.read_bytes()


def test_hostile_titles_come_through_whole(tmp_path):
    made = PdfExtracts(a_writer())(hostile_outcome(), tmp_path)
    cells = {each.about: " ".join(cell.text for cell in read(each.path).root.find("TD")) for each in made}

    assert LONG in cells["2020-001"]
    assert MARKUP.replace("\\n", "\\n") in cells["2020-003"]


def test_a_character_without_a_glyph_is_named_and_nothing_is_written(tmp_path):
    outcome = small_outcome(rows=(ROWS[0], (ROWS[1][0], "Hanke 🎉", ROWS[1][2])))

    with pytest.raises(UnprintableTextError) as caught:
        PdfExtracts(a_writer())(outcome, tmp_path / "new")

    assert caught.value.facts["place"] == "2020-002"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("euros", [1, 70_000, 100_000_000])
def test_no_grant_one_grant_and_every_grant_agree_with_the_other_papers(euros):
    outcome = small_outcome(
        round=make.a_round(call=small_outcome().contents.round.call, envelope=make.euros(euros)),
        deviations=(),
    )
    found = extracts_of(outcome)

    granted = [each for each in outcome.standings if each.award.verdict.granted]
    assert len(granted) == {1: 0, 70_000: 1, 100_000_000: 7}[euros]
    assert sum("granted" in fact.key for each in found.values() for fact, _ in facts(each)) == 2 * len(
        granted
    )


def test_a_finnish_name_without_a_swedish_form_is_marked_as_finnish_in_a_swedish_extract():
    rows = (*ROWS, ("Tampereen kaupunkiseudun kuntayhtymä (Nokia)", "Yhteinen hanke", 1_000_000))
    chosen = dict.fromkeys((ApplicationId("2020-009"), ApplicationId("2020-007")), Language.SV)
    found = extracts_of(small_outcome(rows=rows), chosen=chosen)

    def language_of_lead(about: str):
        return next(
            run.language for _, run in runs(found[about]) if run.fact and run.fact.key.endswith(".lead")
        )

    assert language_of_lead("2020-009") is Language.FI
    assert language_of_lead("2020-007") is None


def test_extracts_that_are_stopped_leave_the_folder_as_it_was(tmp_path):
    (tmp_path / "ote-2020-001.pdf").write_bytes(b"before")
    heard: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        heard.append((done, total))
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        PdfExtracts(a_writer())(small_outcome(), tmp_path, progress=stop)

    assert heard[:1] == [(0, 8)], "it can be stopped while they are built and checked"
    assert [each for each in heard if each[0]] == [(1, 8), (2, 8), (3, 8)]
    assert [each.name for each in tmp_path.iterdir()] == ["ote-2020-001.pdf"]
    assert (tmp_path / "ote-2020-001.pdf").read_bytes() == b"before"


def test_extracts_can_be_stopped_before_the_first_is_written(tmp_path):
    heard: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        heard.append((done, total))
        if len(heard) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        PdfExtracts(a_writer())(small_outcome(), tmp_path / "otteet", progress=stop)

    assert heard == [(0, 8), (0, 8)]
    assert not (tmp_path / "otteet").exists()
