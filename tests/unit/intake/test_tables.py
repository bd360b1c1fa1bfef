from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.domain.language import Language
from evaluator.errors import InputError
from evaluator.intake import table_errors as errors
from evaluator.intake import table_text
from evaluator.intake.spreadsheets import limits
from evaluator.intake.tables import read_table
from evaluator.messages.catalogue import Catalogue
from evaluator.resources import resource

HEADER = "annex_row,applicants_as_printed,project,requested_eur"
ANNEX = resource("rounds", "2020", "applications.csv")


@pytest.fixture
def table(tmp_path):
    def write(content: str | bytes, encoding: str = "utf-8"):
        path = tmp_path / "hakemukset.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def refused(path):
    with pytest.raises(InputError) as caught:
        read_table(path)
    for language in Language:
        assert "{" not in Catalogue(language).error(caught.value)
    return caught.value


def test_the_annex_is_read_as_it_is():
    rows = read_table(ANNEX)

    assert len(rows) == 61
    assert sum(row.requested for row in rows) == 16_100_330_45
    assert [row.number for row in rows] == list(range(1, 62))
    assert [row.line for row in rows] == list(range(2, 63))
    assert rows[39].title == 'Tieto käyttöön: "Tiedolla johtamisen kyvykkyudet ja organisointi kunnissa"'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_annex_reads_the_same_however_a_spreadsheet_saves_it(table, encoding, delimiter, ending):
    with ANNEX.open(encoding="utf-8", newline="") as file:
        records = list(csv.reader(file))
    saved = io.StringIO()
    writer = csv.writer(saved, delimiter=delimiter, lineterminator=ending)
    writer.writerow(records[0])
    writer.writerows([*record[:3], record[3].replace(".", ",")] for record in records[1:])

    assert read_table(table(saved.getvalue(), encoding)) == read_table(ANNEX)


def test_lines_are_those_of_the_file_also_after_empty_ones_and_line_breaks_in_cells(table):
    rows = read_table(
        table(f'\n{HEADER}\n\n1,"Espoo\n(Vantaa)",A,1\n;,,\n'.replace(";", "") + "2,Oulu,B,2\n")
    )

    assert [(row.line, row.number) for row in rows] == [(4, 1), (7, 2)]


def test_further_columns_and_another_order_are_taken(table):
    (row,) = read_table(table("note,requested_eur,Project,ANNEX_ROW,applicants_as_printed\nx,5,T,7,Oulu\n"))

    assert (row.number, row.title, row.requested) == (7, "T", 500)


def test_a_line_separator_inside_a_title_does_not_end_the_row(table):
    (row,) = read_table(table(f"{HEADER}\n1,Oulu,A\u2028B,5\n"))

    assert row.title == "A\u2028B"


@pytest.mark.parametrize(
    ("amount", "cents"),
    [("0", 0), ("111350.00", 11135000), ('"410 407,20 €"', 41040720), ("1000000000", 100_000_000_000)],
)
def test_amounts_are_read_as_people_write_them(table, amount, cents):
    assert read_table(table(f"{HEADER}\n1,Oulu,A,{amount}\n"))[0].requested == cents


@pytest.mark.parametrize(
    ("line", "error", "code"),
    [
        ("1,Oulu,A,-5", errors.NegativeAmountError, "input.table.negative-amount"),
        ("1,Oulu,A,\u2212" + "5", errors.NegativeAmountError, "input.table.negative-amount"),
        ("1,Oulu,A,1000000000.01", errors.AbsurdAmountError, "input.table.absurd-amount"),
        ("1,Oulu,A," + "9" * 5000, errors.AmountError, "input.table.amount"),
        ("1,Oulu,A,paljon", errors.AmountError, "input.table.amount"),
        ("1,Oulu,A,1.234", errors.AmountError, "input.table.amount"),
        ("1,Oulu,A,1e5", errors.AmountError, "input.table.amount"),
        ("1,Oulu,A,NaN", errors.AmountError, "input.table.amount"),
        ("1,Oulu,A,", errors.EmptyCellError, "input.table.empty-cell"),
        ("0,Oulu,A,5", errors.NumberError, "input.table.number"),
        ("-1,Oulu,A,5", errors.NumberError, "input.table.number"),
        ("1.5,Oulu,A,5", errors.NumberError, "input.table.number"),
        ("yksi,Oulu,A,5", errors.NumberError, "input.table.number"),
        ("1, ,A,5", errors.EmptyCellError, "input.table.empty-cell"),
        ("1,(),A,5", errors.EmptyCellError, "input.table.empty-cell"),
        ("1,Oulu,,5", errors.EmptyCellError, "input.table.empty-cell"),
        ("1,Oulu,A", errors.CellCountError, "input.table.cell-count"),
        ("1,Oulu,A,5,6", errors.CellCountError, "input.table.cell-count"),
        ("1,Oulu," + "a" * 10_001 + ",5", errors.CellTooLongError, "input.table.cell-too-long"),
        ('1,"Oulu" (Espoo),A,5', errors.QuotingError, "input.table.quoting"),
        ('1,"Oulu,A,5', errors.QuotingError, "input.table.quoting"),
        ("1,Oulu,A," + "x" * 200_000, errors.EndlessCellError, "input.table.endless-cell"),
    ],
)
def test_a_faulty_row_refuses_the_table_and_is_named_by_its_line(table, line, error, code):
    found = refused(table(f"{HEADER}\n9,Espoo,Z,1\n{line}\n"))

    assert (type(found), found.code, found.facts["line"]) == (error, code, 3)
    assert found.facts["file"] == "hakemukset.csv"


def test_two_rows_of_one_number_are_refused_with_both_lines(table):
    found = refused(table(f"{HEADER}\n1,Oulu,A,5\n1,Espoo,B,6\n"))

    assert found.code == "input.table.repeated-number"
    assert (found.facts["first_line"], found.facts["line"]) == (2, 3)


def test_two_rows_of_one_content_are_refused_with_both_lines(table):
    found = refused(table(f"{HEADER}\n1,Oulu,A,5\n2,Espoo,B,6\n3,oulu, A,5.00\n"))

    assert found.code == "input.table.repeated-row"
    assert (found.facts["first_line"], found.facts["line"]) == (2, 4)


@pytest.mark.parametrize("column", table_text.COLUMNS)
def test_a_missing_column_is_named_beside_those_that_were_found(table, column):
    header = HEADER.replace(column, "jotain")

    found = refused(table(f"{header}\n1,2,3,4\n"))

    assert found.code == "input.table.missing-column"
    assert (found.facts["column"], found.facts["found"]) == (column, header.replace(",", ", "))


def test_a_column_that_stands_twice_is_refused(table):
    assert refused(table(f"{HEADER},project\n1,2,3,4,5\n")).code == "input.table.repeated-column"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "input.table.empty"),
        (b" \r\n\n", "input.table.empty"),
        (b"\xef\xbb\xbf", "input.table.empty"),
        (HEADER.encode(), "input.table.no-rows"),
        (f"{HEADER}\n\n ,,,\n".encode(), "input.table.no-rows"),
        (b"%PDF-1.7\n1 0 obj", "input.table.not-a-table"),
        (b"PK\x03\x04\x14\x00\x06\x00", "input.table.not-a-table"),
        (f"{HEADER}\n1,Ou\x00lu,A,5\n".encode(), "input.table.not-a-table"),
        (b"hello world", "input.table.not-a-table"),
        (f"{HEADER}\n1,Oulu,A,5\n".encode("utf-16-le"), "input.table.not-a-table"),
        (f"{HEADER}\n1,Oulu,A,5\n".encode("utf-16")[:-1], "input.table.encoding"),
        (f"{HEADER}\n1,Oulu,A\ud800,5\n".encode("utf-16", "surrogatepass"), "input.table.encoding"),
        (f"{HEADER}\n1,Oulu,A,5\n".encode("utf-32"), "input.table.not-a-table"),
    ],
)
def test_what_is_no_table_is_refused_for_what_it_is(table, content, code):
    assert refused(table(content)).code == code


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_letters_of_another_code_page_are_refused_with_their_line(table, encoding):
    found = refused(table(f"{HEADER}\n1,Oulu,A,5\n2,Järvenpään kaupunki,B,6\n", encoding))

    assert (found.code, found.facts["line"]) == ("input.table.encoding", 3)


@pytest.mark.parametrize(
    "letters", ["Jämsä", "Äänekoski", "Ylöjärvi", "Åbo", "Östermark", "suunnitelma – pilotti"]
)
@pytest.mark.parametrize("through", ["cp1252", "latin-1"])
def test_letters_that_were_spoilt_earlier_are_refused(table, letters, through):
    spoilt = letters.encode().decode(through, errors="replace")

    assert refused(table(f"{HEADER}\n1,Oulu,{spoilt},5\n")).code == "input.table.encoding"


def test_the_sign_of_a_lost_letter_is_refused(table):
    assert refused(table(f"{HEADER}\n1,J\ufffdms\ufffd,A,5\n")).code == "input.table.encoding"


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path):
    assert refused(tmp_path / "puuttuu.csv").code == "input.table.unreadable"
    assert refused(tmp_path).code == "input.table.folder"


def test_files_and_tables_over_their_limits_are_refused(table, monkeypatch):
    path = table(f"{HEADER}\n1,Oulu,A,5\n2,Espoo,B,5\n")
    monkeypatch.setattr(limits, "MOST_ROWS", 1)
    assert refused(path).code == "input.table.too-many-rows"

    monkeypatch.setattr(table_text, "LARGEST_FILE", 10)
    assert refused(path).code == "input.table.too-large"


def test_an_unknown_municipality_is_not_the_tables_business(table):
    assert (
        read_table(table(f"{HEADER}\n1,Ankkalinna (Hanhivaara),A,5\n"))[0].applicants
        == "Ankkalinna (Hanhivaara)"
    )


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_below_a_header_are_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes(HEADER.encode() + b"\n" + data)
    try:
        read_table(path)
    except InputError:
        return


def test_ten_thousand_rows_are_read_in_no_time(table):
    path = table(f"{HEADER}\n" + "".join(f'{n},"Oulu (Espoo)",Hanke {n},{n}.50\n' for n in range(1, 10_001)))
    begin = time.process_time()

    assert len(read_table(path)) == 10_000
    assert time.process_time() - begin < 2
