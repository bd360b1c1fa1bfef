"""What memo, draft and annex say."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from evaluator.decision.annex import annex
from evaluator.decision.content import DividerRow, Heading, KeyValues, Notice, Table, linked, text_of
from evaluator.decision.draft import draft, grant_items
from evaluator.decision.memo import memo
from evaluator.decision.walk import runs
from evaluator.domain.call import AllocationRule, Call
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.eligibility import Finding, Severity
from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.language import Language
from evaluator.messages import formats
from evaluator.scoring.explanation import decimals_needed, half_up
from evaluator.scoring.outcome import work_out
from tests import builders as make
from tests.decision.rounds import ROWS, a_scribe, small_contents, small_outcome, the_call


def text(document) -> str:
    return " ".join(" ".join(run.text for _, run in runs(document)).replace("\u00a0", " ").split())


def prose(document) -> str:
    """Give the runs as they follow each other, so that a sentence with figures reads whole."""
    return "".join(run.text for _, run in runs(document)).replace("\u00a0", " ")


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


def test_the_decision_tells_who_came_late_from_who_came_in_time():
    late = Finding(rule="late", severity=Severity.BLOCK, source="Esimerkki")
    number_3 = ApplicationId("2020-003")
    outcome = work_out(small_contents(), lambda each: (late,) if each.id == number_3 else ())
    only = work_out(small_contents(rows=ROWS[:1], conditions=(), deviations=()), lambda _: (late,))

    assert "siihen mennessä saapui 8 hakemusta" in prose(draft(a_scribe()))
    assert "Hakemuksia saapui 8, joista määräajan jälkeen 1." in prose(draft(a_scribe(outcome)))
    assert "inkom 8 ansökningar, av dem 1 efter" in prose(draft(a_scribe(outcome, Language.SV)))
    assert "Hakemuksia saapui 1, ja se saapui määräajan jälkeen." in prose(draft(a_scribe(only)))


def test_the_decision_says_how_a_correction_is_asked_for_and_how_to_reach_who_answers():
    said = prose(draft(a_scribe()))

    assert "millaista oikaisua vaaditaan ja millä perusteilla" in said
    assert the_call().contact.details.fi in said.partition("Lisätietoja päätöksestä")[2]


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
        if isinstance(each, Table) and each.caption == "Jokaisen hakemuksen ratkaisu ja perustelu"
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
    assert text_of(table.rows[line].runs).replace("\u00a0", " ") == (
        "Rahoitusraja: jakosääntö rahoittaa 4 hanketta (sijat 1–4), yhteensä 1 448 200 euroa."
        " Säännön mukaan määrärahasta jää 51 800 euroa."
    )


def test_what_deviations_change_is_said_apart_from_the_rule_s_line():
    assert (
        "Poikkeamien jälkeen ehdotetaan 4 avustusta, yhteensä 1 402 700 euroa."
        " Määrärahasta jää käyttämättä 97 300 euroa."
    ) in prose(memo(a_scribe()))
    assert "Poikkeamien jälkeen" not in prose(memo(a_scribe(small_outcome(deviations=()))))


def test_what_the_rule_gave_those_on_hold_is_said_to_be_reserved():
    register = (make.a_deviation("2020-003", DeviationKind.HOLD, reason="Odottaa selvitystä."),)
    found = prose(memo(a_scribe(small_outcome(deviations=register))))

    assert "Poikkeamien jälkeen ehdotetaan 3 avustusta, yhteensä 1 002 700 euroa." in found
    assert "Tästä 445 500 euroa on varattu pidätetyille hakemuksille." in found
    assert "(sijat 1–4), yhteensä 1 448 200 euroa" in found


def test_the_line_names_no_places_where_the_rule_passes_some_over():
    round_ = make.a_round(call=the_call(), envelope=make.euros(1_200_000), rule=AllocationRule.SKIP)
    found = prose(memo(a_scribe(small_outcome(round=round_, deviations=()))))

    assert (
        "jakosääntö rahoittaa 4 hanketta, yhteensä 1 183 900 euroa."
        " Säännön mukaan määrärahasta jää 16 100 euroa."
    ) in found
    assert "sijat 1–" not in found


def limited_call() -> Call:
    first, second, *others = the_call().groups
    one, *rest = second.criteria
    wanted = one.model_copy(update={"threshold": Fraction(7, 2)})
    return the_call().model_copy(
        update={
            "groups": (
                first.model_copy(update={"threshold": Fraction(50)}),
                second.model_copy(update={"criteria": (wanted, *rest)}),
                *others,
            )
        }
    )


def test_thresholds_of_groups_and_questions_are_listed_and_a_shortfall_gives_both_figures():
    call = limited_call()
    round_ = make.a_round(call=call, envelope=make.euros(1_500_000), threshold=Fraction(45))
    outcome = small_outcome(call=call, round=round_, deviations=())
    found = text(memo(a_scribe(outcome)))
    group, question = call.groups[0].title.fi, call.groups[1].criteria[0].title.fi

    assert f"Ryhmä ”{group}”: vähintään 50 pistettä sadasta." in found
    assert f"Kysymys ”{question}”: vähintään 3,5 pistettä asteikolla 0–5." in found
    assert f"Ryhmän ”{group}” pisteet ovat 48,00, kun vähintään vaaditaan 50." in found
    assert f"Kysymyksen ”{question}” pisteet ovat 2," in found
    assert "Kokonaispisteet ovat 43,90, kun pisteraja on 45." in found


def test_a_shortfall_never_prints_like_its_limit():
    total = next(each.score.total for each in small_outcome().ranked if each.application.number == 6)
    limit = half_up(total, 2)
    round_ = make.a_round(call=the_call(), envelope=make.euros(1_500_000), threshold=limit)
    found = prose(memo(a_scribe(small_outcome(round=round_, deviations=()))))

    assert total < limit
    assert "Kokonaispisteet ovat 42,310, kun" not in found
    assert re.search(r"Kokonaispisteet ovat 42,30[0-9]+, kun pisteraja on 42,31\.", found)


@pytest.mark.parametrize(
    ("of_call", "of_round", "said"),
    [
        (None, None, "Ei käytössä"),
        (None, 60, "60 pistettä sadasta. Raja on asetettu kierroksella; haussa sitä ei ole julkaistu."),
        (50, 50, "50 pistettä sadasta, kuten haussa on julkaistu."),
        (50, 60, "60 pistettä sadasta. Raja on asetettu kierroksella; haussa julkaistu raja on 50."),
        (50, None, "Ei käytössä. Haussa julkaistu pisteraja on 50, mutta kierroksella siitä on luovuttu."),
    ],
)
def test_the_memo_says_where_the_threshold_comes_from(of_call, of_round, said):
    call = the_call().model_copy(update={"threshold": of_call and Fraction(of_call)})
    round_ = make.a_round(
        call=call, envelope=make.euros(1_500_000), threshold=None if of_round is None else Fraction(of_round)
    )
    (facts,) = [
        each
        for each in memo(a_scribe(small_outcome(call=call, round=round_))).blocks
        if isinstance(each, KeyValues)
    ]

    assert text_of(dict(facts.pairs)["Pisteraja"]) == said


@pytest.mark.parametrize("build", [memo, draft, annex])
@pytest.mark.parametrize(("language", "word"), [(Language.FI, "pisteraja"), (Language.SV, "poänggränsen")])
def test_a_made_up_threshold_is_named_among_what_is_made_up(build, language, word):
    round_ = make.a_round(call=the_call(), envelope=make.euros(1_500_000), threshold=Fraction(40))
    with_one = build(a_scribe(small_outcome(round=round_), language))
    without = build(a_scribe(language=language))

    def notice(document) -> str:
        (found,) = [each for each in document.blocks if isinstance(each, Notice)]
        return text_of(found.runs)

    assert word in with_one.warning
    assert word in notice(with_one)
    assert word not in without.warning
    assert word not in notice(without)


def test_confirmed_names_and_threshold_are_in_the_extent_of_what_is_made_up():
    round_ = make.a_round(call=the_call(), envelope=make.euros(1_500_000), threshold=Fraction(40))
    found = text(memo(a_scribe(small_outcome(round=round_))))

    assert "sekä nimien vahvistukset." in found
    assert "Myös kierroksen pisteraja on keksitty." in found
    assert "Myös kierroksen pisteraja" not in text(memo(a_scribe()))


def test_the_memo_counts_the_applications_whose_largest_share_was_checked():
    none = prose(memo(a_scribe()))
    some = prose(memo(a_scribe(small_outcome(accepted_costs=costs("2020-001")))))
    every = prose(memo(a_scribe(small_outcome(accepted_costs=costs(*NUMBERS)))))

    assert "hakemuksia on 8, tarkistettuja 0." in none
    assert "hakemuksia on 8, tarkistettuja 1." in some
    assert "jokaisesta hakemuksesta: hakemuksia on 8, tarkistettuja 8." in every
    assert UNCHECKED not in none + every
    assert some.count(UNCHECKED) == 3


def costs(*applications: str) -> dict[str, int]:
    return dict.fromkeys(applications, make.euros(5_000_000))


NUMBERS = tuple(f"2020-{at:03}" for at in range(1, len(ROWS) + 1))
UNCHECKED = "Avustuksen enimmäisosuutta ei ole tarkistettu."


def test_a_finding_gives_its_source_in_the_paper_s_language():
    assert "(Villkor för utlysningen: Exempelansökan)" in text(memo(a_scribe(language=Language.SV)))
    assert "(Esimerkki)" not in text(memo(a_scribe()))


def test_the_open_points_do_not_say_that_no_threshold_is_used():
    (note,) = [each.note for each in the_call().not_published if each.field == "threshold"]

    assert (note.fi, note.sv) == ("Vähimmäispisteitä ei ole julkaistu.", "Minimipoäng har inte publicerats.")


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


def test_conditions_stand_in_the_deviation_register_each_with_its_reason():
    conditions = (
        make.a_condition("2020-001", "Ensimmäinen ehto."),
        make.a_condition("2020-001", "Toinen ehto.", reason="Budjetti on väljä.", by="Esittelijä B"),
        make.a_condition("2020-001", "", reason="Selvitys saatiin."),
    )
    document = memo(a_scribe(small_outcome(deviations=(), conditions=conditions)))
    register = next(each for each in document.blocks if getattr(each, "caption", "") == "Poikkeamaluettelo")
    told = [tuple(text_of(cell) for cell in row.cells[2:]) for row in register.rows]

    assert [each[:2] for each in told] == [
        ("Ehto: Ensimmäinen ehto.", "Ehdon teksti on myös sen perustelu."),
        ("Ehto: Toinen ehto.", "Budjetti on väljä."),
        ("Viimeisin ehto peruttu", "Selvitys saatiin."),
    ]
    assert told[1][2].startswith("Esittelijä B\n")


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

    printed = [text_of(a_scribe(outcome).total(each.score)) for each in outcome.ranked if each.score]
    assert len(set(printed)) == 2
    assert all(len(each.partition(",")[2]) == 4 for each in printed)
    assert printed == [
        formats.number(
            each.score.total,
            Language.FI,
            decimals_needed([s.score for s in outcome.ranked])[each.application.id],
        )
        for each in outcome.ranked
    ]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Kuvataan alustalla (yhteentoimiva.suomi.fi).", ["https://yhteentoimiva.suomi.fi"]),
        ("Katso https://vm.fi/haku?a=1, kohta 2.", ["https://vm.fi/haku?a=1"]),
        ("Kysy: kirjaamo.vm@gov.fi tai 0295 16001.", ["mailto:kirjaamo.vm@gov.fi"]),
        ("Suomi.fi-palvelut, momentti 28.90.32, 31.10.2022 ja SirPa 2.0", []),
    ],
)
def test_an_address_in_a_text_leads_where_it_says_and_no_other_word_does(text, links):
    runs_of = linked(text)

    assert [each.link for each in runs_of if each.link] == links
    assert text_of(runs_of) == text
