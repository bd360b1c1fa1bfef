"""How the envelope walks the ranking: the rule and the threshold, with their effect first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QRadioButton, QWidget

from evaluator.domain.call import AllocationRule
from evaluator.scoring.effects import with_rule
from evaluator.ui.envelope.effect_view import EffectView
from evaluator.ui.envelope.model import parse_threshold
from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, labelled
from evaluator.ui.shared.inspector import Inspector
from evaluator.ui.shared.labels import label, set_tone
from evaluator.ui.shared.layout import col, hline, panel, row
from evaluator.ui.shared.painting import RIGHT
from evaluator.ui.shared.ranked import plain
from evaluator.ui.shared.segmented import Choice, OptionList
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from fractions import Fraction

    from evaluator.scoring.figures import Outcome

RULES = tuple(AllocationRule)
_ICONS = {
    AllocationRule.STOP: "circle-x",
    AllocationRule.SKIP: "chevron-right",
    AllocationRule.CUT: "scissors",
}


class RuleInspector(Inspector):
    """Rule, threshold, effect, and the deed at the foot.

    Signals:
        decided: Rule and threshold, or None for none.
    """

    decided = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._record = Button(tr("rule.record"), "secondary", small=True)
        self._note = label(tr("rule.note"), "caption", "3", wrap=True)
        foot = QFrame()
        foot.setProperty("ground", "surface")
        line = row(self._note, self._record, gap=8, margins=(16, 10, 16, 12))
        line.setStretch(0, 1)
        foot.setLayout(line)
        super().__init__(tr("rule.name"), foot, parent)
        self._outcome: Outcome | None = None
        for each in (self.previous, self.next):
            each.hide()
        self.show_head(tr("rule.caption"), tr("rule.name"), "")
        choices = [Choice(tr(f"rule.{each.value}"), icon=_ICONS[each]) for each in RULES]
        self.options = OptionList(choices, tr("rule.name"))
        self._words = label("", "small", "2", wrap=True)
        self.threshold = QLineEdit()
        self.threshold.setFont(font("bold", figures=True))
        self.threshold.setAlignment(RIGHT)
        self.threshold.setMaximumWidth(130)
        self._complaint = Complaint()
        self.effect = EffectView()
        field = labelled(tr("rule.threshold"), self.threshold, tr("rule.threshold_hint"))
        parts = (self.options, self._words, hline(), field, self._complaint, hline(), self.effect)
        self.show_body(panel(col(*parts, gap=8)))
        self.options.chosen.connect(lambda _: self._refresh())
        self.threshold.textEdited.connect(lambda _: self._refresh())
        self.threshold.returnPressed.connect(self.record)
        self._record.clicked.connect(self.record)

    def show_round(self, outcome: Outcome) -> None:
        """Show what is in force."""
        self._outcome = outcome
        of = outcome.contents.round
        self.options.set_value(RULES.index(of.rule))
        self.threshold.setText("" if of.threshold is None else plain(of.threshold))
        self._refresh()

    def choose(self, rule: AllocationRule) -> None:
        """Look at a rule: its effect is shown, nothing is done."""
        self.options.set_value(RULES.index(rule))
        self._refresh()

    def focus_choice(self) -> None:
        """Take the keyboard to the rule that is chosen."""
        chosen = next((each for each in self.options.findChildren(QRadioButton) if each.isChecked()), None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def record(self) -> None:
        """Ask for the deed."""
        try:
            threshold = parse_threshold(self.threshold.text())
        except ValueError:
            return
        if self._changed(threshold):
            self.decided.emit(RULES[self.options.value], threshold)

    def _changed(self, threshold: Fraction | None) -> bool:
        if self._outcome is None:
            return False
        of = self._outcome.contents.round
        return (RULES[self.options.value], threshold) != (of.rule, of.threshold)

    def _refresh(self) -> None:
        if self._outcome is None:
            return
        rule = RULES[self.options.value]
        self._words.setText(tr(f"rule_note.{rule.value}"))
        try:
            threshold = parse_threshold(self.threshold.text())
        except ValueError:
            self._complain(tr("rule.threshold_fault"))
            self.effect.show_nothing(tr("effect.faulty"))
            self._record.setEnabled(False)
            return
        self._complain("")
        changed = self._changed(threshold)
        self._record.setEnabled(changed)
        if changed:
            self.effect.show_effect(with_rule(self._outcome, rule, threshold), None, "")
        else:
            self.effect.show_nothing(tr("effect.rule_in_force"))

    def _complain(self, sentence: str) -> None:
        self._complaint.say(sentence)
        set_tone(self.threshold, "bad" if sentence else "", "state")
