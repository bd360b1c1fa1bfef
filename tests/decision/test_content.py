"""What memo, draft and annex say."""

from __future__ import annotations

from evaluator.decision.annex import annex
from evaluator.decision.content import DividerRow, Heading, Table, text_of
from evaluator.decision.draft import draft, grant_items
from evaluator.decision.memo import memo
from evaluator.decision.walk import runs
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.language import Language
from tests import builders as make
from tests.decision.rounds import ROWS, a_scribe, small_outcome


def text(document) -> str:
    return " ".join(" ".join(run.text for _, run in runs(document)).replace("\u00a0", " ").split())


def items(scribe) -> list[str]:
    return [" ".join(text_of(each).replace("\u00a0", " ") for each in item) for item in grant_items(scribe)]


def test_the_draft_has_the_six_parts_of_the_2020_decision():
    parts = [each.text for each in draft(a_scribe()).blocks if isinstance(each, Heading) and each.level == 2]

    assert parts == [
        "1 Taustaa",
        "2 Avustuksen kohteet",
        "3 Hakemukset",
        "4 Päätös ja sen perustelut",
        "5 Avustuksen käytön ehdot",
        "6 Muutoksenhaku",
    ]


def test_an_item_names_receiver_partners_amount_and_project():
    assert items(a_scribe())[0] == (
        "Alavuden kaupungille ja muille hakemuksessa mainituille kunnille enintään 68 000 euroa"
        " Kunta kuuluu kaikille -hankkeeseen,"
    )


def test_a_swedish_item_is_swedish():
    assert items(a_scribe(language=Language.SV))[0] == (
        "Alavo stad och övriga kommuner som nämns i ansökan högst 68 000 euro"
        " för projektet Kunta kuuluu kaikille,"
    )


def test_receiver_and_amount_are_stressed_and_the_project_is_not():
    (first, *_) = grant_items(a_scribe())[0]

    assert [run.bold for run in first if "68" in run.text] == [True]
    assert [run.bold for run in first if "Kunta kuuluu" in run.text] == [False]


def test_a_condition_follows_its_item():
    assert items(a_scribe())[1].endswith("Open Agenda -hankkeeseen. Lähdekoodi on julkaistava avoimena.")


def test_a_single_applicant_has_no_others():
    rows = (("Karstulan kunta", "Esimerkki", 100_000_00),)
    yes = (make.an_eligibility_decision("2020-001"),)
    outcome = small_outcome(rows=rows, eligibility=yes, conditions=())

    assert items(a_scribe(outcome)) == ["Karstulan kunnalle enintään 100 000 euroa Esimerkki-hankkeeseen."]


def test_partners_that_are_no_municipalities_are_other_applicants():
    rows = (("Turun kaupunki (Turun Seudun Kehitys Oy)", "Esimerkki", 100_000_00),)
    yes = (make.an_eligibility_decision("2020-001"),)
    outcome = small_outcome(rows=rows, eligibility=yes, conditions=())

    assert "ja muille hakemuksessa mainituille hakijoille" in items(a_scribe(outcome))[0]


def test_alphabetical_order_goes_by_the_name_that_is_printed():
    leads = (
        "Äänekosken kaupunki (Laukaa)",
        "Vaasan kaupunki (Laihia)",
        "Nykarleby stad (Vörå)",
        "Akaa (Urjala)",
    )
    rows = tuple((lead, f"Hanke {at}", 10_000_00) for at, lead in enumerate(leads))
    outcome = small_outcome(rows=rows, deviations=(), conditions=())

    finnish = [each.split()[0] for each in items(a_scribe(outcome, alphabetical=True))]
    swedish = [each.split()[0] for each in items(a_scribe(outcome, Language.SV, alphabetical=True))]

    assert finnish == ["Akaan", "Uudenkaarlepyyn", "Vaasan", "Äänekosken"]
    assert swedish == ["Akaa", "Nykarleby", "Vasa", "Äänekoski"]


def test_every_application_has_a_verdict_and_a_reason_in_the_memo():
    (table,) = [
        each
        for each in memo(a_scribe()).blocks
        if isinstance(each, Table) and each.caption == "Ratkaisut ja perustelut"
    ]

    assert len(table.rows) == len(ROWS)
    assert all(text_of(row.cells[2]) and text_of(row.cells[3]) for row in table.rows)


def test_the_funding_line_stands_after_the_last_place_that_the_rule_funds():
    (table,) = [
        each
        for each in memo(a_scribe()).blocks
        if isinstance(each, Table) and each.caption == "Paremmuusjärjestys ja ehdotetut avustukset"
    ]
    line = next(at for at, row in enumerate(table.rows) if isinstance(row, DividerRow))

    assert text_of(table.rows[line - 1].cells[0]) == "4"
    assert "rahoitetaan sijat 1–4" in text_of(table.rows[line].runs)


def test_the_memo_keeps_every_record():
    found = text(memo(a_scribe()))

    for expected in (
        "Arvioija on kunnan palveluksessa.",
        "Ei koske tätä hanketta.",
        "Kustannuksista osa ei ole hyväksyttäviä.",
        "Summa muutettu: 400 000 €",
        "Hakijoita on vain yksi",
        "Säkyä",
        "Säkylä (783)",
        "Lähdekoodi on julkaistava avoimena.",
        "Esimerkkiarvioija 1 (keksitty)",
    ):
        assert expected in found


def test_a_withdrawn_deviation_stays_in_the_register():
    register = (
        make.a_deviation("2020-008", DeviationKind.LIFT, reason="Ensin nostettu."),
        make.a_deviation("2020-008", None, reason="Sittenkin peruttu."),
    )
    found = text(memo(a_scribe(small_outcome(deviations=register))))

    assert "Ensin nostettu." in found
    assert "Aiempi poikkeama peruttu" in found


def test_a_part_without_entries_says_so():
    outcome = small_outcome(deviations=(), conditions=(), confirmations=())
    found = text(memo(a_scribe(outcome)))

    assert "Jakosäännöstä ei ole poikettu." in found
    assert "Yksittäisiin avustuksiin ei liity erityisehtoja." in found
    assert "Hakemusten nimissä ei ollut vahvistettavaa." in found


def test_real_content_carries_no_warning():
    outcome = small_outcome(round=make.a_round(call=small_outcome().contents.round.call, made_up=False))
    document = memo(a_scribe(outcome))

    assert document.warning == ""
    assert "esittelyä varten keksittyjä tietoja" in text(document)


def test_the_annex_lists_applicants_as_written_with_a_total():
    document = annex(a_scribe())
    (table,) = [each for each in document.blocks if isinstance(each, Table)]

    assert [text_of(row.cells[1]) for row in table.rows] == [applicants for applicants, _, _ in ROWS]
    assert text_of(table.footer[0].cells[3]).replace("\u00a0", " ") == "2 340 206,20"


def test_totals_that_would_print_alike_get_more_decimals():
    close = make.a_group("close", (make.a_criterion("c1", weight=100_000), "c2"))
    call = make.a_call(groups=(close,))
    reviews = (
        make.a_review({"c1": 4, "c2": 5}, "2020-001"),
        make.a_review({"c1": 4, "c2": 4}, "2020-002"),
    )
    outcome = small_outcome(call=call, rows=ROWS[:2], reviews=reviews, conditions=())

    assert a_scribe().decimals() == 2
    assert a_scribe(outcome).decimals() == 4
