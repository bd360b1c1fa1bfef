from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from evaluator.domain.review_rules import ReviewState
from evaluator.ui.actions import ActionId
from evaluator.ui.reviewing.declare import CONFLICT, DECLINED
from tests.ui.reviewing.conftest import FIRST


def words(widget) -> str:
    shown = (each.text() for each in widget.findChildren(QLabel) if each.isVisible())
    return " ".join(shown).replace("\xa0", " ")


def test_a_reviewer_s_window_has_the_reviewer_s_places_only(review):
    shown = [button.text() for button in review.window._rail.buttons if button.isVisible()]

    assert shown == ["Arviointi", "Loki"]
    assert not review.window.actions_[ActionId.GO_RANKING].isEnabled()
    assert not review.window.actions_[ActionId.GO_APPLICATIONS].isEnabled()


def test_the_applications_stand_in_reading_order_with_the_shared_ones_first(review):
    order = [each.application.id for each in review.view.desk.tasks]

    assert review.view.desk.tasks[0].calibration
    assert order[0] == FIRST
    assert "Yhteinen" in review.view.queue.list.model().index(0, 0).data()


def test_before_the_answer_only_names_and_sums_are_shown(review):
    shown = words(review.view)

    assert "Kajaanin kaupunki" in shown
    assert "460 700,00" in shown
    assert "kokousmenettely" not in shown
    assert not review.view.reader.isVisible()
    assert not review.view.scoring.isVisible()


def test_declaring_to_be_free_by_keyboard_opens_text_and_questions(review):
    review.free()

    assert "kokousmenettely" in review.view.reader.text.toPlainText()
    assert review.view.scoring.isVisible()
    assert review.stored().state is ReviewState.OPEN


def test_a_conflict_needs_a_reason_and_removes_the_content_from_the_machine(review, qtbot):
    review.view.declare.choose(CONFLICT)
    review.view.declare.confirm.click()
    assert "Syy puuttuu" in words(review.view.declare)

    review.view.declare.reason.setPlainText("Läheinen on hakijan palveluksessa.")
    review.view.declare.confirm.click()
    qtbot.waitUntil(lambda: "poistettu" in words(review.view.closed))

    with review.session.workspace.read() as unit:
        assert unit.form(FIRST) is None
        assert unit.files(FIRST) == ()
    assert review.stored().state is ReviewState.RECUSED
    assert "Olet esteellinen" in words(review.view)


def test_an_application_is_given_back_with_a_reason(review, qtbot):
    review.view.declare.choose(DECLINED)
    review.view.declare.reason.setPlainText("En ehdi.")
    review.view.declare.confirm.click()
    qtbot.waitUntil(lambda: review.stored().state is ReviewState.DECLINED)

    qtbot.waitUntil(lambda: "Palautit hakemuksen" in words(review.view.closed))


def test_the_next_application_is_a_key_away(review, qtbot):
    first = review.view._task.application.id
    review.trigger(ActionId.VIEW_NEXT)
    qtbot.waitUntil(lambda: review.view._task.application.id != first)

    assert review.view._task is not None
    assert review.view._task.application.id == review.view.desk.tasks[1].application.id


def test_the_list_lies_over_the_text_in_a_narrow_window_and_leaves_with_escape(review):
    assert not review.view.queue.isVisible()
    review.trigger(ActionId.REVIEW_QUEUE)
    assert review.view.queue.isVisible()
    review.key(Qt.Key.Key_Escape)

    assert not review.view.queue.isVisible()
