"""The purpose of a grant in the decision's sentence, and the order of the grants."""

from __future__ import annotations

import pytest

from evaluator.decision.content import clean
from evaluator.decision.ordering import collation_key
from evaluator.decision.purpose import into_project, purpose
from evaluator.domain.language import Language


@pytest.mark.parametrize(
    ("title", "phrase"),
    [
        ("Kunta kuuluu kaikille", "Kunta kuuluu kaikille -hankkeeseen"),
        ("Helmi-hanke", "Helmi-hankkeeseen"),
        ("Lämpö -hanke", "Lämpö -hankkeeseen"),
        ("Kunta-Akkuna -hanke", "Kunta-Akkuna -hankkeeseen"),
        (
            "Posion ja Ranuan kuntien digitalisaation edistämishanke",
            "Posion ja Ranuan kuntien digitalisaation edistämishankkeeseen",
        ),
        ("Kokousten sähköistämisen valmennusohjelma", "Kokousten sähköistämisen valmennusohjelmaan"),
        ("Yhteiset digihankkeet", "Yhteiset digihankkeisiin"),
        ("Uusi Projekti", "Uusi Projektiin"),
        ("HELMI-HANKE", "HELMI-HANKKEESEEN"),
        ("Vesa", "Vesa-hankkeeseen"),
        ("Digikokous 3.0", "Digikokous 3.0 -hankkeeseen"),
        ("Lasten ja nuorten liikkumisen iloa!", "Lasten ja nuorten liikkumisen iloa! -hankkeeseen"),
        ('Tieto käyttöön: "Johtamisen kyvykkyydet"', 'Tieto käyttöön: "Johtamisen kyvykkyydet" -hankkeeseen'),
        ('"Helmi"', '"Helmi"-hankkeeseen'),
        ("Palvelualustan käyttöönotosta.", "Palvelualustan käyttöönotosta -hankkeeseen"),
        ("Tulevaisuus -", "Tulevaisuus-hankkeeseen"),
        (
            "AitoDigi -hanke - aidosta osallisuudesta.",
            "AitoDigi -hanke - aidosta osallisuudesta -hankkeeseen",
        ),
        (
            "SirPa 2.0 – varaus ja maksaminen -pilotti",
            "SirPa 2.0 – varaus ja maksaminen -pilotti -hankkeeseen",
        ),
        (" Kaksi\n riviä ", "Kaksi riviä -hankkeeseen"),
        ("...", "...-hankkeeseen"),
    ],
)
def test_a_title_goes_into_the_illative_only_at_its_end(title, phrase):
    assert into_project(title) == phrase


def test_a_swedish_item_keeps_the_title_as_it_is():
    assert purpose("Helmi-hanke", Language.SV) == ("för projektet ", "Helmi-hanke")
    assert purpose("Digi. till projektet Å.", Language.SV) == ("för projektet ", "Digi. till projektet Å")


def test_a_finnish_item_has_nothing_before_the_title():
    assert purpose("Helmi-hanke", Language.FI) == ("", "Helmi-hankkeeseen")


def test_the_letters_of_the_alphabet_s_end_come_last():
    names = ["Öja", "Åbo", "Äänekoski", "Ylöjärvi", "Zeta", "Alavus", "akaa", "Säkylä", "Sysmä", "Šakki"]

    assert sorted(names, key=collation_key) == [
        "akaa", "Alavus", "Šakki", "Sysmä", "Säkylä", "Ylöjärvi", "Zeta", "Åbo", "Äänekoski", "Öja",
    ]  # fmt: skip


def test_cleaning_changes_no_visible_character():
    assert clean(" a\u0308 \t b\u00ad\u200bc\u00a0d\r\ne ") == "ä bc\u00a0d e"
