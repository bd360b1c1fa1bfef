"""The meeting: one application at a time, who must leave, what is agreed on and recorded."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from evaluator.domain.language import Language
from evaluator.domain.reviews import Scored
from evaluator.domain.rounds import Phase
from evaluator.ui.consensus.grid import short
from evaluator.ui.texts import TEXTS


def _current(met):
    return met.consensus().top.accessibleName().split(",")[0]


def _number(met, number):
    view = met.consensus()
    view.show_thing(str(number))
    return view


def _agree(met, view, reason="Keskustelussa päädyttiin tähän."):
    view.fill.click()
    view.form.rapporteur.setEditText("Esimerkkiarvioija 1")
    view.form.reason.setPlainText(reason)


def _contents(met):
    return met.session.outcome.contents


def test_one_key_goes_to_the_next_application_and_back(met):
    view = met.consensus()
    assert _current(met) == "Hakemus 1"
    view.grid.setFocus()

    QTest.keyClick(view.grid, Qt.Key.Key_PageDown)
    assert _current(met) == "Hakemus 2"

    QTest.keyClick(view.grid, Qt.Key.Key_PageUp)
    assert _current(met) == "Hakemus 1"


def test_who_is_disqualified_is_named_and_cannot_be_marked_present(met):
    disqualified = next(each for each in _contents(met).reviews if each.recused)
    board = met.merging().board
    view = _number(met, board.number(disqualified.application))

    assert "Esimerkkiarvioija 2" in view.top._band.accessibleName()
    assert view.top._band.isVisible()
    assert not view.people.boxes["Esimerkkiarvioija 2"].isEnabled()
    assert "Esimerkkiarvioija 2" in view.people.left


def test_digits_agree_on_a_score_and_go_to_the_next_question(met):
    view = met.consensus()
    view.grid.setFocus()
    first = view.grid.current.key

    met.key(Qt.Key.Key_4)

    row = next(each for each in view.grid.rows_model.rows if each.key == first)
    assert row.agreed == Scored(Fraction(4))
    assert view.grid.current.key != first
    view.grid.choose(first)
    met.key(Qt.Key.Key_Delete)
    row = next(each for each in view.grid.rows_model.rows if each.key == first)
    assert row.agreed is None or row.common


def test_each_reviewer_s_score_is_read_out_with_the_difference_to_the_group_and_how_far_they_are_apart(met):
    view = met.consensus()
    reviewers = view.grid.rows_model.columns[1:-3]
    spoken = [column.speak(view.grid.rows_model.rows[0]) for column in reviewers]

    assert len(spoken) == 4
    assert all(each.startswith("Esimerkkiarvioija ") for each in spoken)
    spread = view.grid.rows_model.columns[-2]
    for row in view.grid.rows_model.rows:
        lowest, highest = row.values[0], row.values[-1]
        told = f"pienin {short(Scored(lowest))}, suurin {short(Scored(highest))}, hajonta "
        assert spread.speak(row).startswith(told if lowest != highest else "ei hajontaa")
        assert row.far_apart == (highest - lowest >= Fraction(5, 2))
    assert any("ero ryhmään" in each for each in spoken)


def test_a_record_tells_what_is_missing_before_anything_is_stored(met):
    view = met.consensus()

    met.trigger("consensus.record")
    assert "sopimatta" in view.form.complaint.accessibleName()
    view.fill.click()
    met.trigger("consensus.record")
    assert "Raportoija" in view.form.complaint.accessibleName()
    view.form.rapporteur.setEditText("Esimerkkiarvioija 1")
    met.trigger("consensus.record")
    assert "Perustelu" in view.form.complaint.accessibleName()

    assert _contents(met).consensus == {}


def test_a_consensus_is_recorded_with_who_was_present_and_can_be_taken_back(met):
    view = met.consensus()
    _agree(met, view)
    view.people.boxes["Esimerkkiarvioija 4"].click()

    met.trigger("consensus.record")
    met.until(lambda: bool(_contents(met).consensus))

    record = next(iter(_contents(met).consensus.values()))
    handling = _contents(met).handlings[record.application]
    assert record.rapporteur == "Esimerkkiarvioija 1"
    assert record.reason == "Keskustelussa päädyttiin tähän."
    assert "Esimerkkiarvioija 4" in handling.left
    assert "Esimerkkiarvioija 1" in handling.present
    met.trigger("edit.undo")
    met.until(lambda: _contents(met).consensus == {})
    assert not _contents(met).handlings[record.application].discussed
    met.trigger("edit.redo")
    met.until(lambda: bool(_contents(met).consensus))
    assert met.told == []


def test_a_discussion_is_recorded_although_no_score_changed(met):
    view = met.consensus()
    view.form.reason.setPlainText("Arvioijat olivat yksimielisiä.")

    met.trigger("consensus.discussed")
    met.until(lambda: bool(_contents(met).handlings))

    handling = next(iter(_contents(met).handlings.values()))
    assert handling.discussed
    assert handling.note == "Arvioijat olivat yksimielisiä."
    assert _contents(met).consensus == {}


def test_what_is_typed_stays_with_its_application_through_steps_and_languages(met, qapp):
    view = met.consensus()
    view.form.reason.setPlainText("Kesken.")
    view.grid.setFocus()
    met.key(Qt.Key.Key_5)

    met.trigger("consensus.next")
    assert view.form.reason.toPlainText() == ""
    met.trigger("consensus.previous")
    assert view.form.reason.toPlainText() == "Kesken."
    TEXTS.use(Language.SV, qapp)
    view = met.consensus()
    met.until(lambda: view.form.reason.toPlainText() == "Kesken.")
    assert view.grid.rows_model.rows[0].agreed == Scored(Fraction(5))


def test_the_meeting_goes_by_number_by_spread_or_by_place(met):
    view = met.consensus()
    widest = met.merging().below.spreads.rows_model.rows[0].key
    met.consensus()

    view.order.chosen.emit(1)

    assert _current(met) == f"Hakemus {widest}"


def test_the_minutes_are_one_key_away(met):
    met.consensus()

    met.trigger("consensus.minutes")

    place = met.window.place
    assert place.objectName() == "decision"
    assert place.paper_choice.value == 4


def test_a_consensus_is_withdrawn_with_a_reason(met):
    view = met.consensus()
    _agree(met, view)
    met.trigger("consensus.record")
    met.until(lambda: bool(_contents(met).consensus) and met.enabled("consensus.withdraw"))

    met.trigger("consensus.withdraw")
    dialog = met.window.findChild(type(met.window), "none") or next(
        each for each in met.window.children() if each.metaObject().className() == "ReasonDialog"
    )
    dialog.field.setPlainText("Kirjattiin väärä hakemus.")
    dialog.accept_button.click()

    met.until(lambda: _contents(met).consensus == {})
    assert met.told == []


def test_a_round_without_reviews_says_what_comes_first(chair):
    view = chair.consensus()

    assert view._body.currentWidget() is view._empty
    assert not chair.enabled("consensus.record")


def test_once_the_money_is_divided_the_meeting_is_only_read_and_says_what_to_do(met):
    met.consensus()
    workspace, program = met.session.workspace, met.program
    with workspace.begin() as unit:
        unit.put_round(replace(unit.round(), phase=Phase.ALLOCATION))
        unit.commit()
    before = met.session.outcome

    met.session.reload()
    met.until(lambda: met.session.outcome is not before)
    view = met.consensus()
    met.until(view.form.reason.isReadOnly)

    assert "Palauta kierros käsittelyyn" in view.form._state.text()
    assert not met.enabled("consensus.record")
    assert not view.people.isEnabled()
    view.grid.setFocus()
    met.key(Qt.Key.Key_4)
    assert program.reviewing.chair_desk(workspace).drafts == {}
