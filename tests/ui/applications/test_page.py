"""An application in full, over a real workspace with a bundle of made-up applications."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from evaluator.composition import compose
from evaluator.domain.conflicts_of_interest import InterestKind, Role
from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.identifiers import ApplicationId
from evaluator.services.review_errors import DisqualifiedError
from evaluator.ui.actions import ActionId
from evaluator.ui.applications.page import COMPLETION, LIKES
from evaluator.ui.applications.presenter import ApplicationsPresenter
from scripts.made_up_package import an_application
from tests.ui.cut_texts import cut_texts
from tests.ui.keeping.test_keeping import LIMIT, Office
from tests.ui.reviewing.raw_key import SECRET, RawKeyProgram

FIRST = ApplicationId("2020-001")


def docx(text: str) -> bytes:
    out = io.BytesIO()
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(out, "w") as archive:
        body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}">{body}</w:document>')
    return out.getvalue()


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """A workspace with three applications that came as a bundle, the first with office files."""
    folder = tmp_path_factory.mktemp("sivu")
    for number in (1, 2, 7):
        an_application(number, folder / "a")
    files = folder / "a" / FIRST / "attachments"
    (files / "selvitys.docx").write_bytes(docx("Keksitty selvitys"))
    book = Workbook()
    book.active["A1"], book.active["B1"] = "Keksitty kulu", 1200
    book.save(files / "budjetti.xlsx")
    form = json.loads((folder / "a" / FIRST / "application.json").read_text(encoding="utf-8"))
    form["attachments"].append({"path": "attachments/selvitys.docx", "kind": "other", "title": "Selvitys"})
    (folder / "a" / FIRST / "application.json").write_text(json.dumps(form), encoding="utf-8")
    program = compose(data_dir=folder)
    program.make_bundle(folder / "a", folder / "hakemukset.zip")
    path = folder / "kierros.evaluator"
    call = program.calls.get("2020-joint-projects")
    workspace = program.create_round(path, SECRET, call, by="Esimerkkiesittelijä", made_up=True)
    program.import_bundle(workspace, folder / "hakemukset.zip", by="Esimerkkiesittelijä")
    until = (datetime.now(tz=UTC) + timedelta(days=14)).date()
    reason = "Liitä osallistumispäätökset."
    program.decide_eligibility(
        workspace, FIRST, EligibilityOutcome.COMPLETE, reason, "Esimerkkiesittelijä", until
    )
    workspace.close()
    return path


@pytest.fixture
def office(dressed, qtbot, settings, filled, tmp_path):
    path = tmp_path / "kierros.evaluator"
    shutil.copy(filled, path)
    settings.name = "Esimerkkiesittelijä"
    made = Office(qtbot, settings, tmp_path, RawKeyProgram(compose(data_dir=tmp_path)))
    made.session.open(path)
    qtbot.waitUntil(lambda: made.session.outcome is not None, timeout=LIMIT)
    made.view = made.window.place_named("applications")
    made.view.show_thing("1")
    made.trigger(ActionId.APPLICATION_OPEN)
    qtbot.waitUntil(lambda: made.view.full.page is not None, timeout=LIMIT)
    made.page = made.view.full
    made.presenter = made.view.findChild(ApplicationsPresenter).page
    yield made
    made.session.close()
    qtbot.wait(50)


def settled(made, qtbot) -> None:
    qtbot.waitUntil(lambda: made.session._at_work == 0, timeout=LIMIT)


def facts(made) -> str:
    return " ".join(each.accessibleName() for each in made.page.costs.findChildren(QLabel))


def said(costs) -> int:
    word = costs.model.rows[0].said
    return -1 if word is None else word.accepted


def test_enter_opens_an_application_and_esc_goes_back_to_the_list(office, qtbot):
    assert "Keksitty hakemus" in office.page.reader.text.toPlainText()
    QTest.keyClick(office.page, Qt.Key.Key_Escape)
    assert not office.view.in_full
    office.view.table.setFocus()
    QTest.keyClick(office.view.table, Qt.Key.Key_Return)

    assert office.view.in_full
    office.trigger(ActionId.VIEW_NEXT)
    qtbot.waitUntil(lambda: office.page.page.application == "2020-002")


def test_a_cut_line_needs_a_reason_and_the_bound_follows_from_what_is_accepted(office, qtbot):
    costs = office.page.costs
    assert "ei vielä tiedossa" in facts(office)
    costs.amount.setText("200 000,00")
    costs.record()
    assert costs.complaint.isVisible()
    costs.reason.setPlainText("Osa palkoista kuuluu perustehtäviin.")
    costs.record()
    settled(office, qtbot)
    costs.rest_button.click()
    settled(office, qtbot)
    qtbot.waitUntil(lambda: all(row.said for row in costs.model.rows), timeout=LIMIT)

    assert [row.said.accepted for row in costs.model.rows] == [20_000_000, 18_600_000, 3_400_000, 1_200_000]
    assert costs.model.rows[0].asked == 31_000_000
    assert "Avustus enintään: 367 200,00" in facts(office).replace("\xa0", " ")
    assert office.told == []


def test_more_than_was_asked_is_refused_beside_the_field(office):
    costs = office.page.costs
    costs.amount.setText("999 999,00")
    costs.record()

    assert "Enintään" in costs.complaint.accessibleName()
    assert costs.amount.property("state") == "bad"


def test_what_is_typed_stays_while_the_round_is_worked_out_anew(office, qtbot):
    costs = office.page.costs
    costs.reason.setPlainText("Kesken oleva lause")
    before = costs.model.rows
    office.session.reload()
    qtbot.waitUntil(lambda: costs.model.rows is not before, timeout=LIMIT)

    assert costs.reason.toPlainText() == "Kesken oleva lause"


def test_a_word_on_a_line_can_be_taken_back_to_the_former_one(office, qtbot):
    costs = office.page.costs
    for amount in ("300 000", "250 000"):
        costs.table.choose("1")
        costs.amount.setText(amount)
        costs.reason.setPlainText("Keksitty syy.")
        costs.record()
        settled(office, qtbot)
        wanted = int(amount.replace(" ", "")) * 100
        qtbot.waitUntil(lambda wanted=wanted: said(costs) == wanted, timeout=LIMIT)
    office.trigger(ActionId.EDIT_UNDO)

    qtbot.waitUntil(lambda: said(costs) == 30_000_000, timeout=LIMIT)


def test_office_files_are_read_as_text(office, qtbot):
    files = office.page.reader.files
    office.page.reader.tabs[2].click()
    seen = {}
    for title, expected in (("Selvitys", "Keksitty selvitys"), ("Budjetti", "Keksitty kulu\t1200")):
        row = next(at for at in range(files.list.count()) if files.list.item(at).text().startswith(title))
        files.list.setCurrentRow(row)
        qtbot.waitUntil(lambda expected=expected: expected in files.words.toPlainText(), timeout=LIMIT)
        seen[title] = files.words.toPlainText()

    assert "ilman asettelua" in seen["Selvitys"]


def test_the_request_to_complete_shows_its_letter_and_saves_it(office, qtbot, tmp_path):
    office.page.show_part(COMPLETION)
    target = tmp_path / "kirje.pdf"
    office.presenter.ask_file = lambda *_: target
    office.page.completion.preview_wanted.emit()
    qtbot.waitUntil(lambda: office.presenter.dialog is not None, timeout=LIMIT)
    office.presenter.dialog.save_wanted.emit()
    qtbot.waitUntil(target.is_file, timeout=LIMIT)

    assert target.read_bytes().startswith(b"%PDF")
    office.presenter.dialog.reject()


def test_applications_that_are_alike_stand_side_by_side(office, qtbot):
    office.page.show_part(LIKES)
    words = [each.text() for each in office.page.likes.findChildren(QLabel)]

    assert "Hakemus 1" in words
    assert "Hakemus 7" in words
    office.page.likes.opened.emit(7)
    qtbot.waitUntil(lambda: office.page.page.application == "2020-007", timeout=LIMIT)


def test_the_search_finds_words_of_the_answers(office, qtbot):
    office.view.close_application()
    qtbot.keyClicks(office.view.search, "yhteentoimivuusalustalle")
    assert office.view.model.rows == []

    qtbot.waitUntil(lambda: len(office.view.model.rows) == 3, timeout=LIMIT)


def test_who_is_disqualified_sees_who_applies_and_why_no_more_opens(office, qtbot, tmp_path):
    program, workspace = office.session.program, office.session.workspace
    path = program.open_application(workspace, FIRST, "Esimerkkiesittelijä").content.files[0].path
    program.reviewing.answer_for_office(
        workspace,
        FIRST,
        Role.OFFICIAL,
        "Esimerkkiesittelijä",
        kind=InterestKind.EMPLOYMENT,
        reason="Keksitty palvelussuhde.",
        deputy="Esimerkkisijainen",
    )
    office.session.reload()
    qtbot.waitUntil(lambda: office.page.is_barred and bool(office.view.bars), timeout=LIMIT)

    words = " ".join(each.text() for each in office.page.barred.findChildren(QLabel))
    assert "Olet esteellinen" in words
    assert "434/2003 28 § 1 mom. 4 k." in words
    assert "Esimerkkisijainen" in words
    assert not office.page.reader.isVisible()
    assert not office.page.side.isVisible()
    assert cut_texts(office.page) == []
    assert not office.window.actions_[ActionId.FILE_LETTERS].isEnabled()
    with pytest.raises(DisqualifiedError):
        program.open_attachment(workspace, FIRST, path, "esimerkkiesittelijä ")
    assert program.open_application(workspace, FIRST, "Esimerkkisijainen").bar is None
    assert program.completion_letters(workspace, tmp_path, "Esimerkkiesittelijä") == {}

    office.page.barred.back.click()
    assert office.view.inspector.findChildren(QLabel)
    assert not office.view.form.isVisible()
    said = []
    office.view.said.connect(said.append)
    office.trigger(ActionId.ELIGIBLE_YES)
    assert said == ["Hakemus 1: olet esteellinen, joten sijainen ratkaisee sen"]
    office.trigger(ActionId.VIEW_NEXT)
    qtbot.waitUntil(office.view.form.isVisible)
    assert office.told == []


def test_every_letter_that_asks_to_complete_is_saved_at_once(office, qtbot, tmp_path):
    workspace, program = office.session.workspace, office.session.program
    program.decide_eligibility(
        workspace,
        ApplicationId("2020-007"),
        EligibilityOutcome.COMPLETE,
        "Liitä talousarvio.",
        "Esimerkkiesittelijä",
        (datetime.now(tz=UTC) + timedelta(days=14)).date(),
    )
    QTest.keyClick(office.page, Qt.Key.Key_Escape)
    presenter = office.view.findChild(ApplicationsPresenter)
    folder = tmp_path / "kirjeet"
    presenter.choose_folder = lambda _: None
    office.trigger(ActionId.FILE_LETTERS)
    assert presenter.dialog is None  # nothing was chosen, nothing is written
    presenter.choose_folder = lambda _: folder
    office.trigger(ActionId.FILE_LETTERS)
    qtbot.waitUntil(lambda: presenter.dialog is not None, timeout=LIMIT)

    assert sorted(each.name for each in folder.iterdir()) == [
        "taydennyspyynto-2020-001.pdf",
        "taydennyspyynto-2020-007.pdf",
    ]
    assert presenter.dialog.accessibleDescription().startswith("2 täydennyspyyntöä on tallennettu kansioon")
    assert office.told == []


def test_a_note_is_saved_as_it_is_typed_for_the_house_alone_and_taken_back_as_one_deed(
    office, qtbot, tmp_path
):
    workspace, program = office.session.workspace, office.session.program
    note = office.page.note

    def stored() -> str | None:
        found = program.open_application(workspace, FIRST, "Esimerkkiesittelijä").note
        return None if found is None else found.text

    with workspace.read() as unit:
        before = unit.log_head(), unit.contents()
    note.field.setFocus()
    QTest.keyClicks(note.field, "Soita kuntaan.")
    qtbot.waitUntil(lambda: stored() == "Soita kuntaan.", timeout=LIMIT)
    with workspace.read() as unit:
        assert (unit.log_head(), unit.contents()) == before
    assert "Sisäinen" in note.field.accessibleDescription()

    office.trigger(ActionId.VIEW_NEXT)
    qtbot.waitUntil(lambda: office.page.page.application != FIRST, timeout=LIMIT)
    assert note.field.toPlainText() == ""
    office.trigger(ActionId.VIEW_PREVIOUS)
    qtbot.waitUntil(lambda: note.field.toPlainText() == "Soita kuntaan.", timeout=LIMIT)
    qtbot.waitUntil(lambda: cut_texts(note) == [])  # the line beside the name is laid out a turn later
    office.trigger(ActionId.EDIT_UNDO)
    qtbot.waitUntil(lambda: stored() is None and note.field.toPlainText() == "", timeout=LIMIT)
    assert office.told == []
