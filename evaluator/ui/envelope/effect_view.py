"""The effect of a deed, shown before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evaluator.scoring.effects import award_of, overspent
from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.labels import IconLabel, fact, label, section
from evaluator.ui.shared.layout import emptied, row
from evaluator.ui.texts import money

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.money import Cents
    from evaluator.scoring.effects import Effect


class EffectView(QWidget):
    """What the sums become, who gains and who loses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(5)
        self.setLayout(self._lines)

    def show_nothing(self, words: str) -> None:
        """Say why there is no effect to show."""
        self._begin()
        self._lines.addWidget(label(words, "small", "3", wrap=True))
        self.setAccessibleName(words)

    def show_effect(self, effect: Effect, application: ApplicationId | None, by: str) -> None:
        """Show an effect.

        Args:
            effect: The envelope before and after.
            application: Whose deviation it is; None for a change of the rule.
            by: Under whose name it would be recorded; empty where no reason is recorded.
        """
        self._begin()
        before, after = effect.before, effect.after
        if application is not None:
            was, would = award_of(before, application).amount, award_of(after, application).amount
            self._add(tr("effect.award"), was, would)
        self._add(tr("effect.granted"), before.granted, after.granted)
        self._add(tr("effect.unspent"), before.unspent, after.unspent, bad=overspent(after) > 0)
        if before.held != after.held:
            self._add(tr("effect.held"), before.held, after.held)
        if over := overspent(after):
            self._note("triangle-alert", tr("effect.over", over=money(over)), "bad")
        if after.tie_at_line and after.tie_at_line != before.tie_at_line:
            self._note("circle-dot", tr("effect.tie", count=len(after.tie_at_line)), "warn")
        for sentence in _others(effect, application):
            self._note("info", sentence)
        if by:
            self._note("user", tr("effect.recorded", by=by))

    def _begin(self) -> None:
        emptied(self._lines)
        self._lines.addLayout(section(tr("effect.title")))
        self.setAccessibleName(tr("effect.title"))

    def _add(self, name: str, was: Cents, would: Cents, *, bad: bool = False) -> None:
        words = money(would) if was == would else tr("effect.change", was=money(was), would=money(would))
        role = "small" if was == would else "smallbold"
        self._put(fact(name, words, "bad" if bad else "", role=role))  # type: ignore[arg-type]

    def _note(self, icon: str, words: str, tone: str = "") -> None:
        said = label(words, "small", tone or "2", wrap=True)
        line = row(IconLabel(icon, tone or "text3", 14), said, gap=6)
        line.setStretch(1, 1)
        self._put(line)

    def _put(self, layout: QLayout) -> None:
        self._lines.addLayout(layout)


def _others(effect: Effect, application: ApplicationId | None) -> list[str]:
    """Say how many other applications gain, lose or get another sum."""
    words = []
    for key, ids in (("gains", effect.gains), ("loses", effect.loses), ("altered", effect.altered)):
        count = sum(each != application for each in ids)
        if count:
            words.append(tr(f"effect.{key}", count=count))
    return words or [tr("effect.nobody_else" if application is not None else "effect.nobody")]
