"""Review files in the window: shown first, merged in one deed, taken back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from evaluator.domain.identifiers import ReviewerId
from evaluator.domain.language import Language
from evaluator.domain.rounds import Phase
from evaluator.services.coverage import Covered
from evaluator.ui.texts import TEXTS, tr


def _words(view):
    return [row.word for row in view.files.rows_model.rows]


def _pair(view, name, number):
    application = next(each for each in view.board.applications if view.board.number(each) == number)
    reviewer = next(each for each, known in view.board.names.items() if known == name)
    return application, ReviewerId(reviewer)


def test_files_dropped_on_the_window_are_shown_before_anything_is_stored(chair):
    view = chair.merging()
    made = chair.made
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in (*made.files, made.fork, made.damaged)])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    chair.window.dropEvent(event)
    chair.until(lambda: view.report is not None)

    assert _words(view) == ["merged", "merged", "merged", "settle", "look", "refused"]
    assert view.files.isVisible()
    assert "katkennut.evreview" in view.files.rows_model.rows[-1].note
    assert chair.enabled("merging.apply")
    assert view.board.desk.latest is None
    assert chair.session.outcome.contents.reviews == ()
    chair.session.reload()
    chair.until(lambda: view.board.outcome is chair.session.outcome)
    assert view.board.desk.latest is None


def test_the_preview_counts_what_each_file_would_do_to_its_cells(chair):
    view = chair.preview(*chair.made.files, chair.made.fork)

    columns = {each.title: each for each in view.files.rows_model.columns}
    first, last = view.files.rows_model.rows[0], view.files.rows_model.rows[-1]
    criteria = len(view.board.criteria)
    assert int(columns["Uusia"].speak(first)) == criteria * len(first.report.reviews) > 0
    assert columns["Ristir."].speak(last) == "1"
    missing = view.files.rows_model.rows[3]
    assert columns["Puuttuu"].speak(missing) == str(criteria)
    assert view.below.map.cells.state(_pair(view, "Esimerkkiarvioija 1", 1)) is Covered.SCORED


def test_merging_is_one_deed_that_undo_takes_back_and_redo_does_again(chair):
    view = chair.merge(*chair.made.files)
    assert chair.said == ["Yhdistetty 4 tiedostoa"]
    assert len(chair.session.outcome.contents.reviews) > 0

    chair.trigger("edit.undo")
    chair.until(lambda: chair.session.outcome.contents.reviews == ())
    chair.settled(view)
    assert view.board.desk.latest is None

    chair.trigger("edit.redo")
    chair.until(lambda: len(chair.session.outcome.contents.reviews) > 0)
    assert chair.told == []


def test_the_latest_merge_is_undone_also_when_the_round_was_opened_again(met):
    view = met.merging()
    assert view.undo.isVisibleTo(view)

    met.trigger("merging.undo")

    met.until(lambda: met.session.outcome.contents.reviews == ())
    met.settled(view)
    assert not met.enabled("merging.undo")


def test_a_file_that_is_refused_holds_no_other_back_and_says_why_in_the_inspector(chair):
    view = chair.preview(chair.made.files[0], chair.made.damaged)

    assert _words(view) == ["merged", "refused"]
    assert view.files.current.word == "refused"
    chair.trigger("merging.apply")
    chair.until(lambda: len(chair.session.outcome.contents.reviews) > 0)
    assert chair.told == []


def test_the_same_file_again_changes_nothing_and_is_not_offered(met):
    view = met.preview(met.made.files[0])

    assert _words(view) == ["nothing"]
    assert not met.enabled("merging.apply")
    met.trigger("merging.clear")
    assert view.report is None
    assert not view.files.isVisible()


def test_a_conflict_shows_both_sides_and_is_settled_with_a_reason_by_keyboard(met):
    view = met.merge(met.made.fork)
    assert len(view.board.waiting) == 1

    met.trigger("merging.next")
    panel = view.inspector
    assert len(panel.sides) == 2
    assert panel.sides[0].hasFocus()
    assert all("versio 2" in each.accessibleName() for each in panel.sides)
    met.key(Qt.Key.Key_Space)
    panel.deeds[0].click()
    assert "Perustelu" in panel.complaint.accessibleName()
    panel.reason.setPlainText("Arvioija vahvisti puhelimessa.")
    panel.deeds[0].click()

    met.until(lambda: view.board.waiting == () and view.board.outcome is met.session.outcome)
    assert met.said[-1].startswith("Ristiriita ratkaistu: Esimerkkiarvioija 3")
    met.trigger("edit.undo")
    met.until(lambda: len(view.board.waiting) == 1)
    assert met.told == []


def test_a_settled_conflict_is_reopened_with_a_reason_once_the_round_is_back_among_its_reviews(met):
    view = met.merge(met.made.fork)
    dispute = view.board.desk.disputes[0]
    view.inspector.settled.emit(dispute.fork.id, dispute.fork.revisions[0], "Arvioija vahvisti.")
    met.until(lambda: view.board.waiting == () and view.board.outcome is met.session.outcome)
    with met.session.workspace.begin() as unit:
        unit.put_round(replace(unit.round(), phase=Phase.ALLOCATION))
        unit.commit()
    met.session.reload()
    met.until(lambda: met.enabled("round.back"))
    met.settled(view)

    met.trigger("merging.unsettle")
    panel = view.inspector
    assert panel.reason is None  # nothing can be written while it cannot be done
    panel.deeds[0].click()
    back = met.controller.keeper.dialog
    back.reason.setPlainText("Väärä jatko jäi voimaan.")
    back.accept()
    met.until(lambda: met.session.outcome.contents.round.phase is Phase.CONSENSUS)
    met.settled(view)
    met.trigger("merging.unsettle")
    panel.deeds[0].click()
    assert "Perustelu" in panel.complaint.accessibleName()
    panel.reason.setPlainText("Voimaan jäi väärä jatko.")
    panel.deeds[0].click()
    met.until(lambda: len(view.board.waiting) == 1)
    assert met.said[-1].startswith("Ristiriita avattu uudelleen: Esimerkkiarvioija 3")

    met.trigger("edit.undo")
    met.until(lambda: view.board.waiting == () and bool(view.board.desk.settled))
    settled = next(iter(view.board.desk.settled.values()))
    assert (settled.taken, settled.reason) == (dispute.fork.revisions[0], "Arvioija vahvisti.")
    assert met.told == []


def test_a_review_of_a_changed_application_waits_and_counts_when_accepted(met):
    workspace = met.session.workspace
    met.program.import_bundle(workspace, met.made.revised, by="Esimerkkiesittelijä")
    met.session.reload()
    view = met.merging()
    met.until(lambda: view.board.outcome is met.session.outcome and bool(view.board.waiting))
    waiting = len(view.board.waiting)
    reviews = len(met.session.outcome.contents.reviews)

    met.trigger("merging.next")
    view.inspector.reason.setPlainText("Muutos koski yhtä sanaa.")
    view.inspector.deeds[1].click()

    met.until(lambda: len(view.board.waiting) == waiting - 1)
    assert len(met.session.outcome.contents.reviews) == reviews + 1
    met.trigger("merging.next")
    view.inspector.reason.setPlainText("Muutos on olennainen.")
    view.inspector.deeds[0].click()
    met.until(lambda: len(view.board.waiting) == waiting - 2)
    assert view.board.desk.coverage.of(Covered.SENT_BACK)
    assert met.told == []


def test_every_cell_of_the_coverage_says_what_it_shows_and_arrows_move(met):
    view = met.merging()
    cells = view.below.map.cells
    pair = _pair(view, "Esimerkkiarvioija 2", 6)
    index = cells.index_of(pair)

    spoken = cells.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Esimerkkiarvioija 2, hakemus 6: ")
    assert all(
        cells.data(cells.index(at, column), Qt.ItemDataRole.AccessibleTextRole)
        for at in range(cells.rowCount())
        for column in range(cells.columnCount())
    )
    view.below.map.setFocus()
    view.below.map.go_to(_pair(view, "Esimerkkiarvioija 1", 1))
    met.key(Qt.Key.Key_Right)
    assert view.below.map.current == _pair(view, "Esimerkkiarvioija 1", 2)


def test_who_is_disqualified_and_who_is_missing_have_shapes_of_their_own(met):
    view = met.merging()
    states = set(view.board.pairs.values())

    assert {Covered.SCORED, Covered.MISSING, Covered.RECUSED} <= states
    missing = view.board.desk.coverage.missing
    assert {view.board.name(who) for _, who in missing} == {"Esimerkkiarvioija 4"}


def test_disagreement_is_sorted_and_opens_the_meeting_at_its_application(met):
    view = met.merging()
    met.trigger("merging.shown")
    rows = view.below.spreads.rows_model.rows
    deviations = [each.spread.deviation for each in rows]
    assert deviations == sorted(deviations, reverse=True)
    assert deviations[0] > 0

    view.below.spreads.choose(rows[1].key)
    met.key(Qt.Key.Key_Return)

    assert met.window.place.objectName() == "consensus"
    meeting = met.consensus()
    assert meeting.top.accessibleName().startswith(f"Hakemus {rows[1].key}, ")


def test_leniency_is_a_table_with_words_and_is_told_as_information(met):
    view = met.merging()
    view.below.show_view(2)
    met.until(lambda: met.session.evidence is not None)
    table = view.below.reviewers
    plot = next(each for each in table.rows_model.columns if each.paint_head is not None)

    spoken = [plot.speak(each) for each in table.rows_model.rows]
    assert all(each.startswith("Lempey") for each in spoken)
    assert any("90 prosentin väli" in each for each in spoken)
    assert "ei ratkaise mitään" in view.below._note.text()
    calibration = table.rows_model.columns[-1]
    assert "Kalibrointijoukossa" in calibration.speak(table.rows_model.rows[0])


def test_the_place_says_what_to_do_in_every_language(met, qapp):
    view = met.merging()
    for language in Language:
        TEXTS.use(language, qapp)
        view = met.merging()
        assert view.accessibleName() == tr("places.merging")
        assert view.status().left


def test_files_that_are_no_review_files_are_told_in_a_sentence(chair, tmp_path):
    view = chair.merging()
    wrong = tmp_path / "muistio.evreview"
    wrong.write_text("Tämä ei ole arviotiedosto.", encoding="utf-8")

    chair.preview(wrong)

    row = view.files.rows_model.rows[0]
    assert row.word == "refused"
    assert "muistio.evreview" in row.note
    assert not chair.enabled("merging.apply")
