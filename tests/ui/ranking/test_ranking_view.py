"""The place of the ranking: finding, keys, the inspector, texts in three languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from evaluator.domain.consensus import Consensus
from evaluator.domain.language import Language
from evaluator.domain.reviews import NotApplicable
from evaluator.ui.actions import ActionId
from evaluator.ui.ranking.words import tr
from evaluator.ui.shared.table_model import LineRow
from evaluator.ui.texts import TEXTS
from tests.builders import NOON
from tests.ui.cut_texts import cut_texts
from tests.ui.demo_round import at_place, demo_contents, worked


@pytest.fixture
def ranking(desk):
    made = desk(demo_contents())
    view = made.window.place_named("ranking")
    view.desk = made
    return view


def words_in(widget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.text()]


def test_r_goes_to_the_line_whatever_was_found_and_sorted(ranking, qtbot):
    ranking.search.setText("vantaa")
    ranking.model.order(2)
    ranking.table.setFocus()

    qtbot.keyClick(ranking.table, Qt.Key.Key_R)

    assert not ranking.search.text()
    assert ranking.current.place == "29"
    assert isinstance(ranking.model.rows[ranking.table.currentIndex().row() + 1], LineRow)


def test_a_letter_typed_into_the_search_is_no_deed(ranking, qtbot):
    ranking.search.setFocus()
    qtbot.keyClicks(ranking.search, "r")

    assert ranking.search.text() == "r"


def test_finding_as_one_types_shows_the_rows_that_match(ranking):
    ranking.search.setText("tjanstehandel nykar")

    assert [each.lead for each in ranking.model.rows if not isinstance(each, LineRow)] == ["Nykarleby stad"]
    ranking.search.setText("xyzzy")
    assert not ranking.table.isVisible()


def test_the_chosen_rows_are_copied_as_a_table(ranking):
    ranking.show_thing(str(at_place(worked(demo_contents()), 1).application.number))
    ranking.desk.trigger(ActionId.EDIT_COPY)

    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[0].split("\t")[0] == "Sija"
    assert lines[1].startswith("Sija 1\t")


def test_the_inspector_opens_the_score_to_its_arithmetic(ranking):
    standing = at_place(worked(demo_contents()), 29)
    ranking.show_thing(str(standing.application.number))
    said = words_in(ranking.inspector)

    assert "Miksi sijalla 29?" in said
    assert "60,26" in said
    assert "1/3 × 64,00" in said
    assert "21,33" in said
    assert "Laskettu tarkoista arvoista." in said
    assert any(each.startswith("Etäisyys pisterajaan 60") for each in said)


def test_an_agreed_score_is_opened_as_agreed_and_not_as_a_mean(desk):
    contents = demo_contents()
    review = next(each for each in contents.reviews if each.counts)
    agreed = Consensus(
        application=review.application,
        scores=review.scores,
        rapporteur="Esimerkkiarvioija 1",
        reason="Sovittiin.",
        by="E",
        at=NOON,
    )
    made = desk(replace(contents, consensus={review.application: agreed}))
    view = made.window.place_named("ranking")
    number = next(each.number for each in contents.applications if each.id == review.application)
    view.show_thing(str(number))
    said = words_in(view.inspector)

    assert tr("why.consensus") in said
    assert tr("why.mean") not in said


def test_an_answer_that_is_not_applicable_is_said_with_its_reason(ranking):
    contents = demo_contents()
    review = next(
        each
        for each in contents.reviews
        if each.counts and any(isinstance(state, NotApplicable) for state in each.scores.values())
    )
    state = next(each for each in review.scores.values() if isinstance(each, NotApplicable))
    number = next(each.number for each in contents.applications if each.id == review.application)

    ranking.show_thing(str(number))
    said = words_in(ranking.inspector)

    assert tr("why.not_applicable") in said
    assert any(state.reason in each for each in said)
    assert tr("why.weight_moves") in said


def test_a_recused_reviewer_is_named(ranking):
    contents = demo_contents()
    recused = next(each for each in contents.reviews if each.recused)
    number = next(each.number for each in contents.applications if each.id == recused.application)
    name = next(each.name for each in contents.reviewers if each.id == recused.reviewer)

    ranking.show_thing(str(number))

    assert tr("why.recused", name=name) in words_in(ranking.inspector)


def test_a_threshold_missed_is_said_with_what_was_reached(ranking):
    standing = at_place(worked(demo_contents()), 30)
    ranking.show_thing(str(standing.application.number))
    said = words_in(ranking.inspector)

    assert tr("why.missed") in said
    assert "57,86, raja 60" in said


def test_the_answers_to_the_questions_open_and_close(ranking):
    closed = len(words_in(ranking.inspector))
    ranking.inspector._toggle()

    assert len(words_in(ranking.inspector)) > closed + 16


def test_control_i_opens_the_inspector_and_escape_closes_it(ranking, qtbot):
    ranking.table.setFocus()
    qtbot.keyClick(ranking.table, Qt.Key.Key_Escape)
    assert not ranking.page.open

    ranking.desk.trigger(ActionId.WHY_HERE)
    assert ranking.page.open


def test_every_part_has_a_name_for_a_screen_reader(ranking):
    for part in (ranking, ranking.table, ranking.search, ranking.filters, ranking.inspector):
        assert part.accessibleName()


def test_the_primary_button_goes_to_the_envelope(ranking):
    ranking.asked.emit(ActionId.GO_ENVELOPE)

    assert ranking.desk.window.place.objectName() == "envelope"


def test_the_density_is_remembered(ranking):
    tall = ranking.table.rowHeight(0)
    ranking.desk.trigger(ActionId.VIEW_DENSITY)

    assert ranking.table.rowHeight(0) < tall
    assert ranking.desk.session.settings.flag("ranking/dense")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("width", [1280, 1600])
def test_no_word_is_cut(desk, language, width):
    TEXTS.use(language)
    made = desk(demo_contents())
    made.window.resize(width, 800)
    view = made.window.place_named("ranking")
    made.qtbot.wait(20)
    head = view.table.horizontalHeader()

    assert cut_texts(view) == []
    assert sum(head.sectionSize(at) for at in range(head.count())) <= view.table.viewport().width()


def test_without_reviews_the_place_says_when_a_ranking_comes(desk):
    made = desk(replace(demo_contents(), reviews=()))
    view = made.window.place_named("ranking")

    assert not view.table.isVisible()
    assert tr("empty") in words_in(view)
