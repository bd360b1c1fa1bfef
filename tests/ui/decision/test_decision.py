from __future__ import annotations

import tempfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.language import Language
from evaluator.services.ports import PaperOrder
from evaluator.ui.actions import ActionId
from evaluator.ui.decision.model import prepare
from evaluator.ui.decision.presenter import DecisionPresenter
from evaluator.ui.decision.printing import flattened
from evaluator.ui.decision.view import DecisionView
from evaluator.ui.session import Deed
from tests.ui.programs import MemoryMissing, contents_2020, pdf_of


def made_ready(desk, qtbot, *, decided=True):
    made = desk(contents_2020(decided=decided))
    made.view = made.window.place_named("decision")
    qtbot.waitUntil(lambda: made.view._draft is not None)
    return made


def test_papers_are_shown_with_their_pages_and_standards(desk, qtbot):
    made = made_ready(desk, qtbot)

    assert made.view.pages.pages == 2
    assert made.view.page_label.text() == "1 / 2"
    assert made.view.status().left == "PDF/UA-1, PDF/A-2a"


def test_language_and_order_make_the_papers_anew(desk, qtbot):
    made = made_ready(desk, qtbot)
    made.view.language_choice._segments[1].click()
    made.view.order_choice._segments[1].click()
    qtbot.waitUntil(lambda: made.program.drafts[-1] == ("sv", "ranked"))

    assert made.program.drafts[0] == ("fi", "alphabetical")


def test_a_change_of_the_round_makes_the_papers_anew_once_they_are_in_sight(desk, qtbot):
    made = made_ready(desk, qtbot)
    made.window.place_named("applications")
    before = len(made.program.drafts)
    first = made.session.outcome.standings[0].application.id
    deed = Deed(
        said="x",
        do=lambda program, workspace, by: program.decide_eligibility(
            workspace, first, EligibilityOutcome.NO, "Syy.", by
        ),
    )
    with qtbot.waitSignal(made.session.done):
        made.session.do(deed)
    out_of_sight = len(made.program.drafts)
    made.window.place_named("decision")
    qtbot.waitUntil(lambda: len(made.program.drafts) == before + 1)

    assert out_of_sight == before


def test_what_is_missing_is_listed_and_the_decision_is_not_shown(desk, qtbot):
    made = made_ready(desk, qtbot, decided=False)
    view = made.view
    blocked = not made.window.actions_[ActionId.FILE_PRINT].isEnabled()
    view.paper_choice._options[1].click()

    assert view._draft.sentences() == ("Päätös",)
    assert blocked
    assert view.paper.kind == "memo"
    assert made.window.actions_[ActionId.FILE_PRINT].isEnabled()


def test_a_preview_touches_no_disk_and_is_not_logged(desk, qtbot, monkeypatch):
    made = made_ready(desk, qtbot)
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    draft = prepare(made.program, made.session.workspace, Language.FI, PaperOrder.RANKED)

    assert draft.papers["memo"].data.startswith(b"%PDF")
    assert made.program.draft.logged == []


def test_pages_turn_and_zoom_by_action(desk, qtbot):
    made = made_ready(desk, qtbot)
    pages = made.view.pages
    made.trigger(ActionId.PAGE_NEXT)
    turned = pages.page
    made.trigger(ActionId.PAGE_PREVIOUS)
    before = pages._width_factor()
    made.trigger(ActionId.ZOOM_IN)

    assert turned == 2
    assert pages.page == 1
    assert pages.zoomFactor() == pytest.approx(before * 1.2)


def test_a_text_is_found_on_the_pages_and_enter_goes_to_the_next_place(desk, qtbot):
    made = made_ready(desk, qtbot)
    view = made.view
    made.trigger(ActionId.EDIT_FIND)
    qtbot.keyClicks(view.search, "decision")
    qtbot.waitUntil(lambda: view.pages.hits == 2, timeout=5000)
    qtbot.keyClick(view.search, Qt.Key.Key_Return)

    assert view.hits.text() == "2 / 2"


def test_saving_writes_the_paper_in_sight_and_logs_it(desk, qtbot, tmp_path):
    made = desk(contents_2020())
    view = DecisionView(made.window.actions_)
    qtbot.addWidget(view)
    target = tmp_path / "paatos.pdf"
    DecisionPresenter(view, made.session, ask_file=lambda *_: target)
    view.show()
    view.appear()
    qtbot.waitUntil(lambda: view.paper is not None)
    with qtbot.waitSignal(made.session.done) as done:
        view.handlers()[ActionId.FILE_SAVE_PDF]()

    assert target.read_bytes() == view.paper.data
    assert done.args[0].said == "Tallennettu: paatos.pdf"
    assert made.program.draft.logged == [("decision", "fi", made.session.by)]


def test_a_place_that_cannot_be_written_is_refused_and_nothing_is_logged(desk, qtbot, tmp_path):
    made = desk(contents_2020())
    view = DecisionView(made.window.actions_)
    qtbot.addWidget(view)
    DecisionPresenter(view, made.session, ask_file=lambda *_: tmp_path / "missing" / "paper.pdf")
    view.show()
    view.appear()
    qtbot.waitUntil(lambda: view.paper is not None)
    with qtbot.waitSignal(made.session.refused) as refused:
        view.handlers()[ActionId.FILE_SAVE_PDF]()

    assert refused.args[0].code == "storage.paper.folder"
    assert made.program.draft.logged == []


def test_printing_sends_the_chosen_pages_on_white_and_is_logged(desk, qtbot, tmp_path):
    made = desk(contents_2020())
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 2)
    view = DecisionView(made.window.actions_)
    qtbot.addWidget(view)
    DecisionPresenter(view, made.session, ask_printer=lambda *_: printer)
    view.show()
    view.appear()
    qtbot.waitUntil(lambda: view.paper is not None)
    with qtbot.waitSignal(made.session.done, timeout=10_000) as done:
        view.handlers()[ActionId.FILE_PRINT]()
    printed = QPdfDocument()
    printed.load(str(tmp_path / "printed.pdf"))

    assert done.args[0].said == "1 sivu lähetettiin tulostimelle"
    assert made.program.draft.logged == [("decision", "fi", made.session.by)]
    assert printed.pageCount() == 1


def test_a_printed_page_has_no_see_through_ground(dressed, tmp_path):
    (tmp_path / "one.pdf").write_bytes(pdf_of("x", 1))
    document = QPdfDocument()
    document.load(str(tmp_path / "one.pdf"))

    picture = flattened(document, 0, 72)

    assert not picture.hasAlphaChannel()
    assert picture.pixelColor(2, 2).name() == "#ffffff"


def test_an_extract_is_made_for_the_application_that_is_chosen_in_its_own_language(desk, qtbot):
    made = made_ready(desk, qtbot)
    view = made.view
    hidden = not view.applicant.isVisible()
    view.paper_choice._options[5].click()
    qtbot.waitUntil(lambda: view.paper is not None)
    first = view.paper.name
    view.applicant.applications.setCurrentIndex(2)
    view.applicant.applications.activated.emit(2)
    qtbot.waitUntil(lambda: view.paper is not None and view.paper.name != first)

    ids = [
        each.application.id
        for each in sorted(made.session.outcome.standings, key=lambda each: each.application.number)
    ]
    assert hidden
    assert view.applicant.isVisible()
    assert made.program.extracts.made == [ids[0], ids[2]]
    assert view.paper.kind == "extract"


def test_the_language_of_an_extract_stays_with_its_application(desk, qtbot):
    made = made_ready(desk, qtbot)
    view = made.view
    view.paper_choice._options[5].click()
    qtbot.waitUntil(lambda: view.paper is not None)

    def look_at(place):
        view.applicant.applications.setCurrentIndex(place)
        view.applicant.applications.activated.emit(place)
        wanted = view.applicant.wanted
        qtbot.waitUntil(lambda: view._draft.extract == wanted)
        return view.paper.language, view.applicant.language.value

    look_at(1)
    with qtbot.waitSignal(made.session.done):
        view.applicant.language._segments[2].click()
    qtbot.waitUntil(lambda: view._draft.answered is Language.SV)
    chosen = view.paper.language
    other, again = look_at(2), look_at(1)
    view.show_round(made.session.outcome)
    made.session.undo()
    qtbot.waitUntil(lambda: view._draft.answered is None)

    assert chosen is Language.SV
    assert (other, again) == ((Language.FI, 0), (Language.SV, 2))
    assert view.applicant.applications.currentIndex() == 1
    assert view.paper.language is Language.FI


def test_what_is_untranslated_is_something_to_look_at_and_keeps_no_other_extract_waiting(desk, qtbot):
    made = made_ready(desk, qtbot)
    view = made.view
    text = MemoryMissing("papers.untranslated.sv", {"number": 6, "id": "2020-006/deviation", "text": "Syy."})
    made.program.draft.untranslated = (text,)
    (second, *_) = (each for each in made.session.outcome.contents.applications if each.number == 2)
    made.program.extracts.waiting = {second.id}
    view.settings_changed.emit()
    qtbot.waitUntil(lambda: bool(view._draft.untranslated))
    draft = view._draft
    view.paper_choice._options[5].click()
    qtbot.waitUntil(lambda: view.paper is not None)
    free = view._draft
    view.applicant.applications.setCurrentIndex(1)
    view.applicant.applications.activated.emit(1)
    qtbot.waitUntil(lambda: view._draft.waiting)

    assert draft.papers["decision"]
    assert draft.sentences() == ()
    assert ["2020-006/deviation" in each for each in draft.to_translate()] == [True]
    assert view.versions.editable.isEnabled()
    assert free.untranslated == ()
    assert view.paper is None
    assert view._right.currentWidget() is view._waiting


def test_no_extract_is_made_while_the_decision_lacks_something_or_another_paper_is_looked_at(desk, qtbot):
    made = made_ready(desk, qtbot, decided=False)
    view = made.view
    view.paper_choice._options[5].click()
    before = len(made.program.drafts)
    qtbot.waitUntil(lambda: len(made.program.drafts) > before)
    qtbot.wait(50)

    assert view.paper is None
    assert made.program.extracts.made == []
