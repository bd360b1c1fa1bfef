from __future__ import annotations

import csv
from pathlib import Path

import pytest

from evaluator.domain.applicants import BodyKind
from evaluator.domain.inflection import allative, official_name, receiver
from evaluator.intake.registers import bodies, municipalities
from evaluator.resources import resource
from tests.builders import a_body
from tests.unit.domain.registers_2020 import FUNDED, annex_applicants, parse

REGISTER = municipalities()
MISPRINTED = {
    "lin kunnalle": "Iin kunnalle",
    "Naantalın kaupungille": "Naantalin kaupungille",
    "Uusikaarlepyyn kaupungille": "Uudenkaarlepyyn kaupungille",
}
"""Receivers that the published list prints wrongly."""


def published():
    with resource("rounds", "2020", "grants.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_published_list_has_29_grants_of_9_694_600_euros():
    assert tuple(int(row["annex_row"]) for row in published()) == FUNDED
    assert sum(int(row["granted_eur"]) for row in published()) == 9_694_600


@pytest.mark.parametrize("row", published(), ids=lambda row: row["annex_row"])
def test_each_receiver_of_the_decision_comes_out_in_its_case(row):
    printed = row["grantee_as_printed"]
    lead = annex_applicants(confirmed=False)[int(row["annex_row"])].lead

    assert receiver(lead, REGISTER).fi == MISPRINTED.get(printed, printed)


@pytest.mark.parametrize("each", tuple(REGISTER), ids=lambda each: each.name_fi)
def test_every_municipality_has_its_forms(each):
    body = a_body(each.name_fi, code=each.code)
    finnish, swedish = {"kaupunki": ("kaupungille", "stad"), "kunta": ("kunnalle", "kommun")}[each.kind.value]

    assert receiver(body, REGISTER).fi == f"{each.genitive_fi} {finnish}"
    assert receiver(body, REGISTER).sv in {f"{each.name_sv} {swedish}", f"{each.name_sv}s {swedish}"}
    assert official_name(body, REGISTER).fi == f"{each.genitive_fi} {each.kind.value}"


@pytest.mark.parametrize(
    ("text", "fi", "sv"),
    [
        ("Alavus", "Alavuden kaupunki", "Alavo stad"),
        ("Ii", "Iin kunta", "Ijo kommun"),
        ("Nykarleby stad", "Uudenkaarlepyyn kaupunki", "Nykarleby stad"),
        ("Jakobstad", "Pietarsaaren kaupunki", "Jakobstads stad"),
        ("Kyrkslätt", "Kirkkonummen kunta", "Kyrkslätts kommun"),
        ("Helsinki", "Helsingin kaupunki", "Helsingfors stad"),
        ("Malax", "Maalahden kunta", "Malax kommun"),
        ("Rovaniemen kaupunginkirjasto", "Rovaniemen kaupunki", "Rovaniemi stad"),
        (
            "Pohjois-Pohjanmaan shp",
            "Pohjois-Pohjanmaan sairaanhoitopiirin kuntayhtymä",
            "Norra Österbottens sjukvårdsdistrikt",
        ),
        ("Turun Seudun Kehitys Oy", "Turun Seudun Kehitys Oy", "Turun Seudun Kehitys Oy"),
    ],
)
def test_official_names_stand_in_both_languages(text, fi, sv):
    found = official_name(parse(text).lead, REGISTER, bodies())

    assert (found.fi, found.sv) == (fi, sv)


def test_a_unit_receives_as_its_municipality():
    unit = a_body("Rovaniemen kaupunginkirjasto", BodyKind.MUNICIPAL_UNIT, "698")

    assert receiver(unit, REGISTER).fi == "Rovaniemen kaupungille"


@pytest.mark.parametrize(
    ("name", "inflected"),
    [
        ("Tampereen kaupunkiseudun kuntayhtymä", "Tampereen kaupunkiseudun kuntayhtymälle"),
        ("Turun Seudun Kehitys Oy", "Turun Seudun Kehitys Oy:lle"),
        ("Pohjois-Pohjanmaan shp", "Pohjois-Pohjanmaan shp:lle"),
        ("Pohjois-Pohjanmaan sairaanhoitopiiri", "Pohjois-Pohjanmaan sairaanhoitopiirille"),
        ("Porin seurakunta", "Porin seurakunnalle"),
        ("Lapin liitto", "Lapin liitolle"),
        ("Esimerkin tukiyhdistys", "Esimerkin tukiyhdistykselle"),
        ("Oulun Digi -liikelaitos", "Oulun Digi -liikelaitokselle"),
        ("Oulun yliopisto", "Oulun yliopistolle"),
        ("Keskus", "Keskukselle"),
        ("KuusSote", "KuusSotelle"),
        ("Helen", "Helenille"),
        ("PPSHP", "PPSHP:lle"),
        ("Malli 2", "Malli 2:lle"),
        ("Esimerkin seutu", "Esimerkin seudulle"),
        ("Esimerkin sivistystoimi", "Esimerkin sivistystoimelle"),
        ("Esimerkin konsernihallinto", "Esimerkin konsernihallinnolle"),
        ("Esimerkin Vesi", "Esimerkin Vedelle"),
        ("Esimerkin ympäristöterveys", "Esimerkin ympäristöterveydelle"),
        ("Esimerkin kunnat", "Esimerkin kunnille"),
        ("Esimerkin museot", "Esimerkin museoille"),
        (
            "Kuusiokuntien sosiaali- ja terveystyöntekijät",
            "Kuusiokuntien sosiaali- ja terveystyöntekijöille",
        ),
    ],
)
def test_other_names_go_by_the_noun_they_end_with(name, inflected):
    assert allative(name) == inflected


def test_a_joint_authority_keeps_its_name_in_swedish():
    body = a_body("Esimerkin kuntayhtymä", BodyKind.JOINT_AUTHORITY, None)

    assert receiver(body, REGISTER).sv == "Esimerkin kuntayhtymä"


def read_through() -> list[list[str]]:
    """Give the list that a person read through: code or kind, name, receiver, Swedish receiver."""
    text = (Path(__file__).parent / "receivers_2020.txt").read_text(encoding="utf-8")
    return [line.split(" | ") for line in text.splitlines()]


def test_the_whole_register_comes_out_as_the_list_that_was_read_through():
    found = []
    for each in REGISTER:
        body = a_body(each.name_fi, code=each.code)
        to, name = receiver(body, REGISTER, bodies()), official_name(body, REGISTER, bodies())
        found.append([each.code, name.fi, to.fi, to.sv])
    for known in bodies():
        body = a_body(known.name_fi, known.kind, None)
        to, name = receiver(body, REGISTER, bodies()), official_name(body, REGISTER, bodies())
        found.append([known.kind.value, name.fi, to.fi, to.sv])

    assert len(found) == 315
    assert found == read_through()


def test_a_finnish_genitive_ends_as_finnish_genitives_do_and_keeps_its_start():
    for each in REGISTER:
        bare = each.genitive_fi.removesuffix(" Tl")
        assert bare.endswith(("n", "in")), each
        assert bare[:2] == each.name_fi[:2], each


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Kuntayhtymä Kaksineuvoinen", "Kuntayhtymä Kaksineuvoiselle"),
        ("Valtion yritys", "Valtion yritykselle"),
        ("Esimerkki-instituutti", "Esimerkki-instituutille"),
        ("Seudun hallitus", "Seudun hallitukselle"),
    ],
)
def test_names_of_other_bodies_take_the_stem_of_their_last_word(name, given):
    assert allative(name) == given
