"""A saved scenario, or the computed optimum, in the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from evaluator.ui.envelope.effects import overspent
from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.badges import Badge
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.inspector import Inspector
from evaluator.ui.shared.labels import ElidedLabel, fact, label, section
from evaluator.ui.shared.layout import col, hline, row
from evaluator.ui.shared.ranked import plain
from evaluator.ui.texts import moment, money, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.scenarios import SavedScenario
    from evaluator.scoring.figures import Outcome, Standing
    from evaluator.scoring.what_if import WhatIf
    from evaluator.ui.envelope.effects import Scenario
    from evaluator.ui.shared.layout import Item


class ScenarioInspector(Inspector):
    """What a scenario follows from and what it gives.

    Signals:
        removed: The saved scenario shall go; with the ``SavedScenario``.
    """

    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._remove = Button(tr("saved.remove"), "secondary", small=True)
        self._foot = QFrame()
        self._foot.setProperty("ground", "surface")
        self._foot.setLayout(row(None, self._remove, margins=(16, 10, 16, 12)))
        super().__init__(tr("saved.name"), self._foot, parent)
        self._saved: SavedScenario | None = None
        for each in (self.previous, self.next):
            each.hide()
        self._remove.clicked.connect(lambda: self.removed.emit(self._saved))

    def shows(self, scenario: Scenario) -> bool:
        """Tell whether a scenario is the one that is open, maybe with other sums."""
        if self._saved is None:
            return scenario.what_if is not None
        return scenario.saved is not None and scenario.saved.name == self._saved.name

    def show_scenario(self, scenario: Scenario, outcome: Outcome) -> None:
        """Show a saved scenario or the optimum."""
        self._saved = scenario.saved
        self._foot.setVisible(scenario.saved is not None)
        names = {each.application.id: each for each in outcome.standings}
        sums = _sums(scenario)
        if scenario.saved is not None:
            self.show_head(tr("saved.caption"), scenario.saved.name, "")
            self.show_body(*sums, *_saved_lines(scenario.saved, names))
        elif scenario.what_if is not None:
            self.show_head(tr("what_if.caption"), tr("scenario.what_if"), "")
            badge = row(Badge(tr("scenario.no_proposal"), "warn", "info"), None)
            note = label(tr("what_if.note"), "small", "2", wrap=True)
            self.show_body(badge, note, *sums, *_what_if_lines(scenario.what_if, names))


def _sums(scenario: Scenario) -> Iterator[Item]:
    allocation = scenario.allocation
    over = overspent(allocation)
    yield fact(tr("saved.grants"), str(scenario.grants))
    yield fact(tr("effect.granted"), money(allocation.granted), role="smallbold")
    if over:
        yield fact(tr("saved.over"), money(over), "bad")
    else:
        yield fact(tr("effect.unspent"), money(allocation.unspent))


def _saved_lines(saved: SavedScenario, standings: dict[ApplicationId, Standing]) -> Iterator[Item]:
    yield hline()
    yield fact(tr("saved.rule"), tr(f"rule_short.{saved.rule.value}"))
    if saved.threshold is not None:
        yield fact(tr("saved.threshold"), plain(saved.threshold))
    yield section(tr("figure.deviations"), label(str(len(saved.deviations)), "caption", "3"))
    for each in saved.deviations:
        if each.kind is None:
            continue
        standing = standings.get(each.application)
        lead = standing.application.applicants.lead.as_written if standing else str(each.application)
        word = tr(f"done.{each.kind.value}", amount="" if each.amount is None else money(each.amount))
        yield col(
            label(f"{lead}: {word}", "smallstrong", wrap=True),
            label(each.reason, "small", "2", wrap=True, selectable=True),
            gap=1,
        )
    yield label(tr("saved.by", by=saved.by, at=moment(saved.at)), "caption", "3", wrap=True)
    yield label(tr("saved.note"), "caption", "3", wrap=True)


def _what_if_lines(found: WhatIf, standings: dict[ApplicationId, Standing]) -> Iterator[Item]:
    yield hline()
    yield fact(tr("what_if.total"), number(found.total, 2))
    yield fact(tr("what_if.rule_total"), number(found.rule_total, 2))
    yield section(tr("what_if.passed_over"), label(str(len(found.passed_over)), "caption", "3"))
    for id_ in found.passed_over:
        standing = standings[id_]
        place = standing.placing.place if standing.placing else ""
        words = tr("what_if.passed", place=place, lead=standing.application.applicants.lead.as_written)
        yield ElidedLabel(words, "small")
    yield label(tr("what_if.passed_note"), "caption", "3", wrap=True)
