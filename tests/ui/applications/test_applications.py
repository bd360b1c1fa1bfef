from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from evaluator.domain.eligibility import EligibilityOutcome
from evaluator.domain.eligibility_rules import find_among
from evaluator.domain.language import Language
from evaluator.scoring.outcome import work_out
from evaluator.services.errors import RoundLockedError
from evaluator.ui.actions import ActionId
from evaluator.ui.applications.delegates import columns
from evaluator.ui.applications.model import Filter, counts, lets_through, make_findable, rows_of
from evaluator.ui.shared.labels import PairList
from evaluator.ui.shared.table_model import RowsModel
from evaluator.ui.texts import TEXTS, tr
from tests.ui.programs import MemoryProgram, contents_2020


@pytest.fixture
def at_applications(desk):
    made = desk()
    made.view = made.window.place_named("applications")
    return made


def shown(view):
    return [row.key for row in view.model.rows]


def decision_on(desk, number):
    found = next(s for s in desk.session.outcome.standings if s.application.number == number)
    return found.eligibility


def test_the_model_of_the_real_applications_obeys_qt(qtmodeltester, at_applications):
    model = RowsModel(columns(dense=True))
    model.set_rows(rows_of(at_applications.session.outcome))

    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("query", "expected"),
    [("jamsa", {10}), ("51", {51}), ("nuorisokortti", {28}), ("multia", {10}), ("kaupunki rusko", set())],
    ids=["lead-without-accents", "number", "title", "partner", "all-words"],
)
def test_one_finds_by_lead_partner_title_and_number(at_applications, qtbot, query, expected):
    view = at_applications.view
    qtbot.keyClicks(view.search, query)

    assert set(shown(view)) >= expected
    assert len(shown(view)) < 61
    assert expected or shown(view) == []


def test_the_segments_count_and_filter(at_applications, qtbot):
    view = at_applications.view
    counts = [segment.choice.count for segment in view.filters._segments]
    view.filters._segments[1].click()
    open_ones = shown(view)
    view.filters._segments[3].click()

    assert counts[0] == "61"
    assert counts[1] == "3"
    assert open_ones == [59, 60, 61]
    assert shown(view) == [17, 19]


def test_an_empty_result_says_how_to_get_out_of_it_and_esc_does(at_applications, qtbot):
    view = at_applications.view
    qtbot.keyClicks(view.search, "xyzzy")
    instead = view._lists.currentWidget()
    qtbot.keyClick(view.search, Qt.Key.Key_Escape)

    assert instead is view._none
    assert view._lists.currentWidget() is view.table
    assert len(shown(view)) == 61


def test_each_column_sorts(at_applications):
    view = at_applications.view

    for at in range(len(view.model.columns)):
        view.model.order(at)
        assert len(shown(view)) == 61
    view.set_density(dense=True)
    view.model.order(5, descending=False)

    assert view.model.columns[4].title == "Haettu €"


def test_the_inspector_shows_applicants_with_codes_and_findings_with_their_source(at_applications):
    view = at_applications.view
    view.show_thing("28")
    words = " ".join(label.text() for label in view.inspector.findChildren(QLabel))
    applicants = view.inspector.findChild(PairList)

    assert "Hakemus 28" in words
    assert applicants.pairs[0] == ("Loimaa", "hankehallinnoija, kunta 430")
    assert ("Koski TI", "muu") in applicants.pairs
    assert "Loimaa, hankehallinnoija, kunta 430" in applicants.accessibleName()
    assert "Hallintolaki" in words


def test_a_no_without_a_reason_is_not_recorded_and_says_why(at_applications, qtbot):
    view = at_applications.view
    view.show_thing("61")
    at_applications.trigger(ActionId.ELIGIBLE_NO)
    view.form.record()

    assert view.form._complaint.isVisible()
    assert view.form.reason.property("state") == "bad"
    assert view.form.reason.hasFocus()
    assert decision_on(at_applications, 61) is None


def test_a_no_with_a_reason_is_recorded_and_shown(at_applications, qtbot):
    view = at_applications.view
    view.show_thing("61")
    at_applications.trigger(ActionId.ELIGIBLE_NO)
    qtbot.keyClicks(view.form.reason, "Hakijoita on vain yksi.")
    qtbot.keyClick(view.form.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: decision_on(at_applications, 61) is not None)

    assert decision_on(at_applications, 61).outcome is EligibilityOutcome.NO
    assert decision_on(at_applications, 61).reason == "Hakijoita on vain yksi."
    assert view.current.state == "no"
    assert not view.form.changed


def test_k_marks_as_eligible_with_the_usual_reason_and_the_same_row_stays_chosen(at_applications, qtbot):
    view = at_applications.view
    view.show_thing("60")
    at_applications.window.activateWindow()
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: decision_on(at_applications, 60) is not None)

    assert decision_on(at_applications, 60).outcome is EligibilityOutcome.YES
    assert view.current.key == 60


def test_a_first_decision_is_undone_and_an_old_one_taken_back_with_a_reason(at_applications, qtbot):
    view = at_applications.view
    view.show_thing("60")
    view.form.choose(EligibilityOutcome.YES)
    qtbot.waitUntil(lambda: decision_on(at_applications, 60) is not None)
    at_applications.trigger(ActionId.EDIT_UNDO)
    qtbot.waitUntil(lambda: decision_on(at_applications, 60) is None)

    view.show_thing("17")
    assert view.form._take_back.isVisible()
    qtbot.mouseClick(view.form._take_back, Qt.MouseButton.LeftButton)
    view.form.record()
    assert view.form.reason.property("state") == "bad"
    qtbot.keyClicks(view.form.reason, "Syy oli vanha.")
    view.form.record()
    qtbot.waitUntil(lambda: decision_on(at_applications, 17) is None)

    assert not view.form._take_back.isVisible()
    assert view.form.choice.value == -1
    assert at_applications.told == []


def test_letters_typed_into_a_field_are_letters(at_applications, qtbot):
    view = at_applications.view
    view.show_thing("60")
    view.search.setFocus()
    qtbot.keyClicks(view.search, "ke")

    assert view.search.text() == "ke"
    assert decision_on(at_applications, 60) is None


def test_single_letters_can_be_switched_off(at_applications, qtbot):
    view = at_applications.view
    at_applications.trigger(ActionId.VIEW_SINGLE_KEYS)
    view.show_thing("60")
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_K)

    assert at_applications.window.actions_[ActionId.ELIGIBLE_YES].shortcut().isEmpty()
    assert decision_on(at_applications, 60) is None


def test_a_changed_decision_is_undone_and_done_again(at_applications, qtbot):
    view = at_applications.view
    view.show_thing("17")
    view.form.choose(EligibilityOutcome.YES)
    qtbot.waitUntil(lambda: decision_on(at_applications, 17).outcome is EligibilityOutcome.YES)
    at_applications.trigger(ActionId.EDIT_UNDO)
    qtbot.waitUntil(lambda: decision_on(at_applications, 17).outcome is EligibilityOutcome.NO)
    qtbot.waitUntil(lambda: bool(at_applications.session.redoable))
    at_applications.trigger(ActionId.EDIT_REDO)
    qtbot.waitUntil(lambda: decision_on(at_applications, 17).outcome is EligibilityOutcome.YES)

    assert at_applications.told == []


def test_a_completion_carries_its_last_day(at_applications, qtbot):
    view = at_applications.view
    view.show_thing("61")
    view.form.choice._segments[2].click()
    qtbot.keyClicks(view.form.reason, "Liite puuttuu.")
    view.form.record()
    qtbot.waitUntil(lambda: decision_on(at_applications, 61) is not None)

    assert view.form._until_field.isVisible()
    assert decision_on(at_applications, 61).complete_by is not None


def test_a_refusal_is_told_in_one_sentence_and_nothing_changes(at_applications, qtbot):
    at_applications.program.fail_next = RoundLockedError(phase="locked")
    view = at_applications.view
    view.show_thing("17")
    view.form.choose(EligibilityOutcome.YES)
    qtbot.waitUntil(lambda: bool(at_applications.told))
    dialog = QApplication.activeModalWidget()
    sentence = dialog.accessibleDescription()
    dialog.accept()

    assert "lukittu" in sentence
    assert "Traceback" not in sentence
    assert decision_on(at_applications, 17).outcome is EligibilityOutcome.NO


def test_a_suggested_name_is_confirmed_with_a_record(at_applications, qtbot):
    view = at_applications.view
    view.show_thing("28")
    at_applications.trigger(ActionId.NAMES_CONFIRM)
    qtbot.waitUntil(lambda: bool(at_applications.session.outcome.contents.confirmations))

    assert at_applications.session.outcome.contents.confirmations[0].as_written == "Koski TI"
    assert all(word != "Kirjoitusasu" for word, _ in view.current.badges)


def test_copying_puts_the_chosen_rows_on_the_clipboard_as_a_table(at_applications):
    at_applications.view.show_thing("28")
    at_applications.trigger(ActionId.EDIT_COPY)

    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Nro\tHakija ja hanke")
    assert lines[1].startswith("28\tLoimaan kaupunki, Nuorisokortti 2.0")


def test_find_takes_the_keyboard_and_down_goes_on_to_the_list(at_applications, qtbot):
    view = at_applications.view
    at_applications.trigger(ActionId.EDIT_FIND)
    in_field = view.search.hasFocus()
    qtbot.keyClick(view.search, Qt.Key.Key_Down)

    assert in_field
    assert view.table.hasFocus()


def test_the_inspector_lies_over_the_list_where_room_is_scarce_and_esc_closes_it(at_applications, qtbot):
    at_applications.window.resize(1024, 700)
    view = at_applications.view
    closed = not view.inspector.isVisible()
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    opened = view.inspector.isVisible()
    over = view.inspector.geometry().left() < view.page._main.geometry().right()
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)

    assert (closed, opened, over, view.inspector.isVisible()) == (True, True, True, False)


def test_density_is_remembered(at_applications, settings):
    at_applications.trigger(ActionId.VIEW_DENSITY)

    assert at_applications.view.table.rowHeight(0) == 32
    assert settings.flag("applications/dense")


def test_municipalities_carry_their_swedish_names_in_swedish(at_applications, qtbot):
    TEXTS.use(Language.SV)
    view = at_applications.window.place_named("applications")
    view.show_thing("51")

    assert view.inspector.findChild(PairList).pairs[0][0] == "Sibbo"


def test_a_round_without_applications_says_what_to_do(desk, qtbot):
    made = desk(contents_2020(applications=()))
    view = made.window.place_named("applications")

    assert view._lists.currentWidget() is view._empty
    assert not view.form.isVisible()


@pytest.fixture
def large_round(desk, monkeypatch):
    """A round whose comparisons wait until the test lets them come."""
    waiting = []

    def first_look(self, workspace):
        return replace(self.outcome(workspace), compared=False)

    def compare(self, outcome):
        waiting.append(outcome)
        among = find_among(outcome.contents.applications)
        return work_out(outcome.contents, lambda each: among.get(each.id, ()))

    monkeypatch.setattr(MemoryProgram, "first_look", first_look)
    monkeypatch.setattr(MemoryProgram, "compare", compare)
    monkeypatch.setattr("evaluator.ui.session.AFTER_PAINT_MS", 600_000)
    return desk, waiting, monkeypatch


def test_rows_that_are_not_compared_yet_say_so_and_show_no_empty_findings(large_round):
    desk, waiting, _ = large_round
    made = desk()
    view = made.window.place_named("applications")

    assert len(view.model.rows) == 61
    assert waiting == []
    assert made.session.evidence is None
    assert tr("applications.comparing_all") in view._head._sub.text()
    row = next(each for each in view.model.rows if not each.standing.findings)
    column = next(each for each in view.model.columns if each.title == tr("applications.column.findings"))
    assert column.speak(row) == tr("applications.comparing")


def test_the_comparisons_come_by_themselves_and_the_choice_stays(large_round, qtbot):
    desk, waiting, monkeypatch = large_round
    monkeypatch.setattr("evaluator.ui.session.AFTER_PAINT_MS", 0)
    made = desk()
    view = made.window.place_named("applications")
    qtbot.waitUntil(lambda: bool(waiting) and made.session.outcome.compared)

    assert tr("applications.comparing_all") not in view._head._sub.text()
    qtbot.waitUntil(lambda: made.session.evidence is not None)


def test_many_rows_are_made_findable_before_anybody_types(at_applications):
    rows = rows_of(at_applications.session.outcome)
    assert "search" not in vars(rows[0])

    make_findable(rows)

    assert all("search" in vars(each) for each in rows)


def test_the_filters_count_what_they_let_through(at_applications):
    rows = rows_of(at_applications.session.outcome)
    passed = [
        sum(lets_through(each)(row) for row in rows) if lets_through(each) else len(rows) for each in Filter
    ]

    assert list(counts(rows)) == passed
