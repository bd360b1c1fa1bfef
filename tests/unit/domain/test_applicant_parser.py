from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.domain.applicant_parser import LONGEST_TEXT, parse_applicants
from evaluator.domain.applicants import BodyKind
from evaluator.domain.errors import ApplicantTextTooLongError, NoApplicantError
from evaluator.domain.municipalities import Municipality
from evaluator.errors import InputError
from evaluator.intake.registers import bodies, municipalities
from tests.unit.domain.registers_2020 import annex, parse

REGISTER = municipalities()


def forms(each: Municipality) -> list[str]:
    """Every way in which the annex, or a careful person, writes a municipality."""
    finnish, swedish = each.kind.value, {"kaupunki": "stad", "kunta": "kommun"}[each.kind.value]
    return [
        each.name_fi,
        each.name_sv,
        f"{each.genitive_fi} {finnish}",
        f"{each.name_sv} {swedish}",
        each.name_fi.upper(),
        each.name_sv.lower(),
    ]


def names(applicants):
    return [each.name for each in applicants.partners]


def kinds(applicants):
    return [(each.name, each.kind.value, each.code) for each in applicants.partners]


@pytest.mark.parametrize("each", tuple(REGISTER), ids=lambda each: each.name_fi)
def test_every_form_of_every_municipality_is_found_and_nothing_else_is_suggested(each):
    for form in forms(each):
        found = parse(form)

        assert (found.lead.code, found.lead.kind) == (each.code, BodyKind.MUNICIPALITY), form
        assert found.suggestions == ()


@st.composite
def written_lists(draw):
    chosen = draw(st.lists(st.sampled_from(list(REGISTER)), min_size=1, max_size=12, unique=True))
    written = [draw(st.sampled_from(forms(each))) for each in chosen]
    lead, partners = written[0], written[1:]
    text = lead
    for at, partner in enumerate(partners):
        last = at == len(partners) - 1
        text += draw(
            st.sampled_from([", ", "; ", " / ", "\t,\n", *([" ja ", " och ", " & "] if last else [])])
        )
        text += partner
    if partners and draw(st.booleans()):
        opening = draw(st.sampled_from([" (", ", (", "("]))
        inside = draw(st.sampled_from([", ", ",", " ja "])).join(partners)
        text = f"{lead}{opening}{inside}){draw(st.sampled_from(['', '.', ' ']))}"
    return text, [each.code for each in chosen]


@given(written_lists())
@settings(max_examples=300, deadline=None)
def test_whatever_is_built_from_the_register_is_read_back(case):
    text, codes = case

    found = parse(text)

    assert [each.code for each in found.bodies] == codes
    assert found.suggestions == ()


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_in_one_sentence(text):
    try:
        found = parse(text)
    except InputError:
        return
    assert found.as_written == text
    assert len({(each.code, each.name) for each in found.bodies}) == len(found.bodies)


@given(
    st.lists(
        st.sampled_from(
            [
                "Oulun",
                "kaupunki",
                "kunta",
                "(",
                ")",
                ",",
                "ja",
                "/",
                "Oy",
                "shp",
                "-liikelaitos",
                "Tuku",
                "a",
                " ",
            ]
        ),
        max_size=60,
    )
)
@settings(max_examples=300, deadline=None)
def test_any_order_of_the_words_of_the_trade_is_read_or_refused(words):
    text = " ".join(words)
    try:
        found = parse(text)
    except InputError:
        return
    waiting = {each.as_written for each in found.suggestions}
    assert waiting <= {each.as_written for each in found.bodies if each.kind is BodyKind.OTHER}


@pytest.mark.parametrize("text", ["", "   ", "()", " , ; ", "\u200b\x00", "(((", ")("])
def test_a_text_that_names_nobody_is_refused(text):
    with pytest.raises(NoApplicantError):
        parse(text)


def test_a_text_longer_than_any_list_is_refused():
    with pytest.raises(ApplicantTextTooLongError):
        parse("a" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "Oulu " * 2_000,
        "Oulun kaupunki " * 660 + "x",
        " ja " * 2_500,
        "kuntayhtymä " * 830,
        "Koski (Ål" * 1_100,
        ",".join(f"Säk{a}{b}ä" for a in "abcdefghijklmnoprstuvy" for b in "abcdefghijklmnoprstuvy")[:10_000],
        "Oulu, " + "12 " * 3_000,
    ],
    ids=["brackets", "names", "forms", "conjunctions", "marker", "name-bracket", "misprints", "digits"],
)
def test_the_longest_texts_take_no_noticeable_time(text):
    begin = time.process_time()
    with contextlib.suppress(InputError):
        parse(text[:LONGEST_TEXT])

    assert time.process_time() - begin < 2


def test_ten_thousand_rows_are_read_in_about_a_second_on_a_busy_machine():
    texts = [row["applicants_as_printed"] for row in annex().values()]
    begin = time.process_time()

    for at in range(10_000):
        parse_applicants(texts[at % len(texts)], REGISTER, bodies())

    assert time.process_time() - begin < 3


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Oulun kaupunki (Oulun Digi -liikelaitos)", []),
        ("Oulun kaupunki / BusinessOulu -liikelaitos", []),
        ("Oulun kaupunki (hankehallinnoija), Kemi", ["Kemi"]),
        ("Turun Kehitys Oy (11 kunnan omistama yhtiö, Raisio)", ["Raisio"]),
        ("Espoo (yhteensä 3 kuntaa: Vantaa)", []),
    ],
)
def test_what_describes_a_body_is_no_partner(text, partners):
    assert names(parse(text)) == partners


def test_a_unit_of_another_municipality_is_a_partner_with_that_ones_code():
    found = parse(
        "Tampereen kaupunki (BusinessOulu -liikelaitos, Kemin kaupunginkirjasto, Vasa stadsbibliotek)"
    )

    assert kinds(found) == [
        ("BusinessOulu -liikelaitos", "municipal_unit", "564"),
        ("Kemin kaupunginkirjasto", "municipal_unit", "240"),
        ("Vasa stadsbibliotek", "municipal_unit", "905"),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Esimerkkilän seudun koulutuskuntayhtymä", BodyKind.JOINT_AUTHORITY),
        ("Esimerkkilän sosiaali- ja terveyspalvelujen kuntayhtymä", BodyKind.JOINT_AUTHORITY),
        ("Kymenlaakson shp", BodyKind.JOINT_AUTHORITY),
        ("Samkommunen Exempel", BodyKind.JOINT_AUTHORITY),
        ("Vasa sjukvårdsdistrikt", BodyKind.JOINT_AUTHORITY),
        ("Keski-Suomen liitto", BodyKind.JOINT_AUTHORITY),
        ("Lapin liitto", BodyKind.JOINT_AUTHORITY),
        ("Suomen liitto", BodyKind.OTHER),
        ("Salon Esimerkki Oy", BodyKind.COMPANY),
        ("Työ ja Terveys Oy", BodyKind.COMPANY),
        ("Ab Exempel", BodyKind.COMPANY),
        ("Oulun yliopisto", BodyKind.OTHER),
        ("Porin seurakunta", BodyKind.OTHER),
        ("Esimerkki ry", BodyKind.OTHER),
    ],
)
def test_a_body_that_no_register_knows_is_taken_by_its_own_words(name, kind):
    for text in (name, f"Espoo ({name})", f"Espoo ({name}, Vantaa)"):
        found = [each for each in parse(text).bodies if each.as_written == name]

        assert [(each.kind, each.code) for each in found] == [(kind, None)], text


def test_a_conjunction_parts_names_but_not_one_name():
    assert names(parse("Espoo (Esimerkki Oy ja Vantaa)")) == ["Esimerkki Oy", "Vantaa"]
    assert names(parse("Espoo (Esimerkki Oy ja Malli Oy)")) == ["Esimerkki Oy", "Malli Oy"]
    assert names(parse("Espoo (Työ ja Terveys Oy)")) == ["Työ ja Terveys Oy"]
    assert names(parse("Espoo (Säkyä ja Tuku)")) == ["Säkyä", "Tuku"]


def test_names_without_a_separator_are_parted_where_a_body_ends():
    found = parse("Turun kaupunki Turun Seudun Kehitys Oy (Raision kaupunki Naantali)")

    assert names(found) == ["Turun Seudun Kehitys Oy", "Raisio", "Naantali"]


def test_a_company_that_begins_like_a_municipality_is_not_taken_apart():
    assert parse("Oulu Digi Oy").lead.kind is BodyKind.COMPANY


def test_a_name_with_a_bracket_of_its_own_stays_whole():
    found = parse("Loimaa (Koski (Ål), Aura)")

    assert [each.code for each in found.partners] == ["284", "019"]


@pytest.mark.parametrize(
    "written", ["Jamsa", "JÄMSÄ", "Ja\u0308msa\u0308", "Jämsän  kaupunki", "jämsän kaupunki."]
)
def test_case_missing_diacritics_and_decomposed_letters_do_not_hide_a_name(written):
    found = parse(f"Multia ({written})")

    assert [each.code for each in found.partners] == ["182"]


@pytest.mark.parametrize("written", ["S:t Michel", "St. Michel", "St Michel", "Mänttä–Vilppula"])
def test_other_ways_of_writing_saints_and_dashes_are_known(written):
    assert parse(written).lead.kind is BodyKind.MUNICIPALITY


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("Hlesinki", "Helsinki"),
        ("Jyväskyla kaupunki", None),
        ("Jakobstat", "Jakobstad"),
        ("Säkyän kunta", "Säkylä"),
        ("Kärämäki", "Kärsämäki"),
        ("Vesilähti", "Vesilahti"),
        ("Kangaslampi", None),
        ("Nummi-Pusula", None),
        ("Suomen Kuntaliitto", None),
        ("Xyz", None),
        ("Oy", None),
    ],
)
def test_a_misprint_brings_its_nearest_name_and_a_far_one_none(written, suggested):
    found = parse(f"Espoo ({written})")

    assert [each.suggested for each in found.suggestions] == ([suggested] if suggested else [])


def test_a_misprinted_lead_is_suggested_too():
    found = parse("Tuku (Espoo)")

    assert (found.lead.kind, found.lead.code) == (BodyKind.OTHER, None)
    assert [each.code for each in found.suggestions] == ["853"]


def test_a_confirmation_of_a_known_name_changes_nothing():
    assert parse("Espoo", {"Espoo": "091"}).lead.code == "049"


def test_a_confirmation_with_a_code_that_is_not_in_the_register_confirms_nothing():
    assert parse("Espoo (Tuku)", {"Tuku": "999"}).partners[0].code is None


def test_a_partner_named_twice_stands_once_and_is_no_repeated_lead():
    found = parse("Espoo (Vantaa, Vanda stad, Tuku, tuku)")

    assert names(found) == ["Vantaa", "Tuku"]
    assert len(found.suggestions) == 1
    assert not found.lead_repeated


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Mariehamns stad", "478"),
        ("Esbos stad", "049"),
        ("Esbo stads", "049"),
        ("Korsholms kommun", "499"),
        ("Kimitoöns kommuns", "322"),
        ("Jomalas kommun", "170"),
        ("Närpes stad", "545"),
        ("Borgå stads", "638"),
    ],
)
def test_swedish_genitives_name_the_municipality(written, code):
    found = parse(written)

    assert (found.lead.code, found.suggestions) == (code, ())


def test_no_swedish_genitive_takes_the_name_of_another_municipality():
    names = {each.name_fi.casefold(): each.code for each in REGISTER}
    names |= {each.name_sv.casefold(): each.code for each in REGISTER}

    for each in REGISTER:
        assert names.get(each.genitive_sv.casefold(), each.code) == each.code
