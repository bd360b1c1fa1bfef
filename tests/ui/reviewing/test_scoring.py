from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from evaluator.domain.exchanged import Recommendation
from evaluator.domain.language import Language
from evaluator.domain.review_rules import ReviewState
from evaluator.domain.reviews import NotApplicable, RiskEntry, Scored
from evaluator.ui.actions import ActionId
from evaluator.ui.reviewing.model import LONGEST_SENTENCE
from evaluator.ui.reviewing.sentence import SentenceField
from evaluator.ui.texts import TEXTS
from tests.ui.cut_texts import cut_texts


@pytest.fixture
def opened(review):
    review.free()
    return review


def first_of(review) -> str:
    return str(review.view.sheet.items[0].id)


def test_a_digit_scores_enter_goes_to_the_sentence_and_tab_to_the_next_question(opened, qtbot):
    name = first_of(opened)
    opened.key(Qt.Key.Key_4, Qt.Key.Key_Return)
    assert isinstance(opened.focus, SentenceField)
    opened.type("Kuvattu.")
    opened.key(Qt.Key.Key_Tab)

    assert opened.view.scoring.open_name == str(opened.view.sheet.items[1].id)
    qtbot.waitUntil(lambda: opened.draft() is not None and opened.draft().comments.get(name) == "Kuvattu.")
    assert opened.draft().scores[name] == Scored(Fraction(4))


def test_shift_tab_goes_back_to_the_sentence_before(opened):
    opened.key(Qt.Key.Key_4, Qt.Key.Key_Return, Qt.Key.Key_Return)
    opened.key(Qt.Key.Key_Backtab, modifier=Qt.KeyboardModifier.ShiftModifier)

    assert opened.view.scoring.open_name == first_of(opened)
    assert isinstance(opened.focus, SentenceField)


def test_a_digit_off_the_scale_changes_nothing(opened):
    opened.key(Qt.Key.Key_9)

    assert opened.view.sheet.scores == {}


def test_score_and_progress_follow_at_once(opened):
    opened.key(Qt.Key.Key_4)
    scoring = opened.view.scoring

    assert scoring._total.text() == "80,0"
    assert scoring._progress.text() == "1 / 16 vastattu"
    assert "pisteet 80" in scoring.tabs[0].accessibleName()


def test_n_marks_not_applicable_where_the_call_allows_it_and_asks_why(opened, qtbot):
    allowed = next(each for each in opened.view.sheet.call.criteria if each.may_be_not_applicable)
    refused = next(each for each in opened.view.sheet.call.criteria if not each.may_be_not_applicable)
    opened.view.scoring.go_to(str(refused.id))
    opened.key(Qt.Key.Key_N)
    assert opened.view.sheet.scores == {}

    opened.view.scoring.go_to(str(allowed.id))
    opened.key(Qt.Key.Key_N)
    opened.type("Ei palveluja.")
    wanted = NotApplicable("Ei palveluja.")
    qtbot.waitUntil(lambda: opened.draft() is not None and opened.draft().scores.get(allowed.id) == wanted)


def test_ctrl_enter_goes_to_the_next_that_is_owed_also_from_a_sentence(opened):
    opened.key(Qt.Key.Key_4, Qt.Key.Key_Return)
    opened.trigger(ActionId.REVIEW_NEXT_OPEN)

    assert opened.view.scoring.open_name == str(opened.view.sheet.items[1].id)


def test_an_end_of_the_scale_asks_for_a_sentence(opened):
    opened.key(Qt.Key.Key_5)

    assert opened.view.scoring.card._above.text() == "Perustelu, vaaditaan"
    opened.key(Qt.Key.Key_3)
    assert opened.view.scoring.card._above.text() == "Perustelu, yksi ryhmässä riittää"


def test_a_score_is_undone_and_done_again(opened, qtbot):
    name = first_of(opened)
    opened.key(Qt.Key.Key_4)
    opened.key(Qt.Key.Key_2)
    opened.trigger(ActionId.EDIT_UNDO)  # the second score is still being stored
    qtbot.waitUntil(lambda: opened.view.sheet.scores.get(name) == Scored(Fraction(4)))
    assert opened.draft().scores[name].value == 4
    opened.trigger(ActionId.EDIT_REDO)
    qtbot.waitUntil(lambda: opened.view.sheet.scores.get(name) == Scored(Fraction(2)))


def test_a_sentence_is_undone_as_one_deed(opened, qtbot):
    name = first_of(opened)
    opened.key(Qt.Key.Key_4, Qt.Key.Key_Return)
    opened.type("Yksi lause.")
    opened.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.session.undoable.startswith("Perustelu"))
    opened.trigger(ActionId.EDIT_UNDO)
    qtbot.waitUntil(lambda: not opened.view.sheet.sentence(name))

    assert opened.view.sheet.scores[name] == Scored(Fraction(4))


def test_megabytes_pasted_into_a_sentence_are_refused_with_the_limit(opened, qapp):
    opened.key(Qt.Key.Key_4, Qt.Key.Key_Return)
    opened.type("Ennen. ")
    qapp.clipboard().setText("x" * 3_000_000)
    opened.focus.paste()
    card = opened.view.scoring.card

    assert card.sentence.toPlainText() == "Ennen. "
    assert card._complaint.isVisible()
    assert "3 000 000" in card._complaint.accessibleName().replace("\xa0", " ")
    qapp.clipboard().setText("y" * (LONGEST_SENTENCE - len("Ennen. ")))
    opened.focus.paste()
    assert len(card.sentence.toPlainText()) == LONGEST_SENTENCE
    opened.type("z")
    assert len(card.sentence.toPlainText()) == LONGEST_SENTENCE


def test_how_the_others_were_scored_stands_under_the_cells(opened, qtbot):
    opened.key(Qt.Key.Key_4)
    qtbot.waitUntil(lambda: opened.draft() is not None)
    opened.trigger(ActionId.VIEW_NEXT)
    qtbot.waitUntil(opened.view.declare.isVisible)
    opened.free()

    inside = opened.view.scoring.card.findChildren(QWidget)
    under = [each for each in inside if "Muut arviosi" in each.accessibleName()]
    assert under
    assert "4: hakemus 1" in under[0].accessibleName()


def test_submitting_what_lacks_something_goes_there_and_says_how_much(opened):
    opened.key(Qt.Key.Key_4)
    opened.trigger(ActionId.REVIEW_SUBMIT)

    assert opened.view.scoring.open_name == str(opened.view.sheet.items[1].id)
    assert any("puuttuu" in each for each in opened.said)
    assert opened.stored().submitted is None


def test_a_whole_review_is_recommended_submitted_and_reopened_with_a_reason(opened, qtbot):
    opened.answer_all()
    opened.view.scoring.go_to("data-protection")
    opened.key(Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_1)
    opened.view.scoring.ending.choice.chosen.emit(0)
    qtbot.waitUntil(lambda: opened.draft().recommendation is Recommendation.FUND)
    entered = RiskEntry(likelihood=2, severity=3, preparedness=1)
    assert opened.draft().scores["data-protection"].risk == entered
    assert opened.view.sheet.owed == ()
    opened.trigger(ActionId.REVIEW_SUBMIT)
    qtbot.waitUntil(lambda: opened.view.sheet.task.state is ReviewState.SUBMITTED)
    assert not opened.view.scoring.card.risk.rows[0].isEnabled()

    opened.trigger(ActionId.REVIEW_REOPEN)
    from evaluator.ui.reviewing.reason import ReasonDialog

    dialog = opened.window.findChild(ReasonDialog)
    dialog.accept()
    assert dialog.isVisible()
    dialog.field.setPlainText("Luin liitteen uudelleen.")
    dialog.accept()
    qtbot.waitUntil(lambda: opened.view.sheet.task.state is ReviewState.REOPENED)
    assert opened.draft().reason == "Luin liitteen uudelleen."


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(1024, 700), (1280, 720), (1440, 900)])
def test_every_word_fits(opened, qtbot, language, size):
    opened.window.resize(*size)
    if TEXTS.language is not language:
        TEXTS.use(language)
        qtbot.waitUntil(lambda: opened.view is not None and opened.view.sheet is not None)
    qtbot.wait(50)

    assert cut_texts(opened.view) == []
    card = opened.view.scoring.card
    assert opened.view.scoring.area.viewport().width() >= card.width()


def test_a_wide_window_becomes_narrow_again(opened, qtbot):
    opened.window.resize(1600, 900)
    qtbot.waitUntil(opened.view.queue.isVisible)
    for width in (1430, 1350, 1280):  # as one drags its edge
        opened.window.resize(width, 720)
        qtbot.wait(20)

    assert opened.window.width() == 1280
    assert not opened.view.queue.isVisible()


def test_every_control_has_a_name_and_a_role(opened):
    controls = [
        each
        for each in opened.view.findChildren(QWidget)
        if each.isVisible() and isinstance(each, QAbstractButton | QLineEdit | QPlainTextEdit)
        if each.objectName() != "qt_spinbox_lineedit"
    ]
    nameless = [
        each
        for each in controls
        if not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
    ]

    assert controls
    assert nameless == []
