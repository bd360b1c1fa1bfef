from __future__ import annotations

import csv
import zipfile
from datetime import UTC, date, datetime
from fractions import Fraction

import openpyxl
import pytest

from evaluator.domain.column_mapping import ColumnMapping, SheetField
from evaluator.domain.language import Language
from evaluator.errors import InputError
from evaluator.intake.spreadsheets import limits, read_spreadsheet
from evaluator.intake.tables import read_table
from evaluator.messages.catalogue import Catalogue
from evaluator.resources import resource
from tests.unit.intake.spreadsheets.workbooks import HEADERS, ROW, SHEET, a_workbook, computed, with_part

ANNEX = resource("rounds", "2020", "applications.csv")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "hakemukset.xlsx"


def refused(path, mapping=None):
    with pytest.raises(InputError) as caught:
        read_spreadsheet(path, mapping).refuse()
    for language in Language:
        assert "{" not in Catalogue(language).error(caught.value)
    return caught.value


def problems(path):
    return [(each.cell, each.code) for each in read_spreadsheet(path).problems]


def test_the_annex_in_a_workbook_is_the_annex(path):
    with ANNEX.open(encoding="utf-8", newline="") as file:
        records = list(csv.reader(file))[1:]
    rows = [[int(number), who, what, float(much)] for number, who, what, much in records]
    a_workbook(path, [("Hakemukset 2020",), (), HEADERS[:4], *rows])

    read = read_spreadsheet(path)

    content = [(row.number, row.applicants, row.title, row.requested) for row in read_table(ANNEX)]
    assert [(row.number, row.applicants, row.title, row.requested) for row in read.rows] == content
    assert not read.problems
    assert read.rows[0].line == 4


def test_numbers_stored_as_text_and_text_stored_as_numbers_are_read(path):
    a_workbook(path, [HEADERS, ("7", "Espoo (Vantaa)", 2020, "1 000,50 €", None), (8.0, "Oulu", "B", 5, "")])

    read = read_spreadsheet(path)

    assert [(row.number, row.title, row.requested, row.received) for row in read.rows] == [
        (7, "2020", 100_050, None),
        (8, "B", 500, None),
    ]


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (datetime.fromisoformat("2020-10-05T16:14"), datetime(2020, 10, 5, 13, 14, tzinfo=UTC)),
        (date(2020, 10, 5), datetime(2020, 10, 5, 20, 59, 59, tzinfo=UTC)),
        ("5.10.2020", datetime(2020, 10, 5, 20, 59, 59, tzinfo=UTC)),
        ("05.10.2020 klo 16.15", datetime(2020, 10, 5, 13, 15, tzinfo=UTC)),
        ("5.10.2020 16:15:30", datetime(2020, 10, 5, 13, 15, 30, tzinfo=UTC)),
        ("2020-10-05T16:15:00+03:00", datetime(2020, 10, 5, 13, 15, tzinfo=UTC)),
        ("2020-12-05", datetime(2020, 12, 5, 21, 59, 59, tzinfo=UTC)),
        (44109, datetime(2020, 10, 5, 20, 59, 59, tzinfo=UTC)),
        (44109.6770833333, datetime(2020, 10, 5, 13, 15, tzinfo=UTC)),
    ],
)
def test_times_of_arrival_are_read_as_people_and_spreadsheets_keep_them(path, value, moment):
    a_workbook(path, [HEADERS, (*ROW[:4], value)])

    assert read_spreadsheet(path).rows[0].received == moment


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("31.2.2020", "input.table.moment"),
        ("eilen", "input.table.moment"),
        ("5.10.20", "input.table.moment"),
        ("5.10.1820", "input.table.impossible-day"),
        (99_999, "input.table.impossible-day"),
        ("25.1.2020 klo 25.00", "input.table.moment"),
    ],
)
def test_a_time_that_is_none_is_named_by_its_cell(path, value, code):
    a_workbook(path, [HEADERS, (*ROW[:4], value)])

    assert problems(path) == [("E2", code)]


def test_every_faulty_cell_is_named_and_the_file_is_refused_whole(path):
    a_workbook(
        path,
        [
            HEADERS,
            ROW,
            ("x", "", "B", "paljon", None),
            (1, "Oulu (Ii)", "C", -5, None),
            (1, "Oulu (Ii)", "C", 5, None),
        ],
    )

    found = refused(path)

    assert [(each.cell, each.code) for each in found.problems] == [
        ("A3", "input.table.number"),
        ("B3", "input.table.empty-cell"),
        ("D3", "input.table.amount"),
        ("D4", "input.table.negative-amount"),
        ("A5", "input.table.repeated-number"),
    ]
    assert found is found.problems[0]
    assert "A3" in Catalogue(Language.FI).error(found)


def test_a_computed_formula_gives_its_value_and_an_uncomputed_one_is_an_error(path):
    a_workbook(path, [HEADERS, (*ROW[:3], "=500*2", None), (2, "Oulu (Ii)", "B", "=1+1", None)])
    computed(path, "D2", "1000.4500000000001")

    read = read_spreadsheet(path)

    assert [row.requested for row in read.rows] == [100_045]
    assert [(each.cell, each.code) for each in read.problems] == [("D3", "input.table.formula")]


def test_an_error_of_the_spreadsheet_program_is_no_value(path):
    a_workbook(path, [HEADERS, (*ROW[:3], "#REF!", None)])

    assert problems(path) == [("D2", "input.table.broken-cell")]


def test_cells_merged_downwards_are_refused_and_a_merged_heading_is_not(path):
    def merge(book):
        book.active.merge_cells("A1:E1")
        book.active.merge_cells("B3:B4")

    a_workbook(path, [("Hakemukset",), HEADERS, ROW, (2, None, "B", 5, None)], merge)

    assert problems(path) == [("B3", "input.table.merged-cell"), ("B4", "input.table.empty-cell")]


def test_hidden_sheets_are_passed_over_unless_a_mapping_names_one(path):
    def hide(book):
        hidden = book.create_sheet("Luonnokset", 0)
        hidden.append(HEADERS)
        hidden.append((9, "Ii (Oulu)", "Luonnos", 9, None))
        hidden.sheet_state = "hidden"

    a_workbook(path, change=hide)
    named = ColumnMapping(
        columns={
            SheetField.NUMBER: ("Nro",),
            SheetField.APPLICANTS: ("Hakija",),
            SheetField.TITLE: ("Hankkeen nimi",),
            SheetField.REQUESTED: ("Haettu avustus (€)",),
        },
        sheet="Luonnokset",
    )

    assert [row.number for row in read_spreadsheet(path).rows] == [1]
    assert [row.number for row in read_spreadsheet(path, named).rows] == [9]


def test_two_visible_sheets_of_applications_must_be_told_apart(path):
    def add(book):
        for row in (HEADERS, ROW):
            other = book["Toinen"] if "Toinen" in book.sheetnames else book.create_sheet("Toinen")
            other.append(row)

    assert refused(a_workbook(path, change=add)).facts["sheets"] == "Hakemukset, Toinen"


def test_a_second_sheet_of_something_else_is_passed_over(path):
    a_workbook(path, change=lambda book: book.create_sheet("Ohje", 0).append(["Lue tämä ensin"]))

    assert read_spreadsheet(path).sheet == "Hakemukset"


def test_a_sheet_that_lies_about_its_size_is_read_by_its_cells(path):
    a_workbook(path)
    with_part(path, SHEET, lambda xml: xml.replace(b'ref="A1:E2"', b'ref="A1:XFD1048576"'))

    assert len(read_spreadsheet(path).rows) == 1


@pytest.mark.parametrize("row", [str(limits.LAST_ROW + 1), "1048576", "9999999"])
def test_a_cell_far_below_is_refused_before_the_rows_between_are_made(path, row):
    a_workbook(path)
    tail = f'<row r="{row}"><c r="A{row}"><v>1</v></c></row></sheetData>'.encode()
    with_part(path, SHEET, lambda xml: xml.replace(b"</sheetData>", tail))

    assert refused(path).code == "input.table.too-many-rows"


def test_a_cell_far_to_the_right_is_refused(path):
    a_workbook(path, change=lambda book: book.active.cell(2, limits.MOST_COLUMNS + 1, "x"))

    assert refused(path).code == "input.table.workbook"


def test_a_bomb_is_refused_unopened(path):
    a_workbook(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.xml", b"0" * 50_000_000)

    assert refused(path).code == "input.table.too-large"


def test_many_parts_that_are_honest_one_by_one_are_too_many_together(path, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 1_000)

    assert refused(a_workbook(path)).code == "input.table.too-large"


def test_entities_are_refused_at_the_document_type(path):
    a_workbook(path)
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with_part(path, SHEET, lambda xml: bomb + xml)

    assert refused(path).code == "input.table.workbook"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "input.table.empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "input.table.locked-workbook"),
        (b"annex_row,project\n", "input.table.workbook"),
        (b"PK\x03\x04" + bytes(100), "input.table.workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_for_what_it_is(path, data, code):
    path.write_bytes(data)

    assert refused(path).code == code


def test_a_zip_of_something_else_and_half_a_workbook_are_refused(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refused(path).code == "input.table.workbook"

    whole = a_workbook(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert refused(path).code == "input.table.workbook"


def test_a_workbook_without_rows_and_one_without_known_headers_are_refused(path):
    assert refused(a_workbook(path, [])).code == "input.table.empty"
    assert refused(a_workbook(path, [HEADERS])).code == "input.table.no-rows"
    assert refused(a_workbook(path, [("a", "b"), (1, 2)])).code == "input.table.not-a-table"


def test_a_workbook_by_another_name_is_still_one(tmp_path):
    assert len(read_spreadsheet(a_workbook(tmp_path / "x.xlsx").rename(tmp_path / "vienti")).rows) == 1


def test_ten_thousand_rows_cost_little_more_than_the_library_takes(path, measured_seconds):
    a_workbook(path, [HEADERS, *((n, "Oulu (Espoo)", f"Hanke {n}", n + 0.5, None) for n in range(1, 10_001))])

    def bare():
        book = openpyxl.load_workbook(path, read_only=True)
        return list(book.active.iter_rows(values_only=True))

    ours = measured_seconds(lambda: read_spreadsheet(path))
    theirs = measured_seconds(bare)

    assert Fraction(ours) <= 4 * Fraction(theirs)
