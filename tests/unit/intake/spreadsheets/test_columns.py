from __future__ import annotations

import json

import pytest

from evaluator.domain.column_mapping import ColumnMapping, SheetField
from evaluator.domain.language import Language
from evaluator.errors import InputError
from evaluator.intake.spreadsheets import read_spreadsheet
from evaluator.intake.spreadsheets.mapping_files import read_mapping
from evaluator.messages.catalogue import Catalogue

MAPPING = ColumnMapping(
    columns={
        SheetField.NUMBER: ("Tunnus",),
        SheetField.APPLICANTS: ("Organisaatio",),
        SheetField.PARTNERS: ("Kumppani 1", "Kumppani 2"),
        SheetField.TITLE: ("Otsikko",),
        SheetField.REQUESTED: ("Euroa",),
    }
)
EXPORT = (
    "Tunnus;Organisaatio;Kumppani 1;Kumppani 2;Otsikko;Euroa\n"
    "1;Espoon kaupunki;Vantaa;;Hanke;1 000,50\n"
    "2;Oulun kaupunki;Ii;Tampere;Toinen hanke;5\n"
)


@pytest.fixture
def table(tmp_path):
    def write(content, name="vienti.csv"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


def refused(work):
    with pytest.raises(InputError) as caught:
        work()
    for language in Language:
        assert "{" not in Catalogue(language).error(caught.value)
    return caught.value


@pytest.mark.parametrize(
    "headers",
    [
        "Nro;Hakijat;Hankkeen nimi;Haettu summa",
        "HAKEMUSNUMERO ; Hankehallinnoija ; Hanke ; Haettu avustus, €",
        "Nummer;Sökande;Projektets namn;Sökt belopp (euro)",
        "Application number;Applicant;Project title;Requested amount (EUR)",
        "numero;hakija;hanke;haettava avustus",
    ],
)
def test_headers_are_understood_in_three_languages(table, headers):
    (row,) = read_spreadsheet(table(f"{headers}\n7;Espoo (Vantaa);Hanke;5,50\n")).rows

    assert (row.number, row.applicants, row.title, row.requested) == (7, "Espoo (Vantaa)", "Hanke", 550)


def test_partners_in_columns_of_their_own_join_the_lead(table):
    rows = read_spreadsheet(table(EXPORT), MAPPING).rows

    assert [row.applicants for row in rows] == ["Espoon kaupunki (Vantaa)", "Oulun kaupunki (Ii, Tampere)"]


def test_a_remembered_mapping_is_taken_where_it_fits_and_left_where_it_does_not(table):
    assert len(read_spreadsheet(table(EXPORT), None, MAPPING).rows) == 2
    other = table("Nro;Hakija;Hanke;Haettu\n1;Espoo (Vantaa);A;5\n", "toinen.csv")
    assert len(read_spreadsheet(other, None, MAPPING).rows) == 1


def test_a_column_of_the_mapping_that_is_not_there_is_named(table):
    found = refused(lambda: read_spreadsheet(table(EXPORT.replace("Euroa", "Rahaa")), MAPPING))

    assert (found.code, found.facts["column"]) == ("input.table.mapping-column", "Euroa")


def test_the_row_of_the_headers_can_be_named(table):
    mapping = ColumnMapping(columns=MAPPING.columns, header_row=3)

    assert len(read_spreadsheet(table("Vienti 1.1.2020\n\n" + EXPORT), mapping).rows) == 2
    assert (
        refused(
            lambda: read_spreadsheet(table(EXPORT), ColumnMapping(columns=MAPPING.columns, header_row=9))
        ).code
        == "input.table.header-row"
    )


def test_two_columns_that_say_the_same_need_a_mapping(table):
    found = refused(lambda: read_spreadsheet(table("Nro;Hakija;Hanke;Haettu;Haettu (€)\n1;A;B;5;6\n")))

    assert found.code == "input.table.repeated-column"


def test_a_missing_column_goes_by_a_name_that_would_be_understood(table):
    assert (
        refused(lambda: read_spreadsheet(table("Nro;Hakija;Hanke\n1;A;B\n"))).facts["column"]
        == "Haettu avustus"
    )


def test_the_line_that_tells_excel_the_delimiter_is_taken_at_its_word(table):
    (row,) = read_spreadsheet(table("sep=;\nNro;Hakija;Hanke;Haettu\n1;Espoo, Vantaa;A;5\n")).rows

    assert (row.line, row.applicants) == (3, "Espoo, Vantaa")


@pytest.mark.parametrize(
    "text",
    [
        (
            '[columns]\nnumber = "Tunnus"\napplicants = "Organisaatio"\n'
            'partners = ["Kumppani 1", "Kumppani 2"]\n'
            'title = "Otsikko"\nrequested = "Euroa"\n'
        ),
        json.dumps(
            {
                "columns": {
                    field.value: list(names) if len(names) > 1 else names[0]
                    for field, names in MAPPING.columns.items()
                }
            }
        ),
    ],
)
def test_a_mapping_is_read_from_toml_and_from_json(table, text):
    assert read_mapping(table(text, "sarakkeet")) == MAPPING


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "input.mapping.unreadable"),
        ("[columns", "input.mapping.unreadable"),
        ("", "input.mapping.incomplete"),
        ("columns = 5", "input.mapping.incomplete"),
        ('[columns]\nnumber = "a"', "input.mapping.incomplete"),
        ('[columns]\nnimi = "a"', "input.mapping.field"),
        ("[columns]\nnumber = 5", "input.mapping.field"),
        ('[columns]\nnumber = ["a", "b"]', "input.mapping.field"),
        ('[columns]\nnumber = ""', "input.mapping.field"),
        ('kolonner = "x"\n[columns]', "input.mapping.field"),
        ("header_row = true\n[columns]", "input.mapping.field"),
        ("sheet = 5\n[columns]", "input.mapping.field"),
        ('{"columns": ' * 5_000, "input.mapping.unreadable"),
    ],
)
def test_a_faulty_mapping_is_refused_for_what_is_wrong(table, text, code):
    assert refused(lambda: read_mapping(table(text, "sarakkeet.toml"))).code == code
