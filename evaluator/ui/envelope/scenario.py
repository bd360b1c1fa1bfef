"""A saved scenario, or the computed optimum, in the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from evaluator.scoring.adoption import adoption
from evaluator.scoring.effects import overspent
from evaluator.ui.envelope.words import tr
from evaluator.ui.shared.badges import Badge
from evaluator.ui.shared.buttons import Button
from evaluator.ui.shared.fields import Complaint, TextArea
from evaluator.ui.shared.inspector import Inspector
from evaluator.ui.shared.labels import ElidedLabel, fact, label, section
from evaluator.ui.shared.layout import col, hline, row
from evaluator.ui.shared.ranked import plain
from evaluator.ui.texts import moment, money, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.domain.identifiers import ApplicationId
    from evaluator.domain.scenarios import SavedScenario
    from evaluator.scoring.adoption import Adoption
    from evaluator.scoring.figures import Outcome, Standing
    from evaluator.scoring.scenarios import Scenario
    from evaluator.scoring.what_if import WhatIf
    from evaluator.ui.shared.layout import Item


class ScenarioInspector(Inspector):
    """What a scenario follows from and what it gives.

    Signals:
        removed: The saved scenario shall go; with the ``SavedScenario``.
        used: The saved scenario shall be taken into use; with it and the reason.
    """

    removed = Signal(object)
    used = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._remove = Button(tr("saved.remove"), "link", small=True)
        self.use = Button(tr("saved.use"), "secondary", small=True)
        self.reason = TextArea(tr("reason.title"), 48, tr("saved.use_hint"))
        self._complaint = Complaint()
        self._foot = QFrame()
        self._foot.setProperty("ground", "surface")
        title = label(tr("reason.title"), "small", "2")
        deeds = row(self._remove, None, self.use, gap=8)
        self._foot.setLayout(col(title, self.reason, self._complaint, deeds, gap=6, margins=(16, 10, 16, 12)))
        super().__init__(tr("saved.name"), self._foot, parent)
        self._saved: SavedScenario | None = None
        for each in (self.previous, self.next):
            each.hide()
        self._remove.clicked.connect(lambda: self.removed.emit(self._saved))
        self.use.clicked.connect(self._on_use)
        self.reason.textChanged.connect(lambda: self._complain(""))

    def shows(self, scenario: Scenario) -> bool:
        """Tell whether a scenario is the one that is open, maybe with other sums."""
        if self._saved is None:
            return scenario.what_if is not None
        return scenario.saved is not None and scenario.saved.name == self._saved.name

    def show_scenario(self, scenario: Scenario, outcome: Outcome) -> None:
        """Show a saved scenario or the optimum."""
        if self._saved != scenario.saved:
            self.reason.clear()
        self._saved = scenario.saved
        self._foot.setVisible(scenario.saved is not None)
        names = {each.application.id: each for each in outcome.standings}
        sums = _sums(scenario)
        if scenario.saved is not None:
            self.show_head(tr("saved.caption"), scenario.saved.name, "")
            way = adoption(outcome, scenario.saved)
            self.use.setEnabled(not way.nothing)
            self.use.setToolTip(tr("saved.use_nothing") if way.nothing else "")
            self.show_body(*sums, *_saved_lines(scenario.saved, names), *_way_lines(way))
        elif scenario.what_if is not None:
            self.show_head(tr("what_if.caption"), tr("scenario.what_if"), "")
            badge = row(Badge(tr("scenario.no_proposal"), "warn", "info"), None)
            note = label(tr("what_if.note"), "small", "2", wrap=True)
            self.show_body(badge, note, *sums, *_what_if_lines(scenario.what_if, names))

    def _on_use(self) -> None:
        if reason := self.reason.toPlainText().strip():
            self.used.emit(self._saved, reason)
        else:
            self._complain(tr("saved.use_missing"))
            self.reason.setFocus()

    def _complain(self, sentence: str) -> None:
        self._complaint.say(sentence)
        self.reason.mark(bool(sentence))


def _way_lines(way: Adoption) -> Iterator[Item]:
    """Say what taking the scenario into use would record, before it is done."""
    yield section(tr("saved.use"))
    if way.nothing:
        yield label(tr("saved.use_nothing"), "small", "2", wrap=True)
        return
    if way.changes_rule:
        yield label(tr("saved.use_rule"), "small", "2", wrap=True)
    words = tr("saved.use_entries", recorded=len(way.recorded), taken=len(way.taken_back))
    yield label(words, "small", "2", wrap=True)
    if way.without_effect:
        yield label(tr("saved.use_without", count=len(way.without_effect)), "small", "2", wrap=True)


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
    deviating = len({each.application for each in saved.deviations})
    yield section(tr("figure.deviations"), label(str(deviating), "caption", "3"))
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
