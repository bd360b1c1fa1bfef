"""Tables and bundles into a real workspace, previewed first."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from evaluator.composition import compose
from evaluator.domain.column_mapping import SheetField
from evaluator.ui.actions import ActionId
from evaluator.ui.importing.dialog import ImportDialog
from evaluator.ui.importing.quarantine import QuarantineDialog
from scripts.made_up_package import an_application
from tests.ui.keeping.test_keeping import LIMIT, Office, stored  # noqa: F401 - the stored round is a fixture
from tests.ui.programs import ANNEX
from tests.ui.reviewing.raw_key import RawKeyProgram


@pytest.fixture(scope="session")
def bundle(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    for number in (1, 2, 3):
        an_application(number, folder / "applications")
    compose(data_dir=folder).make_bundle(folder / "applications", folder / "hakemukset.zip")
    return folder / "hakemukset.zip"


@pytest.fixture
def office(dressed, qtbot, settings, stored, tmp_path):  # noqa: F811
    path = tmp_path / "kierros.evaluator"
    shutil.copy(stored, path)
    made = Office(qtbot, settings, tmp_path, RawKeyProgram(compose(data_dir=tmp_path)))
    made.session.open(path)
    qtbot.waitUntil(lambda: made.session.outcome is not None, timeout=LIMIT)
    made.view = made.window.place_named("applications")
    from evaluator.ui.applications.presenter import ApplicationsPresenter

    made.importer = made.view.findChild(ApplicationsPresenter).importer
    yield made
    made.session.close()


def previewed(made, qtbot, *paths) -> ImportDialog:
    made.view.take_files(paths)
    qtbot.waitUntil(lambda: made.importer.dialog is not None and made.importer.dialog.preview is not None)
    return made.importer.dialog


def imported(made, qtbot) -> int:
    qtbot.waitUntil(lambda: made.importer.dialog is None, timeout=LIMIT)
    qtbot.waitUntil(lambda: made.session._at_work == 0, timeout=LIMIT)
    return len(made.session.outcome.contents.applications)


def test_a_table_is_shown_row_by_row_before_it_is_imported(office, qtbot):
    dialog = previewed(office, qtbot, Path(ANNEX))
    first = dialog.model.rows[0]
    assert len(dialog.model.rows) == 61
    assert dialog.accept_button.text() == "Tuo 61 hakemusta"
    assert first.word == "Uusi"
    assert office.session.outcome.contents.applications == ()
    dialog.accept()

    assert imported(office, qtbot) == 61
    again = previewed(office, qtbot, Path(ANNEX))
    assert not again.accept_button.isEnabled()
    assert "ei ole mitään uutta" in again.complaint.accessibleName()
    again.reject()


def test_columns_nobody_understands_are_said_by_hand_and_remembered(office, qtbot, tmp_path):
    text = "Diaari;Kuka;Mikä;Paljonko\n1;Rusko, Masku;Keksitty hanke;1000,00\n"
    table = tmp_path / "oma.csv"
    table.write_text(text, encoding="utf-8")
    dialog = previewed(office, qtbot, table)
    assert dialog.mapping.isVisible()
    assert not dialog.accept_button.isEnabled()
    wanted = {
        SheetField.NUMBER: "Diaari",
        SheetField.APPLICANTS: "Kuka",
        SheetField.TITLE: "Mikä",
        SheetField.REQUESTED: "Paljonko",
    }
    for field, header in wanted.items():
        box = dialog.mapping.fields[field]
        box.setCurrentIndex(box.findText(header))
    qtbot.waitUntil(lambda: not dialog.preview.refused)
    assert dialog.model.rows[0].heading == "Rusko"
    dialog.accept()
    assert imported(office, qtbot) == 1

    table.write_text(text + "2;Masku, Rusko;Toinen keksitty;2000,00\n", encoding="utf-8")
    again = previewed(office, qtbot, table)
    assert not again.mapping.isVisible()
    assert [row.word for row in again.model.rows] == ["Ennallaan", "Uusi"]
    again.reject()


def test_faulty_rows_are_listed_with_their_cells_and_nothing_is_imported(office, qtbot, tmp_path):
    table = tmp_path / "virhe.csv"
    table.write_text(
        "Nro;Hakija;Hanke;Haettu\n1;Rusko;Hanke;paljon\n2;Masku;Toinen;100,00\n", encoding="utf-8"
    )
    dialog = previewed(office, qtbot, table)
    wrong = dialog.model.rows[0]
    dialog.accept()

    assert (wrong.word, wrong.where, wrong.heading) == ("Ei tuoda", "2", "Solu D2")
    assert dialog.isVisible()
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_a_bundle_is_shown_form_by_form_and_imported(office, qtbot, bundle):
    dialog = previewed(office, qtbot, bundle)
    rows = [row for row in dialog.model.rows if row.word == "Uusi"]
    assert [row.heading for row in rows] == ["Kajaanin kaupunki", "Iin kunta", "Kärkölän kunta"]
    assert not dialog.columns_button.isVisible()
    dialog.accept()

    assert imported(office, qtbot) == 3
    assert office.told == []


def test_a_refused_bundle_says_why_and_joins_the_quarantine_list(office, qtbot, tmp_path):
    folder = tmp_path / "paketti"
    name = an_application(1, folder)
    form = json.loads((folder / name / "application.json").read_text(encoding="utf-8"))
    form["call"] = "2019-joint-projects"
    (folder / name / "application.json").write_text(json.dumps(form), encoding="utf-8")
    bundle = tmp_path / "toinen-haku.zip"
    compose(data_dir=tmp_path).make_bundle(folder, bundle)
    dialog = previewed(office, qtbot, bundle)
    assert dialog.model.rows[0].word == "Ei tuoda"
    assert dialog.accept_button.text() == "Merkitse hylätyksi"
    dialog.accept()
    assert imported(office, qtbot) == 0
    office.trigger(ActionId.FILE_QUARANTINE)
    qtbot.waitUntil(lambda: isinstance(office.importer.dialog, QuarantineDialog))
    listed = office.importer.dialog

    assert [each.name for each in listed.refused] == ["toinen-haku.zip"]
    assert listed.refused[0].findings


def test_giving_up_stores_nothing_and_the_next_file_comes(office, qtbot, bundle):
    office.view.take_files((bundle, Path(ANNEX)))
    first = office.importer.dialog
    first.reject()
    qtbot.waitUntil(lambda: office.importer.dialog is not None and office.importer.dialog is not first)
    second = office.importer.dialog
    qtbot.waitUntil(lambda: second.preview is not None, timeout=LIMIT)

    assert len(second.model.rows) == 61
    second.reject()
    assert office.session.outcome.contents.applications == ()


def test_what_is_not_a_table_is_told_in_the_dialog(office, qtbot, tmp_path):
    table = tmp_path / "rikki.xlsx"
    table.write_bytes(b"PK\x03\x04 keksitty")
    dialog = previewed(office, qtbot, table)

    assert dialog.model.rows[0].sentence
    assert not dialog.accept_button.isEnabled()
    dialog.reject()
