"""One application's part of the envelope: by the rule, or otherwise for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from evaluator.domain.deviations import Deviation, DeviationKind
from evaluator.domain.money import Cents, rounded_down
from evaluator.scoring.departures import sum_to_reduce
from evaluator.scoring.effects import with_deviation
from evaluator.ui.actions import ActionId, keys_of
from evaluator.ui.envelope.conditions import Conditions
from evaluator.ui.envelope.effect_view import EffectView
from evaluator.ui.envelope.model import KINDS, possible
from evaluator.ui.envelope.reason import ReasonForm
from evaluator.ui.envelope.words import tr
from evaluator.ui.envelope.zone_view import ZoneView
from evaluator.ui.shared.fields import Complaint
from evaluator.ui.shared.inspector import Inspector
from evaluator.ui.shared.labels import label, set_tone
from evaluator.ui.shared.layout import col, hline, panel, row
from evaluator.ui.shared.painting import RIGHT
from evaluator.ui.shared.segmented import Choice, OptionList
from evaluator.ui.texts import moment, money, money_typed
from evaluator.ui.theme import font

if TYPE_CHECKING:
    from evaluator.scoring.effects import Effect
    from evaluator.scoring.evidence.figures import Evidence
    from evaluator.scoring.figures import Outcome
    from evaluator.ui.shared.ranked import RankedRow

_ACTIONS = (ActionId.BY_RULE, ActionId.LIFT, ActionId.DROP, ActionId.HOLD, ActionId.REDUCE)
_ICONS = ("equal", "arrow-up-to-line", "arrow-down-to-line", "hand", "scissors")


@dataclass(frozen=True, slots=True)
class _Draft:
    """What was chosen and written for an application but not recorded."""

    at: int
    amount: str
    reason: str


class GrantInspector(Inspector):
    """Options, amount, effect, conditions; the reason and the deed at the foot.

    Signals:
        decided: Row, kind or None for the rule, amount in cents or None, reason.
        condition_wanted: Row, the condition's text and its reason.
        condition_withdrawn: Row whose last condition shall go, and the reason.
    """

    decided = Signal(object, object, object, str)
    condition_wanted = Signal(object, str, str)
    condition_withdrawn = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.reason = ReasonForm()
        super().__init__(tr("grant.name"), self.reason, parent)
        self._row: RankedRow | None = None
        self._outcome: Outcome | None = None
        self._by = ""
        self._drafts: dict[int, _Draft] = {}
        words = ("by_rule", "lift", "drop", "hold", "reduce")
        choices = [
            Choice(tr(f"option.{word}"), icon=icon, key=keys_of(action))
            for word, icon, action in zip(words, _ICONS, _ACTIONS, strict=True)
        ]
        self.options = OptionList(choices, tr("grant.options"))
        self.amount = QLineEdit()
        self.amount.setFont(font("bold", figures=True))
        self.amount.setAlignment(RIGHT)
        self.amount.setFixedWidth(130)
        self.amount.setAccessibleName(tr("grant.amount_spoken"))
        self._amount_complaint = Complaint()
        self.zone = ZoneView()
        self.effect = EffectView()
        self.conditions = Conditions()
        self.show_body(self._build())
        self._connect()

    def _build(self) -> QWidget:
        self._no_place = label(tr("grant.no_place"), "small", "2", wrap=True)
        self._amount_row = QWidget()
        unit = label("€", "small", "2")
        self._amount_row.setLayout(
            row(label(tr("grant.amount"), "small", "2"), None, self.amount, unit, gap=6)
        )
        self._facts = [label("", "small", align=RIGHT, selectable=True) for _ in range(2)]
        names = (tr("grant.requested"), tr("grant.by_rule"))
        facts = [
            row(label(name, "small", "2"), None, value)
            for name, value in zip(names, self._facts, strict=True)
        ]
        return panel(
            col(
                self.zone,
                label(tr("grant.options"), "smallbold", "2"),
                self.options,
                self._no_place,
                self._amount_row,
                self._amount_complaint,
                *facts,
                hline(),
                self.effect,
                hline(),
                self.conditions,
                gap=7,
            )
        )

    def _connect(self) -> None:
        self.options.chosen.connect(lambda _: self._on_chosen())
        self.amount.textEdited.connect(lambda _: self._refresh())
        self.amount.returnPressed.connect(self.reason.text.setFocus)
        self.reason.recorded.connect(self.record)
        self.reason.edited.connect(self._refresh_button)
        self.conditions.wanted.connect(
            lambda text, reason: self.condition_wanted.emit(self._row, text, reason)
        )
        self.conditions.withdrawn.connect(lambda reason: self.condition_withdrawn.emit(self._row, reason))

    @property
    def kind(self) -> DeviationKind | None:
        """What is chosen; None is by the rule."""
        return KINDS[self.options.value]

    @property
    def changed(self) -> bool:
        """Whether something is chosen or written that is not recorded."""
        in_force = self._row is not None and self._row.standing.award.deviation is not None
        if self.kind is None and not in_force:
            return False  # the rule needs no entry to speak
        return (self.options.value, self._amount_in_cents(), self.reason.value) != self._recorded()

    def show_row(self, row_: RankedRow, outcome: Outcome, by: str) -> None:
        """Show one application; what was begun on another one is kept for coming back."""
        self._keep_draft()
        self._row, self._outcome, self._by = row_, outcome, by
        standing = row_.standing
        caption = tr("grant.caption", place=row_.place, number=row_.key)
        self.show_head(
            caption if row_.ranked else tr("grant.unranked", number=row_.key), row_.lead, row_.title
        )
        values = (money(standing.application.requested), money(standing.award.by_rule_amount))
        for value, words in zip(self._facts, values, strict=True):
            value.setText(words)
        self.options.set_possible(possible(standing))
        self._no_place.setVisible(not row_.ranked)
        self._show_recorded()
        draft = self._drafts.pop(row_.key, None)
        if draft is not None and possible(standing)[draft.at]:
            self.options.set_value(draft.at)
            self.amount.setText(draft.amount)
            self.reason.show_value(draft.reason, tr("grant.draft"))
        self.conditions.show_conditions(standing.conditions, possible=standing.award.verdict.granted)
        self._refresh()

    def show_evidence(self, evidence: Evidence | None) -> None:
        """Show where the application stands to the line by the evidence."""
        if self._row is not None:
            self.zone.show_zone(self._row, evidence)

    def choose(self, kind: DeviationKind | None) -> str:
        """Choose by key; give a sentence when that makes no sense here, else empty."""
        if self._row is None:
            return ""
        at = KINDS.index(kind)
        if not possible(self._row.standing)[at]:
            return tr("grant.no_place") if not self._row.ranked else tr(f"impossible.{kind}")
        self.options.set_value(at)
        self._on_chosen()
        return ""

    def record(self) -> None:
        """Ask for the deed, or say what is missing."""
        if self._row is None or not self.changed:
            return
        if sentence := self._amount_fault():
            self._amount_complaint.say(sentence)
            self.amount.setFocus()
        elif not self.reason.value:
            self.reason.complain(tr("reason.missing"))
            self.reason.text.setFocus()
        else:
            amount = self._amount_in_cents() if self.kind is DeviationKind.REDUCE else None
            row_, kind, reason = self._row, self.kind, self.reason.value
            self._drafts.pop(row_.key, None)
            self._show_recorded()
            self.decided.emit(row_, kind, amount, reason)

    def _show_recorded(self) -> None:
        if self._row is None:
            return
        deviation = self._row.standing.award.deviation
        self.options.set_value(KINDS.index(deviation.kind) if deviation else 0)
        amount = (
            deviation.amount if deviation and deviation.amount else self._row.standing.award.by_rule_amount
        )
        with QSignalBlocker(self.amount):
            self.amount.setText(money(amount or self._row.standing.award.bound, unit=""))
        note = tr("by_at", by=deviation.by, at=moment(deviation.at)) if deviation else ""
        self.reason.show_value(deviation.reason if deviation else "", note)

    def _recorded(self) -> tuple[int, Cents | None, str]:
        deviation = self._row.standing.award.deviation if self._row else None
        if deviation is None:
            return 0, None, ""
        return KINDS.index(deviation.kind), deviation.amount, deviation.reason

    def _keep_draft(self) -> None:
        if self._row is not None and self.changed:
            self._drafts[self._row.key] = _Draft(
                self.options.value, self.amount.text(), self.reason.text.toPlainText()
            )

    def _on_chosen(self) -> None:
        deviation = self._row.standing.award.deviation if self._row else None
        self.reason.complain("")
        if self.kind is None and deviation is not None and self.reason.value == deviation.reason:
            self.reason.show_value(tr("reason.back"), "")
        elif self.kind is not None and self.reason.value == tr("reason.back"):
            self.reason.show_value("", "")
        self._refresh()
        if self.kind is DeviationKind.REDUCE:
            self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
            self.amount.selectAll()
        elif self.kind is not None and not self.reason.value:
            self.reason.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        reducing = self.kind is DeviationKind.REDUCE
        self._amount_row.setVisible(reducing)
        fault = self._amount_fault()
        self._amount_complaint.say(fault)
        set_tone(self.amount, "bad" if fault else "", "state")
        effect = None if fault else self._effect()
        if effect is None or self._row is None:
            self.effect.show_nothing(tr("effect.faulty" if fault else "effect.none"))
        else:
            self.effect.show_effect(effect, self._row.standing.application.id, self._by)
        self._refresh_button()

    def _refresh_button(self) -> None:
        blocked = self.changed and not self.reason.value
        if blocked:
            self.reason.complain(tr("reason.missing"), about_text=True)
        elif not self.changed:
            self.reason.complain("")
        self.reason.record_button.setEnabled(self.changed)

    def _effect(self) -> Effect | None:
        """Work out what recording it would do; None when nothing would change."""
        if self._row is None or self._outcome is None:
            return None
        amount = self._amount_in_cents()
        if (self.options.value, amount) == self._recorded()[:2]:
            return None
        entry = Deviation(
            application=self._row.standing.application.id,
            kind=self.kind,
            amount=amount,
            reason=self.reason.value,
            by=self._by,
            at=datetime.now(tz=UTC),
        )
        return with_deviation(self._outcome, entry)

    def _amount_in_cents(self) -> Cents | None:
        if self.kind is not DeviationKind.REDUCE:
            return None
        try:
            return money_typed(self.amount.text())
        except ValueError:
            return None

    def _amount_fault(self) -> str:
        """Say what is wrong with the amount; empty when nothing is."""
        if self.kind is not DeviationKind.REDUCE or self._row is None or self._outcome is None:
            return ""
        amount, asked = self._amount_in_cents(), self._row.standing.application.requested
        unit = self._outcome.contents.round.call.unit_cents
        if amount is None or amount > asked:
            return tr("amount.range", unit=money(unit), largest=money(asked))
        if rounded_down(amount, unit) <= 0:
            return tr("amount.too_small", unit=money(unit))
        full = sum_to_reduce(self._row.standing)
        if full is not None and rounded_down(amount, unit) >= full:
            return tr("amount.not_less", full=money(full))
        return ""
