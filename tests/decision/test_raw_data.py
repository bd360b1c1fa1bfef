"""Raw data as a workbook and as files of values: read back by programs that did not write them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache

import openpyxl
import pytest

from evaluator.decision.data.catalogue import TABLES
from evaluator.decision.data.columns import Kind, rounded
from evaluator.decision.data.files import RawDataFiles
from evaluator.decision.data.separated import guarded, unguarded
from evaluator.decision.errors import NameLeftError
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.handlings import Handling
from evaluator.domain.identifiers import ApplicationId, CriterionId
from evaluator.domain.language import Language
from evaluator.domain.reviews import Withdrawn
from evaluator.domain.variants import WHOLE, Edition, Part, Variant
from evaluator.messages.catalogue import Catalogue
from evaluator.scoring.evidence.of_round import evidence_of
from evaluator.scoring.figures import Outcome
from evaluator.scoring.outcome import work_out
from evaluator.scoring.whole_round import WholeRound
from tests import builders as make
from tests.decision import editions
from tests.decision.rounds import ROWS, SWEDISH, findings, met_outcome, small_contents, the_call

DAY = date(2020, 12, 9)
PUBLIC = Edition(variant=Variant.PUBLIC)
FORMULA = '=HYPERLINK("http://example.invalid","Avaa")'
NASTY = (
    FORMULA,
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "'=1",
    "<b>&amp; Hanke </b>",
    "שלום עולם – مرحبا",
    "Hanke 🚀👩‍💻 x_0041_ _x0041_",
    "ohjaus\x01\x0b\x7f merkki",
    ("kuntien yhteinen hanke " * 30)[:600].strip(),
    "#N/A",
    "1e5",
    "2020-12-09",
    " alussa ja lopussa ",
    'rivi\nvaihto; "lainaus"',
)
SECRETS = ("Esimerkkiarvioija", "Esimerkkivirasto", "Salainen sana", "Arvioija on kunnan palveluksessa")


def whole_of(outcome: Outcome, **changes) -> WholeRound:
    given = {
        "outcome": outcome,
        "evidence": evidence_of(outcome),
        "forms": {},
        "eligibility": tuple(outcome.contents.eligibility.values()),
        "accepted_costs": (),
        "consensus": (),
        "assignments": (),
        "log": (),
    }
    return WholeRound(**{**given, **changes})


@cache
def small_whole() -> WholeRound:
    contents = small_contents()
    first = contents.reviews[0]
    said = replace(
        first,
        scores={**first.scores, CriterionId("measures"): Withdrawn()},
        comments={contents.round.call.criteria[0].id: "Salainen sana."},
    )
    contents = replace(contents, reviews=(said, *contents.reviews[1:]))
    form = make.a_form(
        costs=(make.a_cost_line(), make.a_cost_line("2", description=FORMULA, amount_cents=123_456_789)),
        summary="Tiivistelmä " + "pitkä " * 8_000,
    )
    outcome = work_out(contents, findings)
    costs = (make.an_accepted_cost(), make.an_accepted_cost(reason="Uusi sana."))
    return whole_of(outcome, forms={ApplicationId("2020-001"): form}, accepted_costs=costs)


def workbook(whole: WholeRound, language: Language = Language.FI, *, edition: Edition = WHOLE):
    stream = io.BytesIO()
    counts = RawDataFiles(lambda: DAY).workbook(whole, stream, language=language, edition=edition)
    return stream.getvalue(), counts


def separated(whole: WholeRound, language: Language = Language.FI, *, edition: Edition = WHOLE):
    streams: dict[str, io.BytesIO] = {}

    def new(name: str) -> io.BytesIO:
        return streams.setdefault(name, io.BytesIO())

    counts = RawDataFiles(lambda: DAY).separated(whole, new, language=language, edition=edition)
    return {name: stream.getvalue() for name, stream in streams.items()}, counts


def read(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(book, table: str, language: Language = Language.FI):
    return list(book[Catalogue(language).say(f"export.tables.{table}.sheet")].iter_rows())


def values_of(files: dict[str, bytes], table: str) -> list[dict[str, str]]:
    text = files[f"{table}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.fixture(scope="module")
def made():
    return workbook(small_whole())


@pytest.fixture(scope="module")
def book(made):
    return read(made[0])


@pytest.fixture(scope="module")
def nasty() -> WholeRound:
    rows = tuple((ROWS[at % 6][0], title, 100_000 + at) for at, title in enumerate(NASTY))
    return whole_of(work_out(small_contents(rows=rows, deviations=()), findings))


def test_every_table_has_a_sheet_with_all_its_rows(made, book):
    catalogue = Catalogue(Language.FI)
    sheets = {each.title: each.max_row - 1 for each in book.worksheets}

    assert book.sheetnames[0] == "Selite"
    assert {catalogue.say(f"export.tables.{name}.sheet"): rows for name, rows in made[1].items()} == {
        name: rows for name, rows in sheets.items() if name not in {"Selite", "Pitkät tekstit"}
    }
    assert set(made[1]) == {each.name for each in TABLES}
    assert made[1]["applications"] == 8
    assert made[1]["scores"] == 17 * 16


@pytest.mark.parametrize("language", list(Language))
def test_the_first_sheet_explains_every_column_of_every_table(language):
    content, _ = workbook(small_whole(), language)
    first = read(content).worksheets[0]

    named = [(row[0].value, row[2].value, row[4].value) for row in first.iter_rows() if row[3].value]

    catalogue = Catalogue(language)
    for table in TABLES:
        sheet = catalogue.say(f"export.tables.{table.name}.sheet")
        for column in table.columns:
            assert any(each[:2] == (sheet, column.name) and each[2] for each in named), column.name


@pytest.mark.parametrize("language", list(Language))
def test_names_of_sheets_are_short_enough_and_differ(language):
    names = [Catalogue(language).say(f"export.tables.{each.name}.sheet") for each in TABLES]

    assert all(len(name) <= 26 and not set(name) & set("[]:*?/\\'") for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def test_numbers_amounts_and_times_have_their_real_types(book):
    header, first, *_ = rows_of(book, "applications")
    cells = {title.value: cell for title, cell in zip(header, first, strict=True)}

    assert cells["Numero"].value == 1
    assert cells["Haettu"].value == 68_000
    assert cells["Haettu"].number_format == '#,##0.00\\ "€"'
    assert cells["Hallinnoijan kuntakoodi"].value == "010"
    decided = rows_of(book, "eligibility")[1]
    assert decided[5].value == datetime(2020, 11, 2, 12, 0)  # noqa: DTZ001 - a sheet's time has no zone
    assert decided[5].is_date
    assert decided[6].value is True


def test_a_score_says_its_state_and_zero_is_not_emptiness(book):
    header, *rows = rows_of(book, "scores")
    at = {cell.value: place for place, cell in enumerate(header)}
    said = {(row[at["Tila"]].value, row[at["Arvo"]].value is None) for row in rows}

    assert said == {("scored", False), ("not_applicable", True), ("recused", True), ("withdrawn", True)}
    assert any(row[at["Arvo"]].value == 0 for row in rows)
    assert any(row[at["Arvioijan perustelu"]].value == "Salainen sana." for row in rows)


def test_the_later_word_is_the_one_in_force(book):
    _, *rows = rows_of(book, "accepted_costs")

    assert [row[-1].value for row in rows] == [False, True]


def test_the_header_stays_in_sight_and_filters(book):
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(cell.font.b for cell in sheet[1])
        assert all(sheet.column_dimensions[cell.column_letter].width >= 8 for cell in sheet[1])


def test_the_file_says_what_it_is_and_bears_the_papers_day(book):
    properties = book.properties

    assert properties.title == "Raakatiedot: Avustus kuntien digitalisaation yhteishankkeisiin 2020"
    assert properties.creator == "Valtiovarainministeriö"
    assert properties.language == "fi-FI"
    assert properties.created == properties.modified == datetime(2020, 12, 8, 22, 0)  # noqa: DTZ001


def test_the_same_round_day_and_language_give_the_same_bytes(made):
    assert workbook(small_whole())[0] == made[0]
    assert separated(small_whole()) == separated(small_whole())
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_text_of_a_workbook_is_a_formula_and_none_is_lost(nasty):
    book = read(workbook(nasty)[0])
    _, *rows = rows_of(book, "applications")
    found = [row[2] for row in rows]

    assert {cell.data_type for cell in found} == {"s"}
    assert [cell.quotePrefix for cell in found[:6]] == [True] * 6
    # What XML cannot hold is written as the format has it; the reader used here leaves that as it is.
    told = [each.replace("_x", "_x005F_x") for each in NASTY]
    told = [
        each.replace("\r", "_x000D_").replace("\x01", "_x0001_").replace("\x0b", "_x000B_") for each in told
    ]
    assert [cell.value for cell in found] == told


def test_a_workbook_has_no_formula_anywhere(nasty):
    with zipfile.ZipFile(io.BytesIO(workbook(nasty)[0])) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets" in name]

    assert not any(b"<f>" in each or b"<f " in each for each in sheets)


def test_values_that_look_like_formulas_stand_behind_an_apostrophe(nasty):
    files, _ = separated(nasty)
    titles = [each["title"] for each in values_of(files, "applications")]

    assert [unguarded(each) for each in titles] == list(NASTY)
    assert all(each.startswith("'") for each in titles[:7])
    assert guarded("Hanke") == "Hanke"
    for name, content in files.items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"):
                assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row)


def test_a_text_that_no_cell_holds_is_whole_on_a_sheet_of_its_own(book):
    text = small_whole().forms[ApplicationId("2020-001")].summary
    short = rows_of(book, "answers")[1][2].value
    _, *parts = list(book["Pitkät tekstit"].iter_rows(values_only=True))

    assert len(text) > 32_767
    assert len(short) <= 32_767
    assert short.endswith("[Jatkuu: koko teksti on taulukossa Pitkät tekstit.]")
    assert "".join(row[4] for row in parts) == text
    assert {row[:3] for row in parts} == {("Lomakevastaukset", "Vastaus", 2)}
    assert values_of(separated(small_whole())[0], "answers")[0]["text"] == text


def test_a_table_longer_than_a_sheet_goes_on_on_the_next(monkeypatch):
    monkeypatch.setattr("evaluator.decision.data.sheets.MOST_ROWS", 101)
    content, counts = workbook(small_whole())
    book = read(content)

    assert counts["scores"] == 272
    assert [book[name].max_row for name in ("Pisteet", "Pisteet (2)", "Pisteet (3)")] == [101, 101, 73]
    assert "Pisteet (4)" not in book.sheetnames


def test_files_of_values_open_in_a_finnish_spreadsheet(made):
    files, counts = separated(small_whole())

    assert counts == made[1]
    assert files["applications.csv"].startswith(b"\xef\xbb\xbfapplication;number;title;")
    assert files["applications.csv"].count(b"\r\n") == 9
    assert values_of(files, "applications")[0]["requested"] == "68000,00"
    assert values_of(files, "costs")[1]["amount"] == "1234567,89"
    assert values_of(files, "eligibility")[0]["at"] == "2020-11-02T12:00:00+02:00"


def test_the_description_fits_the_files():
    files, counts = separated(small_whole(), Language.SV)
    described = json.loads(files["datapackage.json"])

    assert described["profile"] == "tabular-data-package"
    assert described["left_out"] == []
    for each in described["resources"]:
        content = files[each["path"]]
        fields = [field["name"] for field in each["schema"]["fields"]]
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert each["bytes"] == len(content)
        assert content.decode("utf-8-sig").splitlines()[0] == ";".join(fields)
        assert len(values_of(files, each["path"].removesuffix(".csv"))) == counts[each["path"][:-4]]


def test_every_code_is_among_those_that_the_description_names():
    whole = small_whole()
    catalogue = Catalogue(Language.FI)
    for table in TABLES:
        for row in table.rows(whole):
            assert len(row) == len(table.columns)
            for column, value in zip(table.columns, row, strict=True):
                if column.kind is Kind.CODE and value is not None:
                    assert value in catalogue.table(f"export.values.{column.values}"), column.name


def test_a_public_copy_has_no_reviewers_names_or_words_and_says_why():
    whole = small_whole()
    content, counts = workbook(whole, edition=PUBLIC)
    files, _ = separated(whole, edition=PUBLIC)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = "".join(archive.read(name).decode() for name in archive.namelist())
    everything = sheets + "".join(each.decode() for each in files.values())

    assert not [secret for secret in SECRETS if secret in everything]
    assert "Salainen sana" in "".join(each.decode() for each in separated(whole)[0].values())
    assert {"reviewers", "group_comments", "answers", "reviews", "scores", "criterion_means"}.isdisjoint(
        counts
    )
    assert "621/1999" in sheets
    left_out = json.loads(files["datapackage.json"])["left_out"]
    assert {("consensus", "reason"), ("consensus_scores", "comment")} <= {
        (each["table"], each["column"]) for each in left_out
    }
    assert {each["table"] for each in left_out if each["column"] is None} >= {
        "reviewers",
        "answers",
        "reviews",
        "scores",
    }


def a_partys_whole() -> WholeRound:
    """The round of the papers in versions, with what the tables hold of every application."""
    contents = editions.told_outcome().contents
    outcome = work_out(contents, findings)
    ids = [each.id for each in contents.applications]
    forms = {each: make.a_form(summary=f"Oma teksti hakemuksesta {each}.") for each in ids}
    return whole_of(outcome, forms=forms, consensus=tuple(contents.consensus.values()))


def cells(files: dict[str, bytes], table: str) -> dict[str, list[dict[str, str]]]:
    """Give the rows of a table by the application that they are about."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in values_of(files, table):
        found.setdefault(row["application"], []).append(row)
    return found


@pytest.mark.parametrize("party", [editions.PARTY, None])
def test_no_cell_of_a_partys_copy_holds_what_its_papers_omit(party):
    whole = a_partys_whole()
    edition = Edition(variant=Variant.PARTY, party=party)
    content, counts = workbook(whole, edition=edition)
    files, separate = separated(whole, edition=edition)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = "".join(archive.read(name).decode() for name in archive.namelist())
    everything = sheets + "".join(each.decode() for each in files.values())

    assert counts == separate
    assert not [secret for secret in editions.SECRETS if secret in everything]
    others = {each.id for each in whole.outcome.contents.applications} - {party}
    assert not [each for each in others if f"Oma teksti hakemuksesta {each}." in everything]
    for deviation in whole.outcome.contents.deviations:
        assert (deviation.reason in everything) == (deviation.application == party)
    own = {"eligibility", "findings", "deviations", "conditions", "consensus", "reviews", "scores"}
    own |= {"criterion_means", "consensus_scores", "accepted_costs", "answers", "attachments"}
    for table in own & set(counts):
        assert set(cells(files, table)) <= {party}
    assert not ({"reviewers", "assignments", "reviewer_evidence", "group_comments"} & set(counts))
    assert (party is None) == own.isdisjoint(counts)


def test_a_party_gets_its_own_scores_and_texts_and_everybodys_outcome():
    whole = a_partys_whole()
    files, _ = separated(whole, edition=Edition(variant=Variant.PARTY, party=editions.PARTY))
    every, _ = separated(whole)

    assert f"Oma teksti hakemuksesta {editions.PARTY}." in files["answers.csv"].decode()
    (before, after) = (cells(each, "scores")[editions.PARTY] for each in (every, files))
    assert [row["value"] for row in after] == [row["value"] for row in before]
    assert all("reviewer" not in row and "comment" not in row for row in after)
    for table in ("ranking", "allocation"):
        assert len(values_of(files, table)) == len(values_of(every, table))
    for row in values_of(files, "allocation"):
        assert row["verdict"]
        assert row["granted"]
        assert bool(row["by_rule"]) == (row["application"] == editions.PARTY)


def test_a_party_gets_the_budget_and_the_shares_of_its_own_application_alone():
    other = ApplicationId("2020-001")
    forms = {each: make.a_form(costs=(make.a_cost_line(),)) for each in (editions.PARTY, other)}
    whole = whole_of(editions.told_outcome(), forms=forms)
    files, _ = separated(whole, edition=Edition(variant=Variant.PARTY, party=editions.PARTY))
    every, _ = separated(whole)

    for table in ("costs", "financing"):
        assert {each["application"] for each in values_of(every, table)} == {editions.PARTY, other}
        assert {each["application"] for each in values_of(files, table)} == {editions.PARTY}
    assert {each["application"] for each in values_of(files, "applicants")} == {
        each["application"] for each in values_of(every, "applicants")
    }


def test_each_omission_of_a_partys_copy_names_the_ground_of_the_call():
    whole = a_partys_whole()
    edition = Edition(variant=Variant.PARTY, party=editions.PARTY)
    files, _ = separated(whole, Language.SV, edition=edition)
    description = json.loads(files["datapackage.json"])
    told = {(each["table"], each["column"]): each for each in description["left_out"]}
    said = {
        each.part: each.ground.sv
        for each in whole.outcome.contents.round.call.omissions
        if each.variant.value == "party"
    }

    assert (description["variant"], description["application"]) == ("party", editions.PARTY)
    assert (told["deviations", None]["of"], told["reviewers", None]["of"]) == ("other-applications", "all")
    assert said[Part.OTHER_APPLICANTS].rstrip(".") in told["deviations", None]["ground"]
    assert said[Part.REVIEW_SCORES].rstrip(".") in told["scores", None]["ground"]
    assert said[Part.REVIEWER_NAMES].rstrip(".") in told["reviewers", None]["ground"]
    sheet = read(workbook(whole, Language.SV, edition=edition)[0]).worksheets[0]
    (number,) = (each.number for each in whole.outcome.contents.applications if each.id == editions.PARTY)
    assert f"ansökan {number}:" in sheet["A2"].value
    assert "har lämnats bort ur andra ansökningar" in {row[3].value for row in sheet.iter_rows()}


@pytest.mark.parametrize("write", [workbook, separated])
def test_a_public_copy_is_refused_while_a_reason_names_a_reviewer(write):
    reason = "Esimerkkiarvioija 2 piti kustannuksia liian suurina."
    deviations = (make.a_deviation("2020-003", DeviationKind.DROP, reason=reason),)
    whole = whole_of(work_out(small_contents(deviations=deviations), findings))

    assert write(whole)
    with pytest.raises(NameLeftError):
        write(whole, edition=PUBLIC)


def test_single_scores_without_names_are_public_where_the_call_does_not_leave_them_out():
    call = the_call()
    open_call = call.model_copy(
        update={"omissions": tuple(each for each in call.omissions if each.part is not Part.REVIEW_SCORES)}
    )
    files, counts = separated(whole_of(work_out(small_contents(call=open_call), findings)), edition=PUBLIC)
    left_out = json.loads(files["datapackage.json"])["left_out"]

    assert counts["scores"] > 0
    assert ("scores", "comment") in {(each["table"], each["column"]) for each in left_out}
    assert b"reviewer" not in files["scores.csv"].splitlines()[0]


def test_the_number_of_a_review_does_not_follow_the_reviewer():
    contents = small_contents(call=the_call().model_copy(update={"omissions": ()}))
    swapped = {"r1": "r2", "r2": "r1"}
    other = replace(
        contents,
        reviews=tuple(
            replace(each, reviewer=swapped.get(each.reviewer, each.reviewer)) for each in contents.reviews
        ),
    )
    one, two = (
        separated(whole_of(work_out(each, findings)), edition=PUBLIC)[0] for each in (contents, other)
    )

    assert one["scores.csv"] == two["scores.csv"]
    assert one["reviews.csv"] == two["reviews.csv"]


@pytest.mark.parametrize("rows", [(), ROWS[:1]])
def test_a_round_without_applications_or_grants_is_exported(rows):
    contents = small_contents(rows=rows, reviews=(), deviations=(), conditions=(), eligibility=())
    _, counts = workbook(whole_of(work_out(contents, findings)))

    assert counts["applications"] == len(rows)
    assert counts["ranking"] == 0


def test_a_deviation_taken_back_is_told_from_one_in_force():
    history = (
        make.a_deviation("2020-002", DeviationKind.HOLD),
        make.a_deviation("2020-002", None, reason="Selvitys tuli."),
    )
    files, _ = separated(whole_of(work_out(small_contents(deviations=history), findings)))

    found = [(each["deviation"], each["in_force"]) for each in values_of(files, "deviations")]
    assert found == [("hold", "false"), ("by_rule", "true")]


def test_a_lift_stays_in_force_beside_its_reduction_whatever_the_order_of_the_register():
    lift = make.a_deviation("2020-008", DeviationKind.LIFT)
    less = make.a_deviation(
        "2020-008", DeviationKind.REDUCE, amount=make.euros(100_000), at=lift.at + timedelta(hours=1)
    )
    hold = make.a_deviation("2020-008", DeviationKind.HOLD, at=lift.at - timedelta(hours=1))
    whole = whole_of(work_out(small_contents(deviations=(lift, less, hold)), findings))

    found = [(each["deviation"], each["in_force"]) for each in values_of(separated(whole)[0], "deviations")]
    assert found == [("lift", "true"), ("reduce", "true"), ("hold", "false")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.3333333333"),
        (Fraction(-2, 3), "-0.6666666667"),
        (0.1, "0.1"),
        (100, "100"),
        (0, "0"),
    ],
)
def test_numbers_are_written_exactly_enough(value, text):
    assert f"{rounded(value):f}" == text


def test_who_stood_aside_and_who_was_in_the_room_are_among_the_data():
    met = met_outcome().contents
    former = replace(met.offices[0], conflict=False, kind=None, reason="", deputy="")
    handling = Handling(
        application=ApplicationId("2020-002"),
        present=("Esimerkkiarvioija 1", "Esimerkkiarvioija 2"),
        left=("Esimerkkipuheenjohtaja",),
        discussed=True,
        note="Riskit otettiin huomioon.",
        by="esittelijä",
        at=make.NOON,
    )
    held = replace(met, offices=(former, *met.offices), handlings={handling.application: handling})
    files, counts = separated(whole_of(work_out(held, findings)))

    told = values_of(files, "disqualifications")
    assert [(each["office"], each["disqualified"], each["interest"], each["in_force"]) for each in told] == [
        ("chair", "false", "", "false"),
        ("chair", "true", "board", "true"),
        ("chair", "false", "", "true"),
    ]
    assert told[1]["deputy"] == "Esimerkkivarapuheenjohtaja"
    (met_over,) = values_of(files, "meeting")
    assert met_over["present"] == "Esimerkkiarvioija 1, Esimerkkiarvioija 2"
    assert met_over["left_the_room"] == "Esimerkkipuheenjohtaja"
    assert (counts["disqualifications"], counts["meeting"]) == (3, 1)


def test_translations_in_force_are_among_the_data():
    files, counts = separated(small_whole())

    assert counts["translations"] == len(SWEDISH)
    assert all(each in files["translations.csv"].decode() for each in SWEDISH.values())
