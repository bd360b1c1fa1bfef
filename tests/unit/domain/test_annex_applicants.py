"""The 61 applicant texts of the published annex, each read to the body."""

from __future__ import annotations

import pytest

from evaluator.domain.applicants import Body, BodyKind
from tests.unit.domain.registers_2020 import CONFIRMED, annex, annex_applicants, parse

# Lead: partners; a municipality by its name, another body by its kind and its name.
EXPECTED = """
1 Akaa: Valkeakoski, Urjala
2 Alavus: joint_authority Kuusiokuntien sosiaali- ja terveyskuntayhtymä
3 Espoo: Helsinki, Raasepori, Vantaa
4 Hamina: Virolahti, Miehikkälä, joint_authority Kotkan-Haminan seudun koulutuskuntayhtymä
5 Hausjärvi: Loppi
6 Helsinki: Turku, Jyväskylä, Tampere, Oulu
7 Ii: Inari, Lapinjärvi, Pietarsaari, Tuusula
8 Ikaalinen: Parkano
9 Joensuu: Kontiolahti, Liperi
10 Jämsä: Multia
11 Järvenpää: Kerava
12 Järvenpää: Porvoo
13 Kajaani: Kalajoki, Raahe, Kuusamo, Taivalkoski
14 Kangasala: Pälkäne
15 Kankaanpää: Pomarkku, Karvia, Jämijärvi, Siikainen, Isojoki, Karijoki, Teuva, Honkajoki
16 Karkkila: Kuhmoinen, Lohja, Pälkäne, Virrat
17 Karstula:
18 Kauhajoki: Isojoki, Karijoki, Teuva
19 Kauniainen:
20 Kerava: Hollola, Nurmijärvi
21 Kokkola: Kemijärvi, Riihimäki, Nokia, Hollola, Uusikaupunki, Pirkkala, Kajaani, Lempäälä, Heinola, Lahti, \
Rauma, Ylöjärvi, Raasepori, Kangasala, Uurainen
22 Konnevesi: Äänekoski
23 Kuopio: Siilinjärvi
24 Kärkölä: Iitti, Orimattila
25 Lahti: Heinola, Porvoo
26 Liminka: Utajärvi
27 Lohja: Inkoo, Vihti, Karkkila, Raasepori, Hanko
28 Loimaa: Pöytyä, Aura, Koski Tl, Marttila, Oripää
29 Naantali: Paimio
30 Nivala: Teuva, Eura, Hollola, Orimattila, Kangasniemi, Utsjoki, Loimaa, Siilinjärvi, Siuntio, Joroinen, \
Paimio, Kokemäki, Kuusamo
31 Nivala: Alavieska, Haapajärvi, Haapavesi, Kalajoki, Kärsämäki, Muhos, Oulainen, \
Pyhäjoki, Sievi, Ylivieska
32 Uusikaarlepyy: Vöyri, Luoto, Pedersöre, Pietarsaari, Korsnäs
33 Oulu: Espoo, Kuusamo
34 Oulu: Tampere
35 Oulu: joint_authority Pohjois-Pohjanmaan sairaanhoitopiirin kuntayhtymä
36 Oulu:
37 Parkano: Kihniö
38 Pielavesi: Kiuruvesi, Vieremä
39 Pori: Enontekiö, Hollola, Kangasniemi, Padasjoki
40 Porvoo: Lohja, Kauniainen
41 Porvoo: Askola, Hanko, Inkoo, Lapinjärvi, Loviisa, Myrskylä, Pornainen, Pukkila, \
Raasepori, Sipoo, Siuntio
42 Porvoo: Sipoo
43 Porvoo: Loviisa
44 Posio: Ranua
45 Pukkila: Soini, Myrskylä
46 Rauma: Eura, Eurajoki, Säkylä
47 Riihimäki: Hämeenlinna, Vaasa, Pedersöre, Kristiinankaupunki
48 municipal_unit 698 Rovaniemen kaupunginkirjasto: municipal_unit 564 Oulun kaupunginkirjasto
49 Rusko: Säkylä, Inari, Laukaa, Kaarina, Kuopio, Iisalmi, Hyvinkää, Nousiainen, Porvoo, Laitila, \
Valkeakoski, Akaa, Urjala, Vaasa, Hollola, Forssa, Paimio, Masku, Naantali, Pori
50 Salla: Kemijärvi, Kittilä, Pello, Ranua, Rovaniemi, Ylitornio, Inari
51 Sipoo: Tuusula
52 Taipalsaari: Lemi, Luumäki, Savitaipale
53 Tampere: Lahti, Porvoo, Turku
54 Tampere: joint_authority Tampereen kaupunkiseudun kuntayhtymä, Kangasala, Lempäälä, Nokia, Orivesi, \
Pirkkala, Vesilahti, Ylöjärvi
55 Teuva: Isojoki, Karijoki, Kauhajoki, Kaskinen, Kristiinankaupunki, Kurikka, Merikarvia
56 company Turun Seudun Kehitys Oy:
57 Vantaa: Espoo
58 Vantaa: Nurmijärvi, Sipoo
59 Vantaa: Espoo, Tampere, Turku, Oulu
60 Vöyri: Luoto, Uusikaarlepyy, Pedersöre, Kruunupyy, Korsnäs, Pietarsaari
61 Ylöjärvi: Hämeenkyrö, Kangasala, Lempäälä, Nokia, Orivesi, Pirkkala, Vesilahti
"""


def shown(body: Body) -> str:
    if body.kind is BodyKind.MUNICIPALITY:
        return body.name
    return " ".join(filter(None, (body.kind.value, body.code, body.name)))


def expected() -> dict[int, tuple[str, tuple[str, ...]]]:
    found = {}
    for line in EXPECTED.strip().splitlines():
        number, _, rest = line.partition(" ")
        lead, _, partners = rest.partition(":")
        found[int(number)] = (lead, tuple(each.strip() for each in partners.split(",") if each.strip()))
    return found


@pytest.mark.parametrize("row", range(1, 62))
def test_each_text_of_the_annex_gives_lead_and_partners_once_its_misprints_are_confirmed(row):
    found = annex_applicants(confirmed=True)[row]

    assert (shown(found.lead), tuple(map(shown, found.partners))) == expected()[row]
    assert found.suggestions == ()
    assert found.as_written == annex()[row]["applicants_as_printed"]


def test_every_municipality_of_the_annex_has_its_code():
    bodies = [body for each in annex_applicants(confirmed=True).values() for body in each.bodies]

    assert all((each.code is not None) == (each.kind.value.startswith("municipal")) for each in bodies)
    assert BodyKind.OTHER not in {each.kind for each in bodies}


def test_exactly_the_misprints_are_suggested_and_none_is_changed_before_a_person_confirms():
    found = annex_applicants(confirmed=False)

    suggestions = {
        (row, each.as_written, each.suggested, each.code)
        for row, applicants in found.items()
        for each in applicants.suggestions
    }

    assert suggestions == {
        (28, "Koski TI", "Koski Tl", "284"),
        (30, "Teurva", "Teuva", "846"),
        (31, "Kärämäki", "Kärsämäki", "317"),
        (46, "Säkyä", "Säkylä", "783"),
        (49, "Säkyä", "Säkylä", "783"),
        (53, "Tuku", "Turku", "853"),
        (54, "Vesilähti", "Vesilahti", "922"),
    }
    waiting = [body for each in found.values() for body in each.bodies if body.kind is BodyKind.OTHER]
    assert {each.name for each in waiting} == set(CONFIRMED)
    assert {each.code for each in waiting} == {None}


def test_the_rows_that_list_their_lead_among_the_partners_are_21_50_54_and_61():
    found = annex_applicants(confirmed=False)

    assert [row for row, each in found.items() if each.lead_repeated] == [21, 50, 54, 61]


def test_a_confirmed_misprint_keeps_what_was_written():
    found = parse("Rauman kaupunki (Säkyä)", {"Säkyä": "783"})

    (partner,) = found.partners
    assert (partner.name, partner.code, partner.as_written) == ("Säkylä", "783", "Säkyä")
