"""The place of the envelope: options, reason, effect, conditions, rule, scenarios."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QRadioButton

from evaluator.domain.call import AllocationRule
from evaluator.domain.deviations import DeviationKind
from evaluator.domain.language import Language
from evaluator.scoring.figures import Verdict
from evaluator.ui.actions import ActionId
from evaluator.ui.envelope import model
from evaluator.ui.envelope.delegates import columns
from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.ranked import RankedModel, line_of, ranked_rows
from evaluator.ui.shared.table_model import LineRow
from evaluator.ui.texts import TEXTS, money
from tests.builders import a_deviation, euros
from tests.ui.cut_texts import cut_texts
from tests.ui.demo_round import at_place, demo_contents, worked


class Envelope:
    """The place, and deeds as the user does them."""

    def __init__(self, desk) -> None:
        self.desk = desk
        self.view = desk.window.place_named("envelope")
        self.form = self.view.inspector
        self.qtbot = desk.qtbot

    @property
    def outcome(self):
        return self.desk.session.outcome

    def go(self, place: int) -> None:
        self.view.show_thing(str(at_place(self.outcome, place).application.number))

    def press(self, key) -> None:
        self.view.table.setFocus()
        self.qtbot.keyClick(self.view.table, key)

    def write(self, reason: str) -> None:
        self.form.reason.text.setPlainText(reason)

    def record(self) -> None:
        before = len(self.outcome.contents.deviations)
        self.form.reason.record_button.click()
        self.qtbot.waitUntil(lambda: len(self.outcome.contents.deviations) > before)

    def said(self, widget=None) -> list[str]:
        self.qtbot.wait(5)  # what a layout was given is shown a moment later
        labels = (widget or self.view).findChildren(QLabel)
        return [each.text() for each in labels if each.text() and each.isVisible()]


@pytest.fixture
def envelope(desk):
    return Envelope(desk(demo_contents()))


def test_the_model_keeps_the_rules_of_qt(dressed, qtmodeltester):
    outcome = worked(demo_contents())
    model = RankedModel(columns())
    model.set_ranking(ranked_rows(outcome), line_of(outcome, "Raja"))
    qtmodeltester.check(model)


def test_the_rules_line_is_a_row_and_r_goes_to_it(envelope):
    envelope.press(Qt.Key.Key_R)
    below = envelope.view.model.rows[envelope.view.table.currentIndex().row() + 1]

    assert envelope.view.current.place == "29"
    assert isinstance(below, LineRow)
    assert below.word == "Säännön raja"


@pytest.mark.parametrize(
    ("place", "key", "kind"),
    [
        (30, Qt.Key.Key_N, DeviationKind.LIFT),
        (29, Qt.Key.Key_P, DeviationKind.DROP),
        (29, Qt.Key.Key_O, DeviationKind.HOLD),
        (28, Qt.Key.Key_V, DeviationKind.REDUCE),
        (28, Qt.Key.Key_S, None),
    ],
)
def test_single_letters_choose_and_record_nothing(envelope, place, key, kind):
    envelope.go(place)
    envelope.press(key)

    assert envelope.form.kind is kind
    assert envelope.outcome.contents.deviations == ()


def test_letters_typed_into_the_reason_are_text(envelope):
    envelope.go(29)
    envelope.press(Qt.Key.Key_P)
    envelope.qtbot.keyClicks(envelope.form.reason.text, "nosvop")

    assert envelope.form.reason.value == "nosvop"
    assert envelope.form.kind is DeviationKind.DROP


def test_without_a_reason_the_deed_is_blocked_with_a_sentence(envelope):
    envelope.go(29)
    envelope.press(Qt.Key.Key_P)

    assert tr("reason.missing") in envelope.said(envelope.form)
    assert envelope.form.reason.text.property("state") == "bad"
    envelope.form.reason.record_button.click()
    envelope.qtbot.wait(30)
    assert envelope.outcome.contents.deviations == ()

    envelope.write("Toimintaan on saatu muuta avustusta.")
    assert tr("reason.missing") not in envelope.said(envelope.form)
    envelope.record()
    assert at_place(envelope.outcome, 29).award.verdict is Verdict.DROPPED


def test_a_reason_of_spaces_is_no_reason(envelope):
    envelope.go(29)
    envelope.press(Qt.Key.Key_P)
    envelope.write("   ")
    envelope.form.record()

    assert tr("reason.missing") in envelope.said(envelope.form)


def test_control_enter_in_the_reason_records(envelope):
    envelope.go(30)
    envelope.press(Qt.Key.Key_N)
    envelope.write("Hanke täydentää toista.")
    envelope.qtbot.keyClick(envelope.form.reason.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    envelope.qtbot.waitUntil(lambda: bool(envelope.outcome.contents.deviations))

    assert at_place(envelope.outcome, 30).award.verdict is Verdict.GRANTED_LIFTED
    assert envelope.view.table.hasFocus()


def test_the_effect_stands_there_before_the_deed_and_the_sums_follow_it(envelope):
    standing = at_place(envelope.outcome, 30)
    granted = envelope.outcome.allocation.granted + standing.award.bound
    envelope.go(30)
    envelope.press(Qt.Key.Key_N)

    would = tr("effect.change", was=money(envelope.outcome.allocation.granted), would=money(granted))
    assert would in envelope.said(envelope.form.effect)
    assert tr("effect.nobody_else") in envelope.said(envelope.form.effect)

    envelope.write("Perustelu.")
    envelope.record()
    assert envelope.outcome.allocation.granted == granted
    assert money(granted) in envelope.said(envelope.view.figures)
    assert money(granted) in envelope.view.budget.accessibleName()


def test_undo_takes_the_deviation_back_and_redo_does_it_again(envelope):
    envelope.go(29)
    envelope.press(Qt.Key.Key_O)
    envelope.write("Odottaa selvitystä.")
    envelope.record()
    assert at_place(envelope.outcome, 29).award.verdict is Verdict.HELD

    envelope.desk.trigger(ActionId.EDIT_UNDO)
    envelope.qtbot.waitUntil(lambda: at_place(envelope.outcome, 29).award.verdict is Verdict.GRANTED)
    assert len(envelope.outcome.contents.deviations) == 2  # the register keeps both
    assert all(each.reason for each in envelope.outcome.contents.deviations)

    envelope.desk.trigger(ActionId.EDIT_REDO)
    envelope.qtbot.waitUntil(lambda: at_place(envelope.outcome, 29).award.verdict is Verdict.HELD)


def test_undo_brings_the_earlier_deviation_back_with_its_amount(desk):
    id_ = str(at_place(worked(demo_contents()), 28).application.id)
    former = a_deviation(id_, DeviationKind.REDUCE, amount=euros(500_000))
    envelope = Envelope(desk(replace(demo_contents(), deviations=(former,))))
    envelope.go(28)
    envelope.press(Qt.Key.Key_P)
    envelope.write("Toinen perustelu.")
    envelope.record()

    envelope.desk.trigger(ActionId.EDIT_UNDO)
    envelope.qtbot.waitUntil(lambda: at_place(envelope.outcome, 28).award.amount == euros(500_000))


def test_a_reduction_takes_the_amount_and_rounds_it_down(envelope):
    envelope.go(28)
    envelope.press(Qt.Key.Key_V)
    envelope.form.amount.selectAll()
    envelope.qtbot.keyClicks(envelope.form.amount, "600 050")
    envelope.write("Laitehankintoja.")
    envelope.record()

    assert at_place(envelope.outcome, 28).award.amount == euros(600_000)
    assert at_place(envelope.outcome, 28).award.verdict is Verdict.GRANTED_REDUCED


@pytest.mark.parametrize("text", ["", "abc", "-5", "0", "99", "677 400", "677 420", "9 999 999"])
def test_an_amount_that_makes_no_sense_blocks_the_deed_with_a_sentence(envelope, text):
    envelope.go(28)
    envelope.press(Qt.Key.Key_V)
    envelope.form.amount.setText(text)
    envelope.form._refresh()
    envelope.write("Perustelu.")
    envelope.form.record()
    envelope.qtbot.wait(20)

    assert envelope.form.amount.property("state") == "bad"
    assert tr("effect.faulty") in envelope.said(envelope.form.effect)
    assert envelope.outcome.contents.deviations == ()


def test_what_makes_no_sense_is_said_and_not_chosen(envelope):
    heard: list[str] = []
    envelope.view.said.connect(heard.append)
    envelope.go(1)
    envelope.press(Qt.Key.Key_N)

    assert envelope.form.kind is None
    assert heard == [tr("impossible.lift")]


def test_an_application_without_a_place_says_why_it_cannot_be_funded(envelope):
    unranked = next(each for each in envelope.outcome.standings if each.placing is None)
    envelope.view.show_thing(str(unranked.application.number))

    assert tr("grant.no_place") in envelope.said(envelope.form)
    assert [each.isEnabled() for each in envelope.form.options.findChildren(QRadioButton)] == [
        True,
        *[False] * 4,
    ]


def test_what_was_begun_on_a_row_is_there_when_one_comes_back(envelope):
    envelope.go(29)
    envelope.press(Qt.Key.Key_P)
    envelope.write("Kesken")
    envelope.go(1)
    assert envelope.form.reason.value == ""

    envelope.go(29)
    assert envelope.form.reason.value == "Kesken"
    assert envelope.form.kind is DeviationKind.DROP


def test_a_standard_reason_is_put_in_as_text_that_can_be_changed(envelope):
    envelope.go(29)
    envelope.press(Qt.Key.Key_P)
    reason = envelope.outcome.contents.round.call.standard_reasons[0].text.fi
    envelope.write("Alku.")
    envelope.form.reason.text.moveCursor(envelope.form.reason.text.textCursor().MoveOperation.End)
    envelope.form.reason._standard.menu().actions()[0].trigger()

    assert envelope.form.reason.value == f"Alku. {reason}"
    assert not envelope.form.reason.text.isReadOnly()


def test_back_to_the_rule_has_a_reason_to_start_from(desk):
    id_ = str(at_place(worked(demo_contents()), 29).application.id)
    envelope = Envelope(desk(replace(demo_contents(), deviations=(a_deviation(id_, DeviationKind.DROP),))))
    envelope.go(29)
    envelope.press(Qt.Key.Key_S)
    assert envelope.form.reason.value == tr("reason.back")
    envelope.record()

    assert at_place(envelope.outcome, 29).award.verdict is Verdict.GRANTED


def test_a_condition_is_added_and_taken_back(envelope):
    envelope.go(1)
    form = envelope.form.conditions
    form.set_open(True)
    form._record.click()
    assert tr("condition.missing") in envelope.said(envelope.form)
    form.text.setPlainText("Julkaise lähdekoodi.")
    form._record.click()
    assert tr("condition.reason_missing") in envelope.said(envelope.form)

    form.reason.setPlainText("Rahoitus on julkista.")
    form._record.click()
    envelope.qtbot.waitUntil(lambda: bool(at_place(envelope.outcome, 1).conditions))
    assert {"Julkaise lähdekoodi.", "Rahoitus on julkista."} <= set(envelope.said(envelope.form))
    assert model.figures(envelope.outcome)[2].note == tr("deviations.condition", count=1)

    next(each for each in form.findChildren(Button) if each.text() == tr("condition.remove")).click()
    assert form.text.isHidden()
    form._record.click()
    assert tr("condition.reason_missing") in envelope.said(envelope.form)
    form.reason.setPlainText("Lupa saatiin.")
    form._record.click()
    envelope.qtbot.waitUntil(lambda: not at_place(envelope.outcome, 1).conditions)
    envelope.desk.trigger(ActionId.EDIT_UNDO)
    envelope.qtbot.waitUntil(lambda: bool(at_place(envelope.outcome, 1).conditions))
    (condition,) = at_place(envelope.outcome, 1).conditions
    assert condition.reason == "Rahoitus on julkista."


def test_a_card_shows_the_effect_of_its_rule_before_it_is_taken_into_use(envelope):
    card = envelope.view.scenarios.cards[2]
    card.click()

    assert envelope.view.side.currentWidget() is envelope.view.rule
    assert envelope.outcome.contents.round.rule is AllocationRule.STOP
    envelope.view.rule.threshold.setText("50")
    envelope.view.rule._refresh()
    assert any("→" in each for each in envelope.said(envelope.view.rule.effect))

    envelope.view.rule.record()
    envelope.qtbot.waitUntil(lambda: envelope.outcome.contents.round.rule is AllocationRule.SKIP)
    assert envelope.outcome.contents.round.threshold == 50
    envelope.desk.trigger(ActionId.EDIT_UNDO)
    envelope.qtbot.waitUntil(lambda: envelope.outcome.contents.round.rule is AllocationRule.STOP)
    assert envelope.outcome.contents.round.threshold == 60


def test_an_empty_threshold_means_none_and_undo_brings_it_back(envelope):
    envelope.view.show_rule(None)
    envelope.view.rule.threshold.setText("")
    envelope.view.rule._refresh()
    envelope.view.rule.record()
    envelope.qtbot.waitUntil(lambda: envelope.outcome.contents.round.threshold is None)

    envelope.desk.trigger(ActionId.EDIT_UNDO)
    envelope.qtbot.waitUntil(lambda: envelope.outcome.contents.round.threshold == Fraction(60))


def test_a_faulty_threshold_is_said_and_not_stored(envelope):
    envelope.view.show_rule(None)
    envelope.view.rule.threshold.setText("200")
    envelope.view.rule._refresh()
    envelope.view.rule.record()

    assert tr("rule.threshold_fault") in envelope.said(envelope.view.rule)
    assert envelope.outcome.contents.round.threshold == 60


def test_the_scenarios_stand_row_by_row_and_go_again(envelope):
    before = envelope.view.model.columnCount()
    envelope.view.scenarios.compare.click()
    titles = [each.title for each in envelope.view.model.columns]

    assert titles[2:6] == ["Oma luonnos", "Sääntö: pysähdy", "Sääntö: ohita", "Sääntö: leikkaa"]
    envelope.view.scenarios.compare.click()
    assert envelope.view.model.columnCount() == before


def test_a_click_on_a_block_goes_to_its_grant(envelope):
    budget = envelope.view.budget
    second = at_place(envelope.outcome, 2)
    first = at_place(envelope.outcome, 1).award.amount
    x = 1 + (first + second.award.amount / 2) * (budget.width() - 2) / envelope.outcome.allocation.envelope
    envelope.qtbot.mouseClick(budget, Qt.MouseButton.LeftButton, pos=QPoint(round(x), 30))

    assert envelope.view.current.key == second.application.number


def test_every_part_has_a_name_for_a_screen_reader(envelope):
    parts = [envelope.view, envelope.view.table, envelope.view.budget, envelope.form, envelope.form.amount]
    parts += [envelope.form.options, envelope.form.reason.text, envelope.view.rule, envelope.view.scenarios]
    parts += [*envelope.view.scenarios.cards, *envelope.form.options.findChildren(QRadioButton)]

    assert all(each.accessibleName() for each in parts)
    assert "29 kpl" in envelope.view.scenarios.cards[0].accessibleName()


def test_escape_closes_the_rule_then_the_inspector(envelope):
    envelope.view.show_rule(None)
    assert envelope.view.leave()
    assert envelope.view.side.currentWidget() is envelope.form
    assert envelope.view.leave()
    assert not envelope.view.leave()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("width", [1280, 1600])
def test_no_word_is_cut(desk, language, width):
    TEXTS.use(language)
    id_ = str(at_place(worked(demo_contents()), 28).application.id)
    some = (a_deviation(id_, DeviationKind.REDUCE, amount=euros(500_000)),)
    envelope = Envelope(desk(replace(demo_contents(), deviations=some)))
    envelope.desk.window.resize(width, 800)
    envelope.go(28)
    envelope.view._choose(DeviationKind.DROP)
    envelope.qtbot.wait(20)
    assert cut_texts(envelope.view) == []

    envelope.view.scenarios.compare.click()
    envelope.view.show_rule(AllocationRule.CUT)
    envelope.qtbot.wait(20)
    assert cut_texts(envelope.view) == []
    head = envelope.view.table.horizontalHeader()
    assert sum(head.sectionSize(at) for at in range(head.count())) <= envelope.view.table.viewport().width()


def test_without_a_ranking_the_place_says_when_allocation_begins(desk):
    envelope = Envelope(desk(replace(demo_contents(), reviews=())))

    assert tr("empty") in envelope.said()
    assert not envelope.view.table.isVisible()
