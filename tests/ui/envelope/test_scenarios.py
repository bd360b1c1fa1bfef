"""Saved scenarios and the computed optimum: beside the draft, named as what they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.language import Language
from evaluator.domain.scenarios import SavedScenario
from evaluator.scoring.scenarios import optimum, side_by_side
from evaluator.scoring.what_if import knapsack
from evaluator.ui.actions import ActionId
from evaluator.ui.envelope.delegates import compared
from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.table_model import width_of
from evaluator.ui.texts import TEXTS
from tests.builders import NOON, a_deviation
from tests.ui.cut_texts import cut_texts
from tests.ui.demo_round import demo_contents, worked

SAVED = SavedScenario(
    name="Ilman rajaa", rule=AllocationRule.STOP, threshold=None, deviations=(), by="Esittelijä", at=NOON
)


def some_round(*saved: SavedScenario):
    return replace(demo_contents(), scenarios=saved)


@pytest.fixture
def envelope(desk):
    made = desk(some_round())
    view = made.window.place_named("envelope")
    view.desk = made
    made.qtbot.waitUntil(lambda: _computed(view) is not None, timeout=20_000)
    return view


def _computed(view):
    return next((each for each in view._scenarios if each.what_if is not None), None)


def words_in(widget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.text()]


def test_the_draft_is_saved_by_name_and_undo_takes_it_back(envelope, qtbot):
    strip = envelope.scenarios
    strip.save.click()
    qtbot.keyClicks(strip.naming.field, "Pisteraja 60")
    qtbot.keyClick(strip.naming.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(each.saved for each in envelope._scenarios))

    assert any("Pisteraja 60" in card.accessibleName() for card in strip.cards)
    assert not strip.naming.isVisible()
    envelope.desk.trigger(ActionId.EDIT_UNDO)
    qtbot.waitUntil(lambda: not any(each.saved for each in envelope._scenarios))


def test_a_name_is_needed_and_escape_leaves(envelope, qtbot):
    strip = envelope.scenarios
    strip.save.click()
    assert not strip.naming.done.isEnabled()
    qtbot.keyClick(strip.naming.field, Qt.Key.Key_Return)
    assert strip.naming.isVisible()

    strip.naming.left.emit()

    assert not strip.naming.isVisible()
    assert strip.save.isVisible()


def test_a_saved_scenario_opens_with_its_sums_and_reasons(envelope, qtbot):
    contents = some_round(
        replace(SAVED, deviations=(a_deviation("2020-054", DeviationKind.DROP, reason="Rahoitus muualta."),))
    )
    shown = next(each for each in side_by_side(worked(contents)) if each.saved)
    envelope.show_scenario(shown)
    said = words_in(envelope.scenario)

    assert envelope.side.currentWidget() is envelope.scenario
    assert "Ilman rajaa" in said
    assert "Rahoitus muualta." in said
    assert any("pudotettu" in each for each in said)


def test_a_saved_scenario_is_removed_and_undo_brings_it_back(desk, qtbot):
    made = desk(some_round(SAVED))
    view = made.window.place_named("envelope")
    view.show_scenario(next(each for each in view._scenarios if each.saved))
    view.scenario._remove.click()
    qtbot.waitUntil(lambda: not any(each.saved for each in view._scenarios))

    assert view.side.currentWidget() is view.inspector
    made.trigger(ActionId.EDIT_UNDO)
    qtbot.waitUntil(lambda: any(each.saved == SAVED for each in view._scenarios))


def test_the_optimum_is_named_as_no_proposal_wherever_it_is_shown(envelope):
    card = envelope.scenarios.cards[-1]
    card.click()
    said = words_in(envelope.scenario)

    assert tr("scenario.no_proposal") in card.accessibleName()
    assert tr("what_if.note") in said
    assert envelope.scenario._foot.isHidden()
    assert envelope.desk.session.outcome.contents.deviations == ()


def test_the_optimum_follows_a_change_of_the_round(envelope, qtbot):
    before = _computed(envelope)
    envelope.show_scenario(before)
    envelope.rule_decided.emit(AllocationRule.STOP, None)
    qtbot.waitUntil(lambda: _computed(envelope) not in (None, before), timeout=20_000)

    after = _computed(envelope)
    assert after.grants > before.grants
    assert envelope.side.currentWidget() is envelope.inspector  # old sums are not left in sight


def test_the_comparison_shows_what_there_is_room_for_the_draft_and_the_saved_first():
    outcome = worked(some_round(*(replace(SAVED, name=f"Vaihe {number}") for number in range(1, 6))))
    everything = (*side_by_side(outcome), optimum(outcome, knapsack(outcome)))

    def titles(room: int) -> list[str]:
        shown = compared(everything, room)
        assert sum(map(width_of, shown)) <= max(room, 300)
        return [each.title for each in shown[2:]]

    assert len(titles(5_000)) == 10
    assert titles(5_000)[-1] == tr("scenario.what_if_short")
    assert titles(600)[0] == "Oma luonnos"
    assert titles(600)[-1] == "Vaihe 5"


def test_every_card_is_spoken_whole(envelope):
    for card in envelope.scenarios.cards:
        assert card.accessibleName().count(", ") >= 4


@pytest.mark.parametrize("language", list(Language))
def test_no_word_is_cut_with_many_scenarios(desk, qtbot, language):
    TEXTS.use(language)
    made = desk(some_round(*(replace(SAVED, name=f"Vaihe {number}") for number in range(1, 6))))
    made.window.resize(1280, 800)
    view = made.window.place_named("envelope")
    qtbot.waitUntil(lambda: _computed(view) is not None, timeout=20_000)
    view.scenarios.save.click()
    for scenario in view._scenarios[4:]:
        view.show_scenario(scenario)
        qtbot.wait(20)
        assert cut_texts(view) == []


def test_a_saved_scenario_is_taken_into_use_for_a_reason_and_left_by_undo(desk, qtbot):
    dropped = a_deviation("2020-054", DeviationKind.DROP, reason="Rahoitus muualta.")
    made = desk(some_round(replace(SAVED, deviations=(dropped,))))
    view = made.window.place_named("envelope")
    before = made.session.outcome
    view.show_scenario(next(each for each in view._scenarios if each.saved))
    assert tr("saved.use_entries", recorded=1, taken=0) in words_in(view.scenario)
    view.scenario.use.click()
    assert tr("saved.use_missing") in words_in(view.scenario)

    view.scenario.reason.setPlainText("Työryhmä päätyi tähän.")
    view.scenario.use.click()
    qtbot.waitUntil(lambda: bool(made.session.outcome.contents.deviations))

    outcome = made.session.outcome
    assert outcome.contents.round.threshold is None
    assert [(each.kind, each.reason) for each in outcome.contents.deviations] == [
        (DeviationKind.DROP, "Rahoitus muualta.")
    ]
    assert not view.scenario.use.isEnabled()
    assert tr("saved.use_nothing") in words_in(view.scenario)
    made.trigger(ActionId.EDIT_UNDO)
    qtbot.waitUntil(lambda: made.session.outcome.contents.round.threshold is not None)
    assert made.session.outcome.allocation.granted == before.allocation.granted
    assert made.session.outcome.contents.round == before.contents.round
