"""Attachments, the review file, and the way back from it."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtWidgets import QLabel

from evaluator.domain.review_rules import ReviewState
from evaluator.exchange.errors import ExchangeError
from evaluator.services.review_errors import UndeclaredError
from evaluator.ui.actions import ActionId
from evaluator.ui.dialogs import MessageDialog
from evaluator.ui.reviewing.export_dialog import ExportDialog
from evaluator.ui.reviewing.presenter import ReviewingPresenter
from scripts.made_up_package import PASSPHRASE
from tests.ui.reviewing.conftest import FIRST, ReviewDesk


def deeds(review):
    return review.view.findChild(ReviewingPresenter).deeds


def test_no_service_gives_content_before_the_question_is_answered(review):
    reviewing, workspace = review.program.reviewing, review.session.workspace

    with pytest.raises(UndeclaredError):
        reviewing.read_application(workspace, FIRST)
    with pytest.raises(UndeclaredError):
        reviewing.read_attachment(workspace, FIRST, "attachments/hankesuunnitelma.pdf")


def test_a_pdf_is_shown_and_searched(review, qtbot):
    review.free()
    files = review.view.reader.files
    review.view.reader.tabs[2].click()
    qtbot.waitUntil(lambda: files.pages.pages == 3)
    review.view.reader.search.setText("vaiheet")
    qtbot.waitUntil(lambda: files.pages.hits == 3)

    before = files.pages.zoomFactor()
    review.trigger(ActionId.ZOOM_IN)
    assert files.pages.zoomFactor() != before


def test_what_cannot_be_shown_is_explained_and_never_written(review, qtbot):
    review.free()
    files = review.view.reader.files
    review.view.reader.tabs[2].click()
    row = next(at for at in range(files.list.count()) if "Budjetti" in files.list.item(at).text())
    files.list.setCurrentRow(row)
    qtbot.waitUntil(lambda: files.shown.currentWidget() is files._cannot)

    words = " ".join(each.text() for each in files.findChildren(QLabel) if each.isVisible())
    assert "ei voi näyttää" in words
    assert "ei tallenneta levylle" in words


def test_text_is_found_in_the_application(review):
    review.free()
    review.trigger(ActionId.EDIT_FIND)
    review.type("Suomi.fi")

    assert review.view.reader.hits.text() == "2 osumaa"
    assert review.view.reader.text.textCursor().selectedText() == "Suomi.fi"


@pytest.fixture
def exported(review, qtbot, tmp_path):
    """One review submitted and exported; gives the file."""
    review.free()
    review.answer_all()
    from evaluator.domain.reviews import RiskEntry

    sheet = review.view.sheet
    risk = next(each for each in sheet.call.criteria if each.risk)
    entry = RiskEntry(likelihood=1, severity=2, preparedness=2)
    review.view.scoring.answered.emit(str(risk.id), sheet.risk(risk, entry))
    qtbot.waitUntil(lambda: risk.id in review.draft().scores)
    review.trigger(ActionId.REVIEW_SUBMIT)
    qtbot.waitUntil(lambda: review.view.sheet.task.state is ReviewState.SUBMITTED)
    file = tmp_path / "arviot.evreview"
    deeds(review).ask_save = lambda *_: file
    deeds(review).ask_passphrase = lambda *_, **__: PASSPHRASE
    review.trigger(ActionId.REVIEW_EXPORT)
    dialog = review.window.findChild(ExportDialog)
    review.dialog_words = " ".join(each.text() for each in dialog.findChildren(QLabel))
    dialog.accept()
    qtbot.waitUntil(lambda: review.window.findChild(MessageDialog) is not None)
    return file


def test_the_export_says_what_it_holds_and_the_official_can_open_the_file(review, exported, made_up):
    from evaluator.composition import compose
    from evaluator.exchange.frame import Kind, look_at
    from evaluator.exchange.opening import decrypt
    from scripts.made_up_package import OFFICIAL

    assert "Annettuja arvioita" in review.dialog_words
    assert "Kesken, ei tiedostossa" in review.dialog_words
    official = compose(data_dir=made_up.official_data)
    person = official.identities.open(OFFICIAL, official.identity_secret(passphrase=PASSPHRASE))
    decrypt(look_at(exported, Kind.REVIEW), person)
    assert review.program.reviewing.read_desk(review.session.workspace).exports == 1


def test_a_lost_workspace_comes_back_from_one_s_own_export(
    review, exported, qtbot, settings, taken, tmp_path
):
    review.session.close()
    fresh = tmp_path / "uusi.evaluator"
    shutil.copy(taken, fresh)
    again = ReviewDesk(qtbot, settings, review.program, fresh)
    again.open()
    assert again.stored().submitted is None
    deeds(again).ask_passphrase = lambda *_, **__: PASSPHRASE
    again.controller.open_file(exported)
    qtbot.waitUntil(lambda: again.stored().submitted is not None)

    assert any("Palautettiin 1" in each for each in again.said)
    again.session.close()


def test_a_file_of_another_kind_is_refused_and_nothing_changes(review, qtbot, tmp_path):
    wrong = tmp_path / "kuva.evreview"
    wrong.write_bytes(b"not ours")
    deeds(review).ask_passphrase = lambda *_, **__: PASSPHRASE
    review.controller.open_file(wrong)
    qtbot.waitUntil(lambda: bool(review.told))

    assert isinstance(review.told[0], ExchangeError)
