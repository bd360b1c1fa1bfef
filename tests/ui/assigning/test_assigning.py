from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from evaluator.domain.identifiers import ApplicationId
from evaluator.domain.language import Language
from evaluator.domain.people import spoken
from evaluator.ui.actions import ActionId
from evaluator.ui.assigning.model import Cell, short_name
from evaluator.ui.assigning.presenter import AssigningPresenter
from evaluator.ui.assigning.words import tr
from evaluator.ui.texts import TEXTS
from scripts.made_up_package import PASSPHRASE, REVIEWER
from tests.ui.assigning.conftest import SECOND, THIRD
from tests.ui.cut_texts import cut_texts


def presenter(view) -> AssigningPresenter:
    return view.findChild(AssigningPresenter)


def column(view, name: str) -> int:
    return [each.reviewer.name for each in view.board.reviewers].index(name)


def cell(view, number: int, name: str) -> Cell:
    reviewer = view.board.reviewers[column(view, name)].reviewer.id
    return view.board.cell(ApplicationId(f"2020-{number:03}"), reviewer)


def stored(office) -> set[tuple[str, str]]:
    board = office.program.reviewing.board(office.session.workspace)
    names = {each.reviewer.id: each.reviewer.name for each in board.reviewers}
    return {(str(each.application), names[each.reviewer]) for each in board.report.assignments}


def test_the_board_says_how_many_read_how_much(board):
    assert (
        board._head.findChild(type(board._head._sub)).text()
        == "1 arvioijaa, 3 arviota, 3–3 kullakin. Palautettu 0."
    )
    assert [each.number for each in board.model.rows] == [1, 2, 3]


def test_the_fingerprint_is_shown_in_the_digits_that_are_read_aloud(board):
    digits = spoken(board.board.reviewers[0].card.fingerprint)
    names = [each.accessibleName() for each in board.inspector.findChildren(QLabel)]

    assert tr("fingerprint_spoken", digits=digits) in names


def test_space_takes_a_pair_back_and_assigns_it_and_undo_brings_it_back(office, board):
    board.matrix.go(1, 0)
    board.matrix.setFocus()
    QTest.keyClick(board.matrix, Qt.Key.Key_Space)
    office.qtbot.waitUntil(lambda: cell(board, 2, REVIEWER) is Cell.NONE)
    office.trigger(ActionId.EDIT_UNDO)
    office.qtbot.waitUntil(lambda: cell(board, 2, REVIEWER) is Cell.AUTO)
    QTest.keyClick(board.matrix, Qt.Key.Key_Space)
    office.qtbot.waitUntil(lambda: cell(board, 2, REVIEWER) is Cell.NONE)
    QTest.keyClick(board.matrix, Qt.Key.Key_Space)
    office.qtbot.waitUntil(lambda: cell(board, 2, REVIEWER) is Cell.HAND)

    assert ("2020-002", REVIEWER) in stored(office)
    assert board.matrix.currentIndex().row() == 1
    assert office.told == []


def test_a_block_of_pairs_is_assigned_at_once(office, full):
    full.matrix.go(1, column(full, THIRD))
    full.matrix.setFocus()
    QTest.keyClick(full.matrix, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(full.matrix, Qt.Key.Key_Space)
    office.qtbot.waitUntil(lambda: cell(full, 3, THIRD) is Cell.HAND)

    assert {("2020-002", THIRD), ("2020-003", THIRD)} <= stored(office)
    assert ("2020-001", THIRD) not in stored(office)


def test_an_employee_of_an_applicant_is_barred_with_the_rule_and_its_source(office, full):
    full.matrix.go(0, column(full, SECOND))
    said = []
    full.said.connect(said.append)
    QTest.keyClick(full.matrix, Qt.Key.Key_Space)
    texts = " ".join(each.text() for each in full.inspector.findChildren(QLabel))

    assert cell(full, 1, SECOND) is Cell.HARD
    assert "434/2003 28 § 1 mom. 4 k." in texts
    assert said == [tr("why.hard")]
    assert not full.inspector.pair_button.isEnabled()


def test_cards_are_shown_with_their_digits_before_anybody_is_taken_in(office, board, cards):
    presenter(board).choose_cards = lambda _parent: cards
    office.trigger(ActionId.ASSIGN_ADD)
    office.qtbot.waitUntil(lambda: presenter(board).dialog is not None)
    dialog = presenter(board).dialog
    read = office.program.read_card(cards[0])
    before = len(office.program.reviewing.board(office.session.workspace).reviewers)
    said = dialog.accessibleDescription()
    dialog.accept()
    office.qtbot.waitUntil(lambda: len(board.board.reviewers) == 3)

    assert spoken(read.fingerprint) in said
    assert before == 1


def test_a_file_that_is_no_card_is_refused_with_its_sentence(office, board, tmp_path):
    file = tmp_path / "ei.evcard"
    file.write_text("ei kortti", encoding="utf-8")
    board.take_files((file,))
    office.qtbot.waitUntil(lambda: bool(office.told))

    assert len(board.board.reviewers) == 1


def test_a_distribution_is_previewed_and_stored_only_when_confirmed(office, full):
    office.trigger(ActionId.ASSIGN_DISTRIBUTE)
    dialog = presenter(full).dialog
    dialog.per_application.setValue(2)
    office.qtbot.waitUntil(lambda: tr("distribute.reviews") + ": 6" in dialog._told.accessibleName())
    untouched = stored(office)
    dialog.accept()
    office.qtbot.waitUntil(lambda: len(full.board.assigned) == 6)
    load = full.board.told.report.load
    office.trigger(ActionId.EDIT_UNDO)
    office.qtbot.waitUntil(lambda: len(full.board.assigned) == 3)

    assert len(untouched) == 3
    assert set(load.values()) == {2}
    assert stored(office) == untouched


def test_a_calibration_number_that_the_round_lacks_is_refused(office, full):
    office.trigger(ActionId.ASSIGN_DISTRIBUTE)
    dialog = presenter(full).dialog
    dialog.calibration.setText("1, 99")
    office.qtbot.waitUntil(lambda: bool(dialog.complaint.accessibleName()))

    assert dialog.complaint.accessibleName() == tr("distribute.no_application", number="99")
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_a_table_assigns_all_of_its_pairs_or_none(office, full, tmp_path):
    table = tmp_path / "jako.csv"
    table.write_text(f"application;reviewer\n2020-003;{THIRD}\n2020-001;{SECOND}\n", encoding="utf-8")
    presenter(full).choose_table = lambda _parent: table
    office.trigger(ActionId.ASSIGN_TABLE)
    office.qtbot.waitUntil(lambda: bool(office.told))
    refused = stored(office)
    table.write_text(f"application;reviewer\n2020-003;{THIRD}\n", encoding="utf-8")
    office.trigger(ActionId.ASSIGN_TABLE)
    office.qtbot.waitUntil(lambda: cell(full, 3, THIRD) is Cell.HAND)

    assert ("2020-003", THIRD) not in refused
    assert office.told[0].code == "rule.assign.barred"


def test_an_interest_bars_at_once_and_its_end_frees_again(office, full):
    full.matrix.go(1, column(full, THIRD))
    office.trigger(ActionId.ASSIGN_INTEREST)
    dialog = presenter(full).dialog
    QTest.keyClicks(dialog.body, "Ii")
    dialog.accept()
    office.qtbot.waitUntil(lambda: cell(full, 2, THIRD) is Cell.HARD)
    full.interest_ended.emit(full.board.reviewers[column(full, THIRD)].interests[-1])
    office.qtbot.waitUntil(lambda: cell(full, 2, THIRD) is Cell.NONE)


def test_packages_are_written_to_the_folder_with_one_for_each_who_reads(office, board, tmp_path):
    folder = tmp_path / "paketit"
    said = []
    board.said.connect(said.append)
    packing = presenter(board).packing
    office.trigger(ActionId.ASSIGN_PACKAGES)
    office.qtbot.waitUntil(lambda: packing.dialog is not None)
    dialog = packing.dialog
    dialog.where.setText(str(folder))
    dialog.passphrases.ask(new=False)
    dialog.passphrases.first.setText(PASSPHRASE)
    dialog.accept()
    office.qtbot.waitUntil(lambda: bool(said))
    office.qtbot.waitUntil(lambda: len(board.board.reviewers[0].packages) == 2)

    assert [each.suffix for each in folder.iterdir()] == [".evpack"]
    assert said == [tr("pack.written", count=1, folder="paketit")]
    assert not dialog.isVisible()


def test_a_wrong_passphrase_leaves_the_dialog_open_and_says_so(office, board, tmp_path):
    packing = presenter(board).packing
    office.trigger(ActionId.ASSIGN_PACKAGES)
    office.qtbot.waitUntil(lambda: packing.dialog is not None)
    dialog = packing.dialog
    dialog.where.setText(str(tmp_path / "paketit"))
    dialog.passphrases.ask(new=False)
    dialog.passphrases.first.setText("väärä lause")
    dialog.accept()
    office.qtbot.waitUntil(lambda: bool(dialog.complaint.accessibleName()))

    assert dialog.isVisible()
    assert not (tmp_path / "paketit").exists()
    dialog.reject()


@pytest.mark.parametrize("language", Language)
def test_nothing_is_cut_in_any_language_at_1280_by_720(office, cards, language):
    office.program.reviewing.add_reviewers(office.session.workspace, cards, "Esimerkkiesittelijä")
    TEXTS.use(language)
    view = office.window.place_named("assigning")
    office.qtbot.waitUntil(lambda: view.board is not None)
    office.qtbot.wait(50)

    assert cut_texts(view) == []


def test_each_cell_says_in_words_what_it_is(full):
    full.matrix.go(0, column(full, SECOND))
    spoken_ = full.model.data(full.matrix.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)

    assert spoken_ == f"Hakemus 1, {SECOND}: esteellinen"
    assert full.status().left == spoken_


def test_the_list_narrows_to_what_lacks_readers(office, full):
    full.filters._segments[2].click()

    assert [each.number for each in full.model.rows] == [1]
    assert full.leave()
    assert full.leave()
    assert len(full.model.rows) == 3


def test_a_name_over_a_column_stays_tellable():
    assert short_name("Maija Aalto") == "Aalto"
    assert short_name("Esimerkkiarvioija 2") == "E2"
    assert short_name("Esimerkki") == "Esimerkki"
