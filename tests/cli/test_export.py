"""``evaluator export``: raw data as a workbook or as files of values."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import openpyxl
import pytest

from tests.cli.in_process import command


@pytest.fixture
def export(demo, tmp_path):
    """Export from a copy of the demonstration."""
    copy = tmp_path / "kierros.evaluator"
    copy.write_bytes(Path(demo[1]["workspace"]).read_bytes())
    key = ("--passphrase-file", demo[1]["passphrase_file"], "--identity", "E")

    def run(name: str, *more: str, code: int = 0):
        ran = command("export", copy, "--out", tmp_path / name, *more, *key, passphrase=None)
        assert ran.code == code, ran.out
        return ran.json

    run.log = lambda: command("log", "show", copy, *key, passphrase=None).json["log"]
    run.state = lambda: command("round", "show", copy, *key, passphrase=None).json["state"]
    return run


def test_a_workbook_holds_the_whole_round(export, tmp_path):
    answer = export("tiedot.xlsx")

    assert answer["path"] == str(tmp_path / "tiedot.xlsx")
    assert answer["tables"]["applications"] == 61
    book = openpyxl.load_workbook(tmp_path / "tiedot.xlsx")
    granted = [row[7] for row in book["Jako"].iter_rows(min_row=2, values_only=True)]
    assert sum(granted) == 9_694_600
    assert sum(amount > 0 for amount in granted) == 29


def test_a_folder_gets_a_file_for_each_table(export, tmp_path):
    answer = export("taulukot", "--language", "sv")

    folder = tmp_path / "taulukot"
    assert {each.name for each in folder.iterdir()} == {
        "datapackage.json",
        *(f"{name}.csv" for name in answer["tables"]),
    }
    text = (folder / "allocation.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert sum(int(row["granted"].replace(",", "")) for row in rows) == 969_460_000


def test_exporting_twice_gives_the_same_bytes_and_leaves_the_draft_in_force(export, tmp_path):
    export("a.xlsx")
    export("b.xlsx")

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert export.state() == "drafted"


def test_the_log_says_that_data_left_the_program_and_for_whom(export):
    export("julkinen.xlsx", "--variant", "public")

    last = export.log()[-1]
    assert (last["deed"], last["by"], last["after"]["copy"]) == ("data.export", "E", "public")
    assert "reviewers" not in last["after"]["tables"]


def test_a_partys_copy_is_given_to_the_party_and_leaves_the_next_one_as_it_was(export, tmp_path):
    party = ("--variant", "party", "--applicant", "2020-006")
    made = export("osa.xlsx", *party, "--given-to", " Hakija ", "--ground", "621/1999 11 §")
    *_, exported, given = export.log()

    assert (made["variant"], made["given_to"]) == ("party", " Hakija ")
    assert made["tables"]["scores"] == 16 * made["tables"]["reviews"]
    assert made["tables"]["allocation"] == 61
    assert (exported["deed"], exported["after"]["application"]) == ("data.export", "2020-006")
    (paper,) = given["after"].pop("papers")
    assert given["after"] == {
        "variant": "party",
        "application": "2020-006",
        "given_to": "Hakija",
        "ground": "621/1999 11 §",
    }
    digest = hashlib.sha256((tmp_path / "osa.xlsx").read_bytes()).hexdigest()
    assert (given["deed"], paper) == ("papers.give", {"kind": "data", "language": "fi", "sha256": digest})
    export("sama.xlsx", *party)
    assert (tmp_path / "sama.xlsx").read_bytes() == (tmp_path / "osa.xlsx").read_bytes()
    assert export.state() == "drafted"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--applicant", "2020-006"), "input.option.alone"),
        (("--ground", "x"), "input.option.alone"),
        (("--given-to", " "), "input.option.empty"),
        (("--variant", "party", "--applicant", "2020-999"), "input.application.unknown"),
    ],
)
def test_who_a_copy_is_for_is_said_in_full(export, tmp_path, options, code):
    assert export("x.xlsx", *options, code=2)["error"]["code"] == code
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize("name", ["tiedot.csv", "tiedot.ods", "tiedot.XLS"])
def test_a_kind_of_file_that_is_not_written_is_refused_by_name(export, tmp_path, name):
    answer = export(name, code=2)

    assert answer["error"]["code"] == "input.export.name"
    assert not (tmp_path / name).exists()


def test_what_cannot_be_written_leaves_no_trace(export, tmp_path):
    (tmp_path / "varattu.xlsx").mkdir()
    (tmp_path / "tiedosto").write_text("oma", encoding="utf-8")

    assert export("varattu.xlsx", code=3)["error"]["code"] == "storage.file-not-saved"
    assert export("tiedosto", code=3)["error"]["code"] == "storage.file-not-saved"
    assert export.log()[-1]["deed"] != "data.export"
    assert (tmp_path / "tiedosto").read_text(encoding="utf-8") == "oma"
    assert not list(tmp_path.glob(".*part"))
