"""Spreadsheets and eligibility from the command line: what is refused, remembered, asked and written."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.builders import a_cost_line, a_form
from tests.cli.program import evaluator

HEADERS = ("Tunnus", "Organisaatio", "Otsikko", "Euroa")
ROWS = ((62, "Akaan kaupunki (Urjala)", "Uusi hanke", 1000.5), (63, "Oulun kaupunki (Ii)", "Toinen", 5))


@pytest.fixture
def mapping(tmp_path):
    path = tmp_path / "sarakkeet.json"
    fields = ("number", "applicants", "title", "requested")
    path.write_text(json.dumps({"columns": dict(zip(fields, HEADERS, strict=True))}), encoding="utf-8")
    return path


def a_workbook(path: Path, *rows) -> Path:
    book = openpyxl.Workbook()
    for row in (HEADERS, *rows):
        book.active.append(row)
    book.save(path)
    return path


def test_a_workbook_is_imported_by_a_mapping_that_is_remembered_for_the_next(workspace, tmp_path, mapping):
    first = a_workbook(tmp_path / "eka.xlsx", ROWS[0])
    second = a_workbook(tmp_path / "toka.xlsx", *ROWS)

    assert evaluator("import", workspace, first, "--json").error["code"] == "input.table.not-a-table"
    assert evaluator("import", workspace, first, "--mapping", mapping, "--json").json["imported"] == 1
    again = evaluator("import", workspace, second, "--json").json

    assert (again["imported"], again["unchanged"]) == (1, 1)


def test_a_faulty_workbook_is_refused_whole_with_all_its_cells(workspace, tmp_path, mapping):
    path = a_workbook(tmp_path / "huono.xlsx", ROWS[0], (0, "", "B", "paljon"))

    ran = evaluator("import", workspace, path, "--mapping", mapping, "--dry-run", "--json")

    assert ran.code == 2
    assert [each["cell"] for each in ran.error["facts"]["errors"]] == ["A3", "B3", "D3"]
    assert ran.error["message"] == ran.error["facts"]["errors"][0]["message"]
    assert "A3" in ran.error["message"]
    assert evaluator("round", "show", workspace, "--json").json["applications"] == 61


def test_letters_are_written_to_those_who_are_asked_to_complete(workspace, tmp_path):
    decide = ("eligibility", workspace, "--decide", "2020-032", "complete", "--reason", "Beslutet saknas.")

    asked = evaluator(*decide, "--by", "2099-12-31", "--letters", tmp_path / "kirjeet", "--json").json

    (letter,) = asked["letters"]
    assert (letter["id"], letter["language"]) == ("2020-032", "sv")
    assert Path(letter["path"]).read_bytes().startswith(b"%PDF")
    (decided,) = (each for each in asked["applications"] if each["id"] == "2020-032")
    assert decided["decision"]["complete_by"] == "2099-12-31"
    assert (decided["accepted_cents"], decided["bound_verified"]) == (None, False)


@pytest.mark.parametrize(
    ("by", "code"),
    [([], "complete-by-missing"), (["--by", "2020-01-01"], "complete-by-past")],
)
def test_a_request_to_complete_needs_a_day_to_come(workspace, by, code):
    decide = ("eligibility", workspace, "--decide", "2020-032", "complete", "--reason", "Syy.")

    assert evaluator(*decide, *by, "--json").error["code"] == f"input.eligibility.{code}"


def test_the_findings_of_the_annex_name_the_pair_and_no_sum(workspace):
    listed = evaluator("eligibility", workspace, "--json").json["applications"]

    alike = {each["id"] for each in listed for one in each["findings"] if one["rule"] == "similar-title"}
    figures = [each["id"] for each in listed for one in each["findings"] if one["rule"] == "same-figures"]
    assert alike == {"2020-017", "2020-019"}
    assert figures == []


def test_costs_accepted_on_the_command_line_bind_the_award(workspace, tmp_path):
    lines = (a_cost_line("1", "staff", 8_000), a_cost_line("2", "licences", 2_000))
    form = a_form(id="H-62", call="2020-joint-projects", targets=("e-meetings",), costs=lines)
    source = tmp_path / "from" / "H-62"
    source.mkdir(parents=True)
    (source / "application.json").write_text(form.model_dump_json(), encoding="utf-8")
    bundle = tmp_path / "nippu.zip"
    assert evaluator("bundle", "make", "--from", source.parent, "--out", bundle, "--json").code == 0
    assert evaluator("import", workspace, bundle, "--json").json["imported"] == 1

    listed = evaluator("eligibility", workspace, "--accept", "H-62", "1", "8000", "--json").json
    refused = evaluator("eligibility", workspace, "--accept", "H-62", "2", "2500", "--reason", "x", "--json")

    (found,) = (each for each in listed["applications"] if each["id"] == "H-62")
    assert [each["rule"] for each in found["findings"]] == ["rate-above-maximum", "costs-conditional"]
    assert (found["accepted_cents"], found["bound_cents"], found["bound_verified"]) == (
        800_000,
        680_000,
        True,
    )
    assert refused.error["code"] == "input.amount.out-of-range"


def test_a_dry_run_shows_what_each_row_becomes_and_stores_nothing(workspace, tmp_path, mapping):
    first, second = a_workbook(tmp_path / "eka.xlsx", ROWS[0]), a_workbook(tmp_path / "toka.xlsx", *ROWS)
    evaluator("import", workspace, first, "--mapping", mapping)

    shown = evaluator("import", workspace, second, "--dry-run", "--json").json
    said = evaluator("import", workspace, second, "--dry-run").out

    assert [(each["line"], each["number"], each["change"]) for each in shown["rows"]] == [
        (2, 62, "unchanged"),
        (3, 63, "new"),
    ]
    assert shown["rows"][1]["requested_cents"] == 500
    assert [each["code"] for each in shown["rows"][1]["partners"]] == ["139"]
    assert "Rivi 3: hakemus 63, Oulu, Ii, 5,00\xa0€: uusi" in said
    assert evaluator("applications", workspace, "--json").json["applications"][-1]["number"] == 62
