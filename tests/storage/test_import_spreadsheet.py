"""Spreadsheets into a round: previewed, compared, stored whole or not at all."""

from __future__ import annotations

import pytest

from evaluator.domain.applicant_parser import parse_applicants
from evaluator.errors import InputError
from evaluator.intake.registers import bodies, municipalities
from evaluator.intake.spreadsheets import read_spreadsheet
from evaluator.intake.spreadsheets.mapping_files import read_mapping
from evaluator.services.import_spreadsheet import ImportSpreadsheet, PreviewSpreadsheet
from evaluator.services.import_table import Change
from tests.builders import NOON


def understand(text, confirmed):
    return parse_applicants(text, municipalities(), bodies(), confirmed)


LOAD = ImportSpreadsheet(read_spreadsheet, read_mapping, understand, lambda: NOON)
PREVIEW = PreviewSpreadsheet(read_spreadsheet, read_mapping, understand)


@pytest.fixture
def table(tmp_path):
    def write(*rows):
        path = tmp_path / "hakemukset.csv"
        lines = ["Nro;Hakija;Hanke;Haettu;Saapunut;Huomio", *rows]
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def test_the_preview_shows_what_each_row_becomes_and_changes_nothing(workspace, table):
    LOAD(workspace, table("1;Alavus (Akaa);A;100;;", "2;Espoo (Vantaa);B;100;;"))
    path = table(
        "1;Alavus (Akaa);A;100;;",
        "2;Espoo (Vantaa);B;200;;",
        "3;Oulu (Ii);C;5;5.10.2020 16.15;x",
        "x;();D;y;z;",
    )

    shown = PREVIEW(workspace, path)

    assert [(row.line, row.change) for row in shown.rows] == [
        (2, Change.UNCHANGED),
        (3, Change.SUPERSEDED),
        (4, Change.NEW),
    ]
    assert shown.rows[2].application.applicants.lead.name == "Oulu"
    assert shown.rows[2].application.received.isoformat() == "2020-10-05T13:15:00+00:00"
    assert [each.cell for each in shown.errors] == ["A5", "B5", "D5", "E5"]
    assert shown.unused == ("Huomio",)
    with workspace.read() as unit:
        assert [each.requested for each in unit.applications()] == [10_000, 10_000]


def test_one_faulty_cell_keeps_the_whole_file_out(workspace, table):
    with pytest.raises(InputError) as caught:
        LOAD(workspace, table("1;Alavus (Akaa);A;100;;", "2;Espoo (Vantaa);B;paljon;;"))

    assert [each.cell for each in caught.value.problems] == ["D3"]
    with workspace.read() as unit:
        assert unit.applications() == ()
        assert unit.import_mapping(unit.round().call.id) is None


def test_applicants_that_nobody_understands_are_named_by_their_cell(workspace, table):
    def refuse(text, confirmed):
        if "Espoo" in text:
            raise InputError
        return understand(text, confirmed)

    with pytest.raises(InputError) as caught:
        ImportSpreadsheet(read_spreadsheet, read_mapping, refuse, lambda: NOON)(
            workspace, table("1;Alavus (Akaa);A;100;;", "2;Espoo;B;5;;")
        )

    assert [(each.cell, each.code) for each in caught.value.problems] == [("B3", "input.table.applicants")]


def test_the_same_file_again_changes_nothing_and_a_trial_stores_nothing(workspace, table):
    path = table("1;Alavus (Akaa);A;100;;")
    trial = LOAD(workspace, path, dry_run=True)
    first, again = LOAD(workspace, path), LOAD(workspace, path)

    assert (trial.count(Change.NEW), first.count(Change.NEW), again.count(Change.UNCHANGED)) == (1, 1, 1)


def test_progress_may_stop_an_import_and_nothing_is_stored(workspace, table):
    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        LOAD(workspace, table("1;Alavus (Akaa);A;100;;"), progress=stop)

    with workspace.read() as unit:
        assert unit.applications() == ()
